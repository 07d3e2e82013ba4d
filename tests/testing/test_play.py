"""A history in the real book and in the naive one: the same events, refusals, entries, vouchers and readings."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings

from irman_ledger.books.engine import engine_of
from irman_ledger.coop.members import AdmitMember, AmendGroup, RegisterGroup
from irman_ledger.coop.savings import Deposit, Withdraw
from irman_ledger.core.calendar import Month
from irman_ledger.core.money import Money, idr
from irman_ledger.core.subject import Subject
from irman_ledger.testing.fresh_book import TODAY, HandClock, fresh_book
from irman_ledger.testing.play import DisagreementError, SideBySide, fingerprint, play
from irman_ledger.testing.steps import Close, Do, DoAll, Move, PassDays, Reverse, Step, Transfer
from irman_ledger.testing.strategies import histories
from tests.testing.beginnings import FIRST, busy_month, saver


def test_a_month_of_everything_is_played_the_same(database_url: str) -> None:
    clock = HandClock(TODAY)
    history: list[Step] = [
        *(Do(command=command, key=f"b{place}") for place, command in enumerate(busy_month())),
        Do(command=Deposit(account="SS-001", on=FIRST, amount=idr(2_500_000)), key="b6"),
        Transfer(from_box="KAS", to_box="BANK", on=date(2014, 4, 23), amount=idr(300_000), key="pindah"),
        Move(source=Subject("savings", "SS-001"), target=Subject("savings", "SS-002"), on=TODAY, amount=idr(50_000), key="salah"),
        DoAll(commands=tuple(Deposit(account="SS-002", on=TODAY, amount=idr(n)) for n in (1_000, 2_000)), key="kolektor", one_voucher=True),
        Reverse(seq=18, on=TODAY, key="balik"),
        PassDays(count=1),
        Close(month=Month(2014, 4)),
        Do(command=Withdraw(account="SS-001", on=date(2014, 4, 30), amount=idr(1_000)), key="telat"),
        Do(command=Withdraw(account="SS-001", on=date(2014, 4, 30), amount=idr(1_000)), key="telat", booked_on=date(2014, 5, 1)),
        Do(command=Withdraw(account="SS-001", on=date(2014, 5, 1), amount=idr(9_000_000)), key="lebih"),
    ]
    with fresh_book(database_url, clock=clock) as book:
        taken = play(book, history, clock=clock)
        assert [one.refusal.code for one in taken if one.refusal is not None] == ["period.closed", "savings.overdrawn"]
        assert book.closed_to == Month(2014, 4)
        with book.read() as view:
            assert view.savings.get("SS-001").balance == idr(2_349_000)
            assert view.savings.get("SS-002").balance == idr("800.000,50")


@pytest.mark.parametrize("is_hostile", [False, True], ids=["plausible", "hostile"])
def test_any_history_is_played_the_same(database_url: str, is_hostile: bool) -> None:
    engine, count = engine_of(database_url), 20 if database_url.startswith("sqlite") else 8

    @settings(max_examples=count)
    @given(histories(max_size=25, is_hostile=is_hostile))
    def played_the_same(history: list[Step]) -> None:
        clock = HandClock(TODAY)
        with fresh_book(engine, clock=clock) as book:
            taken = play(book, history, clock=clock)
            assert is_hostile or not [one.refusal for one in taken if one.refusal is not None]

    played_the_same()


def test_the_same_key_with_another_command_is_refused_also_where_a_field_of_the_same_name_is_not_personal() -> None:
    with fresh_book() as book:
        _first, second = play(
            book,
            [
                Do(command=RegisterGroup(group="RL-03", name="Sija", on=FIRST), key="k"),
                Do(command=AdmitMember(member="RL-03", name="Sija", on=FIRST), key="k"),
            ],
        )
    assert second.refusal is not None
    assert second.refusal.code == "key.reused"


def test_a_group_is_reversed_after_its_amendment_was() -> None:
    with fresh_book() as book:
        taken = play(
            book,
            [
                RegisterGroup(group="RL-03", name="Rumput Laut", on=FIRST),
                AmendGroup(group="RL-03", name="Rumput Laut 3", on=FIRST),
                Reverse(seq=2, on=FIRST, key="r1"),
                Reverse(seq=1, on=FIRST, key="r2"),
            ],
        )
    assert not [one.refusal for one in taken if one.refusal is not None]


def test_entry_and_reversal_leave_the_balances_as_they_were() -> None:
    with fresh_book() as book:
        both = SideBySide(book)
        for place, command in enumerate(busy_month()):
            both.take(Do(command=command, key=f"k{place}"))
        before = book.balances(as_of=TODAY)
        both.take(Do(command=Deposit(account="SS-001", on=TODAY, amount=idr(123_456)), key="x"))
        assert book.balances(as_of=TODAY) != before
        both.take(Reverse(seq=book.size - 1, on=TODAY, key="y"))
        assert book.balances(as_of=TODAY) == before


def test_independent_deposits_give_the_same_balances_in_any_order_and_an_amount_in_two_parts_the_same_as_whole() -> None:
    deposits = [Deposit(account=f"SS-00{1 + n % 2}", on=FIRST, amount=idr(1_000 * (n + 1))) for n in range(4)]
    halves = [Deposit(account=one.account, on=FIRST, amount=Money(one.amount.minor // 2, "IDR")) for one in deposits for _half in "ab"]
    balances = []
    for order in (deposits, deposits[::-1], halves):
        with fresh_book() as book:
            play(book, [*saver(), *saver("A-002", "SS-002"), *order])
            balances.append(book.balances(as_of=TODAY))
    assert balances[0] == balances[1] == balances[2]


def test_a_disagreement_says_what_the_two_books_gave() -> None:
    with fresh_book() as book:
        both = SideBySide(book)
        for place, command in enumerate(saver()):
            both.take(Do(command=command, key=f"k{place}"))
        both.model.record(Deposit(account="SS-001", on=FIRST, amount=idr(100_000)), key="behind its back")
        with pytest.raises(DisagreementError, match=r"the naive book gives None, the real one OverdrawnError"):
            both.take(Do(command=Withdraw(account="SS-001", on=FIRST, amount=idr(50_000)), key="w"))
        with pytest.raises(DisagreementError, match="the size: 3"):
            both.compare_everything()


def test_a_fingerprint_changes_with_every_record_and_with_nothing_else() -> None:
    with fresh_book() as book:
        empty = fingerprint(book)
        play(book, saver())
        saved = fingerprint(book)
        assert empty != saved
        book.verify()
        assert fingerprint(book) == saved


def test_a_record_booked_late_is_not_reversed_before_the_day_it_is_booked_on() -> None:
    late = Do(command=Deposit(account="SS-001", on=FIRST, amount=idr(100)), key="telat", booked_on=date(2014, 4, 20))
    with fresh_book() as book:
        *_made, early, right = play(
            book, [*saver(), late, Reverse(seq=3, on=date(2014, 4, 19), key="r1"), Reverse(seq=3, on=date(2014, 4, 20), key="r2")]
        )
    assert early.refusal is not None
    assert early.refusal.code == "reversal.before-record"
    assert right.refusal is None
