"""The card of a group: its members, its fund and the debts to it, as they stood on a day, on both databases."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from irman_ledger import Month, idr
from irman_ledger.coop.members import AmendMember, CoverMember, PayIntoGroupFund, RegisterGroup, RepayCover
from irman_ledger.coop.procedures import cover_instalment
from irman_ledger.errors import UnknownSubjectError
from irman_ledger.reports import group_card
from irman_ledger.reports.paper import Statement
from irman_ledger.reports.refusals import StatementDoesNotTieError
from irman_ledger.reports.registers.group_card import build_group_card
from tests.books.kit import counter, day
from tests.books.test_meeting import AWAY, covered_by_members, group_book, hold


def row(card: Statement, key: str) -> tuple[Any, ...]:
    (found,) = (one for one in card.rows if one.key == key)
    return (*found.amounts, None if found.remark is None else str(getattr(found.remark, "id", found.remark)))


def facts(card: Statement) -> dict[str, Any]:
    return {one.key: one.value for one in card.facts}


def test_the_loan_and_the_debt_to_the_group_are_late_apart(database_url: str) -> None:
    book = group_book(database_url)
    hold(book, covered_by_members())
    card = group_card(book, "RL-03", as_of=day("6-6"))
    # On 6 June no loan is late: that of 7 May was covered. What A-007 owes the group is 30 days old.
    assert row(card, AWAY) == (idr(0), idr(0), idr(360_000), idr(0), idr(44_000), None)
    assert row(card, "A-001") == (idr(0), idr(6_000), idr(360_000), idr(0), idr(0), None)
    assert row(card, "total") == (idr(0), idr(54_000), idr(3_600_000), idr(0), idr(44_000), None)
    assert row(card, f"debt.{AWAY}/RL-03") == (None, None, None, None, idr(44_000), "30")
    assert facts(card) == {
        "group": "RL-03", "name": "RL-03", "district": "-", "meetings": "1", "met_on": day("5-7"), "fund": idr(0),
    }  # fmt: skip
    # On 10 June the instalment of 7 June is three days late, for everybody.
    later = group_card(book, "RL-03", as_of=day("6-10"))
    assert row(later, AWAY) == (idr(0), idr(0), idr(360_000), idr(44_000), idr(44_000), "3")
    assert row(later, "total")[3] == idr(440_000)


def test_what_is_paid_back_settles_the_oldest_first(database_url: str) -> None:
    book = group_book(database_url)
    hold(book, covered_by_members())
    desk = counter(book)
    desk.record(RepayCover(member=AWAY, group="RL-03", on=day("5-14"), amount=idr(30_000)), key="back 1")
    desk.record(PayIntoGroupFund(group="RL-03", on=day("6-7"), amount=idr(14_000), member="A-001"), key="fund")
    with desk.transaction() as tx:
        cover_instalment(tx, member=AWAY, loan="PJ-007", group="RL-03", on=day("6-7"), amount=idr(44_000), key="june")
    debt = f"debt.{AWAY}/RL-03"
    assert row(group_card(book, "RL-03", as_of=day("6-8")), debt)[4:] == (idr(58_000), "32")  # since 7 May
    desk.record(RepayCover(member=AWAY, group="RL-03", on=day("6-9"), amount=idr(14_000)), key="back 2")
    card = group_card(book, "RL-03", as_of=day("6-10"))
    assert row(card, debt)[4:] == (idr(44_000), "3")  # since 7 June
    assert facts(card)["fund"] == idr(14_000)
    desk.record(RepayCover(member=AWAY, group="RL-03", on=day("6-11"), amount=idr(44_000)), key="back 3")
    assert [one.key for one in group_card(book, "RL-03", as_of=Month(2014, 6)).rows][-1] == "total"


def test_who_has_moved_still_owes_the_group_and_is_counted_where_they_belong(database_url: str) -> None:
    book = group_book(database_url)
    hold(book, covered_by_members())
    desk = counter(book)
    desk.record(RegisterGroup(group="RL-04", name="Rumput Laut 4", on=day("5-1")), key="group 4")
    desk.record(AmendMember(member=AWAY, group="RL-04", on=day("5-20")), key="moves")
    left, joined = (group_card(book, group, as_of=day("5-31")) for group in ("RL-03", "RL-04"))
    assert (row(left, "total")[2], row(left, f"debt.{AWAY}/RL-03")[4]) == (idr(3_240_000), idr(44_000))
    assert row(joined, "total") == (idr(0), idr(0), idr(360_000), idr(0), idr(44_000), None)
    with pytest.raises(UnknownSubjectError):
        group_card(book, "RL-99", as_of=day("5-31"))


def test_a_fund_that_is_not_the_sum_of_its_lines_is_not_printed(sqlite_url: str) -> None:
    book = group_book(sqlite_url)
    with book.read() as view:
        life = view.members.group_life("RL-03", day("5-31"))
        wrong = replace(life, checks=tuple(replace(one, kept=one.kept + idr(1)) for one in life.checks))
        with pytest.raises(StatementDoesNotTieError) as caught:
            build_group_card(wrong, view.bylaws_on(day("5-31")))
    assert [one.key for one in caught.value.differences] == ["2-1660"]


def test_half_a_cover_shows_as_owed_while_the_loan_is_late(sqlite_url: str) -> None:
    book = group_book(sqlite_url)
    desk = counter(book)
    desk.record(PayIntoGroupFund(group="INDUK", on=day("4-20"), amount=idr(44_000)), key="fund")
    desk.record(CoverMember(member=AWAY, group="INDUK", loan="PJ-007", on=day("5-7"), amount=idr(44_000)), key="half")
    card = group_card(book, "RL-03", as_of=day("5-9"))
    assert row(card, AWAY) == (idr(0), idr(0), idr(400_000), idr(44_000), idr(44_000), "2")
    assert row(card, f"debt.{AWAY}/INDUK")[4:] == (idr(44_000), "2")
    assert row(group_card(book, "INDUK", as_of=day("5-9")), f"debt.{AWAY}/INDUK")[4] == idr(44_000)
