"""Commands of deeds of hand-over."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from irman_ledger.coop.programme import DeedTotal, DraftDeed, PostDeed, RejectDeed, Signature, SignDeed, SubmitDeed, SupersedeDeed
from irman_ledger.testing.strategies.draws import Maker, day, new_no, often, pick, sen
from irman_ledger.testing.strategies.situation import Situation

_SIGNATURES = (
    Signature(role="transferor", organisation="Dompet Contoh", position="Direktur"),
    Signature(role="transferee", organisation="Koperasi Contoh", position="Ketua"),
    Signature(role="witness", organisation="Dinas Koperasi", position="Kepala dinas"),
)


def _draft(draw: DrawFn, situation: Situation) -> DraftDeed:
    """Half of them replace an older one; a few are not fit to be signed."""
    gross = situation.money(sen(draw, 400_000_000))
    return DraftDeed(
        deed=new_no(situation, "deed", "BAST-"),
        on=day(draw, situation),
        sha256=f"{draw(st.integers(0, 2**256 - 1)):064x}",
        totals=(DeedTotal(by="class", key="equipment", amount=gross),),
        gross=gross,
        owed=situation.money(0),
        gaps=() if often(draw, 5) else ("deed.title-missing:1",),
        supersedes=pick(draw, [None, *(state.no for state in situation.states("deed"))]) if draw(st.booleans()) else None,
    )


def _submit(draw: DrawFn, situation: Situation) -> SubmitDeed:
    state = pick(draw, _of(situation, "draft"))
    return SubmitDeed(deed=state.no, on=day(draw, situation, state.opened_on))


def _sign(draw: DrawFn, situation: Situation) -> SignDeed:
    state = pick(draw, _of(situation, "submitted"))
    signatures = _SIGNATURES if often(draw, 9) else _SIGNATURES[:2]
    return SignDeed(deed=state.no, on=day(draw, situation, state.opened_on), sha256=state.sha256, signatures=signatures)


def _post(draw: DrawFn, situation: Situation) -> PostDeed:
    state = pick(draw, _of(situation, "signed"))
    return PostDeed(deed=state.no, on=day(draw, situation, state.opened_on), sha256=state.sha256 if often(draw, 9) else "0" * 64)


def _reject(draw: DrawFn, situation: Situation) -> RejectDeed:
    state = pick(draw, _of(situation, "draft", "submitted"))
    return RejectDeed(deed=state.no, on=day(draw, situation, state.opened_on), reason="nilai belum disepakati")


def _supersede(draw: DrawFn, situation: Situation) -> SupersedeDeed:
    later, older = pick(draw, _pairs(situation))
    return SupersedeDeed(deed=older, on=day(draw, situation), by=later)


def _of(situation: Situation, *statuses: str) -> list[Any]:
    return [state for state in situation.states("deed") if state.status in statuses]


def _pairs(situation: Situation) -> list[tuple[str, str]]:
    open_ = {state.no for state in _of(situation, "draft", "submitted", "signed")}
    return [(state.no, state.supersedes) for state in situation.states("deed") if state.supersedes in open_]


HANDING_OVER: dict[str, Maker] = {
    DraftDeed.kind: Maker(lambda _situation: True, _draft),
    SubmitDeed.kind: Maker(lambda situation: bool(_of(situation, "draft")), _submit),
    SignDeed.kind: Maker(lambda situation: bool(_of(situation, "submitted")), _sign),
    PostDeed.kind: Maker(lambda situation: bool(_of(situation, "signed")), _post),
    RejectDeed.kind: Maker(lambda situation: bool(_of(situation, "draft", "submitted")), _reject),
    SupersedeDeed.kind: Maker(lambda situation: bool(_pairs(situation)), _supersede),
}
"""How the commands of deeds are made."""
