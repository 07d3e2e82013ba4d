"""What a command on an item becomes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from irman_ledger.coop.stock.commands import (
    BreedStock,
    BringInStock,
    BuyStock,
    CountStock,
    GrowStock,
    HarvestStock,
    Incoming,
    LoseStock,
    OpenStock,
    Outgoing,
    ProcessStock,
    ReceiveStock,
    SellStock,
    StockCommand,
    TakeOverStock,
    UseStock,
    ValueStock,
)
from irman_ledger.coop.stock.events import (
    StockBred,
    StockCameIn,
    StockCounted,
    StockEvent,
    StockGone,
    StockGrown,
    StockOpened,
    StockPassedOn,
    StockSold,
    StockValued,
    WayIn,
)
from irman_ledger.coop.stock.refusals import (
    BeforeLastStockError,
    StockDecimalsError,
    StockEmptyError,
    StockExistsError,
    StockKindError,
    StockShortError,
)
from irman_ledger.coop.stock.state import StockState
from irman_ledger.coop.stock.terms import StockTerms, parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Ask, BalancesOf, Exists, Facts
from irman_ledger.core.fund_cash import check_fund_cash, fund_cash_asks
from irman_ledger.core.journal import GENERAL
from irman_ledger.core.money import CurrencyMismatchError, Money
from irman_ledger.core.quantity import Quantity
from irman_ledger.core.subject import Subject
from irman_ledger.errors import UnknownSubjectError


def consult(command: StockCommand, state: StockState | None, bylaws: Bylaws) -> tuple[Ask, ...]:
    """What must be known: whether the other item is in the book, what the fund can pay, what the item stands at."""
    match command:
        case BringInStock():
            return (Exists(Subject("stock", command.source)),)
        case BuyStock() | GrowStock():
            return () if state is None else fund_cash_asks(state.fund, bylaws)
        case HarvestStock() | ProcessStock():
            return BalancesOf(Subject("stock", command.item)), Exists(Subject("stock", command.into))
        case SellStock() | UseStock() | LoseStock() | CountStock() | ValueStock():
            return (BalancesOf(Subject("stock", command.item)),)
        case OpenStock():
            return () if command.group is None else (Exists(Subject("group", command.group)),)
        case TakeOverStock() | ReceiveStock() | BreedStock():
            return ()
        case _:
            assert_never(command)


def decide(command: StockCommand, state: StockState | None, facts: Facts, bylaws: Bylaws) -> StockEvent:
    """The event, or a refusal."""
    if isinstance(command, OpenStock):
        return _open(command, state, facts, bylaws)
    found = _known(command, state)
    terms = bylaws.terms(found.product, "stock", parse)
    match command:
        case TakeOverStock() | ReceiveStock() | BuyStock() | BringInStock():
            return _came_in(command, found, terms, facts, bylaws)
        case GrowStock():
            return _grow(command, found, facts, bylaws)
        case BreedStock():
            return _breed(command, found, terms, facts)
        case SellStock():
            return _sell(command, found, terms, facts, bylaws)
        case UseStock() | LoseStock():
            return _gone(command, found, terms, facts)
        case HarvestStock() | ProcessStock():
            return _pass_on(command, found, terms, facts, bylaws)
        case CountStock():
            return _count(command, found, terms, facts)
        case ValueStock():
            return _value(command, found, terms, facts)
        case _:
            assert_never(command)


def _open(command: OpenStock, state: StockState | None, facts: Facts, bylaws: Bylaws) -> StockOpened:
    if state is not None:
        raise StockExistsError(field="item", item=command.item)
    if command.group is not None and not facts.exists(Subject("group", command.group)):
        raise UnknownSubjectError(field="group", subject=command.group)
    terms = bylaws.terms(command.product, "stock", parse)
    return StockOpened(
        item=command.item,
        description=command.description,
        product=command.product,
        on=command.on,
        stock=terms.stock,
        basis=terms.basis,
        account=terms.account,
        unit=terms.unit,
        decimals=terms.decimals,
        fund=bylaws.fund(command.fund),
        group=command.group,
    )


def _came_in(command: Incoming, state: StockState, terms: StockTerms, facts: Facts, bylaws: Bylaws) -> StockCameIn:
    field, value = ("cost", command.cost) if isinstance(command, BuyStock) else ("value", command.value)
    _check_currency(field, value, facts)
    _check_decimals("quantity", command.quantity, state)
    against, box = None, None
    match command:
        case TakeOverStock():
            against = bylaws.role("takeover")
        case ReceiveStock():
            against = terms.given if state.fund == GENERAL else bylaws.funds[state.fund].capital
        case BringInStock():
            _check_other("source", command.source, facts)
            against = bylaws.role("set_off")
        case BuyStock():
            check_fund_cash(state.fund, value, facts, bylaws)
            box = bylaws.box(command.settle).code
        case _:
            assert_never(command)
    return StockCameIn(
        item=state.no,
        on=command.on,
        way=_WAYS_IN[type(command)],
        quantity=command.quantity,
        value=value,
        account=state.account,
        against=against,
        box=box,
        source=command.source if isinstance(command, BringInStock) else None,
        deed=command.deed if isinstance(command, ReceiveStock) else None,
        fund=state.fund,
    )


def _grow(command: GrowStock, state: StockState, facts: Facts, bylaws: Bylaws) -> StockGrown:
    if state.basis != "cost":
        raise _of_the_other_kind("grown", state)
    _check_filled("grown", state)
    _check_currency("cost", command.cost, facts)
    check_fund_cash(state.fund, command.cost, facts, bylaws)
    box = bylaws.box(command.settle).code
    return StockGrown(
        item=state.no, on=command.on, cost=command.cost, purpose=command.purpose, account=state.account, box=box, fund=state.fund
    )


def _breed(command: BreedStock, state: StockState, terms: StockTerms, facts: Facts) -> StockBred:
    if state.stock != "biological" or (state.basis == "fair-value") != (command.unit_value is not None):
        raise _of_the_other_kind("bred" if command.unit_value is None else "bred at a value", state)
    _check_filled("bred", state)
    _check_decimals("quantity", command.quantity, state)
    value = Money.zero(facts.currency)
    if command.unit_value is not None:
        _check_currency("unit_value", command.unit_value, facts)
        value = _worth(command.unit_value, command.quantity, terms)
    return StockBred(
        item=state.no,
        on=command.on,
        quantity=command.quantity,
        value=value,
        account=state.account,
        gain=terms.gain if value else None,
        fund=state.fund,
    )


def _sell(command: SellStock, state: StockState, terms: StockTerms, facts: Facts, bylaws: Bylaws) -> StockSold:
    _check_currency("proceeds", command.proceeds, facts)
    part = _part("sold", command, state, terms, facts)
    return StockSold(
        item=state.no,
        on=command.on,
        quantity=command.quantity,
        proceeds=command.proceeds,
        carrying=part.carrying,
        regained=part.regained,
        account=state.account,
        income=terms.income,
        expense=terms.cost_of_goods,
        box=bylaws.box(command.settle).code,
        fund=state.fund,
    )


def _gone(command: UseStock | LoseStock, state: StockState, terms: StockTerms, facts: Facts) -> StockGone:
    is_used = isinstance(command, UseStock)
    part = _part("used" if is_used else "lost", command, state, terms, facts)
    return StockGone(
        item=state.no,
        on=command.on,
        way="used" if is_used else "lost",
        quantity=command.quantity,
        purpose=command.purpose,
        carrying=part.carrying,
        regained=part.regained,
        account=state.account,
        expense=terms.used if is_used else terms.lost,
        fund=state.fund,
    )


def _pass_on(command: HarvestStock | ProcessStock, state: StockState, terms: StockTerms, facts: Facts, bylaws: Bylaws) -> StockPassedOn:
    is_harvest = isinstance(command, HarvestStock)
    if is_harvest != (state.stock == "biological"):
        raise _of_the_other_kind("harvested" if is_harvest else "processed", state)
    _check_other("into", command.into, facts)
    part = _part("harvested" if is_harvest else "processed", command, state, terms, facts)
    value, result = part.carrying, None
    if isinstance(command, HarvestStock):
        _check_currency("value", command.value, facts)
        value = command.value
        result = None if value == part.carrying else terms.harvest_gain if value > part.carrying else terms.harvest_loss
    return StockPassedOn(
        item=state.no,
        on=command.on,
        way="harvested" if is_harvest else "processed",
        into=command.into,
        quantity=command.quantity,
        value=value,
        carrying=part.carrying,
        regained=part.regained,
        account=state.account,
        clearing=bylaws.role("set_off"),
        result=result,
        fund=state.fund,
    )


def _count(command: CountStock, state: StockState, terms: StockTerms, facts: Facts) -> StockCounted:
    _check_decimals("counted", command.counted, state)
    difference, regained = Money.zero(facts.currency), Money.zero(facts.currency)
    if command.counted < state.quantity:
        part = _share(state.quantity - command.counted, state, terms, facts)
        difference, regained = -part.carrying, part.regained
    elif command.counted > state.quantity:
        _check_filled("counted", state)
        share = (command.counted - state.quantity).of(state.quantity)
        difference = _carrying(state, facts).times(share, step=terms.step, mode=terms.mode)
    return StockCounted(
        item=state.no,
        on=command.on,
        before=state.quantity,
        counted=command.counted,
        difference=difference,
        regained=regained,
        account=state.account,
        result=None if not difference else terms.gain if difference.minor > 0 else terms.loss,
        fund=state.fund,
    )


def _value(command: ValueStock, state: StockState, terms: StockTerms, facts: Facts) -> StockValued:
    _check_filled("valued", state)
    _check_currency("unit_value", command.unit_value, facts)
    before, carrying = _carrying(state, facts), _worth(command.unit_value, state.quantity, terms)
    written_down = Money.zero(facts.currency)
    if state.basis == "cost":
        cost = before + (state.written_down or written_down)
        carrying = min(cost, carrying)
        written_down = cost - carrying
    return StockValued(
        item=state.no,
        on=command.on,
        unit_value=command.unit_value,
        before=before,
        carrying=carrying,
        written_down=written_down,
        account=state.account,
        result=None if carrying == before else terms.gain if carrying > before else terms.loss,
        fund=state.fund,
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """What leaves with a quantity: its part of what the item stands at, and of what it was written down."""

    carrying: Money
    regained: Money


def _part(what: str, command: Outgoing, state: StockState, terms: StockTerms, facts: Facts) -> _Part:
    _check_decimals("quantity", command.quantity, state)
    _check_filled(what, state)
    if command.quantity > state.quantity:
        raise StockShortError(
            field="quantity", item=state.no, held=state.quantity.text(), unit=state.unit, quantity=command.quantity.text()
        )
    return _share(command.quantity, state, terms, facts)


def _share(quantity: Quantity, state: StockState, terms: StockTerms, facts: Facts) -> _Part:
    """By moving average, each rounded once and never more than there is; all of it with the last unit."""
    share = quantity.of(state.quantity)

    def of(whole: Money) -> Money:
        return whole if share == 1 else min(whole, whole.times(share, step=terms.step, mode=terms.mode))

    return _Part(of(_carrying(state, facts)), of(state.written_down or Money.zero(facts.currency)))


def _carrying(state: StockState, facts: Facts) -> Money:
    return facts.balance(state.account, Subject("stock", state.no))


def _worth(unit_value: Money, quantity: Quantity, terms: StockTerms) -> Money:
    return unit_value.times(Fraction(quantity.hundredths, 100), step=terms.step, mode=terms.mode)


def _known(command: StockCommand, state: StockState | None) -> StockState:
    """What is in the book, and did not move later."""
    if state is None:
        raise UnknownSubjectError(field="item", subject=command.item)
    if command.on < state.last_on:
        raise BeforeLastStockError(field="on", item=state.no, last_on=state.last_on, on=command.on)
    return state


def _check_other(field: str, other: str, facts: Facts) -> None:
    if not facts.exists(Subject("stock", other)):
        raise UnknownSubjectError(field=field, subject=other)


def _check_filled(what: str, state: StockState) -> None:
    if not state.quantity:
        raise StockEmptyError(field="item", item=state.no, what=what)


def _check_decimals(field: str, quantity: Quantity, state: StockState) -> None:
    if quantity.decimals > state.decimals:
        raise StockDecimalsError(field=field, item=state.no, unit=state.unit, decimals=state.decimals, quantity=quantity.plain())


def _check_currency(field: str, amount: Money, facts: Facts) -> None:
    if amount.currency != facts.currency:
        raise CurrencyMismatchError(field=field, left=facts.currency, right=amount.currency)


def _of_the_other_kind(what: str, state: StockState) -> StockKindError:
    return StockKindError(field="item", item=state.no, stock=state.stock, basis=state.basis, what=what)


_WAYS_IN: dict[type[Incoming], WayIn] = {
    TakeOverStock: "taken-over",
    ReceiveStock: "received",
    BuyStock: "bought",
    BringInStock: "brought-in",
}
