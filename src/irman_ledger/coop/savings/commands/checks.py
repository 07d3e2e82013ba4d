"""What every command of the savings module is checked for."""

from __future__ import annotations

from datetime import date

from irman_ledger.coop.savings.refusals import SavingsAmountError, SavingsDatesError
from irman_ledger.core.codes import checked_code
from irman_ledger.core.money import Money


def check_movement(account: str, on: date, amount: Money) -> None:
    """The account, the day and an amount of more than zero."""
    checked_code(account, field="account")
    check_day(account, "on", on)
    check_amount(account, amount, least=1)


def check_amount(account: str, amount: object, *, least: int, field: str = "amount") -> None:
    """Money of so many sen at least."""
    if not isinstance(amount, Money):
        raise SavingsAmountError(field=field, account=account, value=amount, reason="is not money")
    if amount.minor < least:
        reason = "must be more than zero" if least else "must be zero or more"
        raise SavingsAmountError(field=field, account=account, value=amount, reason=reason)


def check_day(account: str, field: str, on: date) -> None:
    """A day without a clock."""
    if type(on) is not date:  # A datetime is a date to isinstance, but has a clock in it.
        raise SavingsDatesError(field=field, account=account, value=on, reason="must be a day")
