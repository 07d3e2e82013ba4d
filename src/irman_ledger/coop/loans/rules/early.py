"""What money that came before its time makes of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from irman_ledger.coop.loans.allocation import Allocation, Bucket, allocate
from irman_ledger.coop.loans.penalties import PenaltyDue
from irman_ledger.coop.loans.position import Position
from irman_ledger.coop.loans.refusals import RateNotKeptError
from irman_ledger.coop.loans.replanning import Replanned, by_early_money, running
from irman_ledger.coop.loans.rules.standing import OfLoan, check_not_before_last
from irman_ledger.coop.loans.running import Replanning
from irman_ledger.coop.loans.terms import LoanTerms
from irman_ledger.core.money import Money
from irman_ledger.core.schedule import Instalment


def to_principal(
    amount: Money, demands: Sequence[Instalment], command: OfLoan, order: Sequence[Bucket], penalties: Sequence[PenaltyDue]
) -> Allocation:
    """How money is shared that is more than the running instalment: beyond what is due, all goes to principal."""
    due = allocate(amount, [one for one in demands if one.due_on <= command.on], command.on, order, penalties)
    return replace(due, principal=due.principal + due.excess, excess=due.excess - due.excess)


def made_anew(command: OfLoan, position: Position, allocation: Allocation, how: Replanning, terms: LoanTerms) -> Replanned:
    """The plan after a payment that is shared so, which leaves some principal."""
    loan = position.loan
    if loan.agreed is None:
        raise RateNotKeptError(field="loan", loan=loan.no)
    check_not_before_last(command, loan)
    now = running(position.plan, loan.runs_from, loan.split, command.on)
    assert now is not None, "principal is left only where something falls due later"
    left = position.outstanding - allocation.principal
    interest_ahead = position.paid_interest + allocation.interest - Money.total((one.interest for one in now.kept), position.currency)
    return by_early_money(now, loan.agreed, left, interest_ahead, command.on, how, terms.making)
