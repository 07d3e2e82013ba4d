"""The end of a month asked for twice is the end of a month asked for once: by every step, and after any history."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from irman_ledger import Book, Bylaws, Month, idr
from irman_ledger.books.engine import engine_of
from irman_ledger.coop.assets import BuyAsset, ReceiveAsset
from irman_ledger.coop.loans import DisburseLoan
from irman_ledger.coop.members import AdmitMember, RegisterCandidate
from irman_ledger.coop.register import MONTH_END
from irman_ledger.coop.savings import OpenDeposit, OpenProgramme, OpenSavings
from irman_ledger.errors import IrmanError
from irman_ledger.testing import strategies as own
from irman_ledger.testing.fresh_book import TODAY, HandClock, fresh_book
from irman_ledger.testing.play import ACTOR, fingerprint, play
from irman_ledger.testing.steps import Step
from tests.books.kit import counter, day, deposit, with_savers

APRIL = Month(2014, 4)


def everything(url: str) -> Book:
    """Savings that earn, follow a status or are left alone, a deposit that pays and matures, a programme of which nothing is paid.

    Also loans, a credit line, shares to bill.
    """
    book = with_savers(url)
    desk = counter(book)
    desk.record(deposit(10_000_000, on="4-1"), key="saved")
    placed = OpenDeposit(
        deposit="SB-001", member="A-001", product="BERJANGKA", on=day("4-10"), amount=idr(60_000_000), months=6, pay_to="SS-001"
    )
    desk.record(placed, key="placed")
    saves = OpenProgramme(account="SP-001", member="A-002", product="TERPROGRAM", on=day("4-10"), amount=idr(100_000), months=36)
    desk.record(saves, key="saves")
    lent = DisburseLoan(loan="PJ-001", member="A-001", product="REGULER", on=day("4-10"), principal=idr(2_000_000), instalments=10)
    desk.record(lent, key="lent")
    desk.record(replace(lent, loan="PJ-002", product="AKRUAL"), key="accrues")
    desk.record(replace(lent, loan="PJ-004", product="RK", instalments=2, first_part=idr(1_000_000)), key="line")
    desk.record(
        BuyAsset(asset="AT-01", description="Laptop", category="INVENTARIS", on=day("4-10"), cost=idr(4_800_000), useful_life_months=48),
        key="bought",
    )
    given = ReceiveAsset(
        asset="AT-02",
        description="Mesin bata",
        category="BERSYARAT",
        on=day("4-10"),
        title="conditional-grant",
        value=idr(8_000_000),
        useful_life_months=60,
        vests_months=24,
    )
    desk.record(given, key="given")
    desk.record(RegisterCandidate(member="A-003", name="Daeng 003", group="RL-03", on=day("4-2")), key="candidate")
    desk.record(replace(lent, loan="PJ-003", member="A-003"), key="to a candidate")
    desk.record(OpenSavings(account="SS-003", member="A-003", product="SUKARELA", on=day("4-2")), key="candidate's savings")
    desk.record(deposit(1_000_000, on="4-3", account="SS-003"), key="saved by a candidate")
    desk.record(OpenSavings(account="SP-002", member="A-001", product="PENDIDIKAN", on=day("4-2")), key="to be left alone")
    desk.record(deposit(300_000, on="4-2", account="SP-002"), key="left alone")
    desk.record(AdmitMember(member="A-003", on=day("4-20")), key="admitted")
    return book


def test_every_step_of_the_end_of_a_month_is_done_once(database_url: str) -> None:
    book, done = everything(database_url), Counter[str]()
    desk = counter(book)
    for month in (Month(2014, number) for number in range(4, 12)):
        done.update({step.step.name: step.recorded for step in desk.end_month(month).steps})
        before = fingerprint(book)
        assert {step.step.name: step.recorded for step in desk.end_month(month).steps} == {step.name: 0 for step in MONTH_END}
        assert fingerprint(book) == before
    assert {step.name for step in MONTH_END if not done[step.name]} == set()


def test_after_any_history_a_second_run_finds_nothing_to_do(database_url: str) -> None:
    engine, done = engine_of(database_url), Counter[str]()

    @settings(
        max_examples=15 if database_url.startswith("sqlite") else 5,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    )
    @given(own.lending_bylaws(max_size=3).flatmap(lambda bylaws: st.tuples(st.just(bylaws), own.histories(bylaws, max_size=25))))
    def finds_nothing(drawn: tuple[Bylaws, list[Step]]) -> None:
        bylaws, history = drawn
        clock = HandClock(TODAY)
        with fresh_book(engine, bylaws=bylaws, clock=clock) as book:
            play(book, history, clock=clock)
            month = APRIL if book.closed_to is None else book.closed_to.next()
            clock.pass_days(max(0, (month.last_day - clock.day).days))
            desk = book.desk(ACTOR)
            try:
                done.update({step.step.name: step.recorded for step in desk.end_month(month).steps})
            except IrmanError as refusal:
                done[refusal.code] += 1
                return
            before = fingerprint(book)
            assert {step.step.name: step.recorded for step in desk.end_month(month).steps if step.recorded} == {}
            assert fingerprint(book) == before
            assert book.verify().ok

    finds_nothing()
    assert not set(done) - {step.name for step in MONTH_END} - {"month-end.stopped"}
