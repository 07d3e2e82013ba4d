"""Reconciliation: difference by difference, and what explains it."""

from __future__ import annotations

import pytest

from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money, idr
from irman_ledger.reports import Explanation, ReportInputError, reconcile, reconciliation
from tests.reports.conftest import Golden
from tests.reports.fake import FakeBook

NAMES = {"pokok": Label("Simpanan pokok", "Entry shares"), "wajib": Label("Simpanan wajib", "Compulsory shares")}
NAMES["sukarela"] = Label("Simpanan sukarela", "Demand savings")


def _moved(journal: str, rupiah: int, left: str, right: str) -> Explanation:
    label = Label(f"{journal}: setoran {left} dijurnal ke {right}", f"{journal}: deposit to {left} journalled to {right}")
    return Explanation(label, {left: -idr(rupiah), right: idr(rupiah)})


# The books of a savings-and-loan cooperative of 2016, as published with an open-source program: three control accounts do not
# meet their member accounts, because five of 224 deposits were journalled to another product.
OURS = {"pokok": idr(3_525_000), "wajib": idr(3_140_000), "sukarela": idr(155_000)}
PUBLISHED = {"pokok": idr(3_535_000), "wajib": idr(3_180_000), "sukarela": idr(105_000)}
FIVE = (
    _moved("J010", 20_000, "sukarela", "wajib"),
    _moved("J046", 20_000, "wajib", "pokok"),
    _moved("J075", 30_000, "sukarela", "pokok"),
    _moved("J196", 20_000, "pokok", "wajib"),
    _moved("J198", 20_000, "pokok", "wajib"),
)


def test_five_movements_lead_from_our_figures_to_the_published_ones(golden: Golden) -> None:
    paper = reconcile(OURS, PUBLISHED, explained_by=FIVE, labels=NAMES, owner="Koperasi Uji", dated=Label("Per 29 Oktober 2016", ""))
    assert paper.amount("unexplained") == idr(0)
    assert paper.row("pokok").amounts == (idr(3_525_000), idr(3_535_000), idr(10_000))
    assert paper.row("wajib").amounts[2] == idr(40_000)
    assert paper.row("sukarela").amounts[2] == -idr(50_000)
    assert paper.row("total").amounts == (idr(6_820_000), idr(6_820_000), idr(0))
    golden("reconciliation_five_movements.id.txt", paper.text())
    golden("reconciliation_five_movements.id.csv", paper.csv())


def test_what_no_movement_explains_is_named(golden: Golden) -> None:
    paper = reconcile(OURS, PUBLISHED, explained_by=FIVE[:3], labels=NAMES, owner="Koperasi Uji")
    assert paper.row("pokok.rest").amounts[2] == -idr(40_000)
    assert paper.row("wajib.rest").amounts[2] == idr(40_000)
    assert paper.amount("unexplained") == idr(80_000)
    golden("reconciliation_open.en.txt", paper.text("en"))


def test_equal_figures_are_marked_as_the_same() -> None:
    paper = reconcile({"kas": idr(5)}, {"kas": idr(5)})
    assert paper.row("kas").remark == Label("sama", "same")


def test_an_explanation_of_a_figure_that_neither_side_has_is_refused() -> None:
    with pytest.raises(ReportInputError) as caught:
        reconcile(OURS, PUBLISHED, explained_by=(Explanation(Label("x", "x"), {"modal": idr(1)}),))
    assert caught.value.details["value"] == "modal"


def test_two_printed_subtotals_of_a_published_income_statement_do_not_follow_from_its_lines() -> None:
    """Koperasi Pensiunan JCP, July-December 2010 (source: diniasariirna.blogspot.com/2011/11)."""
    lines = {
        "operasional": (6_714_350, 18_307_845),
        "pegawai": (325_665_840, 18_307_000, 6_123_602, 4_928_354, 7_566_000, 7_600_204),
        "penyusutan": (9_884_820, 20_164_000, 18_145_210),
        "administrasi": (20_907_055, 5_820_320, 7_129_000, 17_035_000, 15_600_050, 4_576_225, 9_600_330, 4_362_000, 5_800_020),
        "laba kotor": (1_062_514_000, 525_120_105, 478_767_000, 1_787_777, -947_933_420),
    }
    computed = {key: Money.total(map(idr, figures)) for key, figures in lines.items()}
    printed = {
        "operasional": idr(25_022_195),
        "pegawai": idr(370_191_000),
        "penyusutan": idr(48_194_030),
        "administrasi": idr(94_905_000),
        "laba kotor": idr(1_120_252_462),
    }
    paper = reconcile(computed, printed, with_total=False, only_differing=True)
    assert [(row.key, row.amounts[2]) for row in paper.rows] == [
        ("administrasi", idr(4_075_000)),
        ("laba kotor", -idr(3_000)),
        ("equal", idr(0)),
    ]


def test_a_control_account_is_held_against_an_outside_list(book: FakeBook, golden: Golden) -> None:
    listed = {"SS-001": idr(3_250_000), "SS-009": idr(5_000)}
    paper = reconciliation(book, "2-1100", listed, as_of=Month(2014, 5))
    assert paper.row("SS-001").amounts == (idr(3_400_000), idr(3_250_000), -idr(150_000))
    assert paper.row("SS-009").amounts == (None, idr(5_000), idr(5_000))
    assert paper.amount("unexplained") == idr(155_000)
    golden("reconciliation_control.id.txt", paper.text())


def test_subjects_that_agree_are_counted_not_listed(book: FakeBook) -> None:
    paper = reconciliation(book, "1-1500", {"PJ-001": idr(1_800_000)}, as_of=Month(2014, 5))
    assert [row.key for row in paper.rows] == ["equal", "total"]
    assert paper.amount("unexplained") == idr(0)
    assert "Tidak ada selisih." in paper.text()


def test_one_item_that_agrees_is_one_and_two_are_two(book: FakeBook) -> None:
    one = reconcile({"a": idr(1), "c": idr(2)}, {"a": idr(1), "c": idr(3)}, only_differing=True)
    two = reconcile({"a": idr(1), "b": idr(1), "c": idr(2)}, {"a": idr(1), "b": idr(1), "c": idr(3)}, only_differing=True)
    assert "1 other item is the same" in one.text("en")
    assert "2 other items are the same" in two.text("en")
    assert "1 pos lain sama" in one.text("id")


def test_an_empty_passbook_on_the_list_agrees_with_a_book_that_has_no_balance(book: FakeBook) -> None:
    paper = reconciliation(book, "1-1500", {"PJ-001": idr(1_800_000), "PJ-009": idr(0)}, as_of=Month(2014, 5))
    assert paper.row("equal").amounts == (idr(1_800_000), idr(1_800_000), idr(0))
    assert paper.amount("unexplained") == idr(0)


def test_a_ledger_that_differs_from_its_own_subsidiary_is_called_out(book: FakeBook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeBook, "subject_balances", lambda *_args, **_more: {})
    paper = reconciliation(book, "2-1100", {}, as_of=Month(2014, 5))
    assert "PERHATIAN: buku besar dan buku pembantu tidak sama." in paper.text()


def test_an_account_without_subjects_has_nothing_to_be_held_against(book: FakeBook) -> None:
    with pytest.raises(ReportInputError):
        reconciliation(book, "5-3130", {}, as_of=Month(2014, 5))
