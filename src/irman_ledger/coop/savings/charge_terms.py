"""What a savings product says beside its interest: the overdraft, fees, interest from elsewhere and differences of rounding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from irman_ledger.coop.savings.interest_terms import (
    OWNERS,
    Withholding,
    accounts_by_status,
    interest_accounts,
    read_expenses,
    read_withholding,
)
from irman_ledger.core.account import AccountKind
from irman_ledger.core.codes import CodeError, checked_code
from irman_ledger.core.money import Money
from irman_ledger.core.terms import TermsReader

INCOME = ("income", "income_candidate", "income_other")
_EXPENSE = ("expense", "expense_candidate", "expense_other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdraft:
    """How far an account may be overdrawn (cerukan).

    Parameters
    ----------
    limit
        Zero: no further, also where it was further before.
    incomes
        Where its cost is booked, by the member's status on the day.
    """

    limit: Money
    incomes: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestElsewhere:
    """Where interest is booked that another system works out.

    Parameters
    ----------
    expenses
        By the member's status on the day.
    interest_accounts
        As in `InterestPolicy`.
    """

    expenses: Mapping[str, str]
    withholding: Withholding | None
    interest_accounts: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundingAccounts:
    """Where differences of rounding go: `expense` what savers get by them, `income` what they lose."""

    income: str
    expense: str


def read_overdraft(terms: TermsReader) -> Overdraft:
    """The table ``overdraft``: ``limit`` (zero or more), ``income`` (also ``income_candidate``, ``income_other``)."""
    terms.check_keys(("limit", *INCOME), ("limit", "income"))
    return Overdraft(limit=terms.money("limit"), incomes=incomes(terms))


def read_fees(terms: TermsReader) -> dict[str, Mapping[str, str]]:
    """The list ``fees``: each a ``code`` and an ``income`` (also ``income_candidate``, ``income_other``); the accounts by code."""
    fees: dict[str, Mapping[str, str]] = {}
    for fee in terms.tables("fees"):
        fee.check_keys(("code", *INCOME), ("code", "income"))
        code = fee.typed("code", str, "text")
        try:
            checked_code(code, field="code")
        except CodeError as error:
            fee.refuse("code", code, error.message())
        if code in fees:
            fee.refuse("code", code, "is there twice")
        fees[code] = incomes(fee)
    return fees


def read_elsewhere(terms: TermsReader) -> InterestElsewhere:
    """The table ``interest_elsewhere``: ``expense`` (also ``expense_candidate``, ``expense_other``), ``tax`` as for ``interest``."""
    terms.check_keys((*_EXPENSE, "tax"), ("expense",))
    return InterestElsewhere(
        expenses=read_expenses(terms),
        withholding=read_withholding(terms.table("tax")) if "tax" in terms.terms else None,
        interest_accounts=interest_accounts(terms.bylaws),
    )


def read_rounding(terms: TermsReader) -> RoundingAccounts:
    """The table ``rounding``: ``income`` and ``expense``, both without subject: an expense with savings as subject is interest."""
    terms.check_keys(("income", "expense"), ("income", "expense"))
    return RoundingAccounts(
        income=terms.account("income", AccountKind.INCOME, subject=None, owners=(None,)).code,
        expense=terms.account("expense", AccountKind.EXPENSE, subject=None, owners=(None,)).code,
    )


def incomes(terms: TermsReader) -> dict[str, str]:
    """The income account by the member's status: ``income``, ``income_candidate``, ``income_other``."""

    def account(key: str) -> str:
        code = terms.terms[key]
        is_plain = isinstance(code, str) and code in terms.bylaws.chart and terms.bylaws.chart[code].subject_kind is None
        return terms.account(key, AccountKind.INCOME, subject=None if is_plain else "savings", owners=OWNERS).code

    return accounts_by_status(terms, "income", account)
