"""The form of an audit trail: one description, from which the records are checked and the JSON Schemas are made.

Only the standard library is used here: whoever verifies a trail needs no books.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, assert_never

__all__ = ["FORMAT", "MANIFEST", "RECORD", "VERSION", "Form", "fault", "schema_of", "strict_json"]

FORMAT = "irman-audit-trail"
VERSION = 1
PERSONAL = "commitments only"

Json = Any


@dataclass(frozen=True, slots=True)
class Text:
    """A string; the pattern, where there is one, holds from its first to its last character."""

    about: str
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number."""

    about: str
    least: int = 0


@dataclass(frozen=True, slots=True)
class Constant:
    """Exactly this value."""

    value: str | int


@dataclass(frozen=True, slots=True)
class Maybe:
    """A value of a form, or null."""

    form: Form


@dataclass(frozen=True, slots=True)
class Items:
    """A list of values of one form."""

    about: str
    form: Form


@dataclass(frozen=True, slots=True)
class Tally:
    """Whole numbers by name."""

    about: str


@dataclass(frozen=True, slots=True)
class Table:
    """An object with exactly these keys."""

    about: str
    fields: Mapping[str, Form]


Form = Text | Whole | Constant | Maybe | Items | Tally | Table

_HASH = "[0-9a-f]{64}"
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_INSTANT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z"
_MINOR = "0|-?[1-9][0-9]{0,24}"
FILE_NAME = r"records-[0-9]{5}\.jsonl"

_VOUCHER = Table(
    "The number of the voucher; null where nothing was booked",
    {
        "series": Text("The series: BKM, BKK, BBM, BBK, BM"),
        "year": Whole("The booking year"),
        "number": Whole("Without gaps in its series and booking year"),
        "part": Whole("1, 2, … where several commands share a voucher, else 0"),
    },
)
_LINE = Table(
    "One line of the entry, in its order",
    {
        "account": Text("The code of the ledger account"),
        "unit": Text("The unit that it belongs to"),
        "fund": Text("The fund that it belongs to"),
        "subject": Maybe(Text("Whose line it is, kind:no, where the account is a control account")),
        "amount_minor": Text("In minor units (sen); debit positive, credit negative", _MINOR),
    },
)
RECORD = Table(
    "One record of a book, sealed by its leaf",
    {
        "seq": Whole("Its place in the log, from 0 without a gap"),
        "kind": Text("The kind of its event"),
        "subject": Text("What it is about, kind:no"),
        "key": Text("The idempotency key that it was recorded under"),
        "command_hash": Text("SHA-256 of irman/command/v1, a byte 00 and the command, hexadecimal", _HASH),
        "value_on": Text("The day on which it happened", _DAY),
        "booked_on": Text("The day under which it is booked", _DAY),
        "period": Whole("yyyypp: 01 to 12 the calendar month, 13 adjustments, 14 closing"),
        "entered_at": Text("When it was written, by the clock of the machine, UTC", _INSTANT),
        "actor": Text("Who asked, as the caller claimed"),
        "role": Text("In which role"),
        "voucher": Maybe(_VOUCHER),
        "document": Maybe(Text("The number of the paper behind it")),
        "narration": Text("What the entry says"),
        "command": Text("The command as it is stored: JSON text"),
        "event": Text("The event as it is stored: JSON text"),
        "bylaws_version": Whole("The version of the bylaws that decided it", 1),
        "rules_version": Whole("The version of the rules that decided it", 1),
        "reverses": Maybe(Whole("The seq of the record that it reverses")),
        "lines": Items("The lines of the entry; none where nothing was booked", _LINE),
        "total_minor": Text("The sum of its debits in minor units", _MINOR),
        "leaf": Text("The hash of its leaf (RFC 6962), hexadecimal", _HASH),
    },
)
_BOOK = Table(
    "Whose trail it is",
    {
        "id": Text("The name of the book"),
        "uuid": Text("What no other book is, hexadecimal", "[0-9a-f]{32}"),
        "currency": Text("ISO 4217", "[A-Z]{3}"),
        "begins_on": Text("The first day that anything can be recorded for", _DAY),
    },
)
_FILE = Table(
    "One file of records, a record a line",
    {
        "name": Text("Its name in the folder", FILE_NAME),
        "bytes": Whole("Its size"),
        "sha256": Text("Its hash, hexadecimal", _HASH),
        "first_seq": Whole("Its first record"),
        "last_seq": Whole("Its last record"),
    },
)
MANIFEST = Table(
    "What an audit trail holds",
    {
        "format": Constant(FORMAT),
        "version": Constant(VERSION),
        "book": _BOOK,
        "size": Whole("How many records the log has", 1),
        "root": Text("The root of the log over all leaves (RFC 6962), hexadecimal", _HASH),
        "entries": Whole("How many records have an entry"),
        "lines": Whole("How many lines all entries have"),
        "debit_minor": Text("The sum of all debits in minor units", _MINOR),
        "kinds": Tally("How many records there are of each kind of event"),
        # Names, identities and phones are in no file of a trail: commands and events hold salted commitments.
        "personal_values": Constant(PERSONAL),
        "files": Items("The files, in order of seq", _FILE),
    },
)


def fault(form: Form, value: Json, path: str = "") -> str | None:
    """What is wrong with a value, with the path to it; None where it has the form."""
    match form:
        case Text():
            return _text_fault(form, value, path)
        case Whole():
            good = type(value) is int and value >= form.least
            return None if good else f"{path} is not a whole number from {form.least} on"
        case Constant():
            good = type(value) is type(form.value) and value == form.value
            return None if good else f"{path} is not {form.value!r}"
        case Maybe():
            return None if value is None else fault(form.form, value, path)
        case Items():
            if not isinstance(value, list):
                return f"{path} is not a list"
            return next((text for i, item in enumerate(value) if (text := fault(form.form, item, f"{path}.{i}"))), None)
        case Tally():
            good = isinstance(value, dict) and all(type(count) is int and count >= 0 for count in value.values())
            return None if good else f"{path} is not an object of whole numbers"
        case Table():
            return _table_fault(form, value, path)
        case _:
            assert_never(form)


def _text_fault(form: Text, value: Json, path: str) -> str | None:
    if not isinstance(value, str):
        return f"{path} is not text"
    if form.pattern and _compiled(form.pattern).fullmatch(value) is None:
        return f"{path} is not of its form: {form.about}"
    return None


def _table_fault(form: Table, value: Json, path: str) -> str | None:
    if not isinstance(value, dict):
        return f"{path or 'it'} is not an object"
    if value.keys() != form.fields.keys():
        odd = ", ".join(sorted(map(repr, value.keys() ^ form.fields.keys())))
        return f"{path or 'it'} lacks or should not have {odd}"
    prefix = path + "." if path else ""
    for name, inner in form.fields.items():
        given = value[name]
        # Most values are text without a pattern: no call for them.
        if type(inner) is Text and not inner.pattern and type(given) is str:
            continue
        text = fault(inner, given, prefix + name)
        if text is not None:
            return text
    return None


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def schema_of(form: Form) -> dict[str, Json]:
    """The form as JSON Schema 2020-12."""
    match form:
        case Text():
            pattern = {"pattern": f"^(?:{form.pattern})$"} if form.pattern else {}
            return {"description": form.about, "type": "string", **pattern}
        case Whole():
            return {"description": form.about, "type": "integer", "minimum": form.least}
        case Constant():
            return {"const": form.value}
        case Maybe():
            inner = schema_of(form.form)
            return {**inner, "type": [inner["type"], "null"]}
        case Items():
            return {"description": form.about, "type": "array", "items": schema_of(form.form)}
        case Tally():
            return {"description": form.about, "type": "object", "additionalProperties": {"type": "integer", "minimum": 0}}
        case Table():
            return {
                "description": form.about,
                "type": "object",
                "required": list(form.fields),
                "additionalProperties": False,
                "properties": {name: schema_of(inner) for name, inner in form.fields.items()},
            }
        case _:
            assert_never(form)


def strict_json(raw: bytes | str) -> Json:
    """JSON in UTF-8 without a key twice, a fraction or a NaN; else a `ValueError`."""
    text = raw.decode("utf-8") if isinstance(raw, bytes) else raw
    try:
        return _DECODER.decode(text)
    except RecursionError:
        raise ValueError("is nested too deep") from None


def _no_key_twice(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice in the same object")
    return found


def _no_fraction(text: str) -> Json:
    raise ValueError(f"{text} is not a whole number")


_DECODER = json.JSONDecoder(object_pairs_hook=_no_key_twice, parse_float=_no_fraction, parse_constant=_no_fraction)
