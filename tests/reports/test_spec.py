"""Plans, the table of reports and the front door."""

from __future__ import annotations

import subprocess
import sys

import pytest

from irman_ledger import reports
from irman_ledger.core.account import AccountKind
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.label import Label
from irman_ledger.reports import STATEMENTS, Formula, Group, Item, Share, Spec, SpecError, UnknownRowError, UnknownStatementError, build
from irman_ledger.reports.catalogue import statement_named
from irman_ledger.reports.statements import balance_sheet, income_statement
from tests.reports.cases import column

X = Label("x", "x")


@pytest.mark.parametrize(
    "items",
    [
        (Item("a", X), Item("a", X)),
        (Group(key="a", label=X, items=(Item("a", X),)),),
        (Formula(key="a", label=X, plus=("b",)), Item("b", X)),
        (Item("a", X), Share(of="a", by=("z",), parts=(("p", X),))),
    ],
)
def test_a_plan_that_names_a_line_twice_or_what_is_not_above_is_refused(items: tuple[Item, ...]) -> None:
    with pytest.raises(SpecError):
        Spec(name="uji", title=X, items=items, covers=frozenset({AccountKind.ASSET}))


def test_a_plan_whose_result_is_no_figure_is_refused() -> None:
    with pytest.raises(SpecError):
        Spec(name="uji", title=X, items=(Item("a", X),), covers=frozenset({AccountKind.ASSET}), result="b")


def test_a_cooperatives_own_plan_is_built_by_the_same_engine(ksp: Bylaws) -> None:
    kinds = frozenset({AccountKind.INCOME})
    group = Group(
        key="jasa", label=X, items=(Item("income_interest_members", X), Item("income_provision_members", X)), side="credit", kinds=kinds
    )
    spec = Spec(name="uji", title=X, items=(group,), covers=kinds, result="jasa")
    assert build(spec, (column({"4-1100": -7, "4-1120": -3}),), ksp.chart).amount("jasa").minor == 1_000


def test_the_plans_have_the_vocabulary_of_the_sample_chart(ksp: Bylaws) -> None:
    lines = {**balance_sheet.SPEC.lines(), **income_statement.SPEC.lines()}
    for account in ksp.chart:
        assert account.is_memorandum or account.kind in lines[account.line], account.code


def test_every_report_has_a_name_in_both_languages() -> None:
    assert len(STATEMENTS) == 60
    assert statement_named("neraca") is statement_named("balance-sheet")
    with pytest.raises(UnknownStatementError) as caught:
        statement_named("laba")
    assert "neraca-saldo" in caught.value.message("id")


def test_a_row_that_is_not_printed_is_unknown(ksp: Bylaws) -> None:
    with pytest.raises(UnknownRowError):
        build(balance_sheet.SPEC, (column({}),), ksp.chart).row("land")


def test_the_front_door_gives_what_it_lists_and_loads_no_database() -> None:
    assert all(getattr(reports, name) is not None for name in reports.__all__)
    code = "import sys, irman_ledger.reports as r; r.STATEMENTS; print('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
    with pytest.raises(AttributeError):
        reports.nothing  # noqa: B018
