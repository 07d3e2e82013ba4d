"""What a savings product says about its interest: how it is earned, when it is credited, and where it is booked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Final, get_args

from irman_ledger.coop.savings.interest import BASES, BY_MONTH, COMPOUNDINGS, DECIMALS_MAX, METHODS, InterestTerms, InterestTermsError, Tier
from irman_ledger.core.account import AccountKind
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.facts import Status
from irman_ledger.core.money import Money
from irman_ledger.core.terms import TermsReader

MONTHS_OF: Final = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
_STATUSES: Final[tuple[Status, ...]] = get_args(Status)
OWNERS: Final = ("savings", None)
_NEEDED: Final = ("method", "basis", "expense")
_KEYS: Final = frozenset(
    {
        *_NEEDED,
        *("rate", "tiers", "counts_last_day", "earns_from", "rounding", "posted", "unfinished", "expense_candidate", "expense_other"),
        *("accrued", "tax", "compounding", "compounding_decimals"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withholding:
    """The final tax that is withheld from the interest.

    Parameters
    ----------
    account
        What is owed to the state (utang PPh final), by savings account.
    statuses
        Of the members from whom it is withheld.
    is_taxed_at_threshold
        As in `FinalTax`.
    """

    account: str
    statuses: frozenset[str]
    is_taxed_at_threshold: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestPolicy:
    """How the interest of a product is earned, credited and booked.

    Parameters
    ----------
    months
        Interest is credited at the end of every so many months of the book year: 1, 3, 6 or 12.
    is_unfinished_paid
        Whether an account that is closed within a period earns for its days until then.
    expenses
        The expense account by the member's status on the day.
    accrued
        Where what is earned and not credited yet is owed (bunga yang masih harus dibayar); None: it is booked when it is credited.
    expense_accounts
        Every expense account of savings that the chart has.
    interest_accounts
        These and every `accrued` account of the savings of these bylaws: what is booked on them, together, was credited to savers.
    """

    earning: InterestTerms
    months: int
    is_unfinished_paid: bool
    expenses: Mapping[str, str]
    accrued: str | None
    withholding: Withholding | None
    expense_accounts: frozenset[str]
    interest_accounts: frozenset[str]

    @property
    def is_measured(self) -> bool:
        """Whether one balance is measured over a month, so that a change of terms waits for the next one."""
        return self.earning.method != "daily"

    def period(self, on: date, bylaws: Bylaws) -> tuple[date, date]:
        """The first and the last day of the period that holds a day."""
        months = bylaws.fiscal_year(Month.of(on)).months()
        at = months.index(Month.of(on)) // self.months * self.months
        return months[at].first_day, months[at : at + self.months][-1].last_day

    def last_day_before(self, closing_on: date, bylaws: Bylaws) -> date:
        """The last day that earns where an account is closed: the day before, or that of the last period that is finished."""
        from_on, to_on = self.period(closing_on, bylaws)
        if not self.is_unfinished_paid:
            return closing_on if closing_on == to_on else from_on - timedelta(1)
        is_whole_month = self.earning.basis == BY_MONTH and closing_on == Month.of(closing_on).last_day
        return closing_on if is_whole_month else closing_on - timedelta(1)


def read_interest(terms: TermsReader) -> InterestPolicy:
    """The table ``interest`` of a product.

    Parameters
    ----------
    terms
        ``method``, ``basis``, ``rate`` (``"4%/year"``) or ``tiers`` (``[{from = "0", below = "1.000.000", rate = "3%/year"}, …]``),
        ``expense`` (also ``expense_candidate``, ``expense_other``); and where the defaults do not fit ``counts_last_day`` (true),
        ``earns_from``, ``rounding`` (``{step = 1, mode = "half-up"}``), ``posted`` (``"month"``, ``"quarter"``, ``"half-year"``,
        ``"year"``), ``compounding`` (``"none"``; ``"monthly"`` within a longer period, ``"daily"``, rounded each day to
        ``compounding_decimals``: 9), ``unfinished`` (whether a period in which the account is closed earns: true), ``accrued``, ``tax``
        (``{account = "2-1405", statuses = ["anggota"], taxed_at_threshold = false}``; the rule is that of the month).

    Raises
    ------
    SavingsTermsError
        ``savings.terms``
    """
    terms.check_keys(_KEYS, _NEEDED)
    earning, months = _earning(terms), MONTHS_OF[terms.choice("posted", MONTHS_OF, default="month")]
    if earning.compounding == "monthly" and months == 1:
        terms.refuse("compounding", "monthly", "goes only with interest that is posted after more than a month")
    return InterestPolicy(
        earning=earning,
        months=months,
        is_unfinished_paid=terms.flag("unfinished", default=True),
        expenses=read_expenses(terms),
        accrued=read_accrued(terms) if "accrued" in terms.terms else None,
        withholding=read_withholding(terms.table("tax")) if "tax" in terms.terms else None,
        expense_accounts=expense_accounts(terms.bylaws),
        interest_accounts=interest_accounts(terms.bylaws),
    )


def _earning(terms: TermsReader) -> InterestTerms:
    step, mode = terms.rounding()
    try:
        return InterestTerms(
            method=terms.choice("method", METHODS),
            tiers=_tiers(terms),
            basis=terms.choice("basis", BASES),
            counts_last_day=terms.flag("counts_last_day", default=True),
            earns_from=terms.money("earns_from") if "earns_from" in terms.terms else None,
            step=step,
            mode=mode,
            compounding=terms.choice("compounding", COMPOUNDINGS, default="none"),
            compounding_decimals=terms.count("compounding_decimals", DECIMALS_MAX, least=0)
            if "compounding_decimals" in terms.terms
            else None,
        )
    except InterestTermsError as error:
        terms.refuse(error.field or "interest", error.details["value"], str(error.details["reason"]))


def _tiers(terms: TermsReader) -> tuple[Tier, ...]:
    if ("rate" in terms.terms) == ("tiers" in terms.terms):
        terms.refuse("rate", terms.terms.get("rate"), "either rate or tiers must be given")
    if "rate" in terms.terms:
        return (Tier(from_amount=Money.zero(terms.bylaws.currency), below=None, rate=terms.savings_rate("rate")),)
    return tuple(_tier(tier) for tier in terms.tables("tiers"))


def _tier(tier: TermsReader) -> Tier:
    tier.check_keys(("from", "below", "rate"), ("from", "rate"))
    return Tier(
        from_amount=tier.money("from"), below=tier.money("below") if "below" in tier.terms else None, rate=tier.savings_rate("rate")
    )


def accounts_by_status(terms: TermsReader, key: str, account: Callable[[str], str]) -> dict[str, str]:
    """An account by the member's status: `key`, and where they are given ``…_candidate`` and ``…_other``."""
    general = account(key)
    other = account(f"{key}_other") if f"{key}_other" in terms.terms else general
    candidate = account(f"{key}_candidate") if f"{key}_candidate" in terms.terms else other
    return {"anggota": general, "calon": candidate, "non-anggota": other, "keluar": other}


def expense_account(terms: TermsReader, key: str) -> str:
    """An account that interest on savings is booked on."""
    return terms.account(key, AccountKind.EXPENSE, subject="savings", owners=OWNERS).code


def read_expenses(terms: TermsReader) -> dict[str, str]:
    """The expense account by the member's status: ``expense``, ``expense_candidate``, ``expense_other``."""
    return accounts_by_status(terms, "expense", partial(expense_account, terms))


def read_accrued(terms: TermsReader) -> str:
    """``accrued``: where what is earned and not credited yet is owed."""
    return terms.account("accrued", AccountKind.LIABILITY, subject="savings", owners=("savings",)).code


def read_withholding(terms: TermsReader) -> Withholding:
    """The table ``tax`` of interest."""
    terms.check_keys(("account", "statuses", "taxed_at_threshold"), ("account", "statuses"))
    return Withholding(
        account=terms.account("account", AccountKind.LIABILITY, subject="savings", owners=OWNERS).code,
        statuses=frozenset(terms.choices("statuses", _STATUSES)),
        is_taxed_at_threshold=terms.flag("taxed_at_threshold", default=False),
    )


def expense_accounts(bylaws: Bylaws) -> frozenset[str]:
    """Every expense account of savings that the chart has."""
    return frozenset(account.code for account in bylaws.chart.of_kind(AccountKind.EXPENSE) if account.subject_kind == "savings")


def interest_accounts(bylaws: Bylaws) -> frozenset[str]:
    """These and every account on which savings or deposits of these bylaws owe what is earned and not credited yet."""
    products = [product.terms for product in bylaws.products.values() if product.module == "savings"]
    tables = [terms.get(name) for terms in products for name in ("interest", "deposit")]
    accrued = frozenset(str(table["accrued"]) for table in tables if isinstance(table, Mapping) and "accrued" in table)
    return expense_accounts(bylaws) | accrued
