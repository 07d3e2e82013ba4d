"""What of the surplus members may share: nothing of another fund and no grant, under every treatment of grants."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from irman_ledger import Book, Bylaws, Month, idr
from irman_ledger.coop.assets import DepreciateAsset, MeetCondition, ReceiveAsset, ReturnAsset, VestAsset
from irman_ledger.coop.assets.grants import Treatment
from irman_ledger.coop.general import JournalLine, PostJournal
from irman_ledger.core.money import Money
from irman_ledger.errors import RefusedError
from irman_ledger.reports import distributable_surplus, income_statement
from tests.books.kit import KSP, counter, day, journal, new_book
from tests.reports.conftest import Golden

YEAR = (Month(2014, 3), Month(2014, 12))
TREATMENTS = get_args(Treatment)
MACHINE = ReceiveAsset(
    asset="AP-01",
    description="Mesin bata",
    category="PERALATAN",
    on=day("3-25"),
    title="restricted-grant",
    value=idr(9_600_000),
    useful_life_months=48,
)


def treated(treatment: str) -> Bylaws:
    return Bylaws.from_toml(KSP.source.replace('treatment = "equity-release"', f'treatment = "{treatment}"'))


def earning(url: str, treatment: str = "equity-release") -> Book:
    """The general fund earns 3,600,000 and spends 1,100,000."""
    book = new_book(url, bylaws=treated(treatment), begins_on=day("3-25"))
    counter(book).record(journal(("1-1620", 3_600_000), ("4-1190", -3_600_000), on="4-2"), key="earned")
    counter(book).record(journal(("5-3120", 1_100_000), ("2-1690", -1_100_000), on="4-2"), key="spent")
    return book


def shared(book: Book) -> Money:
    return distributable_surplus(book, period=YEAR)


@pytest.mark.parametrize(
    ("treatment", "fund", "surplus", "distributable"),
    [  # 9,600,000 over 48 months: nine months 1,800,000.
        ("equity-static", "UMUM", 700_000, 700_000),
        ("equity-release", "UMUM", 700_000, 700_000),
        ("deferred-income", "UMUM", 2_500_000, 700_000),
        ("income-now", "UMUM", 10_300_000, 700_000),
        ("equity-static", "PROGRAM", 700_000, 2_500_000),
        ("equity-release", "PROGRAM", 700_000, 2_500_000),
        ("deferred-income", "PROGRAM", 2_500_000, 2_500_000),
        ("income-now", "PROGRAM", 10_300_000, 2_500_000),
    ],
)
def test_no_treatment_lets_a_grant_reach_what_is_shared(
    database_url: str, treatment: str, fund: str, surplus: int, distributable: int
) -> None:
    book = earning(database_url, treatment)
    counter(book).record(replace(MACHINE, fund=fund), key="machine")
    counter(book).record(DepreciateAsset(asset="AP-01", on=day("12-31")), key="worn")
    paper = income_statement(book, period=YEAR)
    assert paper.amount("surplus_after_tax") == idr(surplus)
    assert paper.amount("distributable") == shared(book) == idr(distributable)


def test_it_is_printed_below_the_income_statement(golden: Golden) -> None:
    book = earning("sqlite://", "income-now")
    desk = counter(book)
    desk.record(MACHINE, key="general")
    desk.record(replace(MACHINE, asset="AP-02", fund="PROGRAM", value=idr(4_800_000)), key="programme")
    lines = (
        JournalLine(account="1-1620", amount=idr(250_000), fund="BERGULIR"),
        JournalLine(account="4-1190", amount=idr(-250_000), fund="BERGULIR"),
    )
    desk.record(PostJournal(on=day("4-5"), narration="Margin", lines=lines), key="margin")
    for asset in ("AP-01", "AP-02"):
        desk.record(DepreciateAsset(asset=asset, on=day("12-31")), key=f"worn {asset}")
    paper = income_statement(book, period=YEAR)
    # Programme: 4,800,000 given less 900,000 worn; general: 2,500,000 earned less 1,800,000 worn.
    assert [str(paper.amount(key)) for key in ("fund.PROGRAM", "fund.BERGULIR", "grants.general", "distributable")] == [
        str(idr(amount)) for amount in (3_900_000, 250_000, 9_600_000, 700_000)
    ]
    golden("income_statement_funds.id.txt", paper.text())
    golden("income_statement_funds.en.txt", paper.text("en"))
    golden("income_statement_funds.id.csv", paper.csv())
    golden("income_statement_funds.id.json", paper.json())


def test_without_funds_and_grants_all_of_it_may_be_shared_and_nothing_is_added() -> None:
    book = earning("sqlite://")
    paper = income_statement(book, period=YEAR)
    assert "distributable" not in [row.key for row in paper.rows]
    assert paper.amount("distributable") == shared(book) == idr(2_500_000)


def test_what_was_deferred_by_earlier_bylaws_stays_barred() -> None:
    source = KSP.source.replace('"equity-release"', '"deferred-income"').replace('income = "4-9130"', 'income = "4-9190"')
    book = new_book("sqlite://", bylaws=Bylaws.from_toml(source), begins_on=day("3-25"))
    desk = counter(book)
    desk.record(MACHINE, key="machine")
    later = Bylaws.from_toml(KSP.source.replace("from_on = 2014-01-01", "from_on = 2014-05-01"))
    desk.adopt(later, on=day("5-1"), key="adopted")
    desk.record(DepreciateAsset(asset="AP-01", on=day("12-31")), key="worn")
    paper = income_statement(book, period=YEAR)
    assert (paper.amount("other_income"), paper.amount("surplus_after_tax")) == (idr(1_800_000), idr(0))
    assert (paper.amount("grants.general"), shared(book)) == (idr(1_800_000), idr(-1_800_000))


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["grant", "restricted-grant", "conditional-grant", "trust"]),
        st.sampled_from(["UMUM", "PROGRAM"]),
        st.integers(1, 50_000_000),
        st.sampled_from([None, "meet", "return", "vest"]),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=12, deadline=None)
@given(treatment=st.sampled_from(TREATMENTS), steps=STEPS)
def test_whatever_is_given_and_goes_back_changes_nothing_that_is_shared(
    treatment: str, steps: list[tuple[Any, str, int, str | None]]
) -> None:
    book = earning("sqlite://", treatment)
    desk = counter(book)
    for no, (title, fund, value, then) in enumerate(steps):
        what, category = f"AP-{no:02d}", "BERSYARAT" if title == "conditional-grant" else "PERALATAN"
        vests = 12 if then == "vest" and title == "conditional-grant" else None
        thing = replace(MACHINE, asset=what, title=title, fund=fund, value=idr(value), category=category, vests_months=vests)
        desk.record(thing, key=f"given {no}")
        worn = income_statement(book, period=YEAR).amount("expense_depreciation")
        commands: dict[str | None, Any] = {
            "meet": MeetCondition(asset=what, on=day("4-20"), reason="tercapai"),
            "return": ReturnAsset(asset=what, on=day("4-20"), reason="tidak tercapai"),
            "vest": VestAsset(asset=what, on=day("4-30")),
        }
        if then is not None:
            with suppress(RefusedError):
                desk.record(commands[then], key=f"then {no}")
        assert income_statement(book, period=YEAR).amount("expense_depreciation") == worn == idr(0)
        assert shared(book) == idr(2_500_000)
