"""What the bylaws say about a loan product."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from irman_ledger.coop.loans.allocation import Bucket, EarlyPayment
from irman_ledger.coop.loans.commitment import TrancheTerms, read_line, read_tranches
from irman_ledger.coop.loans.fees import FeeTerms, check_effective, check_spread, read_fees
from irman_ledger.coop.loans.limits import Limits, read_limits
from irman_ledger.coop.loans.line import LineTerms
from irman_ledger.coop.loans.losses import WriteOffTerms, read_write_off
from irman_ledger.coop.loans.methods import INSTALMENTS_MAX, METHODS, PLAIN, SALES, Conventions
from irman_ledger.coop.loans.methods.reading import CONVENTION_KEYS
from irman_ledger.coop.loans.methods.remaking import Making
from irman_ledger.coop.loans.payoff import PayoffInterest
from irman_ledger.coop.loans.penalties import PenaltyTerms, read_penalties
from irman_ledger.coop.loans.quality_terms import QualityTerms, read_quality
from irman_ledger.coop.loans.running import REPLANNINGS, RateChange, RateKind, check_replanning, read_rate_kind
from irman_ledger.coop.loans.sales import SaleTerms, read_sale
from irman_ledger.coop.loans.terms_reading import EffectiveTerms, LoanAccounts, Reader, reader_of
from irman_ledger.coop.loans.topping_up import TopUpTerms, read_top_up
from irman_ledger.core.bylaws import Bylaws, Product
from irman_ledger.core.calendar import Every
from irman_ledger.core.journal import GENERAL
from irman_ledger.core.money import Money
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import Rounding

Overpayment = Literal["refuse", "titipan"]

_NEEDED: Final = ("method", "rate", "instalments_max", "accounts")
_NEEDED_OF_SALE: Final = ("method", "instalments_max", "accounts")
_KEYS: Final = frozenset(
    {
        *_NEEDED,
        *("rate_min", "rate_max", "every", "rounding", "allocation", "early_payment", "ahead_partial", "statuses", "quality"),
        *("fees", "penalty", "overpayment", "titipan", "payoff", "write_off", "capitalise_interest", "limits", "sale"),
        *("tranches", "line", "top_up", "fund"),
        *("rate_kind", "rate_change"),
        *("recognition", "accrued", "effective"),
        *CONVENTION_KEYS,
    }
)
_EARLY: Final[tuple[EarlyPayment, ...]] = get_args(EarlyPayment)
_OVER: Final[tuple[Overpayment, ...]] = get_args(Overpayment)
_PAYOFF: Final[tuple[PayoffInterest, ...]] = get_args(PayoffInterest)


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
    accrued
        The account of interest that is earned and not paid; None: interest is income when it is paid.
    effective
        Its interest is income by the effective rate; None: as the contract asks for it.
    sale
        Its goods are sold, `method` is a key of `SALES`, and `interest_income` of its accounts earns the margin; None: money is lent.
    rate_kind
        Whether the rate of a running loan may be changed; None: nothing is said, and neither a rate nor early money makes a plan anew.
    rate_change
        What another rate does to an annuity: see `replanning.by_rate`.
    tranches
        A loan may be paid out in parts; None: it is paid out whole.
    line
        It is drawn and repaid at will within its sum; None: it is not.
    top_up
        A loan may end an older one of the member; None: it ends none.
    fund
        The fund that lends: all lines of its loans, cash and income included, lie in it.
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
    accrued: str | None = None
    effective: EffectiveTerms | None = None
    tranches: TrancheTerms | None = None
    line: LineTerms | None = None
    top_up: TopUpTerms | None = None
    fund: str = GENERAL
    conventions: Conventions = PLAIN
    quality: QualityTerms | None = None
    rate_kind: RateKind | None = None
    rate_change: RateChange = "re-level"

    @property
    def receivables(self) -> frozenset[str]:
        """The accounts of principal of all statuses."""
        return frozenset(one.receivable for one in (*self.accounts.values(), self.accounts_general))

    @property
    def making(self) -> Making:
        """How its plans are made anew."""
        return Making(method=self.method, every=self.every, step=self.step, mode=self.mode, conventions=self.conventions)

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
        ``early_payment`` (``"next-instalment"``, ``"principal"``, ``"refuse"``, ``"titipan"``; with ``rate_kind`` ``"shorten"``,
        ``"re-level"``), ``ahead_partial`` (true),
        ``statuses`` (``["anggota", "calon"]``), ``fees`` (none: see `fees.read_fees`), ``penalty`` (none: see
        `penalties.read_penalties`), ``overpayment`` (``"refuse"``, ``"titipan"``), ``titipan`` (an account of members, where one
        of the two holds money), ``payoff`` (``"whole"``, or ``"to-next-due"`` where early money goes to principal, or ``"to-date"``
        where it makes the plan anew),
        ``write_off`` (none: see `losses.read_write_off`), ``capitalise_interest`` (false), ``limits`` (none:
        ``principal_max``, ``member_max``, ``related_max``), ``sale`` (``{deferred = "1-1580", goods = "1-1740"}``: goods are sold,
        without ``rate``, ``fees``, ``payoff``, ``capitalise_interest``), ``tranches`` (none: see
        `commitment.read_tranches`), ``line`` (none: see `commitment.read_line`), ``top_up`` (none: see `topping_up.read_top_up`),
        ``fund`` (the general one),
        ``recognition``
        (``"cash"``, or ``"contractual"`` with the account ``accrued``, or ``"effective"`` with it and ``effective``: see
        `Reader.effective`), the conventions of `methods.reading.read_conventions`
        (``remainder``, ``grace``, ``day_count`` and the others), ``quality`` (see `quality_terms.read_quality`), ``rate_kind``
        (none: ``"fixed"``, ``"floating"``) with ``rate_change`` (``"re-level"``; ``"keep-instalment"``).

    Raises
    ------
    LoanTermsError
        ``loan.terms-malformed``, with product, key and value.
    """
    terms = reader_of(product, bylaws)
    is_sale = "sale" in terms.terms
    terms.check_keys(_KEYS, _NEEDED_OF_SALE if is_sale else _NEEDED)
    rate = Rate.yearly("0%") if is_sale else terms.rate("rate")
    method = terms.choice("method", SALES if is_sale else METHODS)
    terms.check_sale(method)
    conventions = terms.conventions(method)
    early, ahead_partial = _read_early(terms, method, conventions)
    rate_kind, rate_change = read_rate_kind(terms, method)
    check_replanning(terms, method, early, is_sale=is_sale)
    over, (step, mode) = terms.choice("overpayment", _OVER, default="refuse"), terms.rounding()
    accounts, accounts_general = terms.accounts()
    least, most, effective = *_range(terms, rate), terms.effective(accounts)
    found = LoanTerms(
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
        fees=read_fees(terms, accounts, effective),
        penalties=read_penalties(terms, accounts),
        overpayment=over,
        titipan=terms.titipan("titipan" in (early, over)),
        payoff=terms.choice("payoff", _PAYOFF, default=_payoff_of(early)),
        write_off=read_write_off(terms),
        is_interest_capitalised=terms.flag("capitalise_interest", default=False),
        limits=read_limits(terms),
        sale=read_sale(terms),
        rate_kind=rate_kind,
        rate_change=rate_change,
        accrued=terms.recognition(),
        effective=effective,
        tranches=read_tranches(terms, has_carried_interest=bool(conventions.grace.interest_payment)),
        line=read_line(terms, method),
        top_up=read_top_up(terms),
        fund=terms.fund("fund"),
    )
    return _spread_checked(terms, found)


def _range(terms: Reader, rate: Rate) -> tuple[Rate, Rate]:
    least, most = terms.rate("rate_min", default=rate), terms.rate("rate_max", default=rate)
    if not least.to("year").value <= rate.to("year").value <= most.to("year").value:
        terms.refuse("rate", rate.plain(), f"must be {least} to {most}")
    terms.check_cap("rate_max" if "rate_max" in terms.terms else "rate", most, "loan_rate")
    return least, most


def _payoff_of(early: EarlyPayment) -> PayoffInterest:
    """What interest a payoff takes where nothing is said: no more than the same money would, came it a little less."""
    if early in REPLANNINGS:
        return "to-date"
    return "to-next-due" if early == "principal" else "whole"


def _read_early(terms: Reader, method: str, conventions: Conventions) -> tuple[EarlyPayment, bool]:
    early = terms.choice("early_payment", _EARLY, default="next-instalment")
    if early == "principal" and method != "flat":
        terms.refuse("early_payment", early, f"does not go with {method}, whose interest would change")
    ahead_partial = terms.flag("ahead_partial", default=True)
    if early != "next-instalment" and not ahead_partial:
        terms.refuse("ahead_partial", ahead_partial, 'goes only with early_payment = "next-instalment"')
    if early == "principal" and conventions.grace.interest_payment:
        terms.refuse("early_payment", early, "does not go with grace.interest_payment, whose interest has run already")
    return early, ahead_partial


def _spread_checked(terms: Reader, found: LoanTerms) -> LoanTerms:
    accounts = (*found.accounts.values(), found.accounts_general)
    stands = {one.receivable for one in accounts} | {found.accrued}
    if found.write_off is not None:
        stands.add(found.write_off.allowance)
    if found.quality is not None and found.quality.allowance is not None:
        stands |= {found.quality.allowance.account, found.quality.allowance.margin}
    incomes = {one.interest_income for one in accounts} | {one.income for one in (found.penalties or {}).values()}
    check_spread(terms, found.fees, stands, incomes)
    check_effective(terms, found.effective, stands, incomes)
    return found
