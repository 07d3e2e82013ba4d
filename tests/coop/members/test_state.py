"""How a member stands on each day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from irman_ledger.books.wire import dump_state
from irman_ledger.coop.members import MODULE, GroupState, MemberState
from irman_ledger.coop.members.state import index, is_full, size, standing
from irman_ledger.core.evidence.private import Private
from irman_ledger.core.facts import Standing
from tests.coop.shares.scenario import day

NAME = Private.committed(bytes(32))
STATE = MemberState(
    no="A-001",
    name=NAME,
    statuses=((day(4, 1), "calon"), (day(5, 1), "anggota"), (day(8, 1), "keluar")),
    placements=((day(4, 1), "RL-03", None), (day(6, 1), "RL-04", "Bissappu")),
)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (day(3, 31), Standing(member="A-001", status="non-anggota", since=date.min)),
        (day(4, 1), Standing(member="A-001", status="calon", since=day(4, 1), group="RL-03")),
        (day(4, 30), Standing(member="A-001", status="calon", since=day(4, 1), group="RL-03")),
        (day(5, 1), Standing(member="A-001", status="anggota", since=day(5, 1), group="RL-03")),
        (day(6, 1), Standing(member="A-001", status="anggota", since=day(5, 1), group="RL-04", district="Bissappu")),
        (day(8, 1), Standing(member="A-001", status="keluar", since=day(8, 1), group="RL-04", district="Bissappu")),
    ],
)
def test_a_member_stands_as_the_dates_say(on: date, expected: Standing) -> None:
    assert standing(STATE, on) == expected


def test_of_two_changes_on_one_day_the_last_holds() -> None:
    state = MemberState(no="A-001", name=NAME, statuses=((day(4, 1), "calon"), (day(4, 1), "anggota")))
    assert standing(state, day(4, 1)).status == "anggota"


def test_a_member_is_found_by_number_group_and_dates() -> None:
    found = index(STATE)
    assert (found.member, found.group, found.opened_on, found.closed_on) == ("A-001", "RL-04", day(4, 1), day(8, 1))


def test_a_group_is_found_by_number() -> None:
    found = index(GroupState(no="RL-03", changes=((day(4, 1), "Rumput Laut 3", None),)))
    assert (found.member, found.group, found.opened_on, found.closed_on) == (None, "RL-03", day(4, 1), None)


@pytest.mark.parametrize("district", ["Pa'jukukang", "K" * 64, "Bonto–Bahari", '"Uluere"', None])
def test_what_is_kept_of_a_member_is_never_estimated_too_small(district: str | None) -> None:
    state = MemberState(
        no="A-001",
        name=NAME,
        identity=NAME,
        phone=NAME,
        statuses=((day(4, 1), "non-anggota"),) * 20,
        placements=((day(4, 1), "RL-03", district),) * 20,
    )
    assert len(dump_state(state).encode()) <= size(state)


def test_a_history_may_fill_two_kilobytes_less_the_room_for_leaving() -> None:
    state = MemberState(no="A-001", name=NAME, statuses=((day(4, 1), "anggota"),), placements=((day(4, 1), "RL-03", "K" * 64),) * 16)
    assert size(state) == 1_875  # 400 + 7 + 28 + 16 * 90
    assert not is_full(state)
    assert is_full(replace(state, placements=(*state.placements, state.placements[0])))


def test_a_change_of_personal_data_or_of_a_group_may_be_reversed_with_later_ones_standing() -> None:
    assert {"member.amended", "group.amended"} <= MODULE.commutes


def test_what_moves_a_fund_or_a_debt_to_a_group_commutes_too_for_their_balances_have_floors() -> None:
    assert MODULE.commutes - {"member.amended", "group.amended"} == {
        "group.meeting-held",
        "group.fund-paid-in",
        "group.fund-paid-out",
        "cover.paid",
        "cover.repaid",
        "cover.forgiven",
    }
