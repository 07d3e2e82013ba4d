"""Loans of any product: lent, repaid, written off and reversed in a real book and in the naive one, and every step adds up."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from irman_ledger import Bylaws
from irman_ledger.books.engine import engine_of
from irman_ledger.coop.general import TakeOverBalance
from irman_ledger.coop.loans.terms import parse
from irman_ledger.core.bylaws import Product
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money, idr
from irman_ledger.testing import strategies as own
from irman_ledger.testing.fresh_book import BEGINS_ON, TODAY, HandClock, fresh_book
from irman_ledger.testing.machine import LedgerMachine
from irman_ledger.testing.play import SideBySide
from irman_ledger.testing.steps import Do, PassDays, Step
from tests.testing.beginnings import saver
from tests.testing.test_machine import run

KSP = Bylaws.sample("ksp")
LENDS = ("loan.disburse", "loan.disburse", "loan.sell", "loan.take-over")
PAYS = ("loan.repay", "loan.repay", "loan.repay", "loan.pay-off", "loan.settle-from-titipan", "loan.set-off")
CHANGES = (
    "loan.reschedule",
    "loan.write-off",
    "loan.recover",
    "loan.waive-penalty",
    "loan.rebate-margin",
    "loan.assess",
    "loan.return-titipan",
)
FOUND = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large])


def test_every_convention_is_drawn() -> None:
    seen: Counter[str] = Counter()

    @settings(FOUND, max_examples=300, database=None, derandomize=True)
    @given(own.loan_terms(KSP))
    def look(terms: dict[str, Any]) -> None:
        read = parse(Product("UJI", "loans", Label("Uji", "Test"), terms), KSP)
        told = read.conventions
        words = (read.method, read.early_payment, read.overpayment, read.payoff, told.day_count, told.sizing, told.balance, told.remainder)
        seen.update((*words, told.multiple_of if told.multiple else "", told.holiday_rule, str(told.idle_months), str(told.due_after_days)))
        seen.update(f"grace.{key}" for key in ("principal", "interest_payment", "interest_free") if getattr(told.grace, key))
        seen.update(f"fees.{fee.taken}" for fee in read.fees)
        if read.penalties is not None:
            seen.update({f"penalty.{read.penalties['any'].per}", f"penalty.{read.penalties['any'].counts_from}"})
        seen.update({"sale": read.sale is not None, "precision": told.precision is not None, "month_end": told.month_end})
        seen.update({" ".join(read.allocation): 1, "capitalises": read.is_interest_capitalised, "whole only": not read.is_partial_ahead})

    look()
    wanted = {
        *("flat", "declining", "annuity", "interest-only", "bullet", "proportional", "sale"),
        *("next-instalment", "principal", "refuse", "titipan", "whole", "to-next-due", "to-date", "whole only"),
        *("period", "30/360", "30E/360", "ACT/360", "ACT/364", "ACT/365F", "ACT/365A", "ACT/ACT", "days", "exact", "precision"),
        *("last", "first", "level", "shorter", "instalment", "parts", "following", "preceding", "skip", "month_end", "10"),
        *("grace.principal", "grace.interest_payment", "grace.interest_free", "fees.withheld", "fees.upfront", "frozenset({5, 6})"),
        *("penalty.day", "penalty.instalment", "penalty.grace", "penalty.due", "capitalises"),
        *("penalty interest principal", "principal interest", "interest principal"),
    }
    assert {word for word in wanted if not seen[word]} == set()


def test_loans_of_any_product_are_played_the_same_and_every_payment_adds_up(database_url: str) -> None:
    engine, kinds = engine_of(database_url), Counter[str]()

    @settings(FOUND, max_examples=25 if database_url.startswith("sqlite") else 8)
    @given(st.data())
    def played_the_same(data: st.DataObject) -> None:
        clock = HandClock(TODAY)
        with fresh_book(engine, bylaws=data.draw(own.lending_bylaws()), clock=clock) as book:
            both = SideBySide(book, clock=clock)
            for place, command in enumerate((*saver(), *saver("A-002", "SS-002"))):
                both.take(Do(command=command, key=f"m{place}"))
            cash = TakeOverBalance(account="1-1100", subject="cash:KAS", on=BEGINS_ON, amount=idr(1_000_000_000))
            both.take(Do(command=cash, key="cash"))
            for place in range(data.draw(st.integers(4, 14))):
                both.take(_step(data, both, f"s{place}"))
                both.compare_now()
                _adds_up(both)
            both.compare_everything()
            kinds.update(both.counts)

    played_the_same()
    assert kinds["loan.disbursed"] > 0
    assert kinds["loan.repaid"] > 0


def _step(data: st.DataObject, both: SideBySide, key: str) -> Step:
    situation = own.Situation(both.model)
    choice = data.draw(st.integers(0, 9))
    if choice == 0:
        return PassDays(count=data.draw(st.integers(1, 45)))
    if choice == 1 and situation.standing_records():
        return data.draw(own.reversals(situation, key))
    wanted = LENDS if choice < 5 or not situation.loans() else PAYS if choice < 8 else CHANGES
    return Do(command=data.draw(own.commands(situation, own.ready(situation, wanted) or LENDS[:1])), key=key)


def _adds_up(both: SideBySide) -> None:
    """The parts of the last payment are the payment, and each control account is the sum of its subjects."""
    with both.book.read() as view:
        balances = view.balances(as_of=max(played.booked_on for played in both.model.played))
        for account in KSP.chart.controls():
            subjects = view.subject_balances(account.code)
            assert Money.total(subjects.values(), "IDR") == balances.net(account.code), account.code
    event: Any = both.model.played[-1].event
    amount = getattr(both.model.played[-1].command, "amount", None)
    if event.kind == "loan.repaid" and amount is not None:
        extra = Money.total((part for part in (event.penalty, event.held) if part is not None), "IDR")
        assert event.principal + event.interest + extra == amount


def test_a_machine_may_draw_its_bylaws(database_url: str) -> None:
    class Machine(LedgerMachine):
        bylaws = own.lending_bylaws()
        database = engine_of(database_url)

    counts = run(Machine, examples=12 if database_url.startswith("sqlite") else 4, steps=30)
    assert counts["loan.disbursed"] > 0
