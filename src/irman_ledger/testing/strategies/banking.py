"""Commands of the savings and loans modules."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from irman_ledger.coop.loans import AssessLoan, DisburseLoan, RepayLoan, SetOffLoan, TakeOverLoan
from irman_ledger.coop.loans.allocation import open_instalments
from irman_ledger.coop.loans.collectability import ASSESSMENTS, Assessment
from irman_ledger.coop.loans.terms import parse as loan_terms
from irman_ledger.coop.savings import (
    AccrueInterest,
    CloseSavings,
    CorrectIn,
    CorrectOut,
    Deposit,
    OpenSavings,
    PostInterest,
    TakeOverSavings,
    Withdraw,
)
from irman_ledger.core.calendar import Every, Month, due_dates
from irman_ledger.core.money import Money
from irman_ledger.core.schedule import Instalment
from irman_ledger.core.subject import Subject
from irman_ledger.testing.strategies.draws import Maker, box_in, day, new_no, often, pick, sen
from irman_ledger.testing.strategies.situation import Situation

_INSTALMENTS = (1, 2, 3, 5, 10, 12)


def _open(draw: DrawFn, situation: Situation) -> OpenSavings:
    return OpenSavings(
        account=new_no(situation, "savings", "SS-"),
        member=pick(draw, situation.members()),
        product=pick(draw, situation.products("savings")),
        on=day(draw, situation),
    )


def _take_over(draw: DrawFn, situation: Situation) -> TakeOverSavings:
    on = day(draw, situation)
    opened_on = on - timedelta(days=draw(st.integers(0, 2_000)))
    return TakeOverSavings(
        account=new_no(situation, "savings", "SS-"),
        member=pick(draw, situation.members()),
        product=pick(draw, situation.products("savings")),
        opened_on=opened_on,
        amount=situation.money(draw(st.one_of(st.just(0), st.integers(1, 100).map(lambda n: n * 1_000_000)))),
        last_accrued_on=pick(draw, [None, opened_on, on]),
        on=on,
    )


def _deposit(draw: DrawFn, situation: Situation) -> Deposit:
    state = pick(draw, situation.accounts())
    on = day(draw, situation, state.moves_from)
    return Deposit(account=state.no, on=on, amount=situation.money(sen(draw, 500_000_000)), settle=box_in(draw, situation))


def _withdraw(draw: DrawFn, situation: Situation) -> Withdraw:
    state = pick(draw, situation.filled_accounts())
    on = day(draw, situation, state.moves_from)
    most = max(1, situation.lowest("savings", state, on))
    is_closing = not often(draw, 4) and most == situation.saved(state)
    amount = most if is_closing else sen(draw, most)
    return Withdraw(account=state.no, on=on, amount=situation.money(amount), settle=situation.box_that_can_pay(amount), closing=is_closing)


def _correct_out(draw: DrawFn, situation: Situation) -> CorrectOut:
    state = pick(draw, situation.accounts())
    on = day(draw, situation, state.moves_from)
    amount = sen(draw, max(1, situation.lowest("savings", state, on)))
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


def _borrower(draw: DrawFn, situation: Situation) -> tuple[str, str]:
    """A member and a product that serves them; any product where none does."""
    member = pick(draw, situation.members("anggota", "calon") or situation.members())
    products, status = situation.products("loans"), situation.status(member)
    serving = [code for code in products if status in situation.bylaws.terms(code, "loans", loan_terms).accounts]
    return member, pick(draw, serving or products)


def _disburse(draw: DrawFn, situation: Situation) -> DisburseLoan:
    member, product = _borrower(draw, situation)
    on, instalments = day(draw, situation), pick(draw, _INSTALMENTS)
    principal = draw(st.one_of(st.integers(1, 50).map(lambda n: n * 10_000_000), st.integers(1_000_000, 400_000_000)))
    return DisburseLoan(
        loan=new_no(situation, "loan", "PJ-"),
        member=member,
        product=product,
        on=on,
        principal=situation.money(principal),
        instalments=instalments,
        contract_on=pick(draw, [None, on - timedelta(days=3)]),
        first_due_on=pick(draw, [None, None, on + timedelta(days=10)]),
        settle=situation.box_that_can_pay(principal),
    )


def _repay(draw: DrawFn, situation: Situation) -> RepayLoan:
    state = pick(draw, situation.loans())
    on, subject = day(draw, situation, state.opened_on), Subject("loan", state.no)
    plan = situation.model.schedules[subject]
    outstanding = situation.model.balance(state.receivable, subject)
    currency = situation.bylaws.currency
    paid = Money.total((one.principal for one in plan), currency) - outstanding
    unpaid = open_instalments(plan, paid, -situation.model.balance(state.interest_income, subject))
    whole = Money.total((one.total for one in unpaid), currency).minor
    nearest = unpaid[0].total.minor if unpaid else 1
    amount = pick(draw, [nearest, nearest, max(1, whole), max(1, nearest // 2), sen(draw, max(1, whole))])
    return RepayLoan(loan=state.no, on=on, amount=situation.money(amount), settle=box_in(draw, situation))


def _set_off(draw: DrawFn, situation: Situation) -> SetOffLoan:
    repay = _repay(draw, situation)
    return SetOffLoan(loan=repay.loan, on=repay.on, amount=repay.amount)


def _take_over_loan(draw: DrawFn, situation: Situation) -> TakeOverLoan:
    member, product = _borrower(draw, situation)
    on, first = day(draw, situation), draw(st.integers(1, 12))
    parts = draw(st.lists(st.integers(1, 40).map(lambda n: n * 2_500_000), min_size=1, max_size=6))
    seed = on - timedelta(days=draw(st.integers(0, 60)))
    plan = tuple(
        Instalment(no=first + place, due_on=due_on, principal=situation.money(part), interest=situation.money(part // 50))
        for place, (due_on, part) in enumerate(zip(due_dates(seed, len(parts), Every(months=1)), parts, strict=True))
    )
    return TakeOverLoan(
        loan=new_no(situation, "loan", "PJ-"),
        member=member,
        product=product,
        on=on,
        contract_on=on - timedelta(days=draw(st.integers(0, 700))),
        principal_outstanding=situation.money(sum(parts)),
        schedule=plan,
    )


def _assess(draw: DrawFn, situation: Situation) -> AssessLoan:
    state = pick(draw, situation.states("loan"))
    begins_on = state.opened_on if state.quality is None else max(state.opened_on, state.quality.assessed_on)
    assessments: list[Assessment | None] = [None, None, None, *ASSESSMENTS]
    return AssessLoan(loan=state.no, on=day(draw, situation, begins_on), assessment=pick(draw, assessments))


def _has_savers(situation: Situation) -> bool:
    return bool(situation.members()) and bool(situation.products("savings"))


def _has_borrowers(situation: Situation) -> bool:
    return bool(situation.members()) and bool(situation.products("loans"))


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
    CloseSavings.kind: Maker(_has_accounts, _close),
    DisburseLoan.kind: Maker(_has_borrowers, _disburse),
    RepayLoan.kind: Maker(lambda situation: bool(situation.loans()), _repay),
    AssessLoan.kind: Maker(lambda situation: bool(situation.states("loan")), _assess),
    SetOffLoan.kind: Maker(lambda situation: bool(situation.loans()) and situation.has_role("set_off"), _set_off),
    TakeOverLoan.kind: Maker(lambda situation: _has_borrowers(situation) and situation.has_role("takeover"), _take_over_loan),
}
