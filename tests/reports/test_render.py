"""How papers are written: text, JSON, CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.journal import credit, debit
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money, idr
from irman_ledger.core.subject import Subject
from irman_ledger.reports import Column, Row, Statement, build_trial_balance, journal, trial_balance
from irman_ledger.reports.paper import Layout, same
from irman_ledger.reports.render.csv import safe
from tests.reports.cases import SEJAHTERA_SELALU, balances
from tests.reports.fake import FakeBook


def small(*rows: Row, head: str = "Nilai") -> Statement:
    layout = Layout(name="uji", title=Label("Uji", "Trial"), texts=(), label=same("Pos"), columns=(Column("value", same(head)),))
    return Statement(layout=layout, owner="Koperasi Uji", dated=same("Kini"), currency="IDR", rows=rows)


def line(label: str, amount: Money | None, **more: Any) -> Row:
    return Row(key="x", label=same(label), amounts=(amount,), **more)


def figures(paper: Statement) -> list[str]:
    return [text.split("  ")[-1].strip() for text in paper.text().splitlines() if text.startswith("pos")]


def test_rupiah_are_printed_whole_unless_some_amount_has_sen() -> None:
    assert figures(small(line("pos a", idr(1_234_567)), line("pos b", -idr(5)))) == ["1.234.567", "(5)"]
    with_sen = small(line("pos a", idr(1_234_567)), line("pos b", Money.from_minor(-550)), line("pos c", idr(0)), line("pos d", None))
    assert figures(with_sen) == ["1.234.567,00", "(5,50)", "-", "pos d"]


def test_brackets_do_not_move_the_digits() -> None:
    first, second = (
        text for text in small(line("pos a", idr(123)), line("pos b", -idr(123))).text().splitlines() if text.startswith("pos")
    )
    assert first.index("123") == second.index("123")


def test_no_line_is_wider_than_the_paper_or_ends_in_a_blank(book: FakeBook) -> None:
    for paper in (trial_balance(book, as_of=Month(2014, 5)), journal(book, period=Month(2014, 5))):
        for text in paper.text(width=80).splitlines():
            assert len(text) <= 80
            assert text == text.rstrip()


def test_a_long_label_goes_on_below_with_its_figure_at_the_end() -> None:
    text = small(line("pos " + "panjang " * 15, idr(7))).text(width=60)
    found = [one for one in text.splitlines() if "panjang" in one]
    assert len(found) > 1
    assert found[-1].endswith("7")
    assert not any(one.endswith("7") for one in found[:-1])


def test_the_head_and_a_page_number_stand_on_every_page(ksp: Bylaws) -> None:
    paper = build_trial_balance(balances(SEJAHTERA_SELALU), ksp.chart, owner="Koperasi Uji")
    pages = paper.text(lines_per_page=20).split("\f")
    assert len(pages) == 2
    for no, page in enumerate(pages, 1):
        assert "NERACA SALDO" in page
        assert "Nama akun" in page
        assert page.endswith(f"Halaman {no}/2\n")
        assert len(page.splitlines()) <= 20
    body = [text for page in pages for text in page.splitlines() if text[:1].isdigit()]
    assert len(body) == 13


def test_json_carries_amounts_as_strings_and_days_as_iso(book: FakeBook) -> None:
    paper = json.loads(journal(book, period=Month(2014, 5)).json("en"))
    assert paper["statement"] == "journal"
    assert (paper["rows"][0]["record"], paper["rows"][0]["date"]) == ("4", "2014-05-10")
    assert paper["rows"][1]["amounts"] == {"debit": "240000", "credit": None}
    assert json.loads(small(line("a", Money.from_minor(-123_450))).json())["rows"][0]["amounts"] == {"value": "-1234.50"}


def test_csv_has_a_byte_order_mark_semicolons_and_plain_numbers(book: FakeBook) -> None:
    text = journal(book, period=Month(2014, 5)).csv()
    assert text.startswith("\ufeffkey;kind;level;No.;Tanggal;Bukti;")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert rows[1] == ["4", "heading", "0", "4", "2014-05-10", "BKM/2014/000003", "Angsuran pinjaman PJ-001", "", ""]
    assert rows[2][-2:] == ["240000", ""]
    assert {len(row) for row in rows} == {9}
    assert small(line("a", Money.from_minor(-123_450))).csv().endswith(";a;-1234.50\r\n")


def test_a_spreadsheet_runs_no_cell_of_ours(ksp: Bylaws) -> None:
    book = FakeBook(bylaws=ksp)
    lines = (debit("5-3120", idr(1)), credit("2-1690", idr(1)))
    for narration in ("=HYPERLINK(1)", "+1", "-1", "@SUM(1)"):
        book.add(book.begins_on, narration, *lines, subject=Subject("journal", "J"), document='"; =1')
    text = journal(book, period=Month(2014, 1)).csv()
    cells = [cell for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    assert "'=HYPERLINK(1) (\"; =1)" in cells
    assert [safe(cell) for cell in ("\t=1", "\r=1", "a=1", "")] == ["'\t=1", "'\r=1", "a=1", ""]


def test_another_currency_is_named_at_the_head(ksp: Bylaws) -> None:
    paper = build_trial_balance(balances({"1-1100": 5, "3-1400": -5}, currency="EUR"), ksp.chart)
    assert "(dalam Euro)" in paper.text()
