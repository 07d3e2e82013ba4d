"""What runs across modules: each procedure records several commands under one lock and leaves a clearing account at zero.

A procedure takes a transaction of a desk: ``with desk.transaction() as tx: transfer_cash(tx, ...)``. Each command gets the
key ``key/1``, ``key/2`` …, so that a procedure asked twice is booked once.
"""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from irman_ledger.coop import savings, shares
from irman_ledger.coop.general import ReceiveCash, SendCash
from irman_ledger.coop.procedures.covering import cover_instalment
from irman_ledger.coop.procedures.leaving import leave, release_claims
from irman_ledger.coop.procedures.meeting import Meeting, record_meeting
from irman_ledger.coop.procedures.meeting_sheet import MeetingSheet, SheetItem, SheetRow
from irman_ledger.coop.procedures.passing_on import harvest, process
from irman_ledger.coop.procedures.posting_deed import DeedRecorder, PostedDeed, post_deed
from irman_ledger.coop.procedures.recorder import Recorder
from irman_ledger.coop.procedures.seizing import seize
from irman_ledger.coop.procedures.signing_deed import sign_deed
from irman_ledger.coop.procedures.tax import NothingToRemitError, remit_tax
from irman_ledger.coop.procedures.topping_up import top_up
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError

__all__ = [
    "Recorder",
    "SameBoxError",
    "SameSubjectError",
    "NotMovableError",
    "transfer_cash",
    "move_amount",
    "leave",
    "release_claims",
    "NothingToRemitError",
    "remit_tax",
    "cover_instalment",
    "record_meeting",
    "top_up",
    "harvest",
    "process",
    "seize",
    "Meeting",
    "MeetingSheet",
    "SheetItem",
    "SheetRow",
    "DeedRecorder",
    "PostedDeed",
    "post_deed",
    "sign_deed",
]

R = TypeVar("R")


class SameBoxError(InvalidInputError):
    """A transfer from a cash box to itself."""

    code = "procedures.same-box"
    text = {"en": "money cannot be moved from {value} to itself", "id": "uang tidak dapat dipindahkan dari {value} ke dirinya sendiri"}


class SameSubjectError(InvalidInputError):
    """A correction from an account to itself."""

    code = "procedures.same-subject"
    text = {
        "en": "an amount cannot be moved from {value} to itself",
        "id": "jumlah tidak dapat dipindahkan dari {value} ke dirinya sendiri",
    }


class NotMovableError(InvalidInputError):
    """A subject that no amount can be moved to or from."""

    code = "procedures.not-movable"
    text = {
        "en": "{field} {value} is neither a share account nor a savings account",
        "id": "{field} {value} bukan rekening simpanan saham (pokok, wajib) atau rekening simpanan",
    }


def transfer_cash(
    tx: Recorder[R], *, from_box: str, to_box: str, on: date, amount: Money, key: str, document: str | None = None
) -> tuple[R, R]:
    """Move money between cash boxes and bank accounts (pindah kas), through the account of money in transit.

    Each leg has a voucher of its own box: money out of one, money into the other.

    Returns
    -------
    tuple
        What `tx.record` gave for the leg out and for the leg in.

    Raises
    ------
    SameBoxError
        ``procedures.same-box``
    UnknownBoxError
        ``box.unknown``
    BelowFloorError
        ``balance.below-zero``: the first box does not hold the amount.
    """
    if from_box == to_box:
        raise SameBoxError(field="to_box", value=to_box)
    sent = tx.record(SendCash(box=from_box, on=on, amount=amount), key=f"{key}/1", document=document)
    received = tx.record(ReceiveCash(box=to_box, on=on, amount=amount), key=f"{key}/2", document=document)
    return sent, received


def move_amount(
    tx: Recorder[R], *, source: Subject, target: Subject, on: date, amount: Money, reason: str, key: str, document: str | None = None
) -> tuple[R, R]:
    """Put right an amount that was booked to the wrong product or member (salah rekening); no money moves.

    Parameters
    ----------
    source, target
        Share accounts (``share``) or savings accounts (``savings``), of the same member or of two.
    on
        The day from which the amount counts where it belongs; usually the day of the mistake.
    reason
        Why, for the auditor; without a person's name.

    Returns
    -------
    tuple
        What `tx.record` gave for taking off and for putting on.

    Raises
    ------
    SameSubjectError
        ``procedures.same-subject``
    NotMovableError
        ``procedures.not-movable``
    """
    if source == target:
        raise SameSubjectError(field="target", value=str(target))
    out = _taking_off(source, on, amount, reason)
    into = _putting_on(target, on, amount, reason)
    taken = tx.record(out, key=f"{key}/1", document=document)
    put = tx.record(into, key=f"{key}/2", document=document)
    return taken, put


def _taking_off(source: Subject, on: date, amount: Money, reason: str) -> Command[Any]:
    if source.kind == "savings":
        return savings.CorrectOut(account=source.no, on=on, amount=amount, reason=reason)
    member, product = _share("source", source)
    return shares.CorrectOut(member=member, product=product, on=on, amount=amount, reason=reason)


def _putting_on(target: Subject, on: date, amount: Money, reason: str) -> Command[Any]:
    if target.kind == "savings":
        return savings.CorrectIn(account=target.no, on=on, amount=amount, reason=reason)
    member, product = _share("target", target)
    return shares.CorrectIn(member=member, product=product, on=on, amount=amount, reason=reason)


def _share(field: str, subject: Subject) -> tuple[str, str]:
    member, slash, product = subject.no.rpartition("/")
    if subject.kind != "share" or not slash:
        raise NotMovableError(field=field, value=str(subject))
    return member, product
