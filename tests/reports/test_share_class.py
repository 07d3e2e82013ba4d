"""The balance sheet says what the members' shares are, where the bylaws have decided on more than equity."""

from __future__ import annotations

from dataclasses import replace

import pytest

from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.reports import balance_sheet
from tests.reports.fake import FakeBook

FLOOR = {"class": "equity-with-floor", "floor": "500.000.000", "accounts": ["3-1100", "3-1200"]}
SENTENCE = "Simpanan anggota adalah ekuitas; tidak dikembalikan bila modal menjadi kurang dari Rp500.000.000."


@pytest.mark.parametrize(
    ("policies", "notes"),
    [({}, []), ({"capital": {"class": "equity"}}, []), ({"capital": FLOOR}, [SENTENCE])],
)
def test_a_floor_is_disclosed(ksp: Bylaws, policies: dict[str, dict[str, object]], notes: list[str]) -> None:
    paper = balance_sheet(FakeBook(bylaws=replace(ksp, policies=policies)), as_of=Month(2014, 5))
    assert [note.id for note in paper.notes] == notes


def test_shares_that_are_liabilities_are_said_to_be(ksp: Bylaws) -> None:
    products = {code: product for code, product in ksp.products.items() if product.module != "shares"}
    owed = replace(ksp, products=products, policies={"capital": {"class": "liability"}})
    assert "Members' shares are presented as liabilities." in balance_sheet(FakeBook(bylaws=owed), as_of=Month(2014, 5)).text("en")
