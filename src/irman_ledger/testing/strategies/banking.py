"""Commands of the savings module."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from irman_ledger.coop.savings import (
    AccrueInterest,
    BookInterest,
    ChargeDormancy,
    ChargeFee,
    ChargeOverdraft,
    CloseSavings,
    CorrectIn,
    CorrectOut,
    CorrectRounding,
    Deposit,
    HoldSavings,
    MarkDormant,
    OpenSavings,
    PostInterest,
    ReactivateSavings,
    ReclassifySavings,
    ReleaseHold,
    TakeOverSavings,
    Withdraw,
)
from irman_ledger.core.calendar import Month
from irman_ledger.testing.strategies.draws import Maker, box_in, day, new_no, often, pick, sen
from irman_ledger.testing.strategies.situation import Situation


def _open(draw: DrawFn, situation: Situation) -> OpenSavings:
    return OpenSavings(
        account=new_no(situation, "savings", "SS-"),
        member=pick(draw, situation.members()),
        product=pick(draw, situation.account_products()),
        on=day(draw, situation),
    )


def _take_over(draw: DrawFn, situation: Situation) -> TakeOverSavings:
    on = day(draw, situation)
    opened_on = on - timedelta(days=draw(st.integers(0, 2_000)))
    return TakeOverSavings(
        account=new_no(situation, "savings", "SS-"),
        member=pick(draw, situation.members()),
        product=pick(draw, situation.account_products()),
        opened_on=opened_on,
        amount=situation.money(draw(st.one_of(st.just(0), st.integers(1, 100).map(lambda n: n * 1_000_000)))),
        last_accrued_on=pick(draw, [None, opened_on, on]),
        on=on,
    )


def _deposit(draw: DrawFn, situation: Situation) -> Deposit:
    empty = [one for one in situation.accounts_with("dormancy") if not situation.saved(one)]
    state = pick(draw, empty if empty and not often(draw) else situation.accounts())
    on = day(draw, situation, state.moves_from)
    monthly = None if state.programme is None else state.programme.amount.minor
    amount = sen(draw, 500_000_000) if monthly is None or not often(draw, 5) else monthly
    return Deposit(account=state.no, on=on, amount=situation.money(amount), settle=box_in(draw, situation))


def _withdraw(draw: DrawFn, situation: Situation) -> Withdraw:
    state = pick(draw, situation.filled_accounts())
    on = day(draw, situation, state.moves_from)
    most = max(1, situation.available(state, on) - situation.held_of(state))
    is_closing = not often(draw, 4) and most == situation.saved(state)
    amount = most if is_closing else sen(draw, most)
    return Withdraw(account=state.no, on=on, amount=situation.money(amount), settle=situation.box_that_can_pay(amount), closing=is_closing)


def _correct_out(draw: DrawFn, situation: Situation) -> CorrectOut:
    state = pick(draw, situation.accounts())
    on = day(draw, situation, state.moves_from)
    amount = sen(draw, max(1, situation.available(state, on)))
    return CorrectOut(account=state.no, on=on, amount=situation.money(amount), reason="salah rekening")


def _correct_in(draw: DrawFn, situation: Situation) -> CorrectIn:
    state = pick(draw, situation.accounts())
    on = day(draw, situation, state.moves_from)
    return CorrectIn(account=state.no, on=on, amount=situation.money(sen(draw, 5_000_000)), reason="salah rekening")


def _close(draw: DrawFn, situation: Situation) -> CloseSavings:
    empty = situation.empty_accounts()
    return CloseSavings(account=pick(draw, empty or situation.accounts()).no, on=situation.today)


def _month_end(draw: DrawFn, situation: Situation, since: date) -> date:
    """The last day of a month that is over, mostly the latest; today where none is."""
    month = Month.of(situation.today.replace(day=1) - timedelta(1))
    ends = []
    while month.last_day >= max(situation.first_day, since):
        ends.append(month.last_day)
        month = month.previous()
    return pick(draw, [*ends[:1] * 3, *ends]) if ends else situation.today


def _accrue(draw: DrawFn, situation: Situation) -> AccrueInterest:
    state = pick(draw, situation.earning_accounts(is_accrued=True))
    return AccrueInterest(account=state.no, on=_month_end(draw, situation, state.moves_from))


def _post(draw: DrawFn, situation: Situation) -> PostInterest:
    state = pick(draw, situation.earning_accounts())
    if not often(draw, 6):
        return PostInterest(account=state.no, on=day(draw, situation, state.moves_from), final=True)
    return PostInterest(account=state.no, on=_month_end(draw, situation, state.moves_from))


def _fee(draw: DrawFn, situation: Situation) -> ChargeFee:
    state = pick(draw, situation.accounts_with("fees"))
    on = day(draw, situation, state.moves_from)
    amount = situation.money(sen(draw, min(5_000_000, max(1, situation.available(state, on)))))
    fee = pick(draw, sorted(situation.savings_terms(state.product).fees))
    return ChargeFee(account=state.no, on=on, fee=fee, amount=amount)


def _overdraft(draw: DrawFn, situation: Situation) -> ChargeOverdraft:
    state = pick(draw, situation.accounts_with("overdraft"))
    on = day(draw, situation, state.moves_from)
    amount = situation.money(sen(draw, min(5_000_000, max(1, situation.available(state, on)))))
    return ChargeOverdraft(account=state.no, on=on, amount=amount)


def _book_interest(draw: DrawFn, situation: Situation) -> BookInterest:
    state = pick(draw, situation.accounts_with("elsewhere"))
    # Now and then more than the 240,000 of a month from which the final tax is withheld.
    return BookInterest(account=state.no, on=day(draw, situation, state.moves_from), amount=situation.money(sen(draw, 50_000_000)))


def _rounding(draw: DrawFn, situation: Situation) -> CorrectRounding:
    state = pick(draw, situation.accounts_with("rounding"))
    minor = draw(st.integers(1, 100)) * pick(draw, [1, -1])
    on = day(draw, situation, state.moves_from)
    return CorrectRounding(account=state.no, on=on, amount=situation.money(minor), reason="selisih pembulatan")


def _hold(draw: DrawFn, situation: Situation) -> HoldSavings:
    state = pick(draw, situation.filled_accounts())
    number = f"B-{len(state.holds) + draw(st.integers(1, 3))}"
    free = max(1, situation.available(state, situation.today) - situation.held_of(state))
    return HoldSavings(
        account=state.no, hold=number, on=situation.today, amount=situation.money(sen(draw, max(1, free // 2))), reason="jaminan"
    )


def _release_hold(draw: DrawFn, situation: Situation) -> ReleaseHold:
    state = pick(draw, [state for state in situation.accounts() if state.holds])
    return ReleaseHold(account=state.no, hold=pick(draw, state.holds)[0], on=situation.today)


def _reclassify(draw: DrawFn, situation: Situation) -> ReclassifySavings:
    return ReclassifySavings(account=pick(draw, situation.misplaced_savings()).no, on=situation.today)


def _mark(draw: DrawFn, situation: Situation) -> MarkDormant:
    quiet = situation.quiet_accounts()
    state = pick(draw, [one for one in quiet if situation.saved(one)] or quiet or situation.accounts_with("dormancy"))
    return MarkDormant(account=state.no, on=situation.today)


def _charge_dormancy(draw: DrawFn, situation: Situation) -> ChargeDormancy:
    asleep = situation.dormant_accounts()
    state = pick(draw, [one for one in asleep if situation.saved(one)] or asleep)
    month = Month.of(situation.today.replace(day=1) - timedelta(1))
    return ChargeDormancy(account=state.no, on=month.last_day)


def _reactivate(draw: DrawFn, situation: Situation) -> ReactivateSavings:
    return ReactivateSavings(account=pick(draw, situation.dormant_accounts()).no, on=situation.today)


def _has_savers(situation: Situation) -> bool:
    return bool(situation.members()) and bool(situation.account_products())


def _has_accounts(situation: Situation) -> bool:
    return bool(situation.accounts())


BANKING: dict[str, Maker] = {
    OpenSavings.kind: Maker(_has_savers, _open),
    TakeOverSavings.kind: Maker(lambda situation: _has_savers(situation) and situation.has_role("takeover"), _take_over),
    Deposit.kind: Maker(_has_accounts, _deposit),
    Withdraw.kind: Maker(lambda situation: bool(situation.filled_accounts()), _withdraw),
    CorrectOut.kind: Maker(lambda situation: _has_accounts(situation) and situation.has_role("correction"), _correct_out),
    CorrectIn.kind: Maker(lambda situation: _has_accounts(situation) and situation.has_role("correction"), _correct_in),
    AccrueInterest.kind: Maker(lambda situation: bool(situation.earning_accounts(is_accrued=True)), _accrue),
    PostInterest.kind: Maker(lambda situation: bool(situation.earning_accounts()), _post),
    ChargeFee.kind: Maker(lambda situation: bool(situation.accounts_with("fees")), _fee),
    ChargeOverdraft.kind: Maker(lambda situation: bool(situation.accounts_with("overdraft")), _overdraft),
    BookInterest.kind: Maker(lambda situation: bool(situation.accounts_with("elsewhere")), _book_interest),
    CorrectRounding.kind: Maker(lambda situation: bool(situation.accounts_with("rounding")), _rounding),
    HoldSavings.kind: Maker(lambda situation: bool(situation.filled_accounts()), _hold),
    ReleaseHold.kind: Maker(lambda situation: any(state.holds for state in situation.accounts()), _release_hold),
    ReclassifySavings.kind: Maker(lambda situation: bool(situation.misplaced_savings()), _reclassify),
    MarkDormant.kind: Maker(lambda situation: bool(situation.accounts_with("dormancy")), _mark),
    ChargeDormancy.kind: Maker(lambda situation: bool(situation.dormant_accounts()), _charge_dormancy),
    ReactivateSavings.kind: Maker(lambda situation: bool(situation.dormant_accounts()), _reactivate),
    CloseSavings.kind: Maker(_has_accounts, _close),
}
