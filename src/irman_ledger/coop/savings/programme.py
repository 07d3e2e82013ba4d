"""What a product of programmed savings says, and what was agreed on one account (tabungan terprogram)."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from irman_ledger.coop.savings.deposit_terms import read_part
from irman_ledger.core.account import AccountKind
from irman_ledger.core.calendar import Month
from irman_ledger.core.facts import Movement
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import added
from irman_ledger.core.terms import TermsReader

MISSED_MAX: Final = 120
_KEYS: Final = ("missed_max", "cancelled", "penalty", "income")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePolicy:
    """How programmes of a product end before their time.

    Parameters
    ----------
    missed_max
        So many months not paid end it.
    is_moved
        What a cancelled programme holds goes to the member's demand account; else it stays and can be withdrawn.
    penalty
        The part of the balance that is taken where the member breaks it.
    income
        Where the penalty is booked; None: there is none.
    """

    missed_max: int
    is_moved: bool
    penalty: Fraction
    income: str | None


def read_programme(terms: TermsReader) -> ProgrammePolicy:
    """The table ``programme`` of a product.

    Parameters
    ----------
    terms
        ``missed_max``; and where the defaults do not fit ``cancelled`` (``"waits"`` or ``"moves"``), ``penalty`` (``"10%/once"``) with
        ``income``.

    Raises
    ------
    SavingsTermsError
        ``savings.terms``
    """
    terms.check_keys(_KEYS, ("missed_max",))
    missed_max = terms.typed("missed_max", int, "a number of months")
    if not 1 <= missed_max <= MISSED_MAX:
        terms.refuse("missed_max", missed_max, f"must be from 1 to {MISSED_MAX}")
    if ("penalty" in terms.terms) != ("income" in terms.terms):
        terms.refuse("penalty", terms.terms.get("penalty"), "penalty and income must be given together")
    has_penalty = "penalty" in terms.terms
    return ProgrammePolicy(
        missed_max=missed_max,
        is_moved=terms.choice("cancelled", ("waits", "moves"), default="waits") == "moves",
        penalty=read_part(terms, "penalty") if has_penalty else Fraction(0),
        income=terms.account("income", AccountKind.INCOME, subject=None, owners=(None,)).code if has_penalty else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """What a member agreed to save, by months from the one of the opening.

    Parameters
    ----------
    amount
        Of each month.
    pay_to
        The savings account that a cancelled programme goes to; None: it stays.
    ended_on
        The day on which it was cancelled or broken; None: it runs, or has run its time.
    interest_before
        What of the balance of the old books was no instalment; None: nothing came over.
    """

    amount: Money
    months: int
    begins_on: date
    pay_to: str | None
    ended_on: date | None = None
    interest_before: Money | None = added(None)

    @property
    def matures_on(self) -> date:
        """The day from which the money is free."""
        month = Month.of(self.begins_on).plus(self.months)
        return month.first_day.replace(day=min(self.begins_on.day, month.last_day.day))

    def runs(self, on: date) -> bool:
        """Whether nothing can be withdrawn on a day."""
        return self.ended_on is None and on < self.matures_on

    def due(self, on: date) -> int:
        """How many months were to be paid by the end of a day; each is due by the last day of its month."""
        first, month = Month.of(self.begins_on), Month.of(on)
        months = (month.year - first.year) * 12 + month.month - first.month
        return max(0, min(self.months, months + (on == month.last_day)))

    def paid(self, movements: Iterable[Movement], controls: Container[str], interest_accounts: frozenset[str]) -> Money:
        """What was paid in, without the interest that was credited."""
        moved = tuple(movements)
        postings = {one.seq for one in moved if one.account in interest_accounts}
        paid = Money.total((-one.amount for one in moved if one.account in controls and one.seq not in postings), self.amount.currency)
        return paid if self.interest_before is None else paid - self.interest_before

    def missed(self, on: date, paid: Money) -> int:
        """How many months were not paid in full by a day."""
        return max(0, self.due(on) - paid.minor // self.amount.minor)
