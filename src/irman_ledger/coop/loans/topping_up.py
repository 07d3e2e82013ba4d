"""A loan that is ended by a new, bigger one of the same member (kompensasi, top-up): what the new one keeps of the old one's arrears."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final, Literal, get_args

from irman_ledger.coop.loans.allocation import open_instalments
from irman_ledger.coop.loans.collectability import Grade
from irman_ledger.core.calendar import DateMalformedError
from irman_ledger.core.codes import checked_code
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command, FundEvent
from irman_ledger.core.schedule import Instalment
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError

if TYPE_CHECKING:
    from irman_ledger.coop.loans.terms_reading import Reader

Kept = Literal["kept", "dropped"]

_KEPT: Final[tuple[Kept, ...]] = get_args(Kept)
_UNTIL_MAX: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanHistory:
    """How bad a loan was when a new one ended it.

    Parameters
    ----------
    grade
        The worse of its grade on the day and the one it was last assessed at; None: its product names no rule set.
    days
        Days past due on the day.
    doubtful_since
        Since when it was graded doubtful or worse without a break; None: it was not.
    """

    grade: Grade | None
    days: int
    doubtful_since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """The end of the old loan: by which new one, what that one settled of it, and how bad it was."""

    by: str
    settled: Money
    history: LoanHistory


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaces:
    """What a new loan took over from the one it ended.

    Parameters
    ----------
    loan
        The old one.
    settled
        What of the new one settled it.
    rest
        What of the new one is left to be paid out.
    history
        What it is held to; None: the product lets a new loan begin clean.
    until_paid
        It is held to it until so many instalments of its own plan are paid.
    """

    loan: str
    settled: Money
    rest: Money
    history: LoanHistory | None
    until_paid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TopUpTerms:
    """A product whose loans may end an older one: whether they keep its history, and until so many instalments are paid."""

    history: Kept
    until_paid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RestPaidOut(FundEvent):
    """What a new loan left over after ending the old one was paid out.

    Parameters
    ----------
    box
        Empty where it went to savings.
    savings
        The savings account that took it, by an entry of its own; None: it left in money.
    """

    kind: ClassVar[str] = "loan.rest-paid-out"

    loan: str
    member: str
    on: date
    amount: Money
    box: str
    savings: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PayOutRest(Command[RestPaidOut]):
    """Pay out what a new loan left over after ending the old one; part of a top-up.

    Parameters
    ----------
    settle
        The cash box or bank account it is paid from; the default one where it is not given.
    savings
        The savings account that takes it in place of that; then no money moves.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "loan.pay-out-rest"

    loan: str
    on: date
    settle: str | None = None
    savings: str | None = None

    def __post_init__(self) -> None:
        checked_code(self.loan, field="loan")
        _check_day(self.on)
        if self.savings is not None:
            checked_code(self.savings, field="savings")
            if self.settle is not None:
                raise InvalidInputError(field="settle", value=self.settle, reason="does not go with savings")

    def subjects(self) -> tuple[Subject, ...]:
        """The loan."""
        return (Subject("loan", self.loan),)


def held_to(replaces: Replaces | None, plan: Sequence[Instalment], paid_principal: Money, paid_interest: Money) -> LoanHistory | None:
    """The history that a new loan is still held to; None: it has none, or paid what frees it."""
    if replaces is None or replaces.history is None:
        return None
    paid = len(plan) - len(open_instalments(plan, paid_principal, paid_interest))
    return replaces.history if paid < min(replaces.until_paid, len(plan)) else None


def worse(one: Grade | None, other: Grade | None) -> Grade | None:
    """The worse of two grades; of one that is not known, the other."""
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda grade: grade.rank)


def read_top_up(terms: Reader) -> TopUpTerms | None:
    """The term ``top_up``: ``{history = "kept", until_paid = 3}`` or ``{history = "dropped"}``; None: its loans end no older one."""
    if "top_up" not in terms.terms:
        return None
    if "line" in terms.terms:
        terms.refuse("top_up", terms.terms["top_up"], "does not go with line")
    table = terms.table("top_up")
    table.check_keys(("history", "until_paid"), ("history",))
    history = table.choice("history", _KEPT)
    if history == "dropped":
        if "until_paid" in table.terms:
            table.refuse("until_paid", table.terms["until_paid"], 'goes only with history = "kept"')
        return TopUpTerms(history=history, until_paid=0)
    return TopUpTerms(history=history, until_paid=table.count("until_paid", _UNTIL_MAX))


def _check_day(on: object) -> None:
    if type(on) is not date:
        raise DateMalformedError(field="on", value=on)
