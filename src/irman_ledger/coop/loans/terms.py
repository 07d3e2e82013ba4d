"""What the bylaws say about a loan product."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, NoReturn, TypeVar, get_args

from irman_ledger.coop.loans.allocation import INTEREST_FIRST, PENALTY_FIRST, Bucket, EarlyPayment
from irman_ledger.coop.loans.fees import FeeTerms, read_fees
from irman_ledger.coop.loans.limits import Limits, read_limits
from irman_ledger.coop.loans.losses import WriteOffTerms, read_write_off
from irman_ledger.coop.loans.methods import INSTALMENTS_MAX, METHODS, PLAIN, SALES, Conventions, check_fits, check_sale_fits
from irman_ledger.coop.loans.methods.reading import CONVENTION_KEYS, read_conventions
from irman_ledger.coop.loans.payoff import PayoffInterest
from irman_ledger.coop.loans.penalties import PenaltyTerms, read_penalties
from irman_ledger.coop.loans.quality_terms import QualityTerms, read_quality
from irman_ledger.coop.loans.refusals import LoanTermsError
from irman_ledger.coop.loans.sales import CURVE_MAX, SaleTerms, read_sale
from irman_ledger.core.account import AccountKind
from irman_ledger.core.bylaws import Bylaws, Product
from irman_ledger.core.calendar import Every
from irman_ledger.core.money import Money
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import Rounding
from irman_ledger.errors import InvalidInputError

Borrower = Literal["anggota", "calon", "non-anggota"]
Overpayment = Literal["refuse", "titipan"]

_NEEDED: Final = ("method", "rate", "instalments_max", "accounts")
_NEEDED_OF_SALE: Final = ("method", "instalments_max", "accounts")
_OF_LENDING: Final = ("rate", "rate_min", "rate_max", "fees", "capitalise_interest", "payoff")
_KEYS: Final = frozenset(
    {
        *_NEEDED,
        *("rate_min", "rate_max", "every", "rounding", "allocation", "early_payment", "ahead_partial", "statuses", "quality"),
        *("fees", "penalty", "overpayment", "titipan", "payoff", "write_off", "capitalise_interest", "limits", "sale"),
        *CONVENTION_KEYS,
    }
)
_BORROWERS: Final[tuple[Borrower, ...]] = get_args(Borrower)
_EARLY: Final[tuple[EarlyPayment, ...]] = get_args(EarlyPayment)
_OVER: Final[tuple[Overpayment, ...]] = get_args(Overpayment)
_PAYOFF: Final[tuple[PayoffInterest, ...]] = get_args(PayoffInterest)
_ACCOUNTS: Final = ("receivable", "interest_income")

_T = TypeVar("_T")
_S = TypeVar("_S", bound=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanAccounts:
    """Where a loan stands: the control account of its principal and the income account of its interest."""

    receivable: str
    interest_income: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanTerms:
    """The terms of a loan product.

    Parameters
    ----------
    method
        A key of `METHODS`.
    rate
        Where the command names none; it may name one from `rate_min` to `rate_max`, by default only `rate` itself.
    every
        The rhythm of the instalments, by default a month.
    step, mode
        How the plan is rounded: by default to one whole unit of the currency, half up.
    allocation
        The order in which money settles the parts of an instalment that is due.
    early_payment
        What money before its time does: see `allocation.payable`.
    is_partial_ahead
        Whether money in advance may pay the next instalment in part.
    accounts
        By the status of the borrower; its keys are the statuses that are served.
    accounts_general
        Of a status without its own.
    conventions
        How the plan counts, rounds and spares beyond that.
    quality
        How its loans are graded; None: they are not.
    fees
        What is taken on the day it is paid out.
    penalties
        By the status of the borrower, with ``any`` for a status without its own; None: paying late costs nothing.
    overpayment
        What money beyond the whole debt does: refused, or held for the member.
    titipan
        The account of money held for members; None: none is held.
    payoff
        What interest is owed by a borrower who ends the loan before its time.
    write_off
        Where a loan goes that does not come back; None: it stays.
    is_interest_capitalised
        Whether a new plan may turn unpaid interest into principal.
    limits
        How much may be lent.
    sale
        Its goods are sold, `method` is a key of `SALES`, and `interest_income` of its accounts earns the margin; None: money is lent.
    """

    product: str
    method: str
    rate: Rate
    rate_min: Rate
    rate_max: Rate
    instalments_max: int
    every: Every
    step: Money
    mode: Rounding
    allocation: tuple[Bucket, ...]
    early_payment: EarlyPayment
    is_partial_ahead: bool
    accounts: Mapping[str, LoanAccounts]
    accounts_general: LoanAccounts
    fees: tuple[FeeTerms, ...]
    penalties: Mapping[str, PenaltyTerms] | None
    overpayment: Overpayment
    titipan: str | None
    payoff: PayoffInterest
    write_off: WriteOffTerms | None
    is_interest_capitalised: bool
    limits: Limits
    sale: SaleTerms | None = None
    conventions: Conventions = PLAIN
    quality: QualityTerms | None = None

    def penalty(self, status: str) -> PenaltyTerms | None:
        """What paying late costs a borrower of a status."""
        return None if self.penalties is None else self.penalties.get(status, self.penalties["any"])


def parse(product: Product, bylaws: Bylaws) -> LoanTerms:
    """The terms of a product, read strictly.

    Parameters
    ----------
    product
        Its terms: ``method``, ``rate`` (``"24%/year"``), ``instalments_max``, ``accounts`` (``receivable`` and
        ``interest_income``, and a table of the same two for a status that has its own); and where the defaults do not fit
        ``rate_min``, ``rate_max``, ``every`` (``{months = 1}``), ``rounding`` (``{step = 1, mode = "half-up"}``),
        ``allocation`` (``["interest", "principal"]``, before them ``"penalty"`` where there is one),
        ``early_payment`` (``"next-instalment"``, ``"principal"``, ``"refuse"``, ``"titipan"``), ``ahead_partial`` (true),
        ``statuses`` (``["anggota", "calon"]``), ``fees`` (none: see `fees.read_fees`), ``penalty`` (none: see
        `penalties.read_penalties`), ``overpayment`` (``"refuse"``, ``"titipan"``), ``titipan`` (an account of members, where one
        of the two holds money), ``payoff`` (``"whole"``, or ``"to-next-due"`` where early money goes to principal; ``"to-date"``),
        ``write_off`` (none: see `losses.read_write_off`), ``capitalise_interest`` (false), ``limits`` (none:
        ``principal_max``, ``member_max``, ``related_max``), ``sale`` (``{deferred = "1-1580", goods = "1-1740"}``: goods are sold,
        without ``rate``, ``fees``, ``payoff``, ``capitalise_interest``), the conventions of `methods.reading.read_conventions`
        (``remainder``, ``grace``, ``day_count`` and the others), ``quality`` (see `quality_terms.read_quality`).

    Raises
    ------
    LoanTermsError
        ``loan.terms-malformed``, with product, key and value.
    """
    terms = Reader(product.code, product.terms, bylaws)
    is_sale = "sale" in terms.terms
    terms.check_keys(_KEYS, _NEEDED_OF_SALE if is_sale else _NEEDED)
    rate = Rate.yearly("0%") if is_sale else terms.rate("rate")
    method = terms.choice("method", SALES if is_sale else METHODS)
    if is_sale:
        terms.check_sale(method)
    early = terms.choice("early_payment", _EARLY, default="next-instalment")
    if early == "principal" and method != "flat":
        terms.refuse("early_payment", early, f"does not go with {method}, whose interest would change")
    ahead_partial = terms.typed("ahead_partial", bool, "true or false", default=True)
    if early != "next-instalment" and not ahead_partial:
        terms.refuse("ahead_partial", ahead_partial, 'goes only with early_payment = "next-instalment"')
    conventions = terms.conventions(method)
    if early == "principal" and conventions.grace.interest_payment:
        terms.refuse("early_payment", early, "does not go with grace.interest_payment, whose interest has run already")
    over = terms.choice("overpayment", _OVER, default="refuse")
    step, mode = terms.rounding()
    accounts, accounts_general = terms.accounts()
    least, most = terms.rate("rate_min", default=rate), terms.rate("rate_max", default=rate)
    if not least.to("year").value <= rate.to("year").value <= most.to("year").value:
        terms.refuse("rate", rate.plain(), f"must be {least} to {most}")
    return LoanTerms(
        product=product.code,
        method=method,
        rate=rate,
        rate_min=least,
        rate_max=most,
        instalments_max=terms.count("instalments_max", INSTALMENTS_MAX),
        every=terms.every(),
        step=step,
        mode=mode,
        allocation=terms.order(),
        early_payment=early,
        is_partial_ahead=ahead_partial,
        accounts=accounts,
        accounts_general=accounts_general,
        conventions=conventions,
        quality=read_quality(terms.table("quality")) if "quality" in terms.terms else None,
        fees=read_fees(terms, accounts),
        penalties=read_penalties(terms, accounts),
        overpayment=over,
        titipan=terms.titipan("titipan" in (early, over)),
        payoff=terms.choice("payoff", _PAYOFF, default="to-next-due" if early == "principal" else "whole"),
        write_off=read_write_off(terms),
        is_interest_capitalised=terms.typed("capitalise_interest", bool, "true or false", default=False),
        limits=read_limits(terms),
        sale=read_sale(terms),
    )


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one table of terms; what is wrong is refused with product, key and value."""

    product: str
    terms: Mapping[str, object]
    bylaws: Bylaws
    within: str = ""

    def refuse(self, key: str, value: object, reason: str) -> NoReturn:
        raise LoanTermsError(field=self.within + key, product=self.product, value=value, reason=reason)

    def check_keys(self, known: Iterable[str], needed: Iterable[str]) -> None:
        for key, value in self.terms.items():
            if key not in known:
                self.refuse(key, value, "is not a term of a loan product")
        for key in needed:
            if key not in self.terms:
                self.refuse(key, None, "is missing")

    def typed(self, key: str, kind: type[_T], name: str, default: _T | None = None) -> _T:
        value = self.terms.get(key, default)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.refuse(key, value, f"must be {name}")
        return value

    def choice(self, key: str, choices: Iterable[_S], default: _S | None = None) -> _S:
        value = self.typed(key, str, "text", default)
        for choice in choices:
            if choice == value:
                return choice
        self.refuse(key, value, f"must be one of {', '.join(choices)}")

    def choices(self, key: str, known: tuple[_S, ...], default: tuple[_S, ...]) -> tuple[_S, ...]:
        value = self.terms.get(key, default)
        if not isinstance(value, list | tuple) or not value or any(one not in known for one in value) or len(set(value)) != len(value):
            self.refuse(key, value, f"must be a list of {', '.join(known)}, each at most once")
        return tuple(next(choice for choice in known if choice == one) for one in value)

    def check_sale(self, method: str) -> None:
        """What goes only with money that is lent, and a margin that is not the same part of each of many instalments."""
        for key in _OF_LENDING:
            if key in self.terms:
                self.refuse(key, self.terms[key], "does not go with sale")
        if method == "annuity":
            self.count("instalments_max", CURVE_MAX)

    def order(self) -> tuple[Bucket, ...]:
        """The order of allocation, which names each bucket that the product has."""
        buckets: tuple[Bucket, ...] = PENALTY_FIRST if "penalty" in self.terms else INTEREST_FIRST
        order = self.choices("allocation", buckets, buckets)
        if len(order) != len(buckets):
            self.refuse("allocation", list(order), f"must name each of {', '.join(buckets)}")
        return order

    def titipan(self, is_needed: bool) -> str | None:
        """The account of money held for members, where some is held."""
        if not is_needed and "titipan" not in self.terms:
            return None
        return self.account("titipan", AccountKind.LIABILITY, ("loans", None), ("member",))

    def count(self, key: str, most: int, *, least: int = 1, default: int | None = None) -> int:
        value = self.typed(key, int, "a whole number", default)
        if not least <= value <= most:
            self.refuse(key, value, f"must be {least} to {most}")
        return value

    def table(self, key: str, default: Mapping[str, object] | None = None) -> Reader:
        value = self.terms.get(key, default)
        if not isinstance(value, Mapping):
            self.refuse(key, value, "must be a table")
        return Reader(self.product, value, self.bylaws, f"{self.within}{key}.")

    def tables(self, key: str) -> tuple[Reader, ...]:
        value = self.terms.get(key, ())
        if not isinstance(value, list | tuple) or not all(isinstance(one, Mapping) for one in value):
            self.refuse(key, value, "must be a list of tables")
        return tuple(Reader(self.product, one, self.bylaws, f"{self.within}{key}.{no}.") for no, one in enumerate(value, 1))

    def rate(self, key: str, default: Rate | None = None, per: Iterable[str] = ("year",)) -> Rate:
        """A rate that can be given per one of these."""
        if default is not None and key not in self.terms:
            return default
        text = self.typed(key, str, 'text such as "24%/year"')
        try:
            rate = Rate.parse(text)
            for unit in per:
                rate.to(unit)
        except InvalidInputError as error:
            self.refuse(key, text, error.message())
        return rate

    def rate_or_amount(self, per: Iterable[str]) -> tuple[Rate | None, Money | None]:
        """What is a part of something, or fixed: exactly one of the keys ``rate`` and ``amount``."""
        if ("rate" in self.terms) == ("amount" in self.terms):
            self.refuse("rate", self.terms.get("rate"), "give either a rate or an amount")
        return (self.rate("rate", per=per), None) if "rate" in self.terms else (None, self.money("amount"))

    def every(self) -> Every:
        table = self.table("every", {"months": 1})
        table.check_keys(("months", "weeks", "days"), ())
        counts = {key: table.count(key, 366) for key in table.terms}
        try:
            return Every(**counts)
        except InvalidInputError as error:
            self.refuse("every", dict(table.terms), error.message())

    def conventions(self, method: str) -> Conventions:
        try:
            found = read_conventions(self.terms, self.bylaws.currency)
            check_sale_fits(method, found) if "sale" in self.terms else check_fits(method, found)
        except InvalidInputError as error:
            key = error.field or "method"
            reason = error.details.get("reason", error.message())
            self.refuse(key, error.details.get("value", self.terms.get(key)), str(reason))
        return found

    def rounding(self) -> tuple[Money, Rounding]:
        table = self.table("rounding", {})
        table.check_keys(("step", "mode"), ())
        return table.step(), Rounding(table.choice("mode", [mode.value for mode in Rounding], default=Rounding.HALF_UP.value))

    def step(self) -> Money:
        return self.money("step", 1)

    def money(self, key: str, default: int | None = None) -> Money:
        """An amount, more than zero."""
        value = self.terms.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | str):
            self.refuse(key, value, 'must be whole units of the currency, or text such as "0,50"')
        try:
            amount = Money.parse(str(value), self.bylaws.currency)
        except InvalidInputError as error:
            self.refuse(key, value, error.message())
        if amount.minor <= 0:
            self.refuse(key, value, "must be more than zero")
        return amount

    def accounts(self) -> tuple[dict[str, LoanAccounts], LoanAccounts]:
        table = self.table("accounts")
        statuses = self.choices("statuses", _BORROWERS, ("anggota", "calon"))
        general = table.pair((*_ACCOUNTS, *statuses))
        return {status: table.table(status).pair(_ACCOUNTS) if status in table.terms else general for status in statuses}, general

    def pair(self, known: Iterable[str]) -> LoanAccounts:
        self.check_keys(known, _ACCOUNTS)
        return LoanAccounts(
            receivable=self.account("receivable", AccountKind.ASSET, ("loans",)),
            interest_income=self.account("interest_income", AccountKind.INCOME, ("loans", None)),
        )

    def accounts_by_status(
        self, key: str, statuses: Iterable[str], kind: AccountKind | tuple[AccountKind, ...], subjects: tuple[str | None, ...]
    ) -> dict[str, str]:
        """A table of the account of ``any`` status, and of each status that has its own."""
        table, owners = self.table(key), ("loans", None)
        table.check_keys(("any", *statuses), ("any",))
        general = table.account("any", kind, owners, subjects)
        return {status: table.account(status, kind, owners, subjects) if status in table.terms else general for status in statuses}

    def account(
        self,
        key: str,
        kind: AccountKind | tuple[AccountKind, ...],
        owners: tuple[str | None, ...],
        subjects: tuple[str | None, ...] = ("loan",),
    ) -> str:
        code = self.typed(key, str, "an account of the chart")
        if code not in self.bylaws.chart:
            self.refuse(key, code, "is not in the chart")
        account = self.bylaws.chart[code]
        kinds = kind if isinstance(kind, tuple) else (kind,)
        if account.kind not in kinds:
            self.refuse(key, code, f"must be an account of kind {' or '.join(kinds)}, it is {account.kind}")
        if account.subject_kind not in subjects:
            self.refuse(key, code, f'must be an account with subject_kind = "{subjects[0]}"')
        if account.owner not in owners:
            self.refuse(key, code, f"belongs to {account.owner or 'no module'}, it must belong to loans")
        return code
