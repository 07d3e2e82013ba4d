"""What happened to a member's shares. `control` is the ledger account of the share account, `status` the member's on the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.core.calendar import Month
from irman_ledger.core.facts import Status
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Event, added


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareOpened(Event):
    """A share account was opened before its first payment."""

    kind: ClassVar[str] = "share.opened"
    member: str
    product: str
    on: date
    control: str
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class SharePaid(Event):
    """A member paid on shares (setoran simpanan pokok, simpanan wajib).

    Parameters
    ----------
    amount
        What became shares.
    excess, excess_account
        What is held for the member instead (titipan), and where; None: nothing.
    instalment
        The how-manieth payment this is, where the terms limit their number; None: they do not.
    """

    kind: ClassVar[str] = "share.paid"
    member: str
    product: str
    on: date
    amount: Money
    control: str
    status: Status
    box: str
    excess: Money | None = added(None)
    excess_account: str | None = added(None)
    instalment: int | None = added(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareReturned(Event):
    """Shares were paid back (pengembalian simpanan).

    Parameters
    ----------
    leaving
        Whether the member was said to leave.
    closes
        Whether, with that, nothing is left: the account takes payments again only after a new admission.
    """

    kind: ClassVar[str] = "share.returned"
    member: str
    product: str
    on: date
    amount: Money
    control: str
    box: str
    leaving: bool
    closes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareTakenOver(Event):
    """Shares of the old books came over with their balance (saldo awal).

    Parameters
    ----------
    paid_months
        For how many months the old books show wajib as paid.
    arrears, advance
        What they show as still to be paid, or as paid for later months; None: nothing.
    """

    kind: ClassVar[str] = "share.taken-over"
    member: str
    product: str
    on: date
    amount: Money
    control: str
    status: Status
    paid_months: int
    arrears: Money | None = added(None)
    advance: Money | None = added(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareBilled(Event):
    """One month was billed (tagihan simpanan wajib); it stands in no account.

    Parameters
    ----------
    amount
        Zero where the category pays nothing.
    category
        Of the member on the day (golongan).
    carried
        What the account held that was paid for no bill of this book.
    """

    kind: ClassVar[str] = "share.billed"
    member: str
    product: str
    on: date
    month: Month
    amount: Money
    control: str
    status: Status
    category: str | None
    carried: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareClaimed(Event):
    """All shares of a leaver became a claim (simpanan anggota keluar).

    Parameters
    ----------
    amount
        Zero or more.
    waits
        They stay where they are until the capital allows it (menunggu).
    """

    kind: ClassVar[str] = "share.claimed"
    member: str
    product: str
    on: date
    amount: Money
    control: str
    waits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareReleased(Event):
    """A claim that waited was let go (simpanan anggota keluar, dilepas)."""

    kind: ClassVar[str] = "share.released"
    member: str
    product: str
    on: date
    amount: Money
    control: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareCorrectedOut(Event):
    """An amount that never belonged here was taken off (koreksi salah rekening)."""

    kind: ClassVar[str] = "share.corrected-out"
    member: str
    product: str
    on: date
    amount: Money
    control: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareCorrectedIn(Event):
    """An amount that belongs here was put on (koreksi salah rekening)."""

    kind: ClassVar[str] = "share.corrected-in"
    member: str
    product: str
    on: date
    amount: Money
    control: str
    status: Status
    reason: str


ShareEvent = (
    SharePaid
    | ShareReturned
    | ShareBilled
    | ShareClaimed
    | ShareReleased
    | ShareCorrectedOut
    | ShareCorrectedIn
    | ShareOpened
    | ShareTakenOver
)
