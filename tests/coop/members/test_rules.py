"""When members and groups are taken, changed and let go."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from irman_ledger.coop.members import (
    AdmitMember,
    AmendGroup,
    AmendMember,
    EndMembership,
    MemberInputError,
    NothingToAmendError,
    PrivateInputError,
    RegisterCandidate,
    RegisterGroup,
    TakeOverMember,
)
from irman_ledger.coop.shares import PayShare, ReturnShare
from irman_ledger.core.codes import CodeError
from irman_ledger.core.evidence.private import Private
from irman_ledger.core.money import idr
from tests.coop.shares.scenario import day, given

GROUP = RegisterGroup(group="RL-03", name="Rumput Laut 3", district="Pa'jukukang", on=day(4, 1))
CANDIDATE = RegisterCandidate(member="A-001", name="Daeng Uji", on=day(4, 1))
ADMITTED = AdmitMember(member="A-001", name="Daeng Uji", on=day(4, 1))


def leave(on: date) -> EndMembership:
    return EndMembership(member="A-001", on=on, reason="resigned")


# -- groups


def test_a_group_is_registered_without_an_entry() -> None:
    outcome = given().when(GROUP)
    outcome.then_nothing_booked()
    assert outcome.state("group", "RL-03").changes == ((day(4, 1), "Rumput Laut 3", "Pa'jukukang"),)


def test_a_group_is_registered_once() -> None:
    given(GROUP).when(GROUP).then_refused("group.already-registered", "group RL-03 has been registered since 2014-04-01")


def test_a_group_moves_to_another_district_from_a_day_on() -> None:
    state = given(GROUP).when(AmendGroup(group="RL-03", district="Bantaeng", on=day(6, 1))).state("group", "RL-03")
    assert [state.district_on(on) for on in (day(3, 31), day(5, 31), day(6, 1))] == [None, "Pa'jukukang", "Bantaeng"]
    assert state.changes[-1] == (day(6, 1), "Rumput Laut 3", "Bantaeng")


def test_an_unknown_group_is_not_amended() -> None:
    given().when(AmendGroup(group="RL-03", name="Rumput Laut", on=day(6, 1))).then_refused("group.unknown")


def test_a_group_is_not_amended_before_its_last_change() -> None:
    given(GROUP).when(AmendGroup(group="RL-03", name="Rumput Laut", on=day(3, 31))).then_refused("member.out-of-order")


def test_a_member_joins_a_registered_group_only() -> None:
    command = AdmitMember(member="A-001", name="Daeng Uji", group="RL-04", on=day(4, 1))
    given(GROUP).when(command).then_refused("group.unknown", "group RL-04 is not known in this book")


# -- coming


def test_a_candidate_becomes_a_member() -> None:
    outcome = given(CANDIDATE).when(AdmitMember(member="A-001", on=day(7, 1)))
    outcome.then_nothing_booked()
    assert outcome.state("member", "A-001").statuses == ((day(4, 1), "calon"), (day(7, 1), "anggota"))


def test_a_member_is_admitted_directly() -> None:
    assert given().when(ADMITTED).state("member", "A-001").statuses == ((day(4, 1), "anggota"),)


def test_an_unknown_member_is_admitted_with_a_name_only() -> None:
    given().when(AdmitMember(member="A-001", on=day(4, 1))).then_refused("member.name-required")


def test_a_member_is_not_admitted_twice() -> None:
    given(ADMITTED).when(AdmitMember(member="A-001", name="Daeng Uji", on=day(5, 1))).then_refused(
        "member.already-admitted", "A-001 has been a member since 2014-04-01"
    )


def test_a_candidate_is_not_registered_twice() -> None:
    given(CANDIDATE).when(CANDIDATE).then_refused("member.already-registered", "A-001 is known already as calon since 2014-04-01")


def test_a_candidate_is_not_admitted_before_the_registration() -> None:
    given(CANDIDATE).when(AdmitMember(member="A-001", on=day(3, 31))).then_refused(
        "member.out-of-order", "A-001 has a change on 2014-04-01; a change on 2014-03-31 would come before it"
    )


# -- going


def test_a_member_without_holdings_leaves() -> None:
    assert given(ADMITTED).when(leave(day(6, 1))).state("member", "A-001").statuses[-1] == (day(6, 1), "keluar")


def test_a_candidate_leaves() -> None:
    assert given(CANDIDATE).when(leave(day(6, 1))).state("member", "A-001").statuses[-1] == (day(6, 1), "keluar")


def test_nobody_leaves_whom_the_book_does_not_know() -> None:
    given().when(leave(day(6, 1))).then_refused("member.unknown")


def test_nobody_leaves_twice() -> None:
    given(ADMITTED, leave(day(6, 1))).when(leave(day(6, 2))).then_refused("member.already-left", "A-001 left on 2014-06-01")


def test_nobody_leaves_before_coming() -> None:
    given(ADMITTED).when(leave(day(3, 31))).then_refused("member.out-of-order")


PAID = (
    PayShare(member="A-001", product="POKOK", on=day(4, 1), amount=idr(100_000)),
    PayShare(member="A-001", product="WAJIB", on=day(4, 1), amount=idr(20_000)),
)
RETURNED = tuple(ReturnShare(member="A-001", product=product, on=day(6, 1), leaving=True) for product in ("POKOK", "WAJIB"))


def test_whoever_holds_something_does_not_leave_and_is_told_what_remains() -> None:
    outcome = given(ADMITTED, *PAID).when(leave(day(6, 1)))
    outcome.then_refused(
        "member.holdings-remain",
        "A-001 cannot leave while these balances stand: share:A-001/POKOK Rp100.000 (3-1100); share:A-001/WAJIB Rp20.000 (3-1200)",
    )
    assert outcome.refusal is not None
    assert outcome.refusal.details["holdings"] == (
        ("share:A-001/POKOK", "3-1100", idr(-100_000)),
        ("share:A-001/WAJIB", "3-1200", idr(-20_000)),
    )


def test_a_member_leaves_once_the_shares_are_returned() -> None:
    given(ADMITTED, *PAID, *RETURNED).when(leave(day(6, 1))).then_nothing_booked()


def test_a_former_member_comes_back_on_a_later_day() -> None:
    state = given(ADMITTED, leave(day(6, 1))).when(AdmitMember(member="A-001", on=day(6, 2))).state("member", "A-001")
    assert state.statuses == ((day(4, 1), "anggota"), (day(6, 1), "keluar"), (day(6, 2), "anggota"))


def test_a_former_member_does_not_come_back_on_the_same_day() -> None:
    given(ADMITTED, leave(day(6, 1))).when(AdmitMember(member="A-001", on=day(6, 1))).then_refused("member.out-of-order")


def test_a_former_member_is_not_registered_anew() -> None:
    again = RegisterCandidate(member="A-001", name="Daeng Uji", on=day(9, 1))
    given(ADMITTED, leave(day(6, 1))).when(again).then_refused("member.already-registered")


# -- changing


def test_only_what_is_given_changes() -> None:
    first = AdmitMember(member="A-001", name="Daeng Uji", identity="7303-UJI", group="RL-03", on=day(4, 1))
    state = given(GROUP, first).when(AmendMember(member="A-001", on=day(5, 1), phone="0800-UJI")).state("member", "A-001")
    assert (state.name, state.identity, state.phone) == (Private.of("Daeng Uji"), Private.of("7303-UJI"), Private.of("0800-UJI"))
    assert state.placements == ((day(4, 1), "RL-03", None),)


def test_a_member_changes_group_and_keeps_the_district() -> None:
    other = RegisterGroup(group="RL-04", name="Rumput Laut 4", on=day(4, 1))
    first = AdmitMember(member="A-001", name="Daeng Uji", group="RL-03", district="Bissappu", on=day(4, 1))
    state = given(GROUP, other, first).when(AmendMember(member="A-001", on=day(5, 1), group="RL-04")).state("member", "A-001")
    assert state.placements == ((day(4, 1), "RL-03", "Bissappu"), (day(5, 1), "RL-04", "Bissappu"))


def test_an_empty_group_takes_the_member_out() -> None:
    first = AdmitMember(member="A-001", name="Daeng Uji", group="RL-03", on=day(4, 1))
    state = given(GROUP, first).when(AmendMember(member="A-001", on=day(5, 1), group="")).state("member", "A-001")
    assert state.placements[-1] == (day(5, 1), None, None)


def test_a_group_does_not_change_before_an_earlier_change() -> None:
    promoted = AdmitMember(member="A-001", on=day(7, 1))
    given(GROUP, CANDIDATE, promoted).when(AmendMember(member="A-001", on=day(6, 30), group="RL-03")).then_refused("member.out-of-order")


def test_an_unknown_member_is_not_amended() -> None:
    given().when(AmendMember(member="A-001", on=day(5, 1), name="Daeng Uji")).then_refused("member.unknown")


def test_a_status_does_not_change_before_an_earlier_change_of_group() -> None:
    moved = AmendMember(member="A-001", on=day(6, 1), district="Bissappu")
    given(ADMITTED, moved).when(leave(day(5, 31))).then_refused("member.out-of-order")


def test_a_history_has_an_end() -> None:
    changes = [AmendMember(member="A-001", on=day(4, 2), district=f"Kecamatan {number}") for number in range(40)]
    given(ADMITTED, *changes).when(AmendMember(member="A-001", on=day(4, 2), district="Bissappu")).then_refused("member.history-full")


def test_long_names_fill_a_history_earlier() -> None:
    changes = [AmendMember(member="A-001", on=day(4, 2), district="K" * 64) for _ in range(17)]
    given(ADMITTED, *changes).when(AmendMember(member="A-001", on=day(4, 2), district="K" * 64)).then_refused("member.history-full")


def test_a_full_history_keeps_nobody_from_leaving() -> None:
    changes = [AmendMember(member="A-001", on=day(4, 2), district="K" * 64) for _ in range(17)]
    given(ADMITTED, *changes).when(leave(day(6, 1))).then_nothing_booked()


# -- taking over


def take_over(status: Any, joined_on: date = date(2010, 1, 5)) -> TakeOverMember:
    return TakeOverMember(
        member="A-001", name="Daeng Uji", group="RL-03", district="Bissappu", joined_on=joined_on, status=status, on=day(4, 1)
    )


def test_a_member_of_the_old_books_keeps_the_day_of_joining() -> None:
    outcome = given(GROUP).when(take_over("anggota"))
    outcome.then_nothing_booked()
    state = outcome.state("member", "A-001")
    assert state.statuses == ((date(2010, 1, 5), "anggota"),)
    assert state.placements == ((date(2010, 1, 5), "RL-03", "Bissappu"),)


def test_a_former_member_of_the_old_books_has_left_by_the_take_over() -> None:
    state = given(GROUP).when(take_over("keluar")).state("member", "A-001")
    assert state.statuses == ((date(2010, 1, 5), "anggota"), (day(4, 1), "keluar"))


def test_a_member_comes_over_once() -> None:
    given(GROUP, take_over("anggota")).when(take_over("anggota")).then_refused("member.already-registered")


def test_nobody_joined_after_the_take_over() -> None:
    with pytest.raises(MemberInputError, match="joined_on is not valid"):
        take_over("anggota", joined_on=day(4, 2))


def test_a_status_of_the_old_books_is_one_of_three() -> None:
    with pytest.raises(MemberInputError, match="must be one of calon, anggota, keluar"):
        take_over("non-anggota")


# -- what can never be right


def test_a_name_becomes_private_at_once() -> None:
    assert isinstance(ADMITTED.name, Private)
    assert "Daeng" not in repr(ADMITTED)


def test_a_private_name_is_taken_as_it_is() -> None:
    sealed = Private.of("Daeng Uji").sealed(bytes(32))
    state = given().when(AdmitMember(member="A-001", name=sealed, on=day(4, 1))).state("member", "A-001")
    assert state.name.commitment == sealed.commitment


@pytest.mark.parametrize("name", ["", "  ", Private.of(" ")])
def test_a_name_is_not_empty(name: str | Private) -> None:
    with pytest.raises(PrivateInputError, match="name must not be empty"):
        AdmitMember(member="A-001", name=name, on=day(4, 1))


def test_a_name_is_text() -> None:
    name: Any = 7
    with pytest.raises(MemberInputError, match="must be text or a private value"):
        AdmitMember(member="A-001", name=name, on=day(4, 1))


def test_a_candidate_has_a_name() -> None:
    name: Any = None
    with pytest.raises(PrivateInputError):
        RegisterCandidate(member="A-001", name=name, on=day(4, 1))


def test_an_amendment_amends_something() -> None:
    with pytest.raises(NothingToAmendError):
        AmendMember(member="A-001", on=day(4, 1))
    with pytest.raises(NothingToAmendError):
        AmendGroup(group="RL-03", on=day(4, 1))


def test_a_day_has_no_clock() -> None:
    with pytest.raises(MemberInputError, match="must be a day"):
        leave(datetime(2014, 4, 2))  # noqa: DTZ001  # no zone is part of what is wrong


def test_an_end_has_a_known_reason() -> None:
    reason: Any = "bored"
    with pytest.raises(MemberInputError, match="must be one of resigned, died, expelled, moved"):
        EndMembership(member="A-001", on=day(4, 1), reason=reason)


def test_a_group_in_an_admission_is_not_empty() -> None:
    with pytest.raises(CodeError):
        AdmitMember(member="A-001", name="Daeng Uji", group="", on=day(4, 1))
