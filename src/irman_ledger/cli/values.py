"""Values on the command line: days, months, codes, checkpoints; what is wrong with one is an error of the library."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from irman_ledger.cli.refusals import CheckpointMalformedError, DayOrMonthMalformedError, MonthsMalformedError, NumberMalformedError
from irman_ledger.core.calendar import DateMalformedError, Month, MonthMalformedError, parse_date
from irman_ledger.core.codes import checked_code

Span = tuple[Month, Month]


def _named(param: click.Parameter | None) -> str | None:
    return None if param is None else max(param.opts, key=len)


class DayType(click.ParamType[date]):
    """A day, 2014-05-31."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or ``date.malformed``."""
        try:
            return value if isinstance(value, date) else parse_date(value)
        except DateMalformedError as error:
            error.field = _named(param)
            raise


class DayOrMonthType(click.ParamType[date | Month]):
    """A month, 2014-05, or a day."""

    name = "month"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date | Month:
        """The month or the day, or ``day-or-month.malformed``."""
        if not isinstance(value, str):
            return value  # type: ignore[no-any-return]  # converted before
        try:
            return Month.parse(value) if len(value) == len("2014-05") else parse_date(value)
        except (MonthMalformedError, DateMalformedError) as error:
            raise DayOrMonthMalformedError(field=_named(param), value=value) from error


class MonthsType(click.ParamType[Span]):
    """A month, 2014-05, or a span of months, 2014-01..2014-05."""

    name = "months"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Span:
        """First and last month in order, or ``months.malformed``."""
        if isinstance(value, tuple):
            return value
        first, dots, last = value.partition("..")
        try:
            span = Month.parse(first), Month.parse(last if dots else first)
        except MonthMalformedError as error:
            raise MonthsMalformedError(field=_named(param), value=value) from error
        if span[0] > span[1]:
            raise MonthsMalformedError(field=_named(param), value=value)
        return span


class CodeType(click.ParamType[str]):
    """The code of an account, a member or a book."""

    name = "code"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The code, or ``code.malformed``."""
        return checked_code(value, field=_named(param) or "code")


class NumberType(click.ParamType[int]):
    """The number of a record, from 0."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number, or ``number.malformed``."""
        if isinstance(value, int):
            return value
        if not (value.isascii() and value.isdigit() and len(value) < 16):
            raise NumberMalformedError(field=_named(param), value=value)
        return int(value)


class CheckpointType(click.ParamType[tuple[int, bytes]]):
    """A size and a root of the log, as the command prints them: ``4:9f86…``."""

    name = "size:root"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, bytes]:
        """The size and the root, or ``checkpoint.malformed``."""
        if isinstance(value, tuple):
            return value
        size, _colon, root = value.partition(":")
        if not (size.isascii() and size.isdigit() and len(size) < 16 and len(root) == 64 and set(root) <= set("0123456789abcdef")):
            raise CheckpointMalformedError(field=_named(param), value=value)
        return int(size), bytes.fromhex(root)


DAY, DAY_OR_MONTH, MONTHS, CODE = DayType(), DayOrMonthType(), MonthsType(), CodeType()
NUMBER, CHECKPOINT = NumberType(), CheckpointType()
FILE = click.Path(exists=True, dir_okay=False, path_type=Path, allow_dash=True)
NEW_FILE = click.Path(path_type=Path)
