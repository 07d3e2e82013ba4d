"""Commands of partners of a programme."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from irman_ledger.coop.partners import AssessPartner, DropPartner, EnrolPartner, ResumePartner
from irman_ledger.testing.strategies.draws import Maker, day, often, pick
from irman_ledger.testing.strategies.situation import Situation


def _enrol(draw: DrawFn, situation: Situation) -> EnrolPartner:
    on = day(draw, situation)
    return EnrolPartner(
        partner=pick(draw, _members(situation)),
        on=on,
        business=pick(draw, ["rumput laut", "batu bata", "ikan keliling"]),
        eligible=often(draw),
        assessed_on=on - timedelta(days=draw(st.integers(0, 400))),
        facts=pick(draw, [None, "rumah kayu, 4 jiwa"]),
    )


def _assess(draw: DrawFn, situation: Situation) -> AssessPartner:
    state = pick(draw, _partners(situation, is_dropped=False))
    return AssessPartner(partner=state.no, on=day(draw, situation, state.last_on), eligible=draw(st.booleans()))


def _drop(draw: DrawFn, situation: Situation) -> DropPartner:
    state = pick(draw, _partners(situation, is_dropped=False))
    return DropPartner(partner=state.no, on=day(draw, situation, state.last_on), reason=pick(draw, ["independent", "moved", "stopped"]))


def _resume(draw: DrawFn, situation: Situation) -> ResumePartner:
    state = pick(draw, _partners(situation, is_dropped=True))
    return ResumePartner(partner=state.no, on=day(draw, situation, state.last_on))


def _members(situation: Situation) -> list[str]:
    enrolled = {state.no for state in situation.states("partner")}
    return [state.no for state in situation.states("member") if state.no not in enrolled]


def _partners(situation: Situation, *, is_dropped: bool) -> list[Any]:
    return [state for state in situation.states("partner") if (state.absence_on(situation.today) is not None) == is_dropped]


HELPING: dict[str, Maker] = {
    EnrolPartner.kind: Maker(lambda situation: bool(_members(situation)), _enrol),
    AssessPartner.kind: Maker(lambda situation: bool(_partners(situation, is_dropped=False)), _assess),
    DropPartner.kind: Maker(lambda situation: bool(_partners(situation, is_dropped=False)), _drop),
    ResumePartner.kind: Maker(lambda situation: bool(_partners(situation, is_dropped=True)), _resume),
}
"""How the commands of partners are made."""
