"""Commands of the loans module."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from irman_ledger.coop.loans import (
    AccrueLoanInterest,
    AddGuarantor,
    AssessLoan,
    CancelUndrawn,
    ChangeRate,
    ChargeInterest,
    DisburseLoan,
    DisburseTranche,
    EarnLoanFees,
    ForgiveLoan,
    PayOffLoan,
    PledgeCollateral,
    RebateMargin,
    ReclassifyLoan,
    RecoverLoan,
    ReleaseCollateral,
    ReleaseGuarantor,
    RenewLine,
    RepayLoan,
    RescheduleLoan,
    ReturnTitipan,
    SellByInstalments,
    SetOffLoan,
    SettleFromTitipan,
    TakeOverLoan,
    WaivePenalty,
    WriteOffLoan,
)
from irman_ledger.coop.loans.collectability import ASSESSMENTS, Assessment
from irman_ledger.coop.loans.state import LoanState
from irman_ledger.coop.loans.terms import parse as loan_terms
from irman_ledger.core.calendar import Every, due_dates
from irman_ledger.core.money import Money
from irman_ledger.core.rate import Rate
from irman_ledger.core.schedule import Instalment
from irman_ledger.core.subject import Subject
from irman_ledger.testing.strategies.borrowing import INSTALMENTS, borrower, lent, sold
from irman_ledger.testing.strategies.draws import Maker, box_in, day, new_no, pick, sen
from irman_ledger.testing.strategies.situation import Situation
from irman_ledger.testing.strategies.topping_up import ended_by_others, topped_up


def _disburse(draw: DrawFn, situation: Situation) -> DisburseLoan:
    ended = ended_by_others(situation)
    if ended:
        return topped_up(draw, situation, pick(draw, ended))
    member, product = borrower(draw, situation)
    on, instalments = day(draw, situation), pick(draw, INSTALMENTS)
    principal = draw(st.one_of(st.integers(1, 50).map(lambda n: n * 10_000_000), st.integers(1_000_000, 400_000_000)))
    terms = situation.bylaws.terms(product, "loans", loan_terms)
    is_in_parts = terms.tranches is not None or terms.line is not None
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
        first_part=situation.money(principal // pick(draw, [1, 2, 3, 3])) if is_in_parts else None,
    )


def _drawable(situation: Situation) -> list[Any]:
    return [state for state in situation.loans() if state.has_open_commitment]


def _draw_tranche(draw: DrawFn, situation: Situation) -> DisburseTranche:
    state = pick(draw, _drawable(situation))
    undrawn = max(1, situation.position(state).undrawn.minor)
    amount = pick(draw, [undrawn, max(1, undrawn // 2), sen(draw, undrawn), undrawn + 1])
    settle = situation.box_that_can_pay(amount)
    return DisburseTranche(loan=state.no, on=situation.today, amount=situation.money(amount), settle=settle)


def _cancel_undrawn(draw: DrawFn, situation: Situation) -> CancelUndrawn:
    return CancelUndrawn(loan=pick(draw, _drawable(situation)).no, on=situation.today, reason="proyek selesai")


def _sell(draw: DrawFn, situation: Situation) -> SellByInstalments:
    member, product = borrower(draw, situation, is_sale=True)
    on = day(draw, situation)
    return SellByInstalments(
        loan=new_no(situation, "loan", "PJ-"),
        member=member,
        product=product,
        on=on,
        cost=situation.money(draw(st.integers(1_000_000, 400_000_000))),
        margin=situation.money(pick(draw, [0, sen(draw, 90_000_000), sen(draw, 90_000_000)])),
        instalments=pick(draw, INSTALMENTS),
        contract_on=pick(draw, [None, on - timedelta(days=3)]),
        first_due_on=pick(draw, [None, None, on + timedelta(days=10)]),
        down_payment=pick(draw, [None, None, situation.money(draw(st.integers(1, 999_999)))]),
    )


def _sales(situation: Situation) -> list[Any]:
    return [state for state in situation.loans() if situation.position(state).deferred]


def _rebate(draw: DrawFn, situation: Situation) -> RebateMargin:
    state = pick(draw, _sales(situation))
    amount = situation.money(sen(draw, situation.position(state).deferred.minor))
    return RebateMargin(loan=state.no, on=situation.today, amount=amount, reason="pelunasan dipercepat")


def _repay(draw: DrawFn, situation: Situation) -> RepayLoan:
    state = pick(draw, situation.loans())
    on, unpaid = day(draw, situation, state.opened_on), situation.position(state).unpaid()
    penalty = situation.position(state).penalty(on).minor
    whole = Money.total((one.total for one in unpaid), situation.bylaws.currency).minor + penalty
    nearest = unpaid[0].total.minor if unpaid else 1
    amount = pick(
        draw, [nearest, nearest, max(1, whole), max(1, nearest // 2), nearest + penalty, sen(draw, max(1, whole)), whole + 100_000]
    )
    return RepayLoan(loan=state.no, on=on, amount=situation.money(amount), settle=box_in(draw, situation))


def _pay_off(draw: DrawFn, situation: Situation) -> PayOffLoan:
    state = pick(draw, situation.loans())
    on = day(draw, situation, state.opened_on)
    due = situation.position(state).payoff(on, situation.bylaws.terms(state.product, "loans", loan_terms)).total
    return PayOffLoan(loan=state.no, on=on, amount=due if due.minor > 0 else situation.money(1), settle=box_in(draw, situation))


def _settle(draw: DrawFn, situation: Situation) -> SettleFromTitipan:
    state = pick(draw, _settleable(situation))
    due = _fallen(situation, state).minor
    amount = min(situation.titipan(state), pick(draw, [due, due, sen(draw, due)]))
    return SettleFromTitipan(loan=state.no, on=situation.today, amount=situation.money(amount))


def _settleable(situation: Situation) -> list[Any]:
    """The loans on which something is due today and for whose member money is held."""
    return [state for state in situation.loans() if situation.titipan(state) and _fallen(situation, state)]


def _fallen(situation: Situation, state: Any) -> Money:
    position, today = situation.position(state), situation.today
    return Money.total((one.total for one in position.unpaid() if one.due_on <= today), situation.bylaws.currency) + position.penalty(today)


def _return(draw: DrawFn, situation: Situation) -> ReturnTitipan:
    state = pick(draw, [state for state in situation.states("loan") if situation.titipan(state)])
    amount = sen(draw, situation.titipan(state))
    settle = situation.box_that_can_pay(amount)
    return ReturnTitipan(loan=state.no, on=day(draw, situation, state.opened_on), amount=situation.money(amount), settle=settle)


def _waive(draw: DrawFn, situation: Situation) -> WaivePenalty:
    state = pick(draw, situation.penalised())
    due = situation.position(state).penalty(situation.today).minor
    amount = sen(draw, due)
    return WaivePenalty(loan=state.no, on=situation.today, amount=situation.money(amount), reason="musibah")


def _take_over_loan(draw: DrawFn, situation: Situation) -> TakeOverLoan:
    member, product = borrower(draw, situation, is_sale=bool(sold(situation)) and pick(draw, [False, False, True]))
    on, first = pick(draw, [situation.first_day, day(draw, situation)]), draw(st.integers(1, 12))
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


def _has_borrowers(situation: Situation) -> bool:
    return bool(situation.members()) and bool(lent(situation))


def _write_off(draw: DrawFn, situation: Situation) -> WriteOffLoan:
    return WriteOffLoan(loan=pick(draw, situation.loans()).no, on=situation.today, reason="keputusan rapat")


def _forgive(draw: DrawFn, situation: Situation) -> ForgiveLoan:
    return ForgiveLoan(loan=pick(draw, situation.claimed_loans()).no, on=situation.today, reason="keputusan rapat")


def _recover(draw: DrawFn, situation: Situation) -> RecoverLoan:
    state = pick(draw, situation.claimed_loans())
    claimed = situation.model.balance(state.claim.claimed, Subject("loan", state.no)).minor
    amount = situation.money(sen(draw, max(1, claimed)))
    return RecoverLoan(loan=state.no, on=situation.today, amount=amount, settle=box_in(draw, situation))


def _reschedule(draw: DrawFn, situation: Situation) -> RescheduleLoan:
    clear = [state for state in situation.loans() if not situation.position(state).penalty(situation.today)]
    return RescheduleLoan(
        loan=pick(draw, clear or situation.loans()).no,
        on=situation.today,
        instalments=pick(draw, INSTALMENTS),
        reason="gagal panen",
        first_due_on=pick(draw, [None, None, situation.today + timedelta(days=10)]),
        capitalise=pick(draw, [False, False, True]),
    )


def _change_rate(draw: DrawFn, situation: Situation) -> ChangeRate:
    state = pick(draw, _floating(situation))
    rate = Rate.yearly(f"{draw(st.integers(6, 24))}%")
    return ChangeRate(loan=state.no, on=situation.today, rate=rate, reason="keputusan rapat")


def _floating(situation: Situation) -> list[LoanState]:
    return [state for state in situation.loans() if state.agreed is not None and state.agreed.rate_kind == "floating"]


def _set_off(draw: DrawFn, situation: Situation) -> SetOffLoan:
    repay = _repay(draw, situation)
    return SetOffLoan(loan=repay.loan, on=repay.on, amount=repay.amount)


def _assess(draw: DrawFn, situation: Situation) -> AssessLoan:
    state = pick(draw, situation.states("loan"))
    begins_on = state.opened_on if state.quality is None else max(state.opened_on, state.quality.assessed_on)
    assessments: list[Assessment | None] = [None, None, None, *ASSESSMENTS]
    return AssessLoan(loan=state.no, on=day(draw, situation, begins_on), assessment=pick(draw, assessments))


def _accruing(situation: Situation) -> list[LoanState]:
    return [state for state in situation.loans() if state.recognition is not None]


def _lines(situation: Situation) -> list[Any]:
    return [state for state in situation.loans() if state.line is not None]


def _charge_interest(draw: DrawFn, situation: Situation) -> ChargeInterest:
    state = pick(draw, _lines(situation))
    return ChargeInterest(loan=state.no, on=day(draw, situation, state.commitment.line.charged_on or state.opened_on))


def _renew_line(draw: DrawFn, situation: Situation) -> RenewLine:
    state, on = pick(draw, _lines(situation)), situation.today
    limit = pick(draw, [None, None, state.commitment.agreed, situation.money(state.commitment.agreed.minor * 2)])
    rate = pick(draw, [None, None, Rate.yearly("18%"), Rate.yearly("12%")])
    expires_on = on + timedelta(days=pick(draw, [0, 30, 365, 365]))
    return RenewLine(loan=state.no, on=on, expires_on=expires_on, reason="usaha berlanjut", limit=limit, rate=rate)


def _accrue(draw: DrawFn, situation: Situation) -> AccrueLoanInterest:
    state = pick(draw, _accruing(situation))
    return AccrueLoanInterest(loan=state.no, on=day(draw, situation, state.accrued_on or state.opened_on))


def _spreading(situation: Situation) -> list[LoanState]:
    return [state for state in situation.loans() if state.unearned_fees]


def _earn_fees(draw: DrawFn, situation: Situation) -> EarnLoanFees:
    state = pick(draw, _spreading(situation))
    return EarnLoanFees(loan=state.no, on=day(draw, situation, state.opened_on))


def _moved_on(situation: Situation) -> list[LoanState]:
    """Loans whose member has another status than they were lent to."""
    return [state for state in situation.loans() if situation.status(state.member) != state.status]


def _reclassify(draw: DrawFn, situation: Situation) -> ReclassifyLoan:
    state = pick(draw, _moved_on(situation))
    return ReclassifyLoan(loan=state.no, on=situation.today)


def _pledge(draw: DrawFn, situation: Situation) -> PledgeCollateral:
    state = pick(draw, situation.loans())
    value = situation.money(sen(draw, 500_000_000))
    no = f"AG-{draw(st.integers(1, 9))}"
    return PledgeCollateral(loan=state.no, on=situation.today, collateral=no, category="vehicle", value=value, paper="BPKB 123")


def _release(draw: DrawFn, situation: Situation) -> ReleaseCollateral:
    state = pick(draw, [state for state in situation.states("loan") if state.collateral])
    return ReleaseCollateral(loan=state.no, on=situation.today, collateral=pick(draw, state.collateral).no)


def _guarantee(draw: DrawFn, situation: Situation) -> AddGuarantor:
    state = pick(draw, situation.loans())
    others = [member for member in situation.members() if member not in (state.member, *state.guarantors)]
    return AddGuarantor(loan=state.no, on=situation.today, guarantor=pick(draw, others or situation.members()))


def _let_go(draw: DrawFn, situation: Situation) -> ReleaseGuarantor:
    state = pick(draw, [state for state in situation.states("loan") if state.guarantors])
    return ReleaseGuarantor(loan=state.no, on=situation.today, guarantor=pick(draw, state.guarantors))


def _has_loans(situation: Situation) -> bool:
    return bool(situation.loans())


def _has_claims(situation: Situation) -> bool:
    return bool(situation.claimed_loans())


LENDING: dict[str, Maker] = {
    DisburseLoan.kind: Maker(_has_borrowers, _disburse),
    DisburseTranche.kind: Maker(lambda situation: bool(_drawable(situation)), _draw_tranche),
    CancelUndrawn.kind: Maker(lambda situation: bool(_drawable(situation)), _cancel_undrawn),
    RepayLoan.kind: Maker(_has_loans, _repay),
    TakeOverLoan.kind: Maker(lambda situation: _has_borrowers(situation) and situation.has_role("takeover"), _take_over_loan),
    ChargeInterest.kind: Maker(lambda situation: bool(_lines(situation)), _charge_interest),
    RenewLine.kind: Maker(lambda situation: bool(_lines(situation)), _renew_line),
    AccrueLoanInterest.kind: Maker(lambda situation: bool(_accruing(situation)), _accrue),
    EarnLoanFees.kind: Maker(lambda situation: bool(_spreading(situation)), _earn_fees),
    ReclassifyLoan.kind: Maker(lambda situation: bool(_moved_on(situation)), _reclassify),
    AssessLoan.kind: Maker(lambda situation: bool(situation.states("loan")), _assess),
    SetOffLoan.kind: Maker(lambda situation: bool(situation.loans()) and situation.has_role("set_off"), _set_off),
    PayOffLoan.kind: Maker(_has_loans, _pay_off),
    SettleFromTitipan.kind: Maker(lambda situation: bool(_settleable(situation)), _settle),
    ReturnTitipan.kind: Maker(lambda situation: any(map(situation.titipan, situation.states("loan"))), _return),
    WaivePenalty.kind: Maker(lambda situation: bool(situation.penalised()), _waive),
    WriteOffLoan.kind: Maker(_has_loans, _write_off),
    ForgiveLoan.kind: Maker(_has_claims, _forgive),
    RecoverLoan.kind: Maker(_has_claims, _recover),
    RescheduleLoan.kind: Maker(_has_loans, _reschedule),
    ChangeRate.kind: Maker(lambda situation: bool(_floating(situation)), _change_rate),
    PledgeCollateral.kind: Maker(_has_loans, _pledge),
    ReleaseCollateral.kind: Maker(lambda situation: any(state.collateral for state in situation.states("loan")), _release),
    SellByInstalments.kind: Maker(lambda situation: bool(situation.members()) and bool(sold(situation)), _sell),
    RebateMargin.kind: Maker(lambda situation: bool(_sales(situation)), _rebate),
    AddGuarantor.kind: Maker(_has_loans, _guarantee),
    ReleaseGuarantor.kind: Maker(lambda situation: any(state.guarantors for state in situation.states("loan")), _let_go),
}
