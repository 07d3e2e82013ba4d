"""Nominative list, aging and collectability: what they show, and that they add up to the ledger or are not printed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from irman_ledger import Actor, Book, Bylaws, Month, idr
from irman_ledger.books.desk import Desk
from irman_ledger.coop.general import TakeOverBalance
from irman_ledger.coop.loans import Arrears, AssessLoan, DisburseLoan, Findings, Grade, PledgeCollateral, RepayLoan, RescheduleLoan
from irman_ledger.coop.members import AdmitMember
from irman_ledger.reports import StatementDoesNotTieError, aging, balance_sheet, collectability, nominative
from irman_ledger.reports.registers.aging import build_aging
from irman_ledger.reports.registers.collectability import build_collectability
from irman_ledger.reports.registers.nominative import build_nominative
from irman_ledger.reports.registers.portfolio import ListedLoan, Portfolio, percent, read_portfolio
from irman_ledger.testing.fresh_book import HandClock, fresh_book
from tests.reports.conftest import Golden

BEGIN, MAY = date(2014, 1, 1), Month(2014, 5)
# Product, rupiah, instalments, member, day.
LENT = (
    ("REGULER", 100_000_000, 10, "A-001", date(2014, 4, 10)),
    ("REGULER", 10_000_000, 10, "A-002", date(2014, 1, 10)),
    ("MENURUN", 6_000_000, 12, "A-003", date(2014, 1, 15)),
    ("ANUITAS", 5_000_000, 24, "A-003", date(2014, 1, 20)),
    ("PEMBIAYAAN", 12_000_000, 12, "A-001", date(2014, 2, 10)),
)
REPAID = (("PJ-003", 590_000, date(2014, 2, 15)), ("PJ-005", 1_000_000, date(2014, 3, 10)))


def desk_of(book: Book) -> Desk:
    return book.desk(Actor("bendahara", "bendahara"))


@pytest.fixture
def lender(database_url: str, ksp: Bylaws) -> Iterator[Book]:
    """Five loans of three members; PJ-002 has collateral of Rp4.000.000."""
    with fresh_book(database_url, bylaws=ksp, begins_on=BEGIN, clock=HandClock(date(2014, 12, 31))) as book:
        desk = desk_of(book)
        for fund, amount in (("UMUM", 488_000_000), ("BERGULIR", 12_000_000)):
            desk.record(TakeOverBalance(account="1-1200", subject="cash:BANK", amount=idr(amount), fund=fund, on=BEGIN), key=f"bank {fund}")
        for no, name in (("A-001", "Daeng Sija"), ("A-002", "Muhammad Ridwan Saputra"), ("A-003", "Hj. Sitti Nurhayati")):
            desk.record(AdmitMember(member=no, name=name, on=BEGIN), key=no)
        for place, (product, amount, count, member, on) in enumerate(LENT, 1):
            loan = DisburseLoan(
                loan=f"PJ-{place:03}", member=member, product=product, on=on, principal=idr(amount), instalments=count, settle="BANK"
            )
            desk.record(loan, key=loan.loan)
        for no, amount, on in REPAID:
            desk.record(RepayLoan(loan=no, on=on, amount=idr(amount)), key=f"{no} repaid")
        pledge = PledgeCollateral(loan="PJ-002", on=date(2014, 1, 10), collateral="AG-1", category="land", value=idr(4_000_000))
        desk.record(pledge, key="pledged")
        yield book


def assess_all(book: Book, on: date) -> tuple[str, ...]:
    with book.read() as view:
        found = view.loans.to_assess(on)
    if found:
        desk_of(book).record_all((AssessLoan(loan=no, on=on), f"{on}/{no}") for no in found)
    return found


def test_each_loan_stands_with_its_arrears_grade_and_allowance(lender: Book, golden: Golden) -> None:
    assess_all(lender, MAY.last_day)
    paper = nominative(lender, as_of=MAY)
    assert paper.row("PJ-002").amounts == (idr(10_000_000), idr(10_000_000), idr(4_000_000), idr(800_000), idr(600_000))
    assert (paper.row("PJ-002").texts[3], paper.row("PJ-002").remark) == ("110", Grade.SUBSTANDARD.label)
    assert paper.row("total").amounts == (idr(133_000_000), idr(131_500_000), idr(18_214_357), idr(3_309_127), idr(1_682_500))
    golden("nominative.id.txt", paper.text("id"))
    golden("nominative_wide.en.txt", paper.text("en", width=150))
    row = next(row for row in json.loads(paper.json())["rows"] if row["key"] == "PJ-005")
    assert (row["loan"], row["days"], row["grade"], row["amounts"]["late_interest"]) == ("PJ-005", "51", "Lancar", "0")


def test_the_age_of_the_oldest_arrears_decides_the_bucket(lender: Book, golden: Golden) -> None:
    paper = aging(lender, as_of=MAY)
    assert [row.amounts[0] for row in paper.rows] == [
        idr(0), idr(100_000_000), idr(11_000_000), idr(5_500_000), idr(15_000_000), idr(0), idr(0), idr(131_500_000)
    ]  # fmt: skip
    assert paper.amount("at_risk") == idr(31_500_000)
    golden("aging.id.txt", paper.text("id"))
    golden("aging.en.txt", paper.text("en"))


def test_grades_with_the_allowance_that_is_missing_until_the_loans_are_assessed(lender: Book, golden: Golden) -> None:
    before = collectability(lender, as_of=MAY)
    assert before.amount("missing") == idr(1_682_500)
    golden("collectability_not_assessed.id.txt", before.text("id"))
    assert assess_all(lender, MAY.last_day) == ("PJ-001", "PJ-002", "PJ-003", "PJ-004", "PJ-005")
    after = collectability(lender, as_of=MAY)
    assert after.amount("missing") == idr(0)
    assert after.amount("suspended") == idr(1_084_127)
    assert after.row("substandard").amounts == (idr(15_000_000), idr(4_000_000), idr(1_100_000), idr(1_100_000))
    golden("collectability.en.txt", after.text("en"))


def test_a_second_month_end_has_nothing_to_assess(lender: Book) -> None:
    assess_all(lender, MAY.last_day)
    assert assess_all(lender, MAY.last_day) == ()
    assert assess_all(lender, date(2014, 5, 30)) == ()  # a day before the last assessment
    # PJ-003 is late since 15 March, over three months now; of PJ-002 and PJ-004 more interest is late. The others stay as they were.
    assert assess_all(lender, date(2014, 6, 30)) == ("PJ-002", "PJ-003", "PJ-004")


def test_the_registers_are_sums_of_the_balance_sheet(lender: Book) -> None:
    assess_all(lender, MAY.last_day)
    sheet, total = balance_sheet(lender, as_of=MAY), nominative(lender, as_of=MAY).row("total").amounts
    assert sheet.amount("loans_members") + sheet.amount("financing_programme") == total[1] == idr(131_500_000)
    assert total[4] == idr(1_682_500)
    assert aging(lender, as_of=MAY).row("total").amounts[0] == collectability(lender, as_of=MAY).row("total").amounts[0] == total[1]


def test_a_register_is_of_its_day_whatever_happened_later(lender: Book) -> None:
    assess_all(lender, MAY.last_day)
    papers = [draw(lender, as_of=MAY).text() for draw in (nominative, aging, collectability)]
    desk, on = desk_of(lender), date(2014, 6, 2)
    desk.record(RepayLoan(loan="PJ-002", on=on, amount=idr(4_800_000)), key="late")
    assess_all(lender, date(2014, 6, 30))
    assert [draw(lender, as_of=MAY).text() for draw in (nominative, aging, collectability)] == papers
    assert nominative(lender, as_of=date(2014, 6, 30)).row("PJ-002").amounts[1] == idr(6_000_000)


def test_a_loan_whose_opening_was_reversed_later_is_listed_by_its_balance(lender: Book) -> None:
    on = date(2014, 5, 20)
    wrong = DisburseLoan(loan="PJ-006", member="A-002", product="REGULER", on=on, principal=idr(700_000), instalments=7, settle="BANK")
    desk = desk_of(lender)
    seq = desk.record(wrong, key="wrong").seq
    desk.reverse(seq, on=date(2014, 6, 1), reason="salah orang", key="undo")
    row = nominative(lender, as_of=MAY).row("PJ-006")
    assert (row.label.id, row.amounts) == ("dibalik kemudian", (None, idr(700_000), None, None, idr(0)))
    assert aging(lender, as_of=MAY).row("to_0").amounts[0] == idr(700_000)
    assert collectability(lender, as_of=MAY).row("not-graded").amounts[0] == idr(700_000)
    assert "PJ-006" not in nominative(lender, as_of=date(2014, 6, 30)).text()


def test_an_erased_name_is_not_printed(lender: Book) -> None:
    lender.erase("A-002")
    text = nominative(lender, as_of=MAY).text("en", width=150)
    assert "Ridwan" not in text
    assert "A-002 (name erased)" in text


def test_an_empty_book_has_empty_registers(database_url: str, ksp: Bylaws) -> None:
    with fresh_book(database_url, bylaws=ksp, begins_on=BEGIN) as book:
        assert nominative(book, as_of=Month(2014, 1)).row("total").amounts[1] == idr(0)
        assert aging(book, as_of=Month(2014, 1)).row("total").remark == percent(idr(0), idr(0))
        assert collectability(book, as_of=Month(2014, 1)).amount("missing") == idr(0)


# --- from figures ---

# Grade, balance and collateral of the worksheet's example.
EXAMPLE = ((Grade.CURRENT, 100, 0), (Grade.SUBSTANDARD, 10, 4), (Grade.DOUBTFUL, 6, 2), (Grade.LOSS, 5, 1))
TARGETS = {Grade.CURRENT: 500_000, Grade.SUBSTANDARD: 600_000, Grade.DOUBTFUL: 2_000_000, Grade.LOSS: 4_000_000}


def example(ksp: Bylaws) -> Portfolio:
    loans = []
    for place, (grade, million, collateral) in enumerate(EXAMPLE, 1):
        found = Findings(
            arrears=Arrears(on=date(2014, 5, 31), principal=idr(0), interest=idr(0)),
            grade=grade,
            outstanding=idr(million * 1_000_000),
            margin=idr(0),
            collateral=idr(collateral * 1_000_000),
            target=idr(TARGETS[grade]),
            booked=idr(TARGETS[grade]),
            suspended=idr(0),
            suspended_before=idr(0),
        )
        loans.append(ListedLoan(no=f"PJ-{place}", account="1-1500", outstanding=found.outstanding, booked=found.booked, findings=found))
    return Portfolio(
        bylaws=ksp,
        on=date(2014, 5, 31),
        loans=tuple(loans),
        controls={"1-1500": idr(121_000_000), "1-1510": idr(0)},
        allowances={"1-1590": idr(7_100_000)},
    )


def test_the_example_of_the_worksheet(ksp: Bylaws) -> None:
    paper = build_collectability(example(ksp))
    assert paper.row("total").amounts == (idr(121_000_000), idr(7_000_000), idr(7_100_000), idr(7_100_000))
    assert (paper.amount("problem"), paper.amount("weighted")) == (idr(21_000_000), idr(14_500_000))
    assert "Risiko pinjaman bermasalah (RPM, 50/75/100%): Rp14.500.000, 11,98% dari sisa pokok." in paper.text("id", width=120)


@pytest.mark.parametrize("build", [build_nominative, build_aging, build_collectability])
def test_a_list_that_differs_from_the_ledger_is_not_printed(ksp: Bylaws, build: object) -> None:
    assert callable(build)
    whole = example(ksp)
    for changed, said in (
        (replace(whole, controls={"1-1500": idr(121_000_005)}), "1-1500 the ledger and the list differ by -Rp5"),
        (replace(whole, controls={"1-1500": idr(121_000_000), "1-1510": idr(9)}), "1-1510 the ledger and the list differ by -Rp9"),
        (replace(whole, controls={}), "1-1500 the ledger and the list differ by Rp121.000.000"),
        (replace(whole, allowances={"1-1590": idr(7_099_999)}), "allowances: the ledger and the list differ by Rp1"),
    ):
        with pytest.raises(StatementDoesNotTieError) as error:
            build(changed)
        assert said in error.value.message("en")
        assert "BEDA" in error.value.paper.text("id") or "tidak ada di buku" in error.value.paper.text("id")


def test_what_is_read_of_a_book_ties_by_itself(lender: Book) -> None:
    found = read_portfolio(lender, MAY, stamped=False)
    assert found.controls == {"1-1500": idr(120_500_000), "1-1510": idr(0), "1-1530": idr(11_000_000)}
    assert found.allowances == {"1-1590": idr(0)}


def test_parts_are_shown_to_two_decimals_half_up() -> None:
    assert percent(idr(14_500_000), idr(121_000_000)).id == "11,98%"
    assert percent(idr(1), idr(3)).en == "33.33%"
    assert percent(idr(1), idr(80_000)).id == "0,00%"  # 0,00125%
    assert percent(idr(1), idr(20_000)).id == "0,01%"  # 0,005%
    assert percent(idr(-1), idr(8)).id == "-12,50%"


def test_a_loan_with_a_new_plan_keeps_the_day_on_which_it_was_lent(lender: Book) -> None:
    before = next(row for row in nominative(lender, as_of=date(2014, 6, 30)).rows if row.key == "PJ-001")
    new = RescheduleLoan(loan="PJ-001", on=date(2014, 6, 30), instalments=12, reason="gagal panen")
    desk_of(lender).record(new, key="new plan")
    after = next(row for row in nominative(lender, as_of=date(2014, 6, 30)).rows if row.key == "PJ-001")
    assert (after.texts[0], before.texts[0]) == ("PJ-001", "PJ-001")
    assert after.texts[1] == before.texts[1]
    assert after.texts[2] == date(2015, 6, 30)
