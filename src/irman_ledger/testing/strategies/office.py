"""Commands of the general journal and of the assets module."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from irman_ledger.coop.assets import AmendAsset, TakeOverAsset
from irman_ledger.coop.assets.terms import parse
from irman_ledger.coop.general import CountCash, JournalLine, PostJournal, ReceiveCash, SendCash, TakeOverBalance
from irman_ledger.testing.strategies.draws import Maker, day, new_no, pick, sen
from irman_ledger.testing.strategies.situation import Situation

_REASONS = ("Beban listrik", "Pembelian perlengkapan", "Penyesuaian", "Pendapatan lain-lain", 'Kutip " dan \\ garis')


def _post(draw: DrawFn, situation: Situation) -> PostJournal:
    accounts = situation.memorandum_accounts() if draw(st.integers(0, 9)) == 0 else situation.plain_accounts()
    if len(accounts) < 2:
        accounts = situation.plain_accounts()
    amounts = [sen(draw, 50_000_000) for _ in range(draw(st.integers(1, 3)))]
    unit = pick(draw, ["UMUM", "UMUM", "TOKO"])
    lines = [JournalLine(account=pick(draw, accounts), amount=situation.money(amount), unit=unit) for amount in amounts]
    lines.append(JournalLine(account=pick(draw, accounts), amount=situation.money(-sum(amounts)), unit=unit))
    return PostJournal(on=day(draw, situation), narration=pick(draw, _REASONS), lines=tuple(lines))


def _send(draw: DrawFn, situation: Situation) -> SendCash:
    amount = sen(draw, 20_000_000)
    box = situation.box_that_can_pay(amount) or pick(draw, situation.boxes())
    return SendCash(box=box, on=day(draw, situation), amount=situation.money(amount))


def _receive(draw: DrawFn, situation: Situation) -> ReceiveCash:
    amount = situation.money(sen(draw, 20_000_000))
    return ReceiveCash(box=pick(draw, situation.boxes()), on=day(draw, situation), amount=amount)


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
    category = pick(draw, situation.products("assets"))
    is_worn = situation.bylaws.terms(category, "assets", parse).depreciation_account is not None
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


def _amend_asset(draw: DrawFn, situation: Situation) -> AmendAsset:
    state = pick(draw, situation.states("asset"))
    group = pick(draw, [None, *(group.no for group in situation.states("group"))])
    return AmendAsset(asset=state.no, on=day(draw, situation), group=group, location=pick(draw, [None, "Gudang", "Kantor"]))


def _can_transfer(situation: Situation) -> bool:
    return bool(situation.boxes()) and situation.has_role("in_transit")


def _can_count(situation: Situation) -> bool:
    return bool(situation.boxes()) and situation.has_role("cash_difference")


OFFICE: dict[str, Maker] = {
    PostJournal.kind: Maker(lambda situation: len(situation.plain_accounts()) > 1, _post),
    SendCash.kind: Maker(_can_transfer, _send),
    ReceiveCash.kind: Maker(_can_transfer, _receive),
    CountCash.kind: Maker(_can_count, _count),
    TakeOverBalance.kind: Maker(lambda situation: bool(situation.plain_accounts()) and situation.has_role("takeover"), _take_over),
    TakeOverAsset.kind: Maker(lambda situation: bool(situation.products("assets")) and situation.has_role("takeover"), _take_over_asset),
    AmendAsset.kind: Maker(lambda situation: bool(situation.states("asset")), _amend_asset),
}
