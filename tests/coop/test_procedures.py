"""What runs across modules leaves the clearing accounts at zero."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from irman_ledger.coop import savings, shares
from irman_ledger.coop.general import ReceiveCash, SendCash, TakeOverBalance
from irman_ledger.coop.procedures import NotMovableError, SameBoxError, SameSubjectError, move_amount, transfer_cash
from irman_ledger.coop.savings import Deposit, OpenSavings, OverdrawnError
from irman_ledger.core.floors import BelowFloorError
from irman_ledger.core.money import idr
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject
from irman_ledger.testing.model import NaiveBook, Played
from tests.coop.savings.scenario import given

DAY = date(2014, 4, 2)
RIGHT, WRONG = Subject("savings", "SS-001"), Subject("savings", "SS-002")


@dataclass(slots=True)
class Notes:
    """A transaction that only writes down what it is asked for."""

    taken: list[tuple[Command[Any], str, str | None]] = field(default_factory=list)

    def record(self, command: Command[Any], *, key: str, document: str | None = None) -> int:
        self.taken.append((command, key, document))
        return len(self.taken)


@dataclass(slots=True)
class Booking:
    """A transaction that passes everything on to a naive book."""

    book: NaiveBook

    def record(self, command: Command[Any], *, key: str, document: str | None = None) -> Played:  # the naive book knows neither
        return self.book.record(command)


def saved() -> NaiveBook:
    return given(
        TakeOverBalance(account="1-1100", on=date(2014, 3, 25), amount=idr(300_000), subject="cash:KAS"),
        OpenSavings(account="SS-001", member="A-001", product="SUKARELA", on=date(2014, 4, 1)),
        OpenSavings(account="SS-002", member="C-001", product="SUKARELA", on=date(2014, 4, 1)),
        Deposit(account="SS-002", on=DAY, amount=idr(50_000)),
    ).book


def test_a_transfer_is_two_legs_with_keys_of_their_own_and_the_same_document() -> None:
    notes = Notes()
    assert transfer_cash(notes, from_box="KAS", to_box="BANK", on=DAY, amount=idr(100_000), key="k7", document="TR-1") == (1, 2)
    assert notes.taken == [
        (SendCash(box="KAS", on=DAY, amount=idr(100_000)), "k7/1", "TR-1"),
        (ReceiveCash(box="BANK", on=DAY, amount=idr(100_000)), "k7/2", "TR-1"),
    ]


def test_after_a_transfer_nothing_is_in_transit() -> None:
    book = saved()
    transfer_cash(Booking(book), from_box="KAS", to_box="BANK", on=DAY, amount=idr(350_000), key="k7")
    assert book.balance("1-1100", Subject("cash", "KAS")) == idr(0)
    assert book.balance("1-1200", Subject("cash", "BANK")) == idr(350_000)
    assert book.balance("1-1190") == idr(0)


def test_a_transfer_of_more_than_the_box_holds_is_refused() -> None:
    with pytest.raises(BelowFloorError):
        transfer_cash(Booking(saved()), from_box="KAS", to_box="BANK", on=DAY, amount=idr(350_001), key="k7")


def test_a_box_is_not_transferred_to_itself() -> None:
    notes = Notes()
    with pytest.raises(SameBoxError) as refusal:
        transfer_cash(notes, from_box="KAS", to_box="KAS", on=DAY, amount=idr(1), key="k7")
    assert (refusal.value.code, notes.taken) == ("procedures.same-box", [])
    assert refusal.value.message("en") == "money cannot be moved from KAS to itself"


def test_a_moved_amount_stands_where_it_belongs_and_the_correction_account_is_empty() -> None:
    book = saved()
    out, into = move_amount(Booking(book), source=WRONG, target=RIGHT, on=DAY, amount=idr(50_000), reason="salah rekening", key="k8")
    assert (out.event.kind, into.event.kind) == ("savings.corrected-out", "savings.corrected-in")
    assert book.balance("2-1110", WRONG) == idr(0)
    assert book.balance("2-1100", RIGHT) == idr(-50_000)
    assert book.balance("1-1900") == idr(0)


def test_no_more_is_moved_than_the_wrong_account_holds() -> None:
    with pytest.raises(OverdrawnError):
        move_amount(Booking(saved()), source=WRONG, target=RIGHT, on=DAY, amount=idr(50_001), reason="salah rekening", key="k8")


def test_an_amount_moves_between_share_and_savings_accounts_with_keys_of_their_own() -> None:
    notes = Notes()
    pokok = Subject("share", "A-001/POKOK")
    move_amount(notes, source=pokok, target=RIGHT, on=DAY, amount=idr(20_000), reason="salah rekening", key="k9", document="BM-3")
    move_amount(notes, source=RIGHT, target=pokok, on=DAY, amount=idr(20_000), reason="salah rekening", key="k10")
    assert notes.taken == [
        (shares.CorrectOut(member="A-001", product="POKOK", on=DAY, amount=idr(20_000), reason="salah rekening"), "k9/1", "BM-3"),
        (savings.CorrectIn(account="SS-001", on=DAY, amount=idr(20_000), reason="salah rekening"), "k9/2", "BM-3"),
        (savings.CorrectOut(account="SS-001", on=DAY, amount=idr(20_000), reason="salah rekening"), "k10/1", None),
        (shares.CorrectIn(member="A-001", product="POKOK", on=DAY, amount=idr(20_000), reason="salah rekening"), "k10/2", None),
    ]


def test_a_share_payment_that_was_meant_for_savings_is_put_right() -> None:
    book = saved()
    book.record(shares.PayShare(member="A-001", product="POKOK", on=DAY, amount=idr(120_000)))
    pokok = Subject("share", "A-001/POKOK")
    move_amount(Booking(book), source=pokok, target=RIGHT, on=DAY, amount=idr(20_000), reason="salah rekening", key="k9")
    assert book.balance("3-1100", pokok) == idr(-100_000)
    assert book.balance("2-1100", RIGHT) == idr(-20_000)
    assert book.balance("1-1900") == idr(0)


def test_an_amount_is_not_moved_to_where_it_is() -> None:
    notes = Notes()
    with pytest.raises(SameSubjectError) as refusal:
        move_amount(notes, source=RIGHT, target=RIGHT, on=DAY, amount=idr(1), reason="salah rekening", key="k8")
    assert (refusal.value.code, notes.taken) == ("procedures.same-subject", [])


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        (Subject("loan", "PJ-001"), RIGHT, "source loan:PJ-001 is neither a share account nor a savings account"),
        (RIGHT, Subject("cash", "KAS"), "target cash:KAS is neither a share account nor a savings account"),
        (RIGHT, Subject("share", "A-001"), "target share:A-001 is neither a share account nor a savings account"),
    ],
)
def test_an_amount_moves_between_share_and_savings_accounts_only(source: Subject, target: Subject, message: str) -> None:
    notes = Notes()
    with pytest.raises(NotMovableError) as refusal:
        move_amount(notes, source=source, target=target, on=DAY, amount=idr(1), reason="salah rekening", key="k8")
    assert refusal.value.message("en") == message
    assert notes.taken == []
