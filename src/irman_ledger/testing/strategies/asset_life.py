"""Commands to assets that are there."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from irman_ledger.coop.assets import (
    ChargeUse,
    DisposeAsset,
    ImpairAsset,
    ImproveAsset,
    InspectAsset,
    LoseAsset,
    MeetCondition,
    RepairAsset,
    ReturnAsset,
    ReviseAsset,
    SettleClaim,
    VestAsset,
)
from irman_ledger.coop.assets.disposal import NAME as DISPOSAL
from irman_ledger.coop.assets.grants import NAME as GRANTS
from irman_ledger.coop.assets.grants import OF_ANOTHER
from irman_ledger.coop.assets.life_events import Loss
from irman_ledger.coop.assets.terms import AssetTerms, parse
from irman_ledger.coop.assets.use import NAME as USE
from irman_ledger.core.calendar import Month
from irman_ledger.core.subject import Subject
from irman_ledger.testing.strategies.draws import Maker, pick, sen
from irman_ledger.testing.strategies.situation import Situation


def _there(situation: Situation) -> list[Any]:
    return [state for state in situation.states("asset") if state.left_on is None]


def _day(situation: Situation, state: Any) -> date | None:
    """A day up to which the asset is worn and not beyond; None: there is none that can be recorded for."""
    first: date = max(situation.first_day, state.opened_on)
    if state.plan is None or state.depreciation_account is None:
        return first if first <= situation.today else None
    worn = -situation.model.balance(state.depreciation_account, Subject("asset", state.no))
    month = Month.of(first)
    while month.first_day <= situation.today:
        if state.plan.accumulated(month.previous()) <= worn <= max(state.plan.accumulated(month), state.plan.before):
            return max(first, month.first_day)
        month = month.next()
    return None


def _movable(situation: Situation) -> list[tuple[Any, date]]:
    return [(state, on) for state in _there(situation) for on in (_day(situation, state),) if on is not None]


def _is_open(state: Any) -> bool:
    return state.title == "conditional-grant" and state.met_on is None


def _conditional(situation: Situation) -> list[tuple[Any, date]]:
    return [(state, on) for state, on in _movable(situation) if _is_open(state)]


def _returnable(situation: Situation) -> list[tuple[Any, date]]:
    return [(state, on) for state, on in _movable(situation) if _is_open(state) or state.title in OF_ANOTHER | {"trust"}]


def _vesting(situation: Situation) -> list[Any]:
    return [state for state in _there(situation) if state.vests_months is not None and _is_open(state)]


def _meet(draw: DrawFn, situation: Situation) -> MeetCondition:
    state, on = pick(draw, _conditional(situation))
    return MeetCondition(asset=state.no, on=on, reason="Berita acara")


def _vest(draw: DrawFn, situation: Situation) -> VestAsset:
    return VestAsset(asset=pick(draw, _vesting(situation)).no, on=situation.today)


def _return(draw: DrawFn, situation: Situation) -> ReturnAsset:
    state, on = pick(draw, _returnable(situation))
    claim = situation.money(draw(st.integers(1, 500)) * 100_000) if draw(st.booleans()) else None
    return ReturnAsset(asset=state.no, on=on, reason="Kembali kepada pemberi", claim=claim)


def _sellable(situation: Situation) -> list[tuple[Any, date]]:
    own = (None, "grant", "restricted-grant", "conditional-grant")
    return [(state, on) for state, on in _movable(situation) if state.title in own and not _is_open(state)]


def _claimed(situation: Situation) -> list[Any]:
    return [state for state in situation.states("asset") if _owed(situation, state)]


def _owed(situation: Situation, state: Any) -> int:
    if state.receivable is None:
        return 0
    return situation.model.balance(state.receivable, Subject("asset", state.no)).minor


def _dispose(draw: DrawFn, situation: Situation) -> DisposeAsset:
    state, on = pick(draw, _sellable(situation))
    price = situation.money(draw(st.integers(1, 5000)) * 100_000) if draw(st.booleans()) else None
    return DisposeAsset(asset=state.no, on=on, reason="Tidak dipakai lagi", price=price, decision="RA-1", consent="P-1")


def _lose(draw: DrawFn, situation: Situation) -> LoseAsset:
    state, on = pick(draw, _movable(situation))
    claim = situation.money(draw(st.integers(1, 5000)) * 100_000) if draw(st.booleans()) else None
    how: Loss = pick(draw, ["lost", "stolen", "destroyed"])
    return LoseAsset(asset=state.no, on=on, how=how, reason="Banjir", claim=claim, claimed_from="K-01" if claim is not None else None)


def _settle(draw: DrawFn, situation: Situation) -> SettleClaim:
    state = pick(draw, _claimed(situation))
    amount = situation.money(draw(st.integers(1, _owed(situation, state))))
    return SettleClaim(asset=state.no, on=max(state.left_on, situation.first_day), amount=amount)


def _planned(situation: Situation) -> list[tuple[Any, date]]:
    return [(state, on) for state, on in _movable(situation) if state.plan is not None]


def _carrying(situation: Situation, state: Any) -> int:
    accounts = (state.account, state.depreciation_account, state.impairment_account)
    return sum(situation.model.balance(code, Subject("asset", state.no)).minor for code in accounts if code is not None)


def _terms(situation: Situation, state: Any) -> AssetTerms:
    return situation.bylaws.terms(state.category, "assets", parse)


def _impairable(situation: Situation) -> list[tuple[Any, date]]:
    found = [(state, on) for state, on in _movable(situation) if state.title not in OF_ANOTHER and _carrying(situation, state)]
    return [(state, on) for state, on in found if _terms(situation, state).impairment_account is not None]


def _repairable(situation: Situation) -> list[tuple[Any, date]]:
    return [(state, on) for state, on in _movable(situation) if _terms(situation, state).repair_expense is not None]


def _inspect(draw: DrawFn, situation: Situation) -> InspectAsset:
    state = pick(draw, _there(situation))
    on = max(situation.first_day, state.inspected_on or state.opened_on)
    return InspectAsset(asset=state.no, on=on, condition=pick(draw, [None, "good", "worn", "broken"]), by="PENGAWAS-1")


def _impair(draw: DrawFn, situation: Situation) -> ImpairAsset:
    state, on = pick(draw, _impairable(situation))
    recoverable = situation.money(draw(st.integers(0, _carrying(situation, state) - 1)))
    return ImpairAsset(asset=state.no, on=on, recoverable=recoverable, reason="Rusak berat")


def _revise(draw: DrawFn, situation: Situation) -> ReviseAsset:
    state, on = pick(draw, _planned(situation))
    salvage = situation.money(draw(st.integers(0, _carrying(situation, state))))
    return ReviseAsset(
        asset=state.no, on=on, months=draw(st.integers(1, 120)), salvage=pick(draw, [None, salvage]), reason="Ditaksir ulang"
    )


def _improve(draw: DrawFn, situation: Situation) -> ImproveAsset:
    state, on = pick(draw, _sellable(situation))
    cost = max(sen(draw, 5_000_000), getattr(_terms(situation, state).capitalise_from, "minor", 1))
    months = draw(st.integers(1, 60)) if state.plan is not None and draw(st.booleans()) else None
    settle = situation.box_that_can_pay(cost)
    return ImproveAsset(asset=state.no, on=on, cost=situation.money(cost), reason="Mesin baru", months=months, settle=settle)


def _repair(draw: DrawFn, situation: Situation) -> RepairAsset:
    state, on = pick(draw, _repairable(situation))
    cost = sen(draw, 900_000)
    return RepairAsset(asset=state.no, on=on, cost=situation.money(cost), reason="Servis", settle=situation.box_that_can_pay(cost))


def _charge_use(draw: DrawFn, situation: Situation) -> ChargeUse:
    state = pick(draw, _there(situation))
    return ChargeUse(
        asset=state.no,
        on=max(situation.first_day, state.opened_on),
        use=pick(draw, ["rent", "profit-share"]),
        amount=situation.money(sen(draw, 1_000_000)),
        is_benevolent=draw(st.booleans()),
    )


def _has_disposal(situation: Situation) -> bool:
    return _has_grants(situation) and DISPOSAL in situation.bylaws.policies


def _has_grants(situation: Situation) -> bool:
    return GRANTS in situation.bylaws.policies


ASSET_LIFE: dict[str, Maker] = {
    MeetCondition.kind: Maker(lambda situation: _has_grants(situation) and bool(_conditional(situation)), _meet),
    VestAsset.kind: Maker(lambda situation: _has_grants(situation) and bool(_vesting(situation)), _vest),
    DisposeAsset.kind: Maker(lambda situation: _has_disposal(situation) and bool(_sellable(situation)), _dispose),
    LoseAsset.kind: Maker(lambda situation: _has_disposal(situation) and bool(_movable(situation)), _lose),
    InspectAsset.kind: Maker(lambda situation: bool(_there(situation)), _inspect),
    ImpairAsset.kind: Maker(lambda situation: bool(_impairable(situation)), _impair),
    ReviseAsset.kind: Maker(lambda situation: bool(_planned(situation)), _revise),
    ImproveAsset.kind: Maker(lambda situation: bool(situation.boxes()) and bool(_sellable(situation)), _improve),
    RepairAsset.kind: Maker(lambda situation: bool(situation.boxes()) and bool(_repairable(situation)), _repair),
    ChargeUse.kind: Maker(lambda situation: USE in situation.bylaws.policies and bool(_there(situation)), _charge_use),
    SettleClaim.kind: Maker(lambda situation: bool(_claimed(situation)), _settle),
    ReturnAsset.kind: Maker(lambda situation: _has_grants(situation) and bool(_returnable(situation)), _return),
}
