"""What the card of a loan shows once its plan was made anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from irman_ledger import Actor, Book, Bylaws, Month, idr
from irman_ledger.coop.loans import ChangeRate, DisburseLoan, RepayLoan, RescheduleLoan
from irman_ledger.coop.savings import Deposit
from irman_ledger.core.label import Label
from irman_ledger.core.protocols import Command
from irman_ledger.core.rate import Rate
from irman_ledger.reports import loan_card
from irman_ledger.reports.dates import LANGS
from irman_ledger.reports.paper import Cell, Statement
from tests.reports.conftest import Golden
from tests.reports.test_loan_card import COMMANDS

TREASURER = Actor("bendahara", "bendahara")
LIFE: list[Command] = [  # type: ignore[type-arg]
    *(command for command, _document in COMMANDS[:2]),
    Deposit(account="SS-001", on=date(2014, 4, 2), amount=idr(20_000_000)),
    DisburseLoan(
        loan="PJ-002",
        member="A-001",
        product="MENGAMBANG",
        on=date(2014, 4, 10),
        principal=idr(12_000_000),
        instalments=12,
        rate=Rate.yearly("12%"),
    ),
    *(RepayLoan(loan="PJ-002", on=date(2014, month, 10), amount=idr(1_066_185)) for month in (5, 6, 7)),
    RepayLoan(loan="PJ-002", on=date(2014, 7, 25), amount=idr(3_000_000)),
    RepayLoan(loan="PJ-002", on=date(2014, 8, 10), amount=idr(75_846)),
    ChangeRate(loan="PJ-002", on=date(2014, 8, 25), rate=Rate.yearly("15%"), reason="keputusan rapat"),
]


@pytest.fixture
def real(database_url: str, ksp: Bylaws) -> Iterator[Book]:
    book = Book.create(database_url, ksp, id="UJI", begins_on=date(2014, 1, 1))
    for no, command in enumerate(LIFE):
        book.desk(TREASURER).record(command, key=f"k{no}")
    yield book
    book.close()


def plans(paper: Statement) -> list[tuple[str, Cell]]:
    return [(fact.key, fact.value.en) for fact in paper.facts if fact.key.startswith("plan_") and isinstance(fact.value, Label)]


def test_the_card_shows_the_rate_and_every_plan(real: Book, golden: Golden) -> None:
    # Fewer instalments after the early money: three, the money itself, August's interest, six more.
    paper = loan_card(real, "PJ-002", as_of=Month(2014, 8))
    assert plans(paper) == [
        ("plan_1", "since 10 April 2014, rate 12% a year, 12 rows (contract)"),
        ("plan_2", "since 25 July 2014, rate 12% a year, 11 rows (money came early)"),
        ("plan_3", "since 25 August 2014, rate 15% a year, 11 rows (rate changed)"),
    ]
    assert "Rencana ke-2 : sejak 25 Juli 2014, suku bunga 12% per tahun, 11 baris (angsuran dipercepat)" in paper.text(width=100)
    for lang in LANGS:
        golden(f"loan_card_plans.{lang}.txt", paper.text(lang, width=100))
        assert max(map(len, paper.text(lang, width=100).splitlines())) <= 100


def test_a_day_shows_what_was_known_by_then(real: Book) -> None:
    july = loan_card(real, "PJ-002", as_of=date(2014, 7, 26))
    assert [key for key, _text in plans(july)] == ["plan_1", "plan_2"]
    assert "Tarif kini" not in july.text()
    assert plans(loan_card(real, "PJ-002", as_of=date(2014, 7, 24))) == []


def test_a_plan_that_was_reversed_is_not_shown(real: Book) -> None:
    real.desk(TREASURER).reverse(real.size - 1, on=date(2014, 8, 26), reason="batal", key="back")
    assert [key for key, _text in plans(loan_card(real, "PJ-002", as_of=Month(2014, 8)))] == ["plan_1", "plan_2"]
    assert [key for key, _text in plans(loan_card(real, "PJ-002", as_of=date(2014, 8, 25)))] == ["plan_1", "plan_2", "plan_3"]


def test_a_new_agreement_is_a_plan_of_its_own(real: Book) -> None:
    again = RescheduleLoan(loan="PJ-002", on=date(2014, 8, 28), instalments=24, reason="gagal panen", rate=Rate.yearly("18%"))
    real.desk(TREASURER).record(again, key="again")
    assert plans(loan_card(real, "PJ-002", as_of=Month(2014, 8)))[-1] == (
        "plan_4",
        "since 28 August 2014, rate 18% a year, 29 rows (agreed anew)",
    )
