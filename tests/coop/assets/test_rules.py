"""What the register of assets allows."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from typing import Any

import pytest

from irman_ledger.coop.assets import MODULE, AmendAsset, AssetState, InspectAsset
from irman_ledger.coop.members import RegisterGroup
from irman_ledger.core.money import Money, idr
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError, RefusedError
from irman_ledger.testing.model import NaiveBook
from tests.coop.assets.scenario import book, freezer

AT = Subject("asset", "AT-003")


def amend(on: date, group: str | None, location: str | None) -> AmendAsset:
    return AmendAsset(asset="AT-003", on=on, group=group, location=location)


def with_group() -> NaiveBook:
    given = book()
    given.record(RegisterGroup(group="RL-03", name="Rumput Laut 3", district="Pa'jukukang", on=date(2014, 3, 1)))
    return given


def refused(given: NaiveBook, command: Any) -> RefusedError:
    before = (len(given.played), dict(given.states))
    with pytest.raises(RefusedError) as refusal:
        given.record(command)
    assert (len(given.played), given.states) == before, "a refusal leaves no trace"
    assert refusal.value.message("id")
    return refusal.value


def test_an_asset_taken_over_is_in_the_register() -> None:
    given = with_group()
    given.record(freezer(group="RL-03", location="Dusun Kaili", accumulated_depreciation=idr(1_350_000), months_used=9))
    assert given.states[AT] == AssetState(
        no="AT-003",
        description="Freezer 300 liter",
        category="PERALATAN",
        account="1-3500",
        depreciation_account="1-3950",
        opened_on=date(2014, 3, 25),
        useful_life_months=36,
        months_used=9,
        group="RL-03",
        location="Dusun Kaili",
        custody_since=date(2014, 3, 25),
    )
    index = MODULE.index(given.states[AT])
    assert (index.group, index.product, index.opened_on, index.closed_on) == ("RL-03", "PERALATAN", date(2014, 3, 25), None)


def test_custody_moves_to_a_group_from_a_day_on_and_back() -> None:
    given = with_group()
    given.record(freezer())
    given.record(amend(date(2014, 5, 1), "RL-03", "Dusun Kaili"))
    state = given.states[AT]
    assert (state.group, state.location, state.custody_since) == ("RL-03", "Dusun Kaili", date(2014, 5, 1))
    given.record(amend(date(2014, 6, 1), None, None))
    assert (given.states[AT].group, given.states[AT].location) == (None, None)


@pytest.mark.parametrize(
    ("found", "standing"),
    [(["worn"], ("worn", False)), (["worn", None], ("worn", True)), ([None, "broken"], ("broken", False))],
)
def test_what_was_looked_for_is_found_or_missing(found: list[Any], standing: tuple[str, bool]) -> None:
    given = book()
    given.record(freezer())
    for month, condition in enumerate(found, 5):
        given.record(InspectAsset(asset="AT-003", on=date(2014, month, 1), condition=condition, by="PENGAWAS-1"))
    state = given.states[AT]
    assert (state.condition, state.is_missing, state.inspected_on) == (*standing, date(2014, 4 + len(found), 1))


def test_an_asset_number_is_used_once() -> None:
    given = book()
    given.record(freezer())
    assert refused(given, freezer()).code == "asset.exists"


def test_an_unknown_asset_is_not_amended() -> None:
    assert refused(book(), amend(date(2014, 5, 1), None, "Gudang")).code == "subject.unknown"


def test_an_unknown_group_keeps_nothing() -> None:
    given = book()
    assert refused(given, freezer(group="RL-99")).code == "subject.unknown"
    given.record(freezer())
    assert refused(given, amend(date(2014, 5, 1), "RL-99", None)).message() == "RL-99 is not known in this book"


def test_custody_does_not_change_before_the_day_from_which_it_was_last_given() -> None:
    given = book()
    given.record(freezer())
    refusal = refused(given, amend(date(2014, 3, 24), None, "Gudang"))
    assert refusal.code == "asset.custody-out-of-order"
    assert str(refusal) == "the custody of asset AT-003 was last given from 2014-03-25, it cannot change on 2014-03-24"


def test_a_change_of_custody_changes_something() -> None:
    given = book()
    given.record(freezer(location="Gudang"))
    assert refused(given, amend(date(2014, 5, 1), None, "Gudang")).code == "asset.custody-unchanged"


def test_an_unknown_category_is_refused() -> None:
    assert refused(book(), freezer(category="LAIN")).code == "product.unknown"


def test_what_is_depreciated_has_a_useful_life_and_land_has_none() -> None:
    assert refused(book(), freezer(useful_life_months=None)).code == "asset.useful-life-missing"
    assert refused(book(), freezer(category="TANAH")).code == "asset.useful-life"
    assert refused(book(), freezer(category="TANAH", useful_life_months=None, months_used=1)).code == "asset.useful-life"


def test_land_brings_no_depreciation() -> None:
    land = freezer(category="TANAH", useful_life_months=None, accumulated_depreciation=idr(1))
    assert refused(book(), land).code == "asset.useful-life"


def test_money_of_another_currency_is_refused() -> None:
    euro = freezer(cost=Money.from_minor(100, "EUR"), accumulated_depreciation=Money.zero("EUR"))
    with pytest.raises(InvalidInputError) as refusal:
        book().record(euro)
    assert refusal.value.code == "money.currency-mismatch"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"asset": ""}, "code.malformed"),
        ({"description": " "}, "input.invalid"),
        ({"description": "x" * 121}, "code.malformed"),
        ({"location": ""}, "input.invalid"),
        ({"group": " RL"}, "code.malformed"),
        ({"cost": idr(0)}, "input.invalid"),
        ({"cost": 5_400_000}, "input.invalid"),
        ({"accumulated_depreciation": -idr(1)}, "input.invalid"),
        ({"accumulated_depreciation": idr(5_400_001)}, "asset.depreciation-exceeds-cost"),
        ({"accumulated_depreciation": Money.zero("EUR")}, "money.currency-mismatch"),
        ({"useful_life_months": 0}, "input.invalid"),
        ({"useful_life_months": True}, "input.invalid"),
        ({"months_used": -1}, "input.invalid"),
        ({"on": datetime(2014, 3, 25)}, "date.malformed"),  # noqa: DTZ001  # what is refused
    ],
)
def test_an_asset_of_bad_form_is_refused(change: dict[str, Any], code: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        freezer(**change)
    assert refusal.value.code == code
    assert refusal.value.message("id")


def test_the_state_holds_no_money() -> None:
    given = book()
    given.record(freezer())
    values = [getattr(given.states[AT], field.name) for field in dataclasses.fields(AssetState)]
    assert not any(isinstance(value, Money) for value in values)
