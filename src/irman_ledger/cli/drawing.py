"""Which options a report takes, read from the signature of its function, and what they give it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from irman_ledger.cli.file_refusals import CsvRowError
from irman_ledger.cli.refusals import OptionMissingError, OptionUnusedError
from irman_ledger.cli.rows import csv_rows
from irman_ledger.errors import InvalidInputError, IrmanError

if TYPE_CHECKING:
    from irman_ledger.core.money import Money

Draw = Callable[..., Any]


def option_of(parameter: str) -> str:
    """``as_of`` is given as ``--as-of``."""
    return "--" + parameter.replace("_", "-")


def takes(draw: Draw) -> dict[str, bool]:
    """The parameters of a report beside the book, and whether each must be given."""
    _book, *rest = inspect.signature(draw).parameters.values()
    return {item.name: item.default is item.empty for item in rest}


def wanted(draw: Draw, name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """What was given, if the report takes it and needs no more.

    Raises
    ------
    OptionUnusedError
        ``option.unused``
    OptionMissingError
        ``option.missing``
    """
    known = takes(draw)
    asked = {parameter: value for parameter, value in given.items() if value is not None and value is not False}
    for parameter in asked:
        if parameter not in known:
            raise OptionUnusedError(name=name, option=option_of(parameter))
    for parameter, is_needed in known.items():
        if is_needed and parameter not in asked:
            raise OptionMissingError(name=name, option=option_of(parameter))
    return asked


def listed(text: str, currency: str) -> dict[str, Money]:
    """Amounts by number, from CSV with the columns ``no`` and ``amount``; an error names its line."""
    from irman_ledger.core.money import Money

    found: dict[str, Money] = {}
    for line, row in csv_rows(text):
        if isinstance(row, IrmanError):
            row.field = f"--listed, line {line}"
            raise row
        if set(row) != {"no", "amount"}:
            raise CsvRowError(field=f"--listed, line {line}", reason="columns no and amount, both filled")
        if row["no"] in found:
            raise CsvRowError(field=f"--listed, line {line}", reason=f"no {row['no']} stands twice")
        try:
            found[row["no"]] = Money.parse(row["amount"], currency)
        except InvalidInputError as error:
            error.field = f"--listed, line {line}"
            raise
    return found
