"""What every loan command is checked for before it exists."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from irman_ledger.coop.loans.methods import INSTALMENTS_MAX
from irman_ledger.coop.loans.refusals import DatesOutOfOrderError, InstalmentsOutOfRangeError, ScheduleMalformedError
from irman_ledger.core.calendar import DateMalformedError
from irman_ledger.core.codes import checked_code
from irman_ledger.core.money import Money
from irman_ledger.core.schedule import Instalment
from irman_ledger.errors import InvalidInputError


def check_codes(**codes: str) -> None:
    """Refuse what is not a code."""
    for field, code in codes.items():
        checked_code(code, field=field)


def check_positive(field: str, amount: object) -> None:
    """Refuse what is not money, and nothing or less."""
    if not isinstance(amount, Money) or amount.minor <= 0:
        raise InvalidInputError(field=field, value=amount, reason="must be money, more than zero")


def check_days(**days: object) -> None:
    """Refuse what is not a day; None is one that is not given."""
    for field, day in days.items():
        if type(day) is not date and day is not None:
            raise DateMalformedError(field=field, value=day)


def check_contract(contract_on: date | None, on: date) -> None:
    """Refuse a contract after the money left."""
    if contract_on is not None and contract_on > on:
        raise DatesOutOfOrderError(field="contract_on", first=contract_on, second=on)


def check_instalments(instalments: object) -> None:
    """Refuse what is not a count of instalments."""
    if type(instalments) is not int or not 1 <= instalments <= INSTALMENTS_MAX:
        raise InstalmentsOutOfRangeError(field="instalments", instalments=instalments, most=INSTALMENTS_MAX)


def check_first_due(first_due_on: date | None, on: date) -> None:
    """Refuse a first instalment before the loan."""
    if first_due_on is not None and first_due_on < on:
        raise DatesOutOfOrderError(field="first_due_on", first=on, second=first_due_on)


def check_schedule(schedule: tuple[Instalment, ...]) -> None:
    """Refuse a plan without lines, out of order, or with a line that demands nothing."""
    if not 1 <= len(schedule) <= INSTALMENTS_MAX:
        raise InstalmentsOutOfRangeError(field="schedule", instalments=len(schedule), most=INSTALMENTS_MAX)
    for one in schedule:
        check_days(due_on=one.due_on)
        if one.no < 1 or one.principal.minor < 0 or one.interest.minor < 0 or not one.total:
            raise ScheduleMalformedError(field="schedule", no=one.no)
    for one, after in pairwise(schedule):
        if after.no != one.no + 1 or after.due_on < one.due_on:
            raise ScheduleMalformedError(field="schedule", no=after.no)
