"""The tables of a bylaws document: what may stand in them, and strict reading of one key at a time."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from irman_ledger.core.bylaws import POLICIES, ROLES
from irman_ledger.core.codes import checked_code, checked_text
from irman_ledger.core.label import Label
from irman_ledger.errors import InvalidInputError

SIZE_MAX: Final = 2_000_000
DEPTH_MAX: Final = 16
MODULES: Final = ("members", "shares", "savings", "loans", "assets", "seized", "stock", "programme", "surplus", "general")
"""The modules of the cooperative that may own an account or a product."""

SHAPE: Final[Mapping[str, Mapping[str, bool]]] = {
    "": {
        "bylaws": True,
        "accounts": True,
        "fiscal_years": False,
        "funds": False,
        "roles": False,
        "boxes": False,
        "products": False,
        "policies": False,
    },
    "bylaws": {
        "name": True,
        "from_on": True,
        "currency": True,
        "time_zone": True,
        "fiscal_first_month": True,
        "memorial_series": True,
        "default_box": False,
    },
    "fiscal_years": {"ends_in": True, "months": True},
    "funds": {"code": True, "id": True, "en": True, "kind": True, "capital": True},
    "roles": dict.fromkeys(ROLES, False),
    "policies": dict.fromkeys(POLICIES, False),
    "accounts": {
        "code": True,
        "id": True,
        "en": True,
        "kind": True,
        "line": False,
        "normal": False,
        "subject": False,
        "owner": False,
        "cash_flow": False,
        "cash": False,
        "floored": False,
        "clearing": False,
        "closed_on": False,
    },
    "boxes": {"code": True, "id": True, "en": True, "account": True, "series_in": True, "series_out": True},
    "products": {"code": True, "module": True, "id": True, "en": True, "terms": False},
}
"""The keys of each table; True: it must be there. `default_box` must be there where there are boxes."""

_BARE_KEY: Final = re.compile(r"[A-Za-z0-9_-]+")
_LINE_NO: Final = re.compile(r"at line (\d+)")
_KEY_OF: Final = {"account": "code", "subject_kind": "subject", "is_floored": "floored", "is_cash": "cash"}
_TYPE_NAMES: Final[Mapping[type, str]] = {str: "text", int: "a whole number", bool: "true or false", date: "a date", dict: "a table"}


class BylawsError(InvalidInputError):
    """Bylaws that cannot be read: the message names the file (or "text"), the dotted key and the value."""

    code = "bylaws.malformed"
    text = {
        "en": "{file}: {field} is not valid: {value!r}: {reason}",
        "id": "{file}: {field} tidak sah: {value!r}: {reason}",
    }


def read_file(path: Path) -> bytes:
    """The bytes of a file, at most one more than bylaws may have."""
    try:
        with path.open("rb") as file:
            return file.read(SIZE_MAX + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BylawsError(file=str(path), field="file", value=path.name, reason=f"cannot be read: {reason}") from error


def read_document(file: str, content: str | bytes) -> tuple[Table, str]:
    """The document, free of values that bylaws never hold, and its text exactly as read; `file` is its name in errors."""
    text = _decoded(file, content)
    document = _parsed(file, text)
    _check_values(file, "", document, 0)
    return Table(file, "", document, ""), text


def _decoded(file: str, content: str | bytes) -> str:
    try:
        encoded = content.encode("utf-8") if isinstance(content, str) else content
        text = content if isinstance(content, str) else content.decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError) as error:
        raise BylawsError(file=file, field="encoding", value=error.reason, reason="must be UTF-8") from error
    if len(encoded) > SIZE_MAX:
        raise BylawsError(file=file, field="size", value=len(encoded), reason=f"has more than {SIZE_MAX} bytes")
    if text.startswith("\ufeff"):
        raise BylawsError(file=file, field="encoding", value="\ufeff", reason="must be UTF-8 without a byte order mark")
    return text


def _parsed(file: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise BylawsError(file=file, field="document", value="…", reason="is nested too deeply") from error
    except ValueError as error:
        found = _LINE_NO.search(str(error))
        lines = text.split("\n")
        line = lines[min(int(found[1]), len(lines)) - 1].strip()[:80] if found else ""
        raise BylawsError(file=file, field=f"line {found[1]}" if found else "document", value=line, reason=str(error)) from error


def _check_values(file: str, path: str, value: object, depth: int) -> None:
    """Refuse, anywhere, what bylaws never hold: decimal numbers, times of day, numbers beyond 64 bits, bottomless tables."""
    if depth > DEPTH_MAX:
        raise BylawsError(file=file, field=path[:80], value="…", reason="is nested too deeply")
    if isinstance(value, dict):
        for key, inner in value.items():
            _check_values(file, _joined(path, key), inner, depth + 1)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _check_values(file, _item_path(path, index, inner), inner, depth + 1)
    elif isinstance(value, float):
        raise BylawsError(file=file, field=path, value=value, reason="is a decimal number; amounts and rates are written as text")
    elif not isinstance(value, (str, int)) and type(value) is not date:
        shown = value.isoformat() if isinstance(value, datetime) else str(value)
        raise BylawsError(file=file, field=path, value=shown, reason="has a time of day; only dates are used")
    elif isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise BylawsError(file=file, field=path, value="…", reason="is too large a number")


def _joined(path: str, key: str) -> str:
    shown = key if _BARE_KEY.fullmatch(key) else json.dumps(key, ensure_ascii=False)
    return f"{path}.{shown}" if path else shown


def _item_path(path: str, index: int, item: object) -> str:
    """A table with a code is called by it, for a person does not count a hundred accounts; anything else by its place from 0."""
    code = item.get("code") if isinstance(item, dict) else None
    return _joined(path, code) if isinstance(code, str) else f"{path}[{index}]"


def _shown(value: object) -> object:
    """The value; of a table, an array or a long text only the beginning."""
    if isinstance(value, (dict, list)):
        return repr(value)[:80]
    return value[:80] + "…" if isinstance(value, str) and len(value) > 80 else value


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the document; its keys are checked against the shape when it is made."""

    file: str
    path: str
    data: Mapping[str, Any]
    shape: str

    def __post_init__(self) -> None:
        keys = SHAPE[self.shape]
        for key, value in self.data.items():
            if key not in keys:
                raise self.error(key, value, "is not a key of bylaws")
        for key, is_needed in keys.items():
            if is_needed and key not in self.data:
                raise self.error(key, None, "is missing")

    def error(self, key: str, value: object, reason: str) -> BylawsError:
        """The error to raise about one of its keys."""
        return BylawsError(file=self.file, field=_joined(self.path, key), value=_shown(value), reason=reason)

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self.data

    def _value(self, key: str, kind: type) -> Any:
        value = self.data[key]
        if type(value) is not kind:
            raise self.error(key, value, f"must be {_TYPE_NAMES[kind]}")
        return value

    def text(self, key: str) -> str:
        """A text of printable characters, not empty."""
        value: str = self._value(key, str)
        with self.blamed(key):
            checked_text(value, field=key)
        if not value.strip():
            raise self.error(key, value, "must not be empty")
        return value

    def word(self, key: str, words: tuple[str, ...]) -> str:
        """One of the given words."""
        value = self.text(key)
        if value not in words:
            raise self.error(key, value, f"must be one of {', '.join(words)}")
        return value

    def code(self, key: str) -> str:
        """A code: 1 to 64 printable characters."""
        value: str = self._value(key, str)
        with self.blamed(key):
            return checked_code(value, field=key)

    def number(self, key: str, least: int, most: int) -> int:
        """A whole number within bounds, both included."""
        value: int = self._value(key, int)
        if not least <= value <= most:
            raise self.error(key, value, f"must be {least} to {most}")
        return value

    def flag(self, key: str) -> bool:
        """True or false; false where it is not given."""
        return bool(self._value(key, bool)) if self.has(key) else False

    def day(self, key: str) -> date:
        """A date without a time of day."""
        value: date = self._value(key, date)
        return value

    def label(self) -> Label:
        """The keys `id` and `en`."""
        return Label(id=self.text("id"), en=self.text("en"))

    def mapping(self, key: str) -> Mapping[str, object]:
        """A table as it is, its keys unchecked; empty where it is not given."""
        found: Mapping[str, object] = self._value(key, dict) if self.has(key) else {}
        return found

    def table(self, key: str) -> Table:
        """A table within this one."""
        return Table(self.file, _joined(self.path, key), self._value(key, dict), key)

    def tables(self, key: str) -> Iterator[Table]:
        """The tables of an array; each is called by its code, once it is known to have one of its own."""
        found = self.data.get(key, [])
        if not isinstance(found, list):
            raise self.error(key, found, "must be an array of tables")
        codes: set[str] = set()
        for index, data in enumerate(found):
            path = _item_path(key, index, data)
            if not isinstance(data, dict):
                raise BylawsError(file=self.file, field=path, value=_shown(data), reason="must be a table")
            table = Table(self.file, path, data, key)
            if "code" in SHAPE[key]:
                code = table.code("code")
                if code in codes:
                    raise table.error("code", code, "is given twice")
                codes.add(code)
            yield table

    @contextmanager
    def blamed(self, key: str | None = None) -> Iterator[None]:
        """Give the errors of core values the file and the key."""
        try:
            yield
        except BylawsError:
            raise
        except InvalidInputError as error:
            name = key or _KEY_OF.get(error.field or "", error.field or "")
            value = self.data[name] if name in self.data else error.details.get("value")
            raise self.error(name, value, str(error.details.get("reason", error))) from error
