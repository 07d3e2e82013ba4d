"""Rows of a file as commands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, get_origin, get_type_hints

from irman_ledger.core.calendar import DateMalformedError, parse_date

if TYPE_CHECKING:
    from irman_ledger.books.items import Item

_ENVELOPE = ("key", "document", "booked_on")


def item_of(data: Mapping[str, Any], currency: str) -> Item:
    """A command of a file with its key, document and booking date."""
    from irman_ledger.books.items import Item
    from irman_ledger.books.wire import WireError, command_from

    if "key" not in data:
        raise WireError(field="key", value=None, reason="is missing")
    booked = None if data.get("booked_on") is None else _day(data["booked_on"])
    fields = {name: value for name, value in data.items() if name not in _ENVELOPE}
    made = command_from(fields, currency)
    return Item(command=made, key=data["key"], document=data.get("document"), booked_on=booked)


def _day(text: Any) -> date:
    try:
        return parse_date(text)
    except DateMalformedError as error:
        error.field = "booked_on"
        raise


def typed(cells: Mapping[str, Any]) -> Mapping[str, Any]:
    """A cell holds true, false or a list (as JSON) where the command's field is one of these."""
    from irman_ledger.books.modules import COMMANDS
    from irman_ledger.books.wire import parse_json

    kind = COMMANDS.get(cells.get("kind", ""))
    hints = {} if kind is None else get_type_hints(kind)
    made: dict[str, Any] = dict(cells)
    for name, cell in cells.items():
        if hints.get(name) is bool and cell.lower() in ("true", "false"):  # a spreadsheet writes TRUE
            made[name] = cell.lower() == "true"
        elif get_origin(hints.get(name)) is tuple:
            made[name] = parse_json(cell)
    return made
