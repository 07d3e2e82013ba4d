"""Commands on inventories and biological assets."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from irman_ledger.coop.stock import (
    BreedStock,
    BringInStock,
    BuyStock,
    CountStock,
    GrowStock,
    HarvestStock,
    LoseStock,
    OpenStock,
    ProcessStock,
    ReceiveStock,
    SellStock,
    StockPassedOn,
    StockState,
    TakeOverStock,
    UseStock,
    ValueStock,
)
from irman_ledger.core.journal import GENERAL
from irman_ledger.core.quantity import Quantity
from irman_ledger.core.subject import Subject
from irman_ledger.testing.strategies.draws import Maker, box_in, new_no, pick, sen
from irman_ledger.testing.strategies.situation import Situation

_ITEMS_MAX: Final = 6


def _items(situation: Situation) -> list[StockState]:
    return [state for state in situation.states("stock") if state.last_on <= situation.today]


def _filled(situation: Situation, stock: str | None = None) -> list[StockState]:
    return [one for one in _items(situation) if one.quantity and stock in (None, one.stock)]


def _growing(situation: Situation) -> list[StockState]:
    """At cost and in the general fund, whose money is that of the boxes."""
    return [one for one in _filled(situation) if one.basis == "cost" and one.fund == GENERAL]


def _quantity(draw: DrawFn, state: StockState, most: int = 100_000) -> Quantity:
    step = 10 ** (2 - state.decimals)
    return Quantity(draw(st.integers(1, max(1, most // step))) * step)


def _some(draw: DrawFn, state: StockState) -> Quantity:
    """A part of what there is, often all of it."""
    return state.quantity if draw(st.integers(0, 3)) == 0 else _quantity(draw, state, state.quantity.hundredths)


def _open(draw: DrawFn, situation: Situation) -> OpenStock:
    return OpenStock(
        item=new_no(situation, "stock", "BR-"),
        product=pick(draw, situation.products("stock")),
        description=pick(draw, ["Rumput laut kering", "Karung", "Kambing"]),
        on=situation.today,
        fund=pick(draw, [GENERAL, GENERAL, *situation.bylaws.funds]),
        group=pick(draw, [None, *(state.no for state in situation.states("group"))]),
    )


def _take_over(draw: DrawFn, situation: Situation) -> TakeOverStock:
    state = pick(draw, _items(situation))
    value = situation.money(sen(draw, 20_000_000))
    return TakeOverStock(item=state.no, on=situation.today, quantity=_quantity(draw, state), value=value)


def _receive(draw: DrawFn, situation: Situation) -> ReceiveStock:
    state = pick(draw, _items(situation))
    value = situation.money(sen(draw, 20_000_000))
    return ReceiveStock(item=state.no, on=situation.today, quantity=_quantity(draw, state), value=value)


def _buy(draw: DrawFn, situation: Situation) -> BuyStock:
    state, cost = pick(draw, _items(situation)), sen(draw, 5_000_000)
    quantity, settle = _quantity(draw, state), situation.box_that_can_pay(cost)
    return BuyStock(item=state.no, on=situation.today, quantity=quantity, cost=situation.money(cost), settle=settle)


def _passed_on(situation: Situation) -> list[tuple[StockPassedOn, StockState]]:
    """What left another item, and where it belongs; it may have been brought in before."""
    states, gone = {one.no: one for one in _items(situation)}, {played.reverses for played in situation.model.played}
    found = []
    for played in situation.model.played:
        event = played.event
        if isinstance(event, StockPassedOn) and event.value and played.seq not in gone and event.into in states:
            found.append((event, states[event.into]))
    return found


def _bring_in(draw: DrawFn, situation: Situation) -> BringInStock:
    event, state = pick(draw, _passed_on(situation))
    return BringInStock(item=state.no, on=situation.today, source=event.item, quantity=_quantity(draw, state), value=event.value)


def _grow(draw: DrawFn, situation: Situation) -> GrowStock:
    state, cost = pick(draw, _growing(situation)), sen(draw, 2_000_000)
    settle = situation.box_that_can_pay(cost)
    return GrowStock(item=state.no, on=situation.today, cost=situation.money(cost), purpose="Perawatan", settle=settle)


def _breed(draw: DrawFn, situation: Situation) -> BreedStock:
    state = pick(draw, _filled(situation, "biological"))
    value = situation.money(sen(draw, 2_000_000)) if state.basis == "fair-value" else None
    return BreedStock(item=state.no, on=situation.today, quantity=_quantity(draw, state, 1_000), unit_value=value)


def _other(draw: DrawFn, situation: Situation, state: StockState) -> str:
    others: list[str] = [one.no for one in situation.states("stock") if one.no != state.no]
    return pick(draw, others)


def _harvest(draw: DrawFn, situation: Situation) -> HarvestStock:
    state = pick(draw, _filled(situation, "biological"))
    into, value = _other(draw, situation, state), situation.money(sen(draw, 20_000_000))
    return HarvestStock(item=state.no, on=situation.today, into=into, quantity=_some(draw, state), value=value)


def _process(draw: DrawFn, situation: Situation) -> ProcessStock:
    state = pick(draw, _filled(situation, "inventory"))
    return ProcessStock(item=state.no, on=situation.today, into=_other(draw, situation, state), quantity=_some(draw, state))


def _sell(draw: DrawFn, situation: Situation) -> SellStock:
    state, proceeds = pick(draw, _filled(situation)), situation.money(sen(draw, 20_000_000))
    settle = box_in(draw, situation)
    return SellStock(item=state.no, on=situation.today, quantity=_some(draw, state), proceeds=proceeds, settle=settle)


def _use(draw: DrawFn, situation: Situation) -> UseStock:
    state = pick(draw, _filled(situation))
    return UseStock(item=state.no, on=situation.today, quantity=_some(draw, state), purpose="Pengemasan")


def _lose(draw: DrawFn, situation: Situation) -> LoseStock:
    state = pick(draw, _filled(situation))
    return LoseStock(item=state.no, on=situation.today, quantity=_some(draw, state), purpose="Cuaca buruk")


def _count(draw: DrawFn, situation: Situation) -> CountStock:
    """Often what the card says, as it should be."""
    state = pick(draw, _filled(situation))
    counted = state.quantity if draw(st.booleans()) else _quantity(draw, state)
    return CountStock(item=state.no, on=situation.today, counted=counted)


def _value(draw: DrawFn, situation: Situation) -> ValueStock:
    """About what one unit stands at, now and then nothing."""
    state = pick(draw, _filled(situation))
    carrying = situation.model.balance(state.account, Subject("stock", state.no)).minor
    unit = carrying * 100 // state.quantity.hundredths
    unit_value = situation.money(min(pick(draw, [0, unit, unit // 2, unit * 2, sen(draw, 10_000_000)]), 10**12))
    return ValueStock(item=state.no, on=situation.today, unit_value=unit_value)


def _is_open(situation: Situation) -> bool:
    return bool(_items(situation))


def _can_pass_on(situation: Situation, stock: str) -> bool:
    return bool(_filled(situation, stock)) and len(situation.states("stock")) > 1 and situation.has_role("set_off")


STOCKING: dict[str, Maker] = {
    OpenStock.kind: Maker(lambda situation: bool(situation.products("stock")) and len(situation.states("stock")) < _ITEMS_MAX, _open),
    TakeOverStock.kind: Maker(lambda situation: _is_open(situation) and situation.has_role("takeover"), _take_over),
    ReceiveStock.kind: Maker(_is_open, _receive),
    BuyStock.kind: Maker(lambda situation: _is_open(situation) and bool(situation.boxes()), _buy),
    BringInStock.kind: Maker(lambda situation: bool(_passed_on(situation)) and situation.has_role("set_off"), _bring_in),
    GrowStock.kind: Maker(lambda situation: bool(_growing(situation)) and bool(situation.boxes()), _grow),
    BreedStock.kind: Maker(lambda situation: bool(_filled(situation, "biological")), _breed),
    HarvestStock.kind: Maker(lambda situation: _can_pass_on(situation, "biological"), _harvest),
    ProcessStock.kind: Maker(lambda situation: _can_pass_on(situation, "inventory"), _process),
    SellStock.kind: Maker(lambda situation: bool(_filled(situation)) and bool(situation.boxes()), _sell),
    UseStock.kind: Maker(lambda situation: bool(_filled(situation)), _use),
    LoseStock.kind: Maker(lambda situation: bool(_filled(situation)), _lose),
    CountStock.kind: Maker(lambda situation: bool(_filled(situation)), _count),
    ValueStock.kind: Maker(lambda situation: bool(_filled(situation)), _value),
}
