"""What a product of term deposits says (simpanan berjangka): what is offered, what it earns, how it ends, and where that is booked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from irman_ledger.coop.savings.interest import BASES, BY_MONTH
from irman_ledger.coop.savings.interest_terms import (
    Withholding,
    expense_accounts,
    interest_accounts,
    read_accrued,
    read_expenses,
    read_withholding,
)
from irman_ledger.coop.savings.placement import MONTHS_MAX, PAYMENTS, ROLLOVERS, Payment, Rollover
from irman_ledger.core.account import AccountKind
from irman_ledger.core.money import Money
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import Rounding
from irman_ledger.core.terms import TermsReader
from irman_ledger.errors import InvalidInputError

_NEEDED: Final = ("offers", "expense", "accrued")
_KEYS: Final = (
    *_NEEDED,
    *("minimum", "basis", "interest", "rollover", "matured", "rounding", "expense_candidate", "expense_other", "tax", "break"),
)
_WAITS, _MOVES = "waits", "moves"


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakTerms:
    """What it costs to end a deposit before it matures (pencairan sebelum jatuh tempo).

    Parameters
    ----------
    rate
        What the term earned after all, for the time that it stood.
    penalty
        The part of the principal that is taken.
    income
        Where the penalty is booked; None: there is none.
    """

    rate: Rate
    penalty: Fraction
    income: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositPolicy:
    """How the deposits of a product are placed, earn and end.

    Parameters
    ----------
    offers
        The rate by the months of the term.
    payments, rollovers
        What a member may choose.
    is_moved
        What matured and is not rolled over goes to the member's demand account; else it waits and earns nothing.
    breaking
        None: a deposit cannot be ended before it matures.
    """

    offers: Mapping[int, Rate]
    minimum: Money | None
    basis: str
    payments: tuple[Payment, ...]
    rollovers: tuple[Rollover, ...]
    is_moved: bool
    step: Money
    mode: Rounding
    expenses: Mapping[str, str]
    accrued: str
    withholding: Withholding | None
    breaking: BreakTerms | None
    expense_accounts: frozenset[str]
    interest_accounts: frozenset[str]


def read_deposit(terms: TermsReader) -> DepositPolicy:
    """The table ``deposit`` of a product.

    Parameters
    ----------
    terms
        ``offers`` (``[{months = 3, rate = "5%/year"}, …]``), ``expense`` (also ``expense_candidate``, ``expense_other``), ``accrued``;
        and where the defaults do not fit ``minimum``, ``basis`` (``"month"`` or a day count), ``interest`` (``["monthly",
        "at-maturity"]``), ``rollover`` (``["none", "principal", "principal-and-interest"]``), ``matured`` (``"waits"`` or
        ``"moves"``), ``rounding``, ``tax`` (as of savings interest), ``break`` (``{rate = "1%/year", penalty = "1%/once",
        income = "4-1190"}``: without a rate the term earns nothing, without a penalty none is taken).

    Raises
    ------
    SavingsTermsError
        ``savings.terms``
    """
    terms.check_keys(_KEYS, _NEEDED)
    step, mode = terms.rounding()
    return DepositPolicy(
        offers=_offers(terms),
        minimum=terms.amount("minimum") if "minimum" in terms.terms else None,
        basis=terms.choice("basis", BASES, default=BY_MONTH),
        payments=terms.choices("interest", PAYMENTS, PAYMENTS),
        rollovers=terms.choices("rollover", ROLLOVERS, ROLLOVERS),
        is_moved=terms.choice("matured", (_WAITS, _MOVES), default=_WAITS) == _MOVES,
        step=step,
        mode=mode,
        expenses=read_expenses(terms),
        accrued=read_accrued(terms),
        withholding=read_withholding(terms.table("tax")) if "tax" in terms.terms else None,
        breaking=_breaking(terms.table("break")) if "break" in terms.terms else None,
        expense_accounts=expense_accounts(terms.bylaws),
        interest_accounts=interest_accounts(terms.bylaws),
    )


def _offers(terms: TermsReader) -> dict[int, Rate]:
    offers: dict[int, Rate] = {}
    for offer in terms.tables("offers"):
        offer.check_keys(("months", "rate"), ("months", "rate"))
        months = offer.typed("months", int, "a number of months")
        if not 1 <= months <= MONTHS_MAX:
            offer.refuse("months", months, f"must be from 1 to {MONTHS_MAX}")
        if months in offers:
            offer.refuse("months", months, "is offered twice")
        offers[months] = offer.savings_rate("rate")
    return offers


def _breaking(terms: TermsReader) -> BreakTerms:
    terms.check_keys(("rate", "penalty", "income"))
    if ("penalty" in terms.terms) != ("income" in terms.terms):
        terms.refuse("penalty", terms.terms.get("penalty"), "penalty and income must be given together")
    if "penalty" not in terms.terms:
        return BreakTerms(rate=_break_rate(terms), penalty=Fraction(0), income=None)
    income = terms.account("income", AccountKind.INCOME, subject=None, owners=(None,)).code
    return BreakTerms(rate=_break_rate(terms), penalty=read_part(terms, "penalty"), income=income)


def _break_rate(terms: TermsReader) -> Rate:
    return terms.rate("rate") if "rate" in terms.terms else Rate(Fraction(0), "year")


def read_part(terms: TermsReader, key: str) -> Fraction:
    """A part of an amount that is taken once, at most all of it: ``"10%/once"``."""
    text = terms.typed(key, str, 'text such as "10%/once"')
    try:
        rate = Rate.parse(text)
    except InvalidInputError as error:
        terms.refuse(key, text, error.message())
    if rate.per != "once" or rate.value > 1:
        terms.refuse(key, text, 'must be taken once and be at most all of it, as "10%/once"')
    return rate.value
