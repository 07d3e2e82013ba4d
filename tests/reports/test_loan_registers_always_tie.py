"""Whatever happened to a book, its registers of loans add up to the ledger, and what is to be assessed is what is taken."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

from irman_ledger import Actor
from irman_ledger.books.engine import engine_of
from irman_ledger.coop.loans import AssessedLaterError, AssessLoan, AssessmentUnchangedError
from irman_ledger.reports import aging, collectability, nominative
from irman_ledger.testing.machine import LedgerMachine

DRAWN = (nominative, aging, collectability)


class Lenders(LedgerMachine):
    """Lends and assesses more than others, and draws its registers at the end."""

    @rule(data=st.data())
    def lends_more(self, data: Any) -> None:
        self.do(data, ["loan.disburse", "loan.take-over"])

    @rule(data=st.data())
    def repays_and_assesses(self, data: Any) -> None:
        self.do(data, ["loan.repay"])
        self.do(data, ["loan.assess"])

    def teardown(self) -> None:
        try:
            if not self._has_failed:
                self.draw_registers()
                self.try_assessments()
        finally:
            super().teardown()

    def draw_registers(self) -> None:
        for days in (0, 5, 15, 40):
            on = self.situation.today - timedelta(days=days)
            if on >= self.both.book.begins_on:
                totals = [draw(self.both.book, as_of=on).row("total").amounts for draw in DRAWN]
                assert totals[0][1] == totals[1][0] == totals[2][0]

    def try_assessments(self) -> None:
        on, desk = self.situation.today, self.both.book.desk(Actor("bendahara", "bendahara"))
        with self.both.book.read() as view:
            wanted = view.loans.to_assess(on)
        taken = []
        for state in self.situation.states("loan"):
            with suppress(AssessmentUnchangedError, AssessedLaterError):
                taken.append(desk.preview(AssessLoan(loan=state.no, on=on)).event.loan)
        assert tuple(taken) == wanted


@pytest.mark.slow
def test_registers_tie_after_any_history(database_url: str) -> None:
    class Machine(Lenders):
        database = engine_of(database_url)

    bounds = settings(
        max_examples=12,
        stateful_step_count=40,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(seed(20140325)(Machine), settings=bounds)
    assert Machine.counts["loan.assessed"] > 0
