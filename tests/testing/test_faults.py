"""Each planted fault is found by a harness of the kit, which finds nothing without it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from irman_ledger.coop.loans import DisburseLoan
from irman_ledger.coop.members import AdmitMember
from irman_ledger.coop.savings import Deposit, Withdraw
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.money import Money, idr
from irman_ledger.core.protocols import Command
from irman_ledger.errors import DamagedError
from irman_ledger.testing import faults
from irman_ledger.testing.faults import FAULTS
from irman_ledger.testing.fresh_book import fresh_book
from irman_ledger.testing.invariants import check_invariants
from irman_ledger.testing.model import NaiveBook
from irman_ledger.testing.own_views import BookView, NaiveView
from irman_ledger.testing.play import ACTOR, DisagreementError, play
from irman_ledger.testing.steps import Do, DoAll, Step
from irman_ledger.testing.strategies import money, weights
from tests.testing.beginnings import FIRST, busy_month, saver


def split_keeps_every_sen() -> None:
    """A property over amounts and weights."""

    @settings(max_examples=100, database=None, phases=[Phase.generate])
    @given(money(), weights())
    def kept(amount: Money, parts: Any) -> None:
        assert Money.total(amount.split(parts), "IDR") == amount

    kept()


def play_busy_month() -> None:
    """The differential oracle over a busy month."""
    with fresh_book() as book:
        play(book, busy_month())


def play_a_batch_that_overdraws() -> None:
    """The differential oracle over two withdrawals of 80 from 100 in one transaction."""
    twice = (Withdraw(account="SS-001", on=FIRST, amount=idr(80)), Withdraw(account="SS-001", on=FIRST, amount=idr(80)))
    history: list[Step] = [
        *(
            Do(command=command, key=f"k{place}")
            for place, command in enumerate([*saver(), Deposit(account="SS-001", on=FIRST, amount=idr(100))])
        ),
        DoAll(commands=twice, key="b"),
    ]
    with fresh_book() as book:
        play(book, history)


def play_a_replay() -> None:
    """The differential oracle over a deposit that is asked for twice."""
    deposit = Do(command=Deposit(account="SS-001", on=FIRST, amount=idr(100)), key="d")
    with fresh_book() as book:
        play(book, [*saver(), deposit, deposit])


def _check(commands: list[Command[Any]]) -> tuple[int, ...]:
    """The invariants that the real book violates after these commands, without asking the naive one."""
    with fresh_book() as book:
        desk = book.desk(ACTOR)
        for place, command in enumerate(commands):
            desk.record(command, key=f"k{place}")
        with book.read() as view:
            return check_invariants(BookView(view)).violated


def check_a_busy_month() -> None:
    """The invariants of the real book after a busy month."""
    assert _check(busy_month()) == ()


def check_two_names() -> None:
    """The invariants of the real book with two members of different names."""
    assert _check([*saver(name="Daeng Sija"), *saver("A-002", "SS-002", name="Sri")]) == ()


def check_deposits() -> None:
    """The invariants of the real book after two deposits."""
    deposits = [Deposit(account="SS-001", on=FIRST, amount=idr(100)), Deposit(account="SS-001", on=FIRST, amount=idr(200))]
    assert _check([*saver(), *deposits]) == ()


FOUND: list[tuple[Callable[[], AbstractContextManager[None]], Callable[[], None], type[BaseException], str]] = [
    (faults.lost_sen_in_split, split_keeps_every_sen, AssertionError, ""),
    (faults.lost_sen_in_schedule, check_a_busy_month, AssertionError, "(21,) == ()"),
    (faults.lost_sen_in_schedule, play_busy_month, DisagreementError, " 21 violated "),
    (faults.dropped_line_written, play_busy_month, DisagreementError, "guard.refused"),
    (faults.dropped_line_written, check_a_busy_month, DamagedError, "guard refused"),
    (faults.dropped_line_read, play_busy_month, DisagreementError, "the lines of record"),
    (faults.dropped_line_read, check_a_busy_month, AssertionError, "(1, 2, 13, "),
    (faults.stale_read, play_a_batch_that_overdraws, DisagreementError, "OverdrawnError"),
    (faults.constant_salt, check_two_names, AssertionError, "(41,) == ()"),
    (faults.constant_salt, play_busy_month, DisagreementError, "guard.refused"),
    (faults.plain_hash, check_two_names, AssertionError, "(41,) == ()"),
    (faults.plain_hash, play_busy_month, DisagreementError, "guard.refused"),
    (faults.swapped_sign, play_busy_month, DisagreementError, "seq and voucher"),
    (faults.swapped_sign, check_deposits, AssertionError, "(19, 20) == ()"),
    (faults.posted_twice, play_a_replay, DisagreementError, "seq and voucher"),
]


def _name(value: object) -> str:
    return getattr(value, "__name__", "") if callable(value) and not isinstance(value, type) else ""


@pytest.mark.parametrize(("fault", "harness", "error", "text"), FOUND, ids=_name)
def test_a_planted_fault_is_found(
    fault: Callable[[], AbstractContextManager[None]], harness: Callable[[], None], error: type[BaseException], text: str
) -> None:
    with fault(), pytest.raises(error) as found:
        harness()
    assert text in str(found.value)


@pytest.mark.parametrize("harness", list(dict.fromkeys(harness for _fault, harness, _error, _text in FOUND)), ids=_name)
def test_without_a_fault_every_harness_is_green(harness: Callable[[], None]) -> None:
    with nullcontext():
        harness()


def test_every_fault_of_the_kit_is_found_by_some_harness() -> None:
    assert {fault for fault, _harness, _error, _text in FOUND} == set(FAULTS.values())


def test_a_fault_ends_with_its_block() -> None:
    for name, fault in FAULTS.items():
        with fault():
            pass
        assert idr(100).split([1, 1, 1], step=idr(1)) == (idr(34), idr(33), idr(33)), name
    play_busy_month()
    split_keeps_every_sen()


def test_a_lost_sen_in_a_schedule_is_found_in_the_naive_book_too() -> None:
    loan = DisburseLoan(loan="PJ-001", member="A-001", product="REGULER", on=FIRST, principal=idr(1_000_000), instalments=3, settle="BANK")
    model = NaiveBook(bylaws=Bylaws.sample("ksp"))
    with faults.lost_sen_in_schedule():
        for command in (*saver(), loan):
            model.record(command)
    report = check_invariants(NaiveView(model))
    assert report.violated == (21,)
    assert report.text().count("loan PJ-001 lent 100000000, its plan repays 99999999") == 1


def test_two_members_of_the_same_name_have_different_commitments() -> None:
    with fresh_book() as book:
        play(book, [AdmitMember(member=f"A-{n}", name="Sri", on=FIRST) for n in range(3)])
        with book.read() as view:
            kept = list(BookView(view).private_values())
    assert [one.value for one in kept] == ["Sri", "Sri", "Sri"]
    assert len({one.commitment for one in kept}) == len({one.salt for one in kept}) == 3
