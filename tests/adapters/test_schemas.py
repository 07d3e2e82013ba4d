"""The JSON Schemas are those that the types give, and what the library writes and reads agrees with them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from irman_ledger.adapters.audit import export_audit
from irman_ledger.adapters.schemas import SCHEMAS, text_of, write_schemas
from irman_ledger.books.modules import COMMANDS, EVENTS
from irman_ledger.books.wire import command_from
from irman_ledger.errors import IrmanError
from tests.adapters.kit import small_book

FOLDER = Path(__file__).resolve().parents[2] / "schemas"
DEPOSIT = {"kind": "savings.deposit", "account": "SS-001", "on": "2014-04-02", "amount": "2.500.000"}


def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((FOLDER / f"{name}.schema.json").read_text("utf-8")))


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_file_is_what_the_types_give(name: str) -> None:
    again = "regenerate it: python -m irman_ledger.adapters.schemas schemas"
    assert (FOLDER / f"{name}.schema.json").read_text("utf-8") == text_of(SCHEMAS[name]()), again


def test_writing_gives_the_files_of_the_folder(tmp_path: Path) -> None:
    assert [path.name for path in write_schemas(tmp_path)] == [f"{name}.schema.json" for name in SCHEMAS]
    assert all((FOLDER / path.name).read_bytes() == path.read_bytes() for path in tmp_path.iterdir())


@pytest.mark.parametrize("name", [*SCHEMAS, "bylaws"])
def test_every_schema_is_one_of_2020_12(name: str) -> None:
    Draft202012Validator.check_schema(_validator(name).schema)


@pytest.mark.parametrize(("name", "register"), [("commands", COMMANDS), ("events", EVENTS)])
def test_every_kind_has_its_fields(name: str, register: dict[str, Any]) -> None:
    definitions = _validator(name).schema["$defs"]
    for kind, form in register.items():
        named = {item.name for item in fields(form) if not item.name.startswith("_")}
        assert definitions[kind]["properties"].keys() == named | {"kind", "v"}, kind


def test_everything_that_is_exported_and_stored_has_its_schema(sqlite_url: str, tmp_path: Path) -> None:
    book = small_book(sqlite_url)
    export_audit(book, tmp_path / "jejak")
    _validator("audit-manifest").validate(json.loads((tmp_path / "jejak" / "manifest.json").read_text("utf-8")))
    record_form, event_form, command_form = map(_validator, ("audit-record", "events", "commands"))
    seen = 0
    for record in book.records():
        event_form.validate(json.loads(record.event))
        if not record.kind.startswith(("book.", "record.")):
            command_form.validate(json.loads(record.command))
            seen += 1
    assert seen == 17
    for line in (tmp_path / "jejak" / "records-00001.jsonl").read_text("utf-8").split("\n")[:-1]:
        record_form.validate(json.loads(line))
    book.close()


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"amount": "Rp2.500.000,50"},
        {"settle": "BANK"},
        {"settle": None},
        {"v": 1},
    ],
)
def test_a_command_as_a_person_writes_it_passes_both(change: dict[str, Any]) -> None:
    _validator("commands").validate({**DEPOSIT, **change})
    command_from({**DEPOSIT, **change}, "IDR")


def _without(name: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda data: {key: value for key, value in data.items() if key != name}


@pytest.mark.parametrize(
    "change",
    [
        lambda data: {**data, "amount": 2_500_000},
        lambda data: {**data, "amount": "1e6"},
        lambda data: {**data, "amount": None},
        lambda data: {**data, "on": "2 April 2014"},
        lambda data: {**data, "member": "A-001"},
        lambda data: {**data, "kind": "savings.steal"},
        lambda data: {**data, "v": 2},
        lambda data: {**data, "account": 1},
        _without("amount"),
        _without("kind"),
    ],
)
def test_a_command_of_another_form_passes_neither(change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    with pytest.raises(ValidationError):
        _validator("commands").validate(change(DEPOSIT))
    with pytest.raises(IrmanError):
        command_from(change(DEPOSIT), "IDR")


def test_a_personal_value_is_text_in_a_command_and_a_commitment_in_an_event() -> None:
    admit = {"kind": "member.admit", "member": "A-001", "on": "2014-04-02", "name": "Daeng Sija"}
    _validator("commands").validate(admit)
    definition = _validator("events").schema["$defs"]["private"]
    assert definition["required"] == ["commitment"]
    assert definition["type"] == "object"
