"""A fixed amount (simpanan pokok): paid in so many instalments at most, what is above it held for the member."""

from __future__ import annotations

from datetime import date

from irman_ledger.coop.members import AdmitMember, EndMembership
from irman_ledger.coop.shares import PayShare, ReturnShare
from irman_ledger.core.money import idr
from irman_ledger.core.subject import Subject
from tests.coop.shares.scenario import ADMITTED, day, given

# CICIL: Rp100.000 in at most three payments; what is above it goes to titipan.


def pay(amount: int, on: date, product: str = "CICIL") -> PayShare:
    return PayShare(member="A-001", product=product, on=on, amount=idr(amount))


def test_it_is_paid_in_instalments_the_last_of_which_completes_it() -> None:
    paid = (ADMITTED, pay(30_000, day(4, 1)), pay(30_000, day(5, 1)))
    given(*paid).when(pay(39_999, day(6, 1))).then_refused(
        "share.last-instalment",
        "share account A-001/CICIL is paid in 3 instalments at most; the last one is Rp40.000, not Rp39.999",
    )
    given(*paid).when(pay(40_000, day(6, 1))).then_stands("3-1100", "A-001/CICIL", idr(100_000))


def test_fewer_instalments_will_do() -> None:
    outcome = given(ADMITTED).when(pay(100_000, day(4, 1)))
    outcome.then_stands("3-1100", "A-001/CICIL", idr(100_000))
    assert outcome.share("A-001/CICIL").instalments == 1


def test_what_is_above_the_fixed_amount_is_held_for_the_member() -> None:
    given(ADMITTED, pay(90_000, day(4, 1))).when(pay(25_000, day(5, 1))).then_booked(
        """
        1 Mei 2014   Setoran simpanan A-001/CICIL
          1-1100 Kas             25.000           KAS
          3-1100 Simpanan pokok          10.000   A-001/CICIL
          2-1640 Titipan                 15.000   A-001
        """
    )


def test_a_payment_of_which_nothing_becomes_shares_is_refused() -> None:
    given(ADMITTED, pay(100_000, day(4, 1))).when(pay(1, day(5, 1))).then_refused("share.exceeds-fixed")


def test_a_reversed_payment_gives_back_what_was_held_too() -> None:
    book = given(ADMITTED, pay(120_000, day(4, 1))).book
    book.reverse(1, on=day(4, 2), reason="salah catat")
    assert book.balance("2-1640", Subject("member", "A-001")) == idr(0)
    assert book.balance("3-1100") == idr(0)


def test_who_comes_again_has_all_instalments_again() -> None:
    book = given(ADMITTED, pay(50_000, day(4, 1)), pay(10_000, day(4, 2))).book
    book.record(ReturnShare(member="A-001", product="CICIL", on=day(5, 1), leaving=True))
    book.record(EndMembership(member="A-001", on=day(5, 1), reason="resigned"))
    book.record(AdmitMember(member="A-001", on=day(6, 1)))
    book.record(pay(10_000, day(6, 1)))
    assert book.states[Subject("share", "A-001/CICIL")].instalments == 1
