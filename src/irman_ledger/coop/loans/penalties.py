"""What paying late costs (denda): a question to a plan, to what was paid on which day, and to the terms; never stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, assert_never, get_args

from irman_ledger.core.account import AccountKind
from irman_ledger.core.money import Money
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import Rounding, round_to_step
from irman_ledger.core.schedule import Instalment

if TYPE_CHECKING:
    from irman_ledger.coop.loans.terms_reading import Reader

Per = Literal["day", "instalment"]
Of = Literal["instalment", "principal", "interest"]
CountsFrom = Literal["grace", "due"]

GRACE_MAX: Final = 366
_PER: Final[tuple[Per, ...]] = get_args(Per)
_OF: Final[tuple[Of, ...]] = get_args(Of)
_COUNTS: Final[tuple[CountsFrom, ...]] = get_args(CountsFrom)
_NEEDED: Final = ("per", "income", "waived", "waived_contra")
_KEYS: Final = (*_NEEDED, "rate", "amount", "of", "grace_days", "counts_from", "cap", "cap_rate", "rounding")


@dataclass(frozen=True, slots=True, kw_only=True)
class PenaltyTerms:
    """The penalty of a loan, agreed when it was paid out or taken over.

    Parameters
    ----------
    per
        ``day``: for every day on which something is late; ``instalment``: once for each instalment that is late.
    rate, amount
        A part of what is late, or a fixed amount as long as anything is; exactly one of them.
    of
        What counts as late: of an instalment the principal and interest that are not paid, or one of the two.
    grace_days
        So many days after its day an instalment bears nothing yet.
    counts_from
        Once the grace has passed, days count from its end, or from the day on which the instalment fell due.
    cap, cap_rate
        The most that one instalment bears: an amount, or a part of the whole instalment.
    step, mode
        How the penalty of an instalment to date is rounded, once.
    income
        The account of what is paid, recognised when it is paid; a liability where it is given away (dana kebajikan).
    waived, waived_contra
        The pair of memorandum accounts of what was waived.
    """

    per: Per
    rate: Rate | None
    amount: Money | None
    of: Of
    grace_days: int
    counts_from: CountsFrom
    cap: Money | None
    cap_rate: Rate | None
    step: Money
    mode: Rounding
    income: str
    waived: str
    waived_contra: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """What was paid on a day; less than zero where a payment was taken back."""

    on: date
    principal: Money
    interest: Money


@dataclass(frozen=True, slots=True)
class PenaltyDue:
    """The penalty of one instalment that is not paid."""

    no: int
    amount: Money


def penalty_due(
    plan: Sequence[Instalment],
    payments: Iterable[Payment],
    terms: PenaltyTerms,
    on: date,
    *,
    settled: Money,
    since: date | None = None,
) -> tuple[PenaltyDue, ...]:
    """The penalties due on a day, oldest instalment first.

    Parameters
    ----------
    payments
        All of them, in any order; what was paid on a day was late on that day.
    settled
        What was paid and waived of penalties; it settles the oldest first.
    since
        The day until which nothing counts: that on which this book took the loan over, or on which the plan was made.

    Notes
    -----
    Payments settle the oldest instalment first, principal and interest apart, as `open_instalments` has it. The penalty of an
    instalment to date is an exact sum over the days, capped, then rounded once; so what is due is what should have been paid to
    date less what is settled, and parts paid meanwhile lose nothing to rounding.
    """
    days = _days(payments, settled.currency)
    found, left, before = [], settled, Paid(0, 0)
    for instalment in plan:
        minor = _accrued(_Late(instalment, before, days), terms, on, since)
        before = Paid(before.principal + instalment.principal.minor, before.interest + instalment.interest.minor)
        amount = Money(minor, settled.currency)
        taken = min(amount, left)
        left -= taken
        if amount != taken:
            found.append(PenaltyDue(instalment.no, amount - taken))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Paid:
    """What is paid to the end of a day, in sen."""

    principal: int
    interest: int


def _days(payments: Iterable[Payment], currency: str) -> tuple[tuple[date, Paid], ...]:
    principal, interest = Money.zero(currency), Money.zero(currency)
    days: dict[date, Paid] = {}
    for payment in sorted(payments, key=lambda payment: payment.on):
        principal, interest = principal + payment.principal, interest + payment.interest
        days[payment.on] = Paid(principal.minor, interest.minor)
    return tuple(days.items())


@dataclass(frozen=True, slots=True)
class _Late:
    """One instalment, what the ones before it take, and what was paid by which day."""

    instalment: Instalment
    before: Paid
    days: tuple[tuple[date, Paid], ...]

    def whole(self, of: Of) -> int:
        """What counts of the whole instalment."""
        return self._of(of, self.instalment.principal.minor, self.instalment.interest.minor)

    def rest(self, of: Of, on: date) -> int:
        """What counts of the part that is not paid at the end of a day."""
        paid = next((paid for day, paid in reversed(self.days) if day <= on), Paid(0, 0))
        principal, interest = self.instalment.principal.minor, self.instalment.interest.minor
        principal -= min(max(paid.principal - self.before.principal, 0), principal)
        interest -= min(max(paid.interest - self.before.interest, 0), interest)
        return self._of(of, principal, interest)

    def _of(self, of: Of, principal: int, interest: int) -> int:
        match of:
            case "instalment":
                return principal + interest
            case "principal":
                return principal
            case "interest":
                return interest
            case _:
                assert_never(of)

    def spans(self, since: date, on: date) -> list[tuple[date, int]]:
        """From a day to another: the first day and the number of days of each span at whose beginning the payments stand still."""
        edges = [since, *(day for day, _paid in self.days if since < day < on), on]
        return [(first, (last - first).days) for first, last in pairwise(edges)]


def _accrued(late: _Late, terms: PenaltyTerms, on: date, since: date | None) -> int:
    due_on = late.instalment.due_on
    grace_to = due_on + timedelta(days=terms.grace_days)
    if on <= grace_to or not late.rest(terms.of, grace_to):
        return 0
    match terms.per:
        case "day":
            counted = grace_to if terms.counts_from == "grace" else due_on
            begin = max(counted, since or counted)
            if on <= begin:
                return 0
            exact = sum((_price(terms, late.rest(terms.of, first)) * days for first, days in late.spans(begin, on)), start=Fraction(0))
        case "instalment":
            exact = _price(terms, late.rest(terms.of, grace_to)) if since is None or grace_to >= since else Fraction(0)
        case _:
            assert_never(terms.per)
    return round_to_step(_capped(exact, late, terms), terms.step.minor, terms.mode)


def _price(terms: PenaltyTerms, rest: int) -> Fraction:
    """Of one day, or of one instalment, in sen."""
    if terms.rate is not None:
        return rest * terms.rate.to("day" if terms.per == "day" else "once").value
    assert terms.amount is not None, "a penalty is a rate or an amount"
    return Fraction(terms.amount.minor if rest else 0)


def _capped(exact: Fraction, late: _Late, terms: PenaltyTerms) -> Fraction:
    if terms.cap is not None:
        exact = min(exact, Fraction(terms.cap.minor))
    if terms.cap_rate is not None:
        exact = min(exact, late.whole(terms.of) * terms.cap_rate.value)
    return exact


# ---------------------------------------------------------------- the term of a product


def read_penalties(terms: Reader, statuses: Iterable[str]) -> Mapping[str, PenaltyTerms] | None:
    """The term ``penalty`` by the status of the borrower, with ``any`` for the others; None: the product has none.

    Its keys: ``per`` (``"day"``, ``"instalment"``), ``rate`` (``"0.1%/day"``, ``"5%/once"``) or ``amount``, ``income``
    (``{any = "4-1150", calon = "4-2150"}``), ``waived`` and ``waived_contra``; and where the defaults do not fit ``of``
    (``"instalment"``), ``grace_days`` (0), ``counts_from`` (``"grace"``), ``cap``, ``cap_rate`` (``"10%/once"``), ``rounding``.
    """
    if "penalty" not in terms.terms:
        return None
    table = terms.table("penalty")
    table.check_keys(_KEYS, _NEEDED)
    per = table.choice("per", _PER)
    rate, amount = table.rate_or_amount(("day",) if per == "day" else ("once",))
    step, mode = table.rounding()
    statuses = tuple(statuses)
    incomes = table.accounts_by_status("income", statuses, (AccountKind.INCOME, AccountKind.LIABILITY), "loan")
    general = table.table("income").typed("any", str, "an account of the chart")
    waived, contra = (table.of_loans(key, AccountKind.MEMORANDUM) for key in ("waived", "waived_contra"))
    made = {
        status: PenaltyTerms(
            per=per,
            rate=rate,
            amount=amount,
            of=table.choice("of", _OF, default="instalment"),
            grace_days=table.count("grace_days", GRACE_MAX, least=0, default=0),
            counts_from=table.choice("counts_from", _COUNTS, default="grace"),
            cap=table.amount("cap") if "cap" in table.terms else None,
            cap_rate=table.rate("cap_rate", per=("once",)) if "cap_rate" in table.terms else None,
            step=step,
            mode=mode,
            income=income,
            waived=waived,
            waived_contra=contra,
        )
        for status, income in {**incomes, "any": general}.items()
    }
    return made
