"""Which options a report takes, read from the signature of its function, and what they give it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from irman_ledger.cli.file_refusals import CsvRowError
from irman_ledger.cli.refusals import OptionMissingError, OptionsTogetherError, OptionUnusedError
from irman_ledger.cli.rows import csv_rows
from irman_ledger.cli.vouchers import records_of
from irman_ledger.errors import InvalidInputError, IrmanError

if TYPE_CHECKING:
    from irman_ledger.books.book import Book
    from irman_ledger.core.money import Money

Draw = Callable[..., Any]
SEQ_OR_VOUCHER: Final = "--seq/--voucher"


def option_of(parameter: str) -> str:
    """``as_of`` is given as ``--as-of``."""
    return "--" + parameter.replace("_", "-")


def takes(draw: Draw) -> dict[str, bool]:
    """The parameters of a report beside the book, and whether each must be given."""
    _book, *rest = inspect.signature(draw).parameters.values()
    return {item.name: item.default is item.empty for item in rest}


def options_of(draw: Draw) -> dict[str, bool]:
    """The options of a report as they are given, and whether each must be."""
    return {SEQ_OR_VOUCHER if name == "seq" else option_of(name): is_needed for name, is_needed in takes(draw).items()}


def wanted(draw: Draw, name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """What was given, if the report takes it and needs no more; a `voucher` stands for the `seq` of each record that has it.

    Raises
    ------
    OptionUnusedError
        ``option.unused``
    OptionMissingError
        ``option.missing``
    OptionsTogetherError
        ``option.together``
    """
    known = takes(draw)
    asked = {parameter: value for parameter, value in given.items() if value is not None and value is not False}
    met = {"seq" if parameter == "voucher" else parameter for parameter in asked}
    for parameter in asked:
        if parameter not in known and not (parameter == "voucher" and "seq" in known):
            raise OptionUnusedError(name=name, option=option_of(parameter))
    if "seq" in asked and "voucher" in asked:
        raise OptionsTogetherError(first="--seq", second="--voucher")
    for parameter, is_needed in known.items():
        if is_needed and parameter not in met:
            raise OptionMissingError(name=name, option=SEQ_OR_VOUCHER if parameter == "seq" else option_of(parameter))
    return asked


def each(book: Book, asked: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What to draw: one paper, or one for each record of a voucher."""
    rest = {name: value for name, value in asked.items() if name != "voucher"}
    if "voucher" not in asked:
        yield rest
        return
    for record in records_of(book, asked["voucher"]):
        yield rest | {"seq": record.seq}


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
