"""What can be asked of the general journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.general.events import (
    BalanceTakenOver,
    CashCounted,
    CashReceived,
    CashSent,
    FundsMoved,
    JournalLine,
    JournalPosted,
    check_signed,
)
from irman_ledger.coop.general.refusals import GeneralAmountError, GeneralDayError, JournalLinesError, NarrationMissingError, SameFundError
from irman_ledger.coop.general.state import JOURNAL
from irman_ledger.core.codes import checked_code, checked_text
from irman_ledger.core.journal import GENERAL, LINES_MAX
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class PostJournal(Command[JournalPosted]):
    """Make a memorial entry on accounts that no module owns (jurnal umum).

    Parameters
    ----------
    narration
        Why; not empty, and without a person's name.
    lines
        2 to 1000, balanced in each unit and fund.
    """

    kind: ClassVar[str] = "general.post"
    on: date
    narration: str
    lines: tuple[JournalLine, ...]

    def __post_init__(self) -> None:
        _check_day(self.on)
        if not checked_text(self.narration, field="narration").strip():
            raise NarrationMissingError(field="narration", value=self.narration)
        _check_lines(self.lines)

    def subjects(self) -> tuple[Subject, ...]:
        """The general journal itself."""
        return (JOURNAL,)


@dataclass(frozen=True, slots=True, kw_only=True)
class SendCash(Command[CashSent]):
    """Take money out of a cash box or bank account for another one: the first leg of a transfer (pindah kas).

    One half of `irman_ledger.coop.procedures.transfer_cash`; until `ReceiveCash` the money is in transit.

    Parameters
    ----------
    box
        Where the money leaves.
    amount
        More than zero.
    """

    kind: ClassVar[str] = "general.send-cash"
    box: str
    on: date
    amount: Money

    def __post_init__(self) -> None:
        checked_code(self.box, field="box")
        _check_day(self.on)
        _check_positive(self.amount)

    def subjects(self) -> tuple[Subject, ...]:
        """The general journal itself."""
        return (JOURNAL,)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveCash(Command[CashReceived]):
    """Put money in transit into a cash box or bank account: the second leg of a transfer (pindah kas).

    Parameters
    ----------
    box
        Where the money arrives.
    amount
        More than zero.
    """

    kind: ClassVar[str] = "general.receive-cash"
    box: str
    on: date
    amount: Money

    def __post_init__(self) -> None:
        checked_code(self.box, field="box")
        _check_day(self.on)
        _check_positive(self.amount)

    def subjects(self) -> tuple[Subject, ...]:
        """The general journal itself."""
        return (JOURNAL,)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveBetweenFunds(Command[FundsMoved]):
    """Move money of a cash box or bank account from one fund to another, which then owes it (pinjaman antardana).

    What one fund owes another stands in the account with the role ``between_funds``; the way back is the same command.

    Parameters
    ----------
    box
        The money stays in it.
    from_fund, to_fund
        Funds of the bylaws or the general one; two different ones.
    amount
        More than zero, and not more than the cash that the first fund has, the general one apart.
    reason
        What for, with the decision that allows it.

    Raises
    ------
    SameFundError
        ``general.same-fund``
    GeneralAmountError, GeneralDayError, NarrationMissingError, CodeError
    """

    kind: ClassVar[str] = "general.move-between-funds"
    box: str
    on: date
    from_fund: str
    to_fund: str
    amount: Money
    reason: str

    def __post_init__(self) -> None:
        checked_code(self.box, field="box")
        checked_code(self.from_fund, field="from_fund")
        checked_code(self.to_fund, field="to_fund")
        if self.from_fund == self.to_fund:
            raise SameFundError(field="to_fund", value=self.to_fund)
        _check_day(self.on)
        _check_positive(self.amount)
        if not checked_text(self.reason, field="reason").strip():
            raise NarrationMissingError(field="reason", value=self.reason)

    def subjects(self) -> tuple[Subject, ...]:
        """The general journal itself."""
        return (JOURNAL,)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOverBalance(Command[BalanceTakenOver]):
    """Bring the balance of an account that no module owns into a book opened in mid-life (saldo awal).

    Cash comes over with its box as subject. Memorandum accounts balance among themselves: bring them with `PostJournal`.

    Parameters
    ----------
    amount
        Debit is positive, credit negative; not zero.
    narration
        None: made from the account's code.
    subject
        ``kind:no`` where the account takes a subject.
    """

    kind: ClassVar[str] = "general.take-over-balance"
    account: str
    on: date
    amount: Money
    narration: str | None = None
    subject: str | None = None
    unit: str = GENERAL
    fund: str = GENERAL

    def __post_init__(self) -> None:
        checked_code(self.account, field="account")
        _check_day(self.on)
        check_signed(self.amount)
        if self.narration is not None and not checked_text(self.narration, field="narration").strip():
            raise NarrationMissingError(field="narration", value=self.narration)
        if self.subject is not None:
            Subject.parse(self.subject)
        checked_code(self.unit, field="unit")
        checked_code(self.fund, field="fund")

    def subjects(self) -> tuple[Subject, ...]:
        """The general journal itself."""
        return (JOURNAL,)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountCash(Command[CashCounted]):
    """Say how much money was counted in a cash box at the end of a day (opname kas); a difference is booked.

    Parameters
    ----------
    box
        The box that was counted.
    counted
        What lay in it, zero or more.
    """

    kind: ClassVar[str] = "general.count-cash"
    box: str
    on: date
    counted: Money

    def __post_init__(self) -> None:
        checked_code(self.box, field="box")
        _check_day(self.on)
        if not isinstance(self.counted, Money):
            raise GeneralAmountError(field="counted", value=self.counted, reason="is not money")
        if self.counted.minor < 0:
            raise GeneralAmountError(field="counted", value=self.counted, reason="is below zero")

    def subjects(self) -> tuple[Subject, ...]:
        """The general journal itself."""
        return (JOURNAL,)


GeneralCommand = PostJournal | SendCash | ReceiveCash | MoveBetweenFunds | TakeOverBalance | CountCash


def _check_day(on: date) -> None:
    if type(on) is not date:  # A datetime is a date to isinstance, but has a clock in it.
        raise GeneralDayError(field="on", value=on)


def _check_positive(amount: Money) -> None:
    check_signed(amount)
    if amount.minor < 0:
        raise GeneralAmountError(field="amount", value=amount, reason="must be more than zero")


def _check_lines(lines: object) -> None:
    if not isinstance(lines, tuple) or not all(isinstance(line, JournalLine) for line in lines):
        raise JournalLinesError(field="lines", value=lines, reason="must be a tuple of JournalLine")
    if not 2 <= len(lines) <= LINES_MAX:
        raise JournalLinesError(field="lines", value=len(lines), reason=f"must be 2 to {LINES_MAX} lines, not {len(lines)}")
