"""The note of the balance sheet on how grants are treated."""

from __future__ import annotations

from datetime import date

import pytest

from irman_ledger import Bylaws
from irman_ledger.coop.assets import GRANTS, read_grants
from irman_ledger.core.journal import credit, debit
from irman_ledger.core.money import idr
from irman_ledger.core.subject import Subject
from irman_ledger.errors import IrmanError
from irman_ledger.reports import balance_sheet
from tests.reports.fake import FakeBook

TREATMENT = 'treatment = "equity-release"'
NOTED = "noted_from = 2025-01-01\n"


def with_grant(bylaws: Bylaws, account: str = "3-1430") -> FakeBook:
    book = FakeBook(bylaws=bylaws)
    lines = (debit("1-1740", idr(9_750_000)), credit(account, idr(9_750_000)))
    book.add(date(2014, 3, 25), "Hibah", *lines, subject=Subject("journal", "J"))
    return book


def changed(ksp: Bylaws, before: str, after: str) -> Bylaws:
    assert before in ksp.source
    return Bylaws.from_toml(ksp.source.replace(before, after))


@pytest.mark.parametrize(
    ("treatment", "note"),
    [
        ("equity-static", "Perlakuan hibah: modal, tanpa pelepasan."),
        ("equity-release", "Perlakuan hibah: modal; modal terikat menjadi modal terealisasi sesuai penyusutan, di dalam ekuitas."),
        ("deferred-income", "Perlakuan hibah: pendapatan tangguhan untuk hibah baru; hibah lama tetap sebagai modal."),
        ("income-now", "Perlakuan hibah: pendapatan untuk hibah baru; hibah lama tetap sebagai modal."),
    ],
)
def test_from_its_first_book_year_on_it_says_how_grants_are_treated(ksp: Bylaws, treatment: str, note: str) -> None:
    book = with_grant(changed(ksp, TREATMENT, f'treatment = "{treatment}"'))
    assert [one.id for one in balance_sheet(book, as_of=date(2025, 1, 1)).notes] == [note]
    assert [one.id for one in balance_sheet(book, as_of=date(2024, 12, 31), against=date(2026, 1, 31)).notes] == [note]
    assert balance_sheet(book, as_of=date(2024, 12, 31)).notes == ()


def test_without_grants_in_equity_or_a_first_year_it_says_nothing(ksp: Bylaws) -> None:
    assert balance_sheet(with_grant(ksp, "2-1690"), as_of=date(2025, 12, 31)).notes == ()
    assert balance_sheet(with_grant(changed(ksp, NOTED, "")), as_of=date(2025, 12, 31)).notes == ()


@pytest.mark.parametrize("given", ['"2025-01-01"', "2025"])
def test_its_first_year_is_a_day(ksp: Bylaws, given: str) -> None:
    with pytest.raises(IrmanError) as refusal:
        changed(ksp, NOTED, f"noted_from = {given}\n").policy(GRANTS, read_grants)
    assert (refusal.value.code, refusal.value.field) == ("bylaws.grants", "noted_from")
