"""Commands of the members and shares modules."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from irman_ledger.coop.members import (
    AdmitMember,
    AmendGroup,
    AmendMember,
    EndMembership,
    OweLeaver,
    PayLeaver,
    RegisterCandidate,
    RegisterGroup,
    TakeOverMember,
)
from irman_ledger.coop.members.events import Reason
from irman_ledger.coop.shares import (
    BillShare,
    ClaimShare,
    CorrectIn,
    CorrectOut,
    OpenShare,
    PayShare,
    ReleaseShare,
    ReturnShare,
    TakeOverShare,
)
from irman_ledger.coop.shares.terms import parse
from irman_ledger.testing.strategies.draws import Maker, box_in, day, new_no, often, pick, sen
from irman_ledger.testing.strategies.situation import Situation
from irman_ledger.testing.strategies.values import names

REASONS: tuple[Reason, ...] = ("resigned", "died", "expelled", "moved")
_CATEGORIES = (None, None, "PENGURUS")
_DISTRICTS = (None, "Pa'jukukang", "Bissappu", "Gantarangkeke")


def _always(_situation: Situation) -> bool:
    return True


def _register_group(draw: DrawFn, situation: Situation) -> RegisterGroup:
    no = new_no(situation, "group", "RL-")
    return RegisterGroup(group=no, name=f"Rumput Laut {no[3:]}", district=pick(draw, _DISTRICTS), on=day(draw, situation))


def _amend_group(draw: DrawFn, situation: Situation) -> AmendGroup:
    group = pick(draw, situation.states("group")).no
    return AmendGroup(
        group=group, name=pick(draw, [None, "Rumput Laut Baru"]), district=pick(draw, ["", *_DISTRICTS[1:]]), on=day(draw, situation)
    )


def _group(draw: DrawFn, situation: Situation) -> str | None:
    groups: list[str | None] = [state.no for state in situation.states("group")]
    return pick(draw, [None, *groups])


def _register_candidate(draw: DrawFn, situation: Situation) -> RegisterCandidate:
    return RegisterCandidate(
        member=new_no(situation, "member", "A-"),
        name=draw(names()),
        group=_group(draw, situation),
        district=pick(draw, _DISTRICTS),
        on=day(draw, situation),
        phone=pick(draw, [None, "0812 3456 7890"]),
    )


def _admit(draw: DrawFn, situation: Situation) -> AdmitMember:
    waiting = situation.borrowing_candidates() or situation.saving_candidates() or situation.members("calon", "keluar")
    is_new = not waiting or often(draw)
    member = new_no(situation, "member", "A-") if is_new else pick(draw, waiting)
    name = draw(names()) if is_new else None
    return AdmitMember(
        member=member,
        name=name,
        group=_group(draw, situation),
        district=pick(draw, _DISTRICTS),
        category=pick(draw, _CATEGORIES),
        on=day(draw, situation),
    )


def _amend(draw: DrawFn, situation: Situation) -> AmendMember:
    return AmendMember(
        member=pick(draw, situation.members()),
        on=day(draw, situation),
        name=draw(st.none() | names()),
        group=_group(draw, situation),
        identity=str(draw(st.integers(10**15, 10**16 - 1))),
    )


def _end(draw: DrawFn, situation: Situation) -> EndMembership:
    idle = situation.idle_members()
    member = pick(draw, idle if idle and often(draw) else situation.members())
    return EndMembership(member=member, on=situation.today, reason=pick(draw, REASONS), leaves_open=not often(draw))


def _owe(draw: DrawFn, situation: Situation) -> OweLeaver:
    gone = situation.members("keluar")
    member = pick(draw, gone if gone and often(draw, 9) else situation.members())
    return OweLeaver(member=member, on=situation.today, amount=situation.money(sen(draw, 20_000_000)))


def _pay_leaver(draw: DrawFn, situation: Situation) -> PayLeaver:
    owed = situation.claims()
    member = pick(draw, sorted(owed))
    amount = owed[member]
    part = pick(draw, [None, None, situation.money(sen(draw, amount))])
    return PayLeaver(member=member, on=situation.today, amount=part, settle=situation.box_that_can_pay(amount))


def _take_over_member(draw: DrawFn, situation: Situation) -> TakeOverMember:
    on = day(draw, situation)
    return TakeOverMember(
        member=new_no(situation, "member", "A-"),
        name=draw(names()),
        group=_group(draw, situation),
        joined_on=on - timedelta(days=draw(st.integers(0, 4_000))),
        status=pick(draw, ["anggota", "anggota", "calon", "keluar"]),
        on=on,
    )


def _holder(draw: DrawFn, situation: Situation) -> str:
    there = situation.members("anggota", "calon")
    return pick(draw, there if there and often(draw, 9) else situation.members())


def _open_share(draw: DrawFn, situation: Situation) -> OpenShare:
    there = {state.no for state in situation.states("share")}
    pairs = [(member, product) for member in situation.members("anggota", "calon") for product in situation.products("shares")]
    lacking = [(member, product) for member, product in pairs if f"{member}/{product}" not in there]
    every = [(member, product) for member in situation.members() for product in situation.products("shares")]
    member, product = pick(draw, lacking or every)
    return OpenShare(member=member, product=product, on=day(draw, situation))


def _pay_share(draw: DrawFn, situation: Situation) -> PayShare:
    member, product = _holder(draw, situation), pick(draw, situation.products("shares"))
    terms = situation.bylaws.terms(product, "shares", parse)
    most = 50_000_000
    if terms.fixed_amount is not None and not terms.accepts_excess:
        held = next((situation.held(state) for state in situation.shares() if state.no == f"{member}/{product}"), 0)
        most = max(1, terms.fixed_amount.minor - held)
    amount = situation.money(sen(draw, most))
    return PayShare(member=member, product=product, on=day(draw, situation), amount=amount, settle=box_in(draw, situation))


def _bill_share(draw: DrawFn, situation: Situation) -> BillShare:
    monthly = [code for code in situation.products("shares") if situation.bylaws.terms(code, "shares", parse).rates]
    product = pick(draw, monthly if monthly and often(draw, 9) else situation.products("shares"))
    return BillShare(member=_holder(draw, situation), product=product, on=day(draw, situation))


def _return_share(draw: DrawFn, situation: Situation) -> ReturnShare:
    state = pick(draw, situation.shares())
    on = day(draw, situation, state.opened_on)
    amount = max(1, situation.held(state))
    part = pick(draw, [None, None, situation.money(sen(draw, amount))])
    leaving = often(draw, 9)
    return ReturnShare(
        member=state.member, product=state.product, on=on, amount=part, settle=situation.box_that_can_pay(amount), leaving=leaving
    )


def _claim_share(draw: DrawFn, situation: Situation) -> ClaimShare:
    state = pick(draw, situation.states("share"))
    return ClaimShare(member=state.member, product=state.product, on=situation.today)


def _waiting(situation: Situation) -> list[Any]:
    return [state for state in situation.states("share") if state.waits]


def _release_share(draw: DrawFn, situation: Situation) -> ReleaseShare:
    state = pick(draw, _waiting(situation))
    return ReleaseShare(member=state.member, product=state.product, on=situation.today)


def _take_over_share(draw: DrawFn, situation: Situation) -> TakeOverShare:
    return TakeOverShare(
        member=_holder(draw, situation),
        product=pick(draw, situation.products("shares")),
        on=day(draw, situation),
        amount=situation.money(sen(draw, 20_000_000)),
        paid_months=draw(st.integers(0, 120)),
        arrears=pick(draw, [None, None, situation.money(1_000_000)]),
    )


def _correct_out(draw: DrawFn, situation: Situation) -> CorrectOut:
    state = pick(draw, situation.shares())
    on = day(draw, situation, state.opened_on)
    amount = situation.money(sen(draw, max(1, situation.lowest("share", state, on))))
    return CorrectOut(member=state.member, product=state.product, on=on, amount=amount, reason="salah rekening")


def _correct_in(draw: DrawFn, situation: Situation) -> CorrectIn:
    state = pick(draw, situation.states("share"))
    amount = situation.money(sen(draw, 5_000_000))
    return CorrectIn(member=state.member, product=state.product, on=day(draw, situation), amount=amount, reason="salah rekening")


def _has_people(situation: Situation) -> bool:
    return bool(situation.members())


def _has_holders(situation: Situation) -> bool:
    return bool(situation.members()) and bool(situation.products("shares"))


PEOPLE: dict[str, Maker] = {
    RegisterGroup.kind: Maker(_always, _register_group),
    AmendGroup.kind: Maker(lambda situation: bool(situation.states("group")), _amend_group),
    RegisterCandidate.kind: Maker(_always, _register_candidate),
    AdmitMember.kind: Maker(_always, _admit),
    AmendMember.kind: Maker(_has_people, _amend),
    EndMembership.kind: Maker(_has_people, _end),
    OweLeaver.kind: Maker(lambda situation: _has_people(situation) and situation.has_role("set_off"), _owe),
    PayLeaver.kind: Maker(lambda situation: bool(situation.claims()), _pay_leaver),
    TakeOverMember.kind: Maker(_always, _take_over_member),
    OpenShare.kind: Maker(_has_holders, _open_share),
    PayShare.kind: Maker(_has_holders, _pay_share),
    BillShare.kind: Maker(_has_holders, _bill_share),
    ReturnShare.kind: Maker(lambda situation: bool(situation.shares()), _return_share),
    ClaimShare.kind: Maker(lambda situation: bool(situation.states("share")) and situation.has_role("set_off"), _claim_share),
    ReleaseShare.kind: Maker(lambda situation: bool(_waiting(situation)), _release_share),
    TakeOverShare.kind: Maker(lambda situation: _has_holders(situation) and situation.has_role("takeover"), _take_over_share),
    CorrectOut.kind: Maker(lambda situation: bool(situation.shares()) and situation.has_role("correction"), _correct_out),
    CorrectIn.kind: Maker(lambda situation: bool(situation.states("share")) and situation.has_role("correction"), _correct_in),
}
