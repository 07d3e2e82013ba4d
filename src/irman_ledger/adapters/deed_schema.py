"""The JSON Schema of a deed of hand-over, made from the very shape that its reader goes by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from irman_ledger.coop.programme.shape import SHAPE, TABLES, Key

__all__ = ["deed_schema"]

Json = dict[str, Any]

_TEXT: Json = {"type": "string", "minLength": 1, "maxLength": 500}
_CODE: Json = {"type": "string", "minLength": 1, "maxLength": 64}
_VALUES: Mapping[str, Json] = {
    "text": _TEXT,
    "code": _CODE,
    "day": {"description": "ISO 8601", "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "money": {
        "description": "An amount in the currency of the deed, as text, zero or more: 1234567, 1234567.50, 1.234.567,50",
        "type": "string",
        "pattern": r"^(?:Rp|[A-Z]{3} )?[0-9][0-9.,]*$",
    },
    "flag": {"type": "boolean"},
    "codes": {"type": "array", "items": _CODE},
    "texts": {"type": "array", "items": _TEXT},
}
_SHARE: Json = {
    "description": "A share as text: 60%, 33.5%, 1/3; all shares of a line sum to 100%",
    "type": "string",
    "pattern": r"^(?:[0-9]{1,3}(?:\.[0-9]{1,6})?%|[1-9][0-9]{0,5}/[1-9][0-9]{0,5})$",
}


def deed_schema() -> Json:
    """Of the whole document: its tables and their keys."""
    return {
        "type": "object",
        "required": [name for name, is_needed in TABLES.items() if is_needed],
        "additionalProperties": False,
        "properties": {name: _table(name) if name == "deed" else _rows(name) for name in TABLES},
        "$defs": {name: _object(keys) for name, keys in SHAPE.items()},
    }


def _table(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


def _rows(name: str) -> Json:
    rows: Json = {"type": "array", "items": _table(name)}
    return {**rows, "minItems": 1} if TABLES.get(name) else rows


def _object(keys: Mapping[str, Key]) -> Json:
    return {
        "type": "object",
        "required": [name for name, key in keys.items() if key.is_needed],
        "additionalProperties": False,
        "properties": {name: _value(name, key) for name, key in keys.items()},
    }


def _value(name: str, key: Key) -> Json:
    match key.kind:
        case "word":
            return {"enum": list(key.words)}
        case "count":
            return {"type": "integer", "minimum": key.least, "maximum": 999_999}
        case "shares":
            return {"type": "object", "additionalProperties": False, "properties": dict.fromkeys(key.words, _SHARE)}
        case "rows":
            return _rows(name)
        case _:
            return _VALUES[key.kind]
