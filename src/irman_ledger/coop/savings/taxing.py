"""What savers were credited in a month over all their accounts, and the final tax to be withheld from it now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from irman_ledger.coop.savings.interest_terms import Withholding
from irman_ledger.coop.savings.tax import rule_of
from irman_ledger.core.calendar import Month
from irman_ledger.core.facts import Movement, Standing
from irman_ledger.core.money import Money


class Booked(Protocol):
    """Where the terms of a product book its interest; see `InterestPolicy`."""

    @property
    def withholding(self) -> Withholding | None: ...
    @property
    def interest_accounts(self) -> frozenset[str]: ...


class Recognised(Protocol):
    """Where they book what is earned; see `InterestPolicy`."""

    @property
    def expense_accounts(self) -> frozenset[str]: ...


def recognised(movements: Iterable[Movement], policy: Recognised, currency: str) -> Money:
    """What is booked as expense, credited or not."""
    return Money.total((moved.amount for moved in movements if moved.account in policy.expense_accounts), currency)


def credited(movements: Iterable[Movement], policy: Booked, currency: str) -> Money:
    """What savers were credited: accruing it debits an expense and credits what is owed, which adds up to nothing."""
    return Money.total((moved.amount for moved in movements if moved.account in policy.interest_accounts), currency)


def credited_in_month(of_month: Iterable[Movement], policy: Booked, currency: str) -> Money:
    """What a member was credited in a month; what deposits of the old books brought over as accrued is none of it."""
    records: dict[int, list[Movement]] = {}
    for moved in of_month:
        records.setdefault(moved.seq, []).append(moved)
    booked = (moved for lines in records.values() if not _is_opening(lines) for moved in lines)
    return credited(booked, policy, currency)


def _is_opening(lines: Sequence[Movement]) -> bool:
    """Whether a record, or what it undoes, brought balances over: only then everything on the member's savings is a credit."""
    return all((moved.amount.minor < 0) == (moved.undoes_on is None) for moved in lines)


def tax_now(
    on: date, standing: Standing, policy: Booked, of_month: Sequence[Movement], interest_month: Money
) -> tuple[str | None, Money, Money]:
    """The account of the tax, what was withheld in the month before, and what is to be withheld now.

    Parameters
    ----------
    of_month
        The movements of all the member's savings accounts and deposits in the month.
    interest_month
        What was credited in it, with what is credited now.
    """
    nothing = Money.zero(interest_month.currency)
    withholding = policy.withholding
    if withholding is None or standing.status not in withholding.statuses:
        return None, nothing, nothing
    postings = {moved.seq for moved in of_month if moved.account in policy.interest_accounts}
    taxed = (-moved.amount for moved in of_month if moved.account == withholding.account and moved.seq in postings)
    withheld = Money.total(taxed, interest_month.currency)
    rule = rule_of(Month.of(on), is_taxed_at_threshold=withholding.is_taxed_at_threshold)
    tax = rule.tax_of(max(interest_month, nothing)) - withheld
    return withholding.account if tax else None, withheld, tax
