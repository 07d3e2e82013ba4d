"""What happened in the general journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.general.refusals import GeneralAmountError
from irman_ledger.core.codes import checked_code
from irman_ledger.core.journal import GENERAL
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Event
from irman_ledger.core.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalLine:
    """One line of a memorial entry as it is asked for and kept.

    Parameters
    ----------
    amount
        Debit is positive, credit negative; never zero.
    subject
        ``kind:no`` where the account takes a subject (``cash:KAS``); else None.
    unit, fund
        Dimensions; the entry balances in each.
    """

    account: str
    amount: Money
    subject: str | None = None
    unit: str = GENERAL
    fund: str = GENERAL

    def __post_init__(self) -> None:
        checked_code(self.account, field="account")
        check_signed(self.amount)
        if self.subject is not None:
            Subject.parse(self.subject)
        checked_code(self.unit, field="unit")
        checked_code(self.fund, field="fund")


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalPosted(Event):
    """A memorial entry was made (jurnal umum)."""

    kind: ClassVar[str] = "general.posted"
    on: date
    narration: str
    lines: tuple[JournalLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CashSent(Event):
    """Money left a cash box for another one (kas dalam perjalanan)."""

    kind: ClassVar[str] = "general.cash-sent"
    box: str
    on: date
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class CashReceived(Event):
    """Money that had left another cash box arrived (kas dalam perjalanan)."""

    kind: ClassVar[str] = "general.cash-received"
    box: str
    on: date
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceTakenOver(Event):
    """The balance of one ledger account came over from the old books (saldo awal).

    Parameters
    ----------
    amount
        Debit is positive.
    """

    kind: ClassVar[str] = "general.balance-taken-over"
    account: str
    on: date
    amount: Money
    narration: str
    subject: str | None
    unit: str
    fund: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CashCounted(Event):
    """The money in a cash box was counted (opname kas).

    Parameters
    ----------
    counted
        What lay in it, zero or more.
    booked
        What it should have held by the book at the end of the day, debit positive.
    account
        Where the difference goes; None: there was none.
    """

    kind: ClassVar[str] = "general.cash-counted"
    box: str
    on: date
    counted: Money
    booked: Money
    account: str | None

    @property
    def difference(self) -> Money:
        """Counted less booked: more than zero is too much (lebih), less is missing (kurang)."""
        return self.counted - self.booked


@dataclass(frozen=True, slots=True, kw_only=True)
class FundsMoved(Event):
    """Money of a box went from one fund to another, which owes it (pinjaman antardana).

    Parameters
    ----------
    between
        The account of what funds owe each other.
    """

    kind: ClassVar[str] = "general.funds-moved"
    box: str
    on: date
    from_fund: str
    to_fund: str
    amount: Money
    reason: str
    between: str


GeneralEvent = JournalPosted | CashSent | CashReceived | BalanceTakenOver | CashCounted | FundsMoved


def check_signed(amount: object) -> None:
    """Refuse what is not money, and nothing at all."""
    if not isinstance(amount, Money):
        raise GeneralAmountError(field="amount", value=amount, reason="is not money")
    if not amount:
        raise GeneralAmountError(field="amount", value=amount, reason="must not be zero")
