"""What a loan was agreed to be beyond what was paid out of it (plafon yang belum ditarik): beside the books, in memorandum accounts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, get_args

from irman_ledger.coop.loans.line import CreditLine, LineInterest, LineTerms
from irman_ledger.core.account import AccountKind
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import added
from irman_ledger.core.rate import Rate

if TYPE_CHECKING:
    from irman_ledger.coop.loans.terms_reading import Reader

FeesOf = Literal["first", "each"]

_DAY_COUNTS: Final = ("ACT/365F", "ACT/360", "ACT/ACT")  # of which the parts of a span sum to the whole
_NOT_OF_LINE: Final = (
    *("sale", "tranches", "overpayment", "titipan", "early_payment", "ahead_partial", "capitalise_interest", "rate_kind"),
    *("recognition", "payoff", "grace", "remainder", "day_count", "precision", "balance", "instalment_multiple", "idle_months"),
    *("due_after_days", "month_end", "holidays"),
)
_DUE_DAYS_MAX: Final = 31
_INTEREST: Final[tuple[LineInterest, ...]] = get_args(LineInterest)
TRANCHES_MAX: Final = 24
_WHOLE_ONLY: Final = ("sale", "idle_months", "due_after_days", "holidays", "remainder", "rate_kind")  # they make other plans
_FEES_OF: Final[tuple[FeesOf, ...]] = get_args(FeesOf)


@dataclass(frozen=True, slots=True, kw_only=True)
class UndrawnMoved:
    """What an event changed of what can still be drawn; less than zero where something was drawn.

    Parameters
    ----------
    account, contra
        The memorandum accounts that show it.
    """

    amount: Money
    account: str
    contra: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tranche:
    """A further part of a loan that was paid out after the first.

    Parameters
    ----------
    due_on
        When the instalment falls due in whose period it was paid out.
    interest
        What it bears from its day to that one; a part of that instalment's interest.
    """

    on: date
    amount: Money
    due_on: date
    interest: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """The sum that a loan was agreed for, whatever later bylaws say.

    Parameters
    ----------
    agreed
        The whole sum, or the limit of a line.
    account, contra
        The memorandum accounts of what is not drawn.
    is_open
        Whether something may still be drawn.
    rate, method
        Of the contract, or of the latest plan.
    parts_max
        So many parts may there be, the first one included.
    instalments
        Of the first plan, whose grace counts by them; 0: a later plan took its place, and there is no grace.
    tranches
        The parts after the first.
    line
        It is drawn and repaid at will; None: it is drawn once.
    """

    agreed: Money
    account: str
    contra: str
    is_open: bool
    rate: Rate
    method: str
    parts_max: int = 0
    instalments: int = 0
    tranches: tuple[Tranche, ...] = ()
    line: CreditLine | None = added(None)

    def drawn(self, tranche: Tranche, *, is_last: bool) -> Commitment:
        """After a further part; a line is drawn at will, and keeps none of them."""
        return self if self.line is not None else replace(self, tranches=(*self.tranches, tranche), is_open=not is_last)

    def running(self, since: date) -> tuple[Tranche, ...]:
        """The parts that came within the plan that runs since a day."""
        return tuple(one for one in self.tranches if one.on > since)

    def lent_after(self, on: date) -> Money:
        """What was paid out of it in parts after a day."""
        return Money.total((one.amount for one in self.tranches if one.on > on), self.agreed.currency)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheTerms:
    """A product that is lent in parts.

    Parameters
    ----------
    most
        So many parts at most, the first one included.
    fees
        ``first``: all are taken with the first part, of the whole sum; ``each``: with every part, of that part.
    """

    most: int
    fees: FeesOf
    account: str
    contra: str


def commitment_accounts(table: Reader) -> tuple[str, str]:
    """The keys ``account`` and ``contra``: the memorandum accounts of what is not drawn."""
    account, contra = (table.of_loans(key, AccountKind.MEMORANDUM) for key in ("account", "contra"))
    return account, contra


def read_tranches(terms: Reader, *, has_carried_interest: bool) -> TrancheTerms | None:
    """The term ``tranches``: ``{most = 4, fees = "first", account = "9-1400", contra = "9-1490"}``; None: a loan is paid out whole.

    Parameters
    ----------
    has_carried_interest
        The product carries interest on, whose segments no later plan could tell apart.
    """
    if "tranches" not in terms.terms:
        return None
    table = terms.table("tranches")
    table.check_keys(("most", "fees", "account", "contra"), ("most", "account", "contra"))
    for key in _WHOLE_ONLY:
        if key in terms.terms:
            terms.refuse(key, terms.terms[key], "does not go with tranches")
    if terms.terms.get("recognition") in ("contractual", "effective"):
        terms.refuse("recognition", terms.terms["recognition"], "does not go with tranches")
    if "fees" in terms.terms and any(fee.terms.get("taken") == "spread" for fee in terms.tables("fees")):
        terms.refuse("fees", "spread", "does not go with tranches")
    if has_carried_interest:
        terms.refuse("grace", terms.terms.get("grace"), "does not go with tranches, as it carries interest on")
    account, contra = commitment_accounts(table)
    return TrancheTerms(
        most=table.count("most", TRANCHES_MAX, least=2),
        fees=table.choice("fees", _FEES_OF, default="first"),
        account=account,
        contra=contra,
    )


def read_line(terms: Reader, method: str) -> LineTerms | None:
    """The term ``line``, with ``day_count`` and ``interest`` where the defaults do not fit; None: it has a plan.

    ``{due_days = 10, day_count = "ACT/365F", interest = "billed", account = "9-1400", contra = "9-1490"}``.
    """
    if "line" not in terms.terms:
        return None
    table = terms.table("line")
    table.check_keys(("due_days", "day_count", "interest", "account", "contra"), ("due_days", "account", "contra"))
    if method != "bullet":
        terms.refuse("method", method, "must be bullet, as a line falls due at once")
    for key in _NOT_OF_LINE:
        if key in terms.terms:
            terms.refuse(key, terms.terms[key], "does not go with line")
    if "fees" in terms.terms and any(fee.terms.get("taken") == "spread" for fee in terms.tables("fees")):
        terms.refuse("fees", "spread", "does not go with line")
    account, contra = commitment_accounts(table)
    return LineTerms(
        day_count=table.choice("day_count", _DAY_COUNTS, default="ACT/365F"),
        due_days=table.count("due_days", _DUE_DAYS_MAX),
        interest=table.choice("interest", _INTEREST, default="billed"),
        account=account,
        contra=contra,
    )
