"""Reading a deed from TOML or JSON, strictly, and its canonical form, whose hash is the deed."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from hashlib import sha256
from typing import Any, Final

from irman_ledger.coop.programme.deed import Deed, DeedGroup, DeedLine, OpenInstalment, Partner, Party, Stipulation
from irman_ledger.coop.programme.liability import Liability
from irman_ledger.coop.programme.refusals import DeedFileError
from irman_ledger.coop.programme.shape import SHAPE, TABLES, Key
from irman_ledger.core.calendar import parse_date
from irman_ledger.core.codes import checked_code, checked_text
from irman_ledger.core.evidence.private import Private
from irman_ledger.core.money import Money
from irman_ledger.errors import InvalidInputError

SIZE_MAX: Final = 4_000_000
_SHARE: Final = re.compile(r"(?P<whole>0|[1-9][0-9]{0,2})(?:\.(?P<part>[0-9]{1,6}))?%|(?P<over>[1-9][0-9]{0,5})/(?P<under>[1-9][0-9]{0,5})")
_MADE: Final[Mapping[str, Any]] = {
    "parties": Party,
    "stipulations": Stipulation,
    "groups": DeedGroup,
    "partners": Partner,
    "lines": DeedLine,
    "schedule": OpenInstalment,
    "liabilities": Liability,
}
_FIELD_OF: Final[Mapping[tuple[str, str], str]] = {("lines", "class"): "kind", ("liabilities", "list"): "paper"}
_PRIVATE: Final = {("parties", "name"), ("parties", "address"), ("partners", "name")}
_CALLED: Final[Mapping[str, str]] = {"lines": "no", "stipulations": "code", "groups": "code", "partners": "member"}


def read_deed(content: str | bytes, *, file: str = "text") -> Deed:
    """The deed that a document says: JSON where it begins with a brace, else TOML.

    Parameters
    ----------
    file
        Its name in errors.

    Raises
    ------
    DeedFileError
        ``deed.malformed``: names the file, the key and the value.
    OriginSharesError, ReceivableScheduleError, FairValueError
        ``deed.origin-shares``, ``deed.schedule-does-not-sum``, ``deed.fair-value``
    """
    document = _parsed(file, _decoded(file, content))
    for name, value in document.items():
        if name not in TABLES:
            raise _error(file, name, value, "is not a table of a deed")
    for name, is_needed in TABLES.items():
        if is_needed and not document.get(name):
            raise _error(file, name, None, "is missing")
    if not isinstance(document["deed"], dict):
        raise _error(file, "deed", document["deed"], "must be a table")
    currency = document["deed"].get("currency")
    reader = _Reader(file, currency if isinstance(currency, str) else "IDR")
    with reader.blamed("deed.currency", currency):
        Money.zero(reader.currency)
    head = reader.values("deed", "deed", document["deed"])
    rows: dict[str, Any] = {name: reader.rows(name, name, document[name]) for name in TABLES if name != "deed" and name in document}
    with reader.blamed("deed"):
        return Deed(**head, **rows)


def canonical(deed: Deed) -> str:
    """The deed as JSON in one form only: keys in order, no blanks, nothing that is left out; TOML and JSON of one deed give the same."""
    return json.dumps(_plain(deed), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of(deed: Deed) -> str:
    """SHA-256 of the canonical form, hexadecimal."""
    return sha256(canonical(deed).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Private):
        return value.value
    if isinstance(value, Money):
        return value.plain()
    if is_dataclass(value):
        found = {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
        return {name: one for name, one in found.items() if one not in (None, [], {})}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {name: str(one) for name, one in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def _decoded(file: str, content: str | bytes) -> str:
    if len(content) > SIZE_MAX:
        raise _error(file, "size", len(content), f"has more than {SIZE_MAX} bytes")
    try:
        text = content if isinstance(content, str) else content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _error(file, "encoding", error.reason, "must be UTF-8") from error
    if text.startswith("\ufeff"):
        raise _error(file, "encoding", "U+FEFF", "must be UTF-8 without a byte order mark")
    return text


def _parsed(file: str, text: str) -> dict[str, Any]:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            raise _error(file, next(name for name in names if names.count(name) > 1), None, "is given twice")
        return found

    try:
        if text.lstrip().startswith("{"):
            read: dict[str, Any] = json.loads(text, object_pairs_hook=once)
            return read
        return tomllib.loads(text)
    except RecursionError as error:
        raise _error(file, "document", "…", "is nested too deeply") from error
    except DeedFileError:
        raise
    except ValueError as error:
        raise _error(file, "document", text[:40], str(error)) from error


def _error(file: str, field: str, value: object, reason: str) -> DeedFileError:
    shown = repr(value)[:80] if isinstance(value, dict | list) else value[:80] if isinstance(value, str) else value
    return DeedFileError(file=file, field=field, value=shown, reason=reason)


class _Reader:
    """Reads values by the shape; what is wrong is said with the file and the dotted key."""

    def __init__(self, file: str, currency: str) -> None:
        self.file, self.currency = file, currency

    def rows(self, name: str, path: str, found: object) -> tuple[Any, ...]:
        if not isinstance(found, list):
            raise _error(self.file, path, found, "must be an array of tables")
        made = []
        for place, data in enumerate(found):
            called = data.get(_CALLED.get(name, "")) if isinstance(data, dict) else None
            here = f"{path}.{called}" if isinstance(called, str | int) else f"{path}[{place}]"
            values = self.values(name, here, data)
            if name == "lines":
                values["currency"] = self.currency
            with self.blamed(here):
                made.append(_MADE[name](**values))
        return tuple(made)

    def values(self, name: str, path: str, data: object) -> dict[str, Any]:
        if not isinstance(data, dict):
            raise _error(self.file, path, data, "must be a table")
        for key, value in data.items():
            if key not in SHAPE[name]:
                raise _error(self.file, f"{path}.{key}", value, "is not a key of a deed")
        found = {}
        for key, wanted in SHAPE[name].items():
            if key in data:
                value = self.value(f"{path}.{key}", data[key], wanted, key)
                found[_FIELD_OF.get((name, key), key)] = Private.of(value) if (name, key) in _PRIVATE else value
            elif wanted.is_needed:
                raise _error(self.file, f"{path}.{key}", None, "is missing")
        return found

    def value(self, path: str, value: Any, wanted: Key, key: str) -> Any:
        with self.blamed(path, value):
            match wanted.kind:
                case "text":
                    return self._text(path, value)
                case "code":
                    return checked_code(value, field=key)
                case "word":
                    if value not in wanted.words:
                        raise _error(self.file, path, value, f"must be one of {', '.join(wanted.words)}")
                    return value
                case "day":
                    return value if type(value) is date else parse_date(value)
                case "money":
                    return self._money(path, value)
                case "count":
                    if type(value) is not int or not wanted.least <= value < 10**6:
                        raise _error(self.file, path, value, f"must be a whole number, {wanted.least} or more")
                    return value
                case "flag":
                    if type(value) is not bool:
                        raise _error(self.file, path, value, "must be true or false")
                    return value
                case "codes" | "texts":
                    if not isinstance(value, list):
                        raise _error(self.file, path, value, "must be an array of texts")
                    return tuple(checked_code(one, field=key) if wanted.kind == "codes" else self._text(path, one) for one in value)
                case "shares":
                    return self._shares(path, value, wanted)
                case _:
                    return self.rows(key, path, value)

    @contextmanager
    def blamed(self, path: str, value: object = None) -> Iterator[None]:
        """Give the errors of values the file and the key; refusals that name a line of the deed speak for themselves."""
        try:
            yield
        except InvalidInputError as error:
            if type(error).code.startswith("deed."):
                raise
            key = path if value is not None or error.field is None else f"{path}.{error.field}"
            shown = error.details.get("value", value)
            raise _error(self.file, key, shown, str(error.details.get("reason", error))) from error

    def _text(self, path: str, value: Any) -> str:
        if not checked_text(value, field=path).strip():
            raise _error(self.file, path, value, "must not be empty")
        text: str = value
        return text

    def _money(self, path: str, value: Any) -> Money:
        if not isinstance(value, str):
            raise _error(self.file, path, value, "must be an amount as text")
        amount = Money.parse(value, self.currency)
        if amount.minor < 0:
            raise _error(self.file, path, value, "must be zero or more")
        return amount

    def _shares(self, path: str, value: Any, wanted: Key) -> dict[str, Fraction]:
        if not isinstance(value, dict):
            raise _error(self.file, path, value, "must be a table")
        return {name: self._share(f"{path}.{name}", name, one, wanted) for name, one in value.items()}

    def _share(self, path: str, name: str, value: Any, wanted: Key) -> Fraction:
        if name not in wanted.words:
            raise _error(self.file, path, value, f"must be one of {', '.join(wanted.words)}")
        found = _SHARE.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            raise _error(self.file, path, value, "must be a share as text: 60%, 33.5%, 1/3")
        if found["over"] is not None:
            return Fraction(int(found["over"]), int(found["under"]))
        return Fraction(f"{found['whole']}.{found['part'] or 0}") / 100
