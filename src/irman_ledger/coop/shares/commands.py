"""What can be asked of the shares module.

A share account is the shares of one product that one member holds; its number is ``member/product`` (``A-001/POKOK``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.shares.events import (
    ShareBilled,
    ShareClaimed,
    ShareCorrectedIn,
    ShareCorrectedOut,
    ShareOpened,
    SharePaid,
    ShareReleased,
    ShareReturned,
    ShareTakenOver,
)
from irman_ledger.coop.shares.refusals import ShareAmountError, ShareInputError
from irman_ledger.core.codes import checked_code, checked_text
from irman_ledger.core.money import CurrencyMismatchError, Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject

PAID_MONTHS_MAX = 1200


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenShare(Command[ShareOpened]):
    """Open a share account before its first payment; nothing is booked. A first payment opens it by itself."""

    kind: ClassVar[str] = "share.open"
    member: str
    product: str
    on: date

    def __post_init__(self) -> None:
        _check_owner(self.member, self.product, self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The share account, then the member."""
        return _subjects(self.member, self.product)


@dataclass(frozen=True, slots=True, kw_only=True)
class PayShare(Command[SharePaid]):
    """Pay on shares (menyetor simpanan pokok, simpanan wajib); the first payment opens the share account.

    Parameters
    ----------
    amount
        More than zero, and at least the product's minimum; above its fixed amount only where its terms accept that.
    settle
        The cash box or bank account that takes the money; None: the default one.
    """

    kind: ClassVar[str] = "share.pay"
    member: str
    product: str
    on: date
    amount: Money
    settle: str | None = None

    def __post_init__(self) -> None:
        _check_movement(self.member, self.product, self.on, self.amount)
        if self.settle is not None:
            checked_code(self.settle, field="settle")

    def subjects(self) -> tuple[Subject, ...]:
        """The share account, then the member."""
        return _subjects(self.member, self.product)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnShare(Command[ShareReturned]):
    """Pay shares back (mengembalikan simpanan).

    A member leaves by the return of all shares, each with `leaving`, and then by the end of the membership.

    Parameters
    ----------
    amount
        More than zero, never more than the account holds on any day from `on` on; None: all that it holds.
    settle
        The cash box or bank account that pays; None: the default one.
    leaving
        The claim that the member leaves. Products that return shares on leaving only demand it; a return of everything
        with this claim closes the account until the member is admitted again on a later day.
    """

    kind: ClassVar[str] = "share.return"
    member: str
    product: str
    on: date
    amount: Money | None = None
    settle: str | None = None
    leaving: bool = False

    def __post_init__(self) -> None:
        _check_owner(self.member, self.product, self.on)
        if self.amount is not None:
            _check_amount(self.member, self.product, self.amount)
        if self.settle is not None:
            checked_code(self.settle, field="settle")
        if not isinstance(self.leaving, bool):
            raise ShareInputError(field="leaving", value=self.leaving, reason="must be true or false")

    def subjects(self) -> tuple[Subject, ...]:
        """The share account, then the member."""
        return _subjects(self.member, self.product)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOverShare(Command[ShareTakenOver]):
    """Bring the shares of the old books into a book opened in mid-life (saldo awal).

    Their balance is taken as the old books have it, above a fixed amount too.

    Parameters
    ----------
    amount
        More than zero: what stands at zero needs no take-over.
    paid_months
        For how many months the old books show wajib as paid, 0 to 1200.
    arrears, advance
        What the old books show as still to be paid, or as paid for later months: more than zero, one of them at most.
    """

    kind: ClassVar[str] = "share.take-over"
    member: str
    product: str
    on: date
    amount: Money
    paid_months: int = 0
    arrears: Money | None = None
    advance: Money | None = None

    def __post_init__(self) -> None:
        _check_movement(self.member, self.product, self.on, self.amount)
        _check_carried(self)
        if type(self.paid_months) is not int or not 0 <= self.paid_months <= PAID_MONTHS_MAX:
            raise ShareInputError(field="paid_months", value=self.paid_months, reason=f"must be 0 to {PAID_MONTHS_MAX}")

    def subjects(self) -> tuple[Subject, ...]:
        """The share account, then the member."""
        return _subjects(self.member, self.product)


@dataclass(frozen=True, slots=True, kw_only=True)
class BillShare(Command[ShareBilled]):
    """Bill one month of a product that is paid monthly (menagih simpanan wajib); nothing is booked.

    The month is that of `on`, and the rate that of the member's category then. A first bill opens the share account by itself.
    """

    kind: ClassVar[str] = "share.bill"
    member: str
    product: str
    on: date

    def __post_init__(self) -> None:
        _check_owner(self.member, self.product, self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The share account, then the member."""
        return _subjects(self.member, self.product)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimShare(Command[ShareClaimed]):
    """Turn all shares of a leaver into a claim (hak atas simpanan anggota keluar); part of a leaving, no money moves.

    The claim stands on the set-off account, from where the leaver's loans and then the debt to the leaver are settled; below
    the capital that the bylaws name it is only noted and waits (menunggu) for `ReleaseShare`. The account takes payments
    again after a new admission. What is empty is closed.
    """

    kind: ClassVar[str] = "share.claim"
    member: str
    product: str
    on: date

    def __post_init__(self) -> None:
        _check_owner(self.member, self.product, self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The share account, then the member."""
        return _subjects(self.member, self.product)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseShare(Command[ShareReleased]):
    """Let a claim go that waited for enough capital; no money moves."""

    kind: ClassVar[str] = "share.release"
    member: str
    product: str
    on: date

    def __post_init__(self) -> None:
        _check_owner(self.member, self.product, self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The share account, then the member."""
        return _subjects(self.member, self.product)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectOut(Command[ShareCorrectedOut]):
    """Take off an amount that never belonged to this share account, against the correction account (salah rekening).

    One half of `irman_ledger.coop.procedures.move_amount`; no money moves.

    Parameters
    ----------
    reason
        Why, for the auditor; not empty, and without a person's name.
    """

    kind: ClassVar[str] = "share.correct-out"
    member: str
    product: str
    on: date
    amount: Money
    reason: str

    def __post_init__(self) -> None:
        _check_movement(self.member, self.product, self.on, self.amount)
        _check_reason(self.reason)

    def subjects(self) -> tuple[Subject, ...]:
        """The share account, then the member."""
        return _subjects(self.member, self.product)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectIn(Command[ShareCorrectedIn]):
    """Put on an amount that belongs to this share account, against the correction account (salah rekening).

    One half of `irman_ledger.coop.procedures.move_amount`; no money moves. It opens the share account where there is none,
    and one that was closed on leaving: what belonged to a former member still has to be paid back.

    Parameters
    ----------
    on
        A day on which the member's status let shares be paid.
    reason
        Why, for the auditor; not empty, and without a person's name.
    """

    kind: ClassVar[str] = "share.correct-in"
    member: str
    product: str
    on: date
    amount: Money
    reason: str

    def __post_init__(self) -> None:
        _check_movement(self.member, self.product, self.on, self.amount)
        _check_reason(self.reason)

    def subjects(self) -> tuple[Subject, ...]:
        """The share account, then the member."""
        return _subjects(self.member, self.product)


ShareCommand = PayShare | ReturnShare | BillShare | ClaimShare | ReleaseShare | CorrectOut | CorrectIn | OpenShare | TakeOverShare


def share_subject(member: str, product: str) -> Subject:
    """The share account of a member and a product."""
    return Subject("share", f"{member}/{product}")


def _subjects(member: str, product: str) -> tuple[Subject, ...]:
    return (share_subject(member, product), Subject("member", member))


def _check_movement(member: str, product: str, on: date, amount: Money) -> None:
    _check_owner(member, product, on)
    _check_amount(member, product, amount)


def _check_owner(member: str, product: str, on: date) -> None:
    checked_code(member, field="member")
    checked_code(product, field="product")
    share_subject(member, product)  # Both together must fit into one number.
    if type(on) is not date:  # A datetime is a date to isinstance, but has a clock in it.
        raise ShareInputError(field="on", value=on, reason="must be a day")


def _check_amount(member: str, product: str, amount: object, field: str = "amount") -> None:
    share = f"{member}/{product}"
    if not isinstance(amount, Money):
        raise ShareAmountError(field=field, share=share, value=amount, reason="is not money")
    if amount.minor <= 0:
        raise ShareAmountError(field=field, share=share, value=amount, reason="must be more than zero")


def _check_carried(command: TakeOverShare) -> None:
    for field in ("arrears", "advance"):
        given = getattr(command, field)
        if given is not None:
            _check_amount(command.member, command.product, given, field)
            if given.currency != command.amount.currency:
                raise CurrencyMismatchError(field=field, left=command.amount.currency, right=given.currency, value=given)
    if command.advance is not None and (command.arrears is not None or command.advance > command.amount):
        reason = "cannot stand beside arrears" if command.arrears is not None else "is more than the amount"
        raise ShareInputError(field="advance", value=command.advance, reason=reason)


def _check_reason(reason: str) -> None:
    if not checked_text(reason, field="reason").strip():
        raise ShareInputError(field="reason", value=reason, reason="must not be empty")
