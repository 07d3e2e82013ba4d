"""What a loan command becomes."""

from __future__ import annotations

from typing import assert_never

from irman_ledger.coop.loans.accruing import consult_accrual, decide_accrual
from irman_ledger.coop.loans.assessing import consult_assessment, decide_assessment
from irman_ledger.coop.loans.commands import (
    AccrueLoanInterest,
    AddGuarantor,
    AssessLoan,
    CancelUndrawn,
    ChangeRate,
    ChargeInterest,
    CoverLoan,
    DisburseLoan,
    DisburseTranche,
    EarnLoanFees,
    ForgiveLoan,
    LoanCommand,
    PayOffLoan,
    PayOutRest,
    PledgeCollateral,
    RebateMargin,
    ReclassifyLoan,
    RecoverLoan,
    ReleaseCollateral,
    ReleaseGuarantor,
    RenewLine,
    RepayLoan,
    ReplaceLoan,
    RescheduleLoan,
    ReturnTitipan,
    SellByInstalments,
    SetOffLoan,
    SettleByCollateral,
    SettleFromTitipan,
    TakeOverLoan,
    WaivePenalty,
    WriteOffLoan,
)
from irman_ledger.coop.loans.events import LoanEvent
from irman_ledger.coop.loans.rules.changing import change_rate, reschedule
from irman_ledger.coop.loans.rules.funds import asks_of_fund, in_its_fund
from irman_ledger.coop.loans.rules.limiting import Borrowing, asks_of_borrower
from irman_ledger.coop.loans.rules.lines import asks_of_renewal
from irman_ledger.coop.loans.rules.opening import disburse, take_over
from irman_ledger.coop.loans.rules.reclassifying import consult_reclass, reclassify
from irman_ledger.coop.loans.rules.repaying import cover, pay_off, repay, return_titipan, set_off, settle_from_titipan, waive
from irman_ledger.coop.loans.rules.security import add_guarantor, pledge, release, release_guarantor
from irman_ledger.coop.loans.rules.seizing import settle_by_collateral
from irman_ledger.coop.loans.rules.selling import rebate, sell
from irman_ledger.coop.loans.rules.standing import asks
from irman_ledger.coop.loans.rules.topping_up import asks_of_replaced, decide_top_up
from irman_ledger.coop.loans.rules.tranches import decide_drawing
from irman_ledger.coop.loans.rules.writing_off import forgive, recover, write_off
from irman_ledger.coop.loans.spreading import earn_fees
from irman_ledger.coop.loans.state import LoanState
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Ask, BalancesOf, Facts, StandingOf
from irman_ledger.core.subject import Subject


def consult(command: LoanCommand, state: LoanState | None, bylaws: Bylaws) -> tuple[Ask, ...]:
    """What must be known, and where money leaves, what the loan's fund has."""
    return (*_asks(command, state, bylaws), *asks_of_fund(command, state, bylaws))


def decide(command: LoanCommand, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> LoanEvent:
    """The event in the loan's fund, or a refusal."""
    return in_its_fund(_decide(command, state, facts, bylaws), command, state, facts, bylaws)


def _asks(command: LoanCommand, state: LoanState | None, bylaws: Bylaws) -> tuple[Ask, ...]:
    """For what moves a loan, where it stands; for money held, what is held for its member."""
    match command:
        case DisburseLoan() | SellByInstalments():
            return (*asks_of_replaced(command), *asks_of_borrower(Borrowing.of(command), bylaws))
        case TakeOverLoan() | PledgeCollateral() | ReleaseCollateral() | ReleaseGuarantor() | EarnLoanFees() | PayOutRest():
            return ()
        case AddGuarantor():
            return (StandingOf(command.guarantor, command.on),)
        case AssessLoan():
            return () if state is None else consult_assessment(command, state, bylaws)
        case AccrueLoanInterest():
            return () if state is None else consult_accrual(command, state)
        case ReclassifyLoan():
            return () if state is None else consult_reclass(state)
        case RepayLoan() | CoverLoan() | SetOffLoan() | PayOffLoan() | WaivePenalty() | WriteOffLoan() | RescheduleLoan() | RebateMargin():
            return () if state is None else asks(state, command.on)
        case ChangeRate() | DisburseTranche() | CancelUndrawn() | ChargeInterest() | ReplaceLoan() | SettleByCollateral():
            return () if state is None else asks(state, command.on)
        case RenewLine():
            return () if state is None else asks_of_renewal(command, state, bylaws)
        case SettleFromTitipan():
            return () if state is None else (*asks(state, command.on), BalancesOf(Subject("member", state.member)))
        case ForgiveLoan() | RecoverLoan():
            return () if state is None else (BalancesOf(Subject("loan", state.no)),)
        case ReturnTitipan():
            return () if state is None else (BalancesOf(Subject("member", state.member)),)
        case _:
            assert_never(command)


def _decide(command: LoanCommand, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> LoanEvent:
    match command:
        case DisburseLoan():
            return disburse(command, state, facts, bylaws)
        case TakeOverLoan():
            return take_over(command, state, facts, bylaws)
        case RepayLoan():
            return repay(command, state, facts, bylaws)
        case SetOffLoan() | CoverLoan() | SettleByCollateral():
            return _without_money(command, state, facts, bylaws)
        case PayOffLoan():
            return pay_off(command, state, facts, bylaws)
        case SettleFromTitipan():
            return settle_from_titipan(command, state, facts, bylaws)
        case ReturnTitipan():
            return return_titipan(command, state, facts, bylaws)
        case WaivePenalty():
            return waive(command, state, facts, bylaws)
        case WriteOffLoan():
            return write_off(command, state, facts, bylaws)
        case ForgiveLoan():
            return forgive(command, state, facts)
        case RecoverLoan():
            return recover(command, state, facts, bylaws)
        case RescheduleLoan():
            return reschedule(command, state, facts, bylaws)
        case ChangeRate():
            return change_rate(command, state, facts, bylaws)
        case PledgeCollateral():
            return pledge(command, state, facts, bylaws)
        case ReleaseCollateral():
            return release(command, state)
        case AddGuarantor():
            return add_guarantor(command, state, facts)
        case ReleaseGuarantor():
            return release_guarantor(command, state)
        case SellByInstalments():
            return sell(command, state, facts, bylaws)
        case DisburseTranche() | CancelUndrawn() | ChargeInterest() | RenewLine():
            return decide_drawing(command, state, facts, bylaws)
        case ReplaceLoan() | PayOutRest():
            return decide_top_up(command, state, facts, bylaws)
        case RebateMargin():
            return rebate(command, state, facts, bylaws)
        case ReclassifyLoan() | AssessLoan() | AccrueLoanInterest() | EarnLoanFees():
            return _at_month_end(command, state, facts, bylaws)
        case _:
            assert_never(command)


def _without_money(
    command: SetOffLoan | CoverLoan | SettleByCollateral, state: LoanState | None, facts: Facts, bylaws: Bylaws
) -> LoanEvent:
    match command:
        case SetOffLoan():
            return set_off(command, state, facts, bylaws)
        case CoverLoan():
            return cover(command, state, facts, bylaws)
        case SettleByCollateral():
            return settle_by_collateral(command, state, facts, bylaws)
        case _:
            assert_never(command)


def _at_month_end(
    command: ReclassifyLoan | AssessLoan | AccrueLoanInterest | EarnLoanFees, state: LoanState | None, facts: Facts, bylaws: Bylaws
) -> LoanEvent:
    match command:
        case ReclassifyLoan():
            return reclassify(command, state, facts, bylaws)
        case AssessLoan():
            return decide_assessment(command, state, facts, bylaws)
        case AccrueLoanInterest():
            return decide_accrual(command, state, facts, bylaws)
        case EarnLoanFees():
            return earn_fees(command, state, bylaws)
        case _:
            assert_never(command)
