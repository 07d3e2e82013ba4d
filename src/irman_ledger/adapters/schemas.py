"""The JSON Schemas of what leaves and enters, made from the types: ``python -m irman_ledger.adapters.schemas schemas``.

Commands are described as a person writes them (amounts may be grouped), events as they are stored.
"""

from __future__ import annotations

import json
import sys
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from irman_ledger.adapters.audit_form import MANIFEST, RECORD, VERSION, schema_of
from irman_ledger.adapters.deed_schema import deed_schema
from irman_ledger.books.modules import COMMANDS, EVENTS
from irman_ledger.core.calendar import Month
from irman_ledger.core.evidence.private import LENGTH_MAX, Private
from irman_ledger.core.money import Money
from irman_ledger.core.quantity import Quantity
from irman_ledger.core.rate import Rate
from irman_ledger.core.subject import Subject

__all__ = ["SCHEMAS", "commands_schema", "events_schema", "handover_schema", "write_schemas"]

Json = dict[str, Any]

_COMMITMENT: Json = {
    "description": "A personal value as the log knows it: its salted commitment, hexadecimal",
    "type": "object",
    "required": ["commitment"],
    "additionalProperties": False,
    "properties": {"commitment": {"type": "string", "pattern": "^[0-9a-f]{64}$"}},
}
_WRITTEN: Mapping[str, Json] = {
    "money": {
        "description": "An amount in the currency of the book, as text: 1234567, 1234567.50, 1.234.567,50; no number, no exponent",
        "type": "string",
        "pattern": r"^-?(?:Rp|[A-Z]{3} )?[0-9][0-9.,]*$",
    },
    "rate": {
        "description": "A rate with its unit of time: 24%/year, 2%/month, 1/3/year",
        "type": "string",
        "pattern": "^.+/ *[a-z]+$",
    },
    "quantity": {
        "description": "A quantity as text: 600, 12.5, 12,5; no number, no sign, no marks between thousands, at most two decimals",
        "type": "string",
        "pattern": r"^(?:0|[1-9][0-9]{0,11})(?:[.,][0-9]{1,2})?$",
    },
    "date": {"description": "ISO 8601", "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "month": {"description": "ISO 8601", "type": "string", "pattern": "^[0-9]{4}-(?:0[1-9]|1[0-2])$"},
    "subject": {"description": "kind:no, as loan:PJ-001", "type": "string", "pattern": "^[a-z]+:.+$"},
    "private": {
        "description": "A personal value: as text where it is given, as its commitment where it is stored",
        "anyOf": [{"type": "string", "maxLength": LENGTH_MAX}, _COMMITMENT],
    },
}
_STORED: Mapping[str, Json] = {
    **_WRITTEN,
    "money": {
        "description": "An amount in the currency of the book",
        "type": "string",
        "pattern": r"^(?:0|-?[1-9][0-9]*|-?(?:0|[1-9][0-9]*)\.(?!00)[0-9]{2})$",
    },
    "private": _COMMITMENT,
}
_NAMES: Mapping[Any, str] = {
    Money: "money",
    Rate: "rate",
    Quantity: "quantity",
    date: "date",
    Month: "month",
    Subject: "subject",
    Private: "private",
}
_PLAIN: Mapping[Any, Json] = {str: {"type": "string"}, bool: {"type": "boolean"}}


def commands_schema() -> Json:
    """Every command as ``irman record`` and `irman_ledger.books.wire.command_from` take it."""
    return _Kinds(dict(COMMANDS), _WRITTEN, all_required=False).schema("commands", "A command, chosen by its kind")


def events_schema() -> Json:
    """Every event as it is stored and exported."""
    return _Kinds(dict(EVENTS), _STORED, all_required=True).schema("events", "An event as it is stored, chosen by its kind")


def audit_record_schema() -> Json:
    """One line of a file of an audit trail."""
    return {**_head("audit-record", "A record of an audit trail"), **schema_of(RECORD)}


def audit_manifest_schema() -> Json:
    """manifest.json of an audit trail."""
    return {**_head("audit-manifest", "The manifest of an audit trail"), **schema_of(MANIFEST)}


def handover_schema() -> Json:
    """A deed of hand-over as a file; the days of TOML are written as ISO text."""
    return {**_head("handover", "A deed of hand-over (berita acara serah terima)"), **deed_schema()}


SCHEMAS = {
    "audit-manifest": audit_manifest_schema,
    "audit-record": audit_record_schema,
    "commands": commands_schema,
    "events": events_schema,
    "handover": handover_schema,
}


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write every schema of `SCHEMAS` to a folder, as ``NAME.schema.json``."""
    written = []
    for name, make in SCHEMAS.items():
        path = folder / f"{name}.schema.json"
        path.write_text(text_of(make()), encoding="utf-8", newline="\n")
        written.append(path)
    return tuple(written)


def text_of(schema: Json) -> str:
    """The text of a schema file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _head(name: str, title: str) -> Json:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:irman-ledger:schema:{name}:{VERSION}",
        "title": title,
    }


class _Kinds:
    """The schema of a register of types, each chosen by its kind."""

    def __init__(self, register: Mapping[str, Any], values: Mapping[str, Json], *, all_required: bool) -> None:
        self.register = register
        self.all_required = all_required
        self.definitions: Json = dict(values)

    def schema(self, name: str, title: str) -> Json:
        for kind, form in sorted(self.register.items()):
            self.definitions[kind] = self._object(form, kind)
        choices = [{"$ref": f"#/$defs/{kind}"} for kind in sorted(self.register)]
        return {**_head(name, title), "oneOf": choices, "$defs": dict(sorted(self.definitions.items()))}

    def _object(self, form: Any, kind: str | None) -> Json:
        hints = get_type_hints(form)
        properties: Json = {}
        required = []
        if kind is not None:
            properties["kind"] = {"const": kind}
            properties["v"] = {"const": form.version}
            required = ["kind"] if form.version == 1 else ["kind", "v"]
        for item in fields(form):
            if item.name.startswith("_"):
                continue
            properties[item.name] = self._value(hints[item.name])
            has_default = item.default is not MISSING or item.default_factory is not MISSING
            if not item.metadata.get("added") and (self.all_required or not has_default):
                required.append(item.name)
        about = (form.__doc__ or "").strip().partition("\n")[0]
        return {
            "description": about,
            "type": "object",
            "required": required,
            "additionalProperties": False,
            "properties": properties,
        }

    def _value(self, hint: Any) -> Json:
        if hint in _NAMES:
            return {"$ref": f"#/$defs/{_NAMES[hint]}"}
        if hint in _PLAIN:
            return dict(_PLAIN[hint])
        if hint is int:
            digits = [] if self.all_required else [{"type": "string", "pattern": "^[0-9]+$"}]
            return {"anyOf": [{"type": "integer"}, *digits]} if digits else {"type": "integer"}
        origin, arguments = get_origin(hint), get_args(hint)
        if origin is Literal:
            return {"enum": list(arguments)}
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            return {"enum": [item.value for item in hint]}
        if origin in (Union, types.UnionType):
            return self._union(arguments)
        if origin is tuple:
            return self._tuple(arguments)
        if is_dataclass(hint):
            return self._object(hint, None)
        raise AssertionError(f"the wire has no form for {hint}")

    def _union(self, arguments: tuple[Any, ...]) -> Json:
        is_private = Private in arguments
        inner = [part for part in arguments if part is not type(None) and not (is_private and part is str)]
        assert len(inner) == 1, f"the wire has no form for {arguments}"
        value = self._value(inner[0])
        return {"anyOf": [value, {"type": "null"}]} if type(None) in arguments else value

    def _tuple(self, arguments: tuple[Any, ...]) -> Json:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return {"type": "array", "items": self._value(arguments[0])}
        parts = [self._value(part) for part in arguments]
        return {"type": "array", "prefixItems": parts, "items": False, "minItems": len(parts)}


if __name__ == "__main__":
    for written in write_schemas(Path(sys.argv[1] if len(sys.argv) > 1 else "schemas")):
        print(written)
