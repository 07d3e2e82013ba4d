"""Strategies give what they promise, ties and ends included, and ask for nothing but hypothesis."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from fractions import Fraction
from importlib.metadata import entry_points
from typing import Any

import pytest
from hypothesis import find, given, seed, settings
from hypothesis import strategies as st

from irman_ledger.coop.loans.methods import schedule
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.evidence.private import Private
from irman_ledger.core.journal import Entry, Line
from irman_ledger.core.money import MAX_MINOR, Money, idr
from irman_ledger.core.rate import Rate
from irman_ledger.errors import InvalidInputError, IrmanError
from irman_ledger.testing import strategies as own
from irman_ledger.testing.fresh_book import BEGINS_ON, TODAY
from irman_ledger.testing.model import NaiveBook
from irman_ledger.testing.steps import Do, Step
from irman_ledger.testing.strategies.commands import MAKERS
from irman_ledger.testing.strategies.histories import accepts

KSP = Bylaws.sample("ksp")
FEW = settings(max_examples=60)


@FEW
@given(own.money(), own.money(least=-250, most=250), own.amounts(most=100))
def test_money_lies_within_its_bounds(any_money: Money, small: Money, positive: Money) -> None:
    assert -MAX_MINOR <= any_money.minor <= MAX_MINOR
    assert -250 <= small.minor <= 250
    assert 1 <= positive.minor <= 100


@pytest.mark.parametrize("minor", [0, 50, -1, MAX_MINOR, -MAX_MINOR])
def test_money_is_often_zero_half_a_rupiah_a_sen_below_or_all_that_can_be(minor: int) -> None:
    assert find(own.money(), lambda money: money.minor == minor).minor == minor


@FEW
@given(own.ties(), own.ties(step=100))
def test_a_tie_lies_exactly_between_two_steps(in_sen: tuple[Money, Fraction], in_rupiah: tuple[Money, Fraction]) -> None:
    for (amount, factor), step in ((in_sen, 1), (in_rupiah, 100)):
        exact = amount.minor * factor / step
        assert exact - int(exact // 1) == Fraction(1, 2)


@FEW
@given(own.money(least=-(10**9), most=10**9), own.weights())
def test_split_keeps_every_sen(amount: Money, weights: list[int | Fraction]) -> None:
    assert Money.total(amount.split(weights), "IDR") == amount


@FEW
@given(own.loan_plans())
def test_a_plan_repays_what_was_lent(plan: dict[str, Any]) -> None:
    assert Money.total((one.principal for one in schedule(**plan)), "IDR") == plan["principal"]


@FEW
@given(own.days(date(2016, 2, 1), date(2016, 3, 31)), own.months(), own.rates(), own.names(), own.codes("A-"))
def test_days_months_rates_and_names_are_such(on: date, month: Month, rate: Rate, name: str, code: str) -> None:
    assert date(2016, 2, 1) <= on <= date(2016, 3, 31)
    assert 2000 <= month.year <= 2099
    assert 0 <= rate.value <= 1
    assert Private.of(name).value == name
    assert len(code) == 6


def test_days_are_often_the_last_of_february() -> None:
    assert find(own.days(), lambda on: (on.month, on.day) == (2, 29)).day == 29


@FEW
@given(own.balanced_lines(["1100", "2100", "4100"]))
def test_balanced_lines_sum_to_zero(lines: list[tuple[str, int]]) -> None:
    assert len(lines) >= 2
    assert sum(amount for _account, amount in lines) == 0
    assert all(amount for _account, amount in lines)


@FEW
@given(own.unbalanced_lines(["5-3120", "5-3130"]))
def test_no_entry_can_be_made_of_unbalanced_lines(lines: list[tuple[str, int]]) -> None:
    with pytest.raises(InvalidInputError):
        Entry(
            chart=KSP.chart,
            on=date(2014, 4, 1),
            narration="",
            lines=tuple(Line(account, Money(amount, "IDR")) for account, amount in lines),
        )


@FEW
@given(own.entries(KSP.chart), own.journals(KSP, date(2014, 4, 1)))
def test_entries_and_journals_exist(entry: Entry, journal: Any) -> None:
    assert len(entry.lines) >= 2
    assert NaiveBook(bylaws=KSP).record(journal).entry is not None


@settings(max_examples=25)
@given(own.histories(KSP, max_size=25))
def test_a_fresh_book_takes_every_step_of_a_plausible_history(history: list[Step]) -> None:
    model = NaiveBook(bylaws=KSP, begins_on=BEGINS_ON, today=TODAY)
    assert all(accepts(model, step) for step in history)


@settings(max_examples=25)
@given(st.data())
def test_every_kind_of_command_is_made_where_the_situation_has_what_it_needs(data: st.DataObject) -> None:
    model = NaiveBook(bylaws=KSP, begins_on=BEGINS_ON, today=TODAY)
    situation = own.Situation(model)
    for kind in ("group.register", "member.admit", "share.pay", "savings.open", "savings.deposit", "loan.take-over", "asset.take-over"):
        if own.ready(situation, [kind]):
            accepts(model, Do(command=data.draw(own.commands(situation, [kind])), key=kind))
    for kind in own.ready(situation):
        for make in (own.commands, own.hostile_commands):
            if not own.ready(situation, [kind]):
                continue  # what it needs was used up by an earlier one
            command = data.draw(make(situation, [kind]))
            assert command.kind == kind
            accepts(model, Do(command=command, key=f"{kind}/{make.__name__}"))


def test_every_command_of_the_library_has_a_maker() -> None:
    from irman_ledger.coop.register import COMMANDS

    assert sorted(MAKERS) == sorted(COMMANDS)


def test_hostile_commands_are_refused_in_many_ways() -> None:
    codes: set[str] = set()

    @seed(20140325)
    @settings(max_examples=800, database=None)
    @given(st.data())
    def collect(data: st.DataObject) -> None:
        model = NaiveBook(bylaws=KSP, begins_on=BEGINS_ON, today=TODAY)
        situation = own.Situation(model)
        for kind in ("member.admit", "savings.open", "savings.deposit", "loan.take-over"):
            if own.ready(situation, [kind]):
                accepts(model, Do(command=data.draw(own.commands(situation, [kind])), key=kind))
        try:
            model.record(data.draw(own.hostile_commands(situation)))
        except IrmanError as refusal:
            codes.add(refusal.code)

    collect()
    assert len(codes) >= 12
    assert codes >= {"period.future", "period.before-begin", "money.currency-mismatch", "account.unknown"}


def test_strategies_load_no_pytest_and_register_nothing() -> None:
    code = "import sys, irman_ledger.testing.strategies; sys.exit('pytest' in sys.modules or '_pytest' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    assert not [point.value for point in entry_points(group="pytest11") if point.value.startswith("irman_ledger")]
    assert not [point.value for point in entry_points(group="hypothesis") if point.value.startswith("irman_ledger")]


def test_a_drawn_history_ends_with_the_balances_of_its_own_lines() -> None:
    model = NaiveBook(bylaws=KSP, begins_on=BEGINS_ON, today=TODAY)
    history = find(own.histories(KSP, max_size=6), lambda steps: len(steps) >= 4)
    assert all(accepts(model, step) for step in history)
    assert model.balances().net_where(lambda _key: True) == idr(0)
