"""What a loan command becomes."""

from __future__ import annotations

from typing import assert_never

from irman_ledger.coop.loans.commands import DisburseLoan, LoanCommand, RepayLoan, TakeOverLoan
from irman_ledger.coop.loans.events import LoanEvent
from irman_ledger.coop.loans.rules.opening import disburse, take_over
from irman_ledger.coop.loans.rules.repaying import repay
from irman_ledger.coop.loans.state import LoanState
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Ask, BalancesOf, Facts, Lowest, ScheduleOf
from irman_ledger.core.subject import Subject


def consult(command: LoanCommand, state: LoanState | None, bylaws: Bylaws) -> tuple[Ask, ...]:  # noqa: ARG001  # the protocol
    """What must be known: for a repayment the plan, what is paid of it, and the lowest principal from its day on."""
    if state is None or not isinstance(command, RepayLoan):
        return ()
    loan = Subject("loan", command.loan)
    return BalancesOf(loan), ScheduleOf(loan), Lowest(state.receivable, loan, command.on)


def decide(command: LoanCommand, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> LoanEvent:
    """The event, or a refusal."""
    match command:
        case DisburseLoan():
            return disburse(command, state, facts, bylaws)
        case RepayLoan():
            return repay(command, state, facts, bylaws)
        case TakeOverLoan():
            return take_over(command, state, facts, bylaws)
        case _:
            assert_never(command)
