"""Commands of the general journal and of the assets module."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from irman_ledger.coop.assets import AmendAsset, BuyAsset, DepreciateAsset, ReceiveAsset, TakeOverAsset
from irman_ledger.coop.assets.grants import NAME as GRANTS
from irman_ledger.coop.assets.grants import Title
from irman_ledger.coop.assets.terms import parse
from irman_ledger.coop.general import CountCash, JournalLine, MoveBetweenFunds, PostJournal, ReceiveCash, SendCash, TakeOverBalance
from irman_ledger.core.journal import GENERAL
from irman_ledger.testing.strategies.draws import Maker, day, new_no, pick, sen
from irman_ledger.testing.strategies.situation import Situation

_REASONS = ("Beban listrik", "Pembelian perlengkapan", "Penyesuaian", "Pendapatan lain-lain", 'Kutip " dan \\ garis')


def _post(draw: DrawFn, situation: Situation) -> PostJournal:
    accounts = situation.memorandum_accounts() if draw(st.integers(0, 9)) == 0 else situation.plain_accounts()
    if len(accounts) < 2:
        accounts = situation.plain_accounts()
    amounts = [sen(draw, 50_000_000) for _ in range(draw(st.integers(1, 3)))]
    unit, fund = pick(draw, [GENERAL, GENERAL, "TOKO"]), pick(draw, [GENERAL, GENERAL, *situation.bylaws.funds])
    lines = [JournalLine(account=pick(draw, accounts), amount=situation.money(amount), unit=unit, fund=fund) for amount in amounts]
    lines.append(JournalLine(account=pick(draw, accounts), amount=situation.money(-sum(amounts)), unit=unit, fund=fund))
    return PostJournal(on=day(draw, situation), narration=pick(draw, _REASONS), lines=tuple(lines))


def _send(draw: DrawFn, situation: Situation) -> SendCash:
    amount = sen(draw, 20_000_000)
    box = situation.box_that_can_pay(amount) or pick(draw, situation.boxes())
    return SendCash(box=box, on=day(draw, situation), amount=situation.money(amount))


def _receive(draw: DrawFn, situation: Situation) -> ReceiveCash:
    amount = situation.money(sen(draw, 20_000_000))
    return ReceiveCash(box=pick(draw, situation.boxes()), on=day(draw, situation), amount=amount)


def _move(draw: DrawFn, situation: Situation) -> MoveBetweenFunds:
    """Mostly out of the general fund, for the others begin without money."""
    others = list(situation.bylaws.funds)
    to_fund = pick(draw, others)
    from_fund = GENERAL if draw(st.booleans()) else pick(draw, [GENERAL, *others])
    if from_fund == to_fund:
        from_fund, to_fund = to_fund, GENERAL
    return MoveBetweenFunds(
        box=pick(draw, situation.boxes()),
        on=day(draw, situation),
        from_fund=from_fund,
        to_fund=to_fund,
        amount=situation.money(sen(draw, 20_000_000)),
        reason=pick(draw, _REASONS),
    )


def _count(draw: DrawFn, situation: Situation) -> CountCash:
    """Often what the book says, as it should be."""
    box = pick(draw, situation.boxes())
    counted = max(situation.cash(box), 0) if draw(st.booleans()) else sen(draw, 20_000_000)
    return CountCash(box=box, on=day(draw, situation), counted=situation.money(counted))


def _take_over(draw: DrawFn, situation: Situation) -> TakeOverBalance:
    box = situation.bylaws.boxes[pick(draw, situation.boxes())] if situation.boxes() else None
    amount = sen(draw, 100_000_000)
    if box is not None and draw(st.booleans()):
        return TakeOverBalance(account=box.account, on=day(draw, situation), amount=situation.money(amount), subject=str(box.subject))
    account = pick(draw, situation.plain_accounts())
    return TakeOverBalance(account=account, on=day(draw, situation), amount=situation.money(pick(draw, [amount, -amount])))


def _take_over_asset(draw: DrawFn, situation: Situation) -> TakeOverAsset:
    category = pick(draw, _own_categories(situation))
    is_worn = _is_worn(situation, category)
    cost = sen(draw, 400_000_000)
    return TakeOverAsset(
        asset=new_no(situation, "asset", "AS-"),
        description=pick(draw, ["Perahu", "Mesin jahit", "Tanah kantor"]),
        category=category,
        on=day(draw, situation),
        cost=situation.money(cost),
        accumulated_depreciation=situation.money(draw(st.integers(0, cost)) if is_worn else 0),
        group=pick(draw, [None, *(state.no for state in situation.states("group"))]),
        useful_life_months=draw(st.integers(1, 240)) if is_worn else None,
        months_used=draw(st.integers(0, 300)) if is_worn else 0,
    )


def _receive_asset(draw: DrawFn, situation: Situation) -> ReceiveAsset:
    category, value = pick(draw, situation.products("assets")), sen(draw, 400_000_000)
    terms = situation.bylaws.terms(category, "assets", parse)
    own: list[Title] = ["grant", "restricted-grant", "conditional-grant", "conditional-grant", "trust"]
    titles: list[Title] = own if terms.contra is None else ["loan-for-use", "custody"]
    title = pick(draw, titles)
    return ReceiveAsset(
        asset=new_no(situation, "asset", "AS-"),
        description=pick(draw, ["Perahu", "Mesin jahit", "Lemari es"]),
        category=category,
        on=day(draw, situation),
        title=title,
        value=situation.money(value),
        fund=pick(draw, [GENERAL, *situation.bylaws.funds]),
        group=pick(draw, [None, *(state.no for state in situation.states("group"))]),
        condition=pick(draw, ["good", "worn", "broken"]),
        useful_life_months=draw(st.integers(1, 240)) if _is_worn(situation, category) else None,
        salvage=situation.money(draw(st.integers(0, value))) if _is_worn(situation, category) and draw(st.booleans()) else None,
        vests_months=pick(draw, [None, 3, 3, 24]) if title == "conditional-grant" else None,
    )


def _buy_asset(draw: DrawFn, situation: Situation) -> BuyAsset:
    category, cost = pick(draw, _own_categories(situation)), sen(draw, 20_000_000)
    return BuyAsset(
        asset=new_no(situation, "asset", "AS-"),
        description=pick(draw, ["Timbangan", "Laptop"]),
        category=category,
        on=day(draw, situation),
        cost=situation.money(cost),
        useful_life_months=draw(st.integers(1, 240)) if _is_worn(situation, category) else None,
        settle=situation.box_that_can_pay(cost),
    )


def _depreciate_asset(draw: DrawFn, situation: Situation) -> DepreciateAsset:
    worn = [state.no for state in situation.states("asset") if state.plan is not None]
    return DepreciateAsset(asset=pick(draw, worn), on=day(draw, situation))


def _own_categories(situation: Situation) -> list[str]:
    terms = {code: situation.bylaws.terms(code, "assets", parse) for code in situation.products("assets")}
    return [code for code, one in terms.items() if one.contra is None]


def _is_worn(situation: Situation, category: str) -> bool:
    return situation.bylaws.terms(category, "assets", parse).depreciation_account is not None


def _amend_asset(draw: DrawFn, situation: Situation) -> AmendAsset:
    state = pick(draw, situation.states("asset"))
    group = pick(draw, [None, *(group.no for group in situation.states("group"))])
    return AmendAsset(asset=state.no, on=day(draw, situation), group=group, location=pick(draw, [None, "Gudang", "Kantor"]))


def _can_transfer(situation: Situation) -> bool:
    return bool(situation.boxes()) and situation.has_role("in_transit")


def _can_move(situation: Situation) -> bool:
    return bool(situation.boxes()) and bool(situation.bylaws.funds) and situation.has_role("between_funds")


def _can_count(situation: Situation) -> bool:
    return bool(situation.boxes()) and situation.has_role("cash_difference")


OFFICE: dict[str, Maker] = {
    PostJournal.kind: Maker(lambda situation: len(situation.plain_accounts()) > 1, _post),
    SendCash.kind: Maker(_can_transfer, _send),
    ReceiveCash.kind: Maker(_can_transfer, _receive),
    MoveBetweenFunds.kind: Maker(_can_move, _move),
    CountCash.kind: Maker(_can_count, _count),
    TakeOverBalance.kind: Maker(lambda situation: bool(situation.plain_accounts()) and situation.has_role("takeover"), _take_over),
    TakeOverAsset.kind: Maker(lambda situation: bool(_own_categories(situation)) and situation.has_role("takeover"), _take_over_asset),
    ReceiveAsset.kind: Maker(lambda situation: bool(situation.products("assets")) and GRANTS in situation.bylaws.policies, _receive_asset),
    BuyAsset.kind: Maker(lambda situation: bool(_own_categories(situation)) and bool(situation.boxes()), _buy_asset),
    DepreciateAsset.kind: Maker(lambda situation: any(one.plan is not None for one in situation.states("asset")), _depreciate_asset),
    AmendAsset.kind: Maker(lambda situation: bool(situation.states("asset")), _amend_asset),
}
