"""How a problem loan is settled with its collateral."""

from __future__ import annotations

from dataclasses import replace

from irman_ledger.coop.loans.assessing import assessment_of, findings
from irman_ledger.coop.loans.backing import Collateral
from irman_ledger.coop.loans.commands import PayOffLoan, SettleByCollateral
from irman_ledger.coop.loans.events import LoanRepaid
from irman_ledger.coop.loans.position import Position
from irman_ledger.coop.loans.refusals import NotAProblemError, QualityNotGovernedError, SecurityMissingError
from irman_ledger.coop.loans.rules.repaying import paid_off, settled_with
from irman_ledger.coop.loans.rules.standing import check_currency, check_not_before_last, check_outstanding, open_loan, position_of
from irman_ledger.coop.loans.seizing import SeizedPart
from irman_ledger.coop.loans.state import LoanState
from irman_ledger.coop.loans.terms import LoanTerms, parse
from irman_ledger.coop.loans.topping_up import worse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Facts


def settle_by_collateral(command: SettleByCollateral, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> LoanRepaid:
    """The value shared as a payment would be; where it reaches for the payoff, that, and the rest is the member's."""
    loan = open_loan(command, state)
    check_not_before_last(command, loan)
    check_currency(command.amount, facts)
    pledged = _pledged(command, loan)
    terms, position = bylaws.terms(loan.product, "loans", parse), position_of(loan, facts, bylaws)
    check_outstanding(position)
    _check_problem(command, position, terms)
    due = position.payoff(command.on, terms).total
    if command.amount >= due:
        repaid = paid_off(PayOffLoan(loan=loan.no, on=command.on, amount=due), position, terms, facts, box="")
    else:
        repaid = settled_with(command, position, terms, facts)
    seized = SeizedPart(no=command.seized, collateral=pledged.no, pledged=pledged.value, account=pledged.account, contra=pledged.contra)
    return replace(repaid, is_set_off=True, seized=seized)


def _pledged(command: SettleByCollateral, loan: LoanState) -> Collateral:
    for one in loan.collateral:
        if one.no == command.collateral:
            return one
    raise SecurityMissingError(field="collateral", loan=loan.no, no=command.collateral)


def _check_problem(command: SettleByCollateral, position: Position, terms: LoanTerms) -> None:
    loan = position.loan
    if terms.quality is None:
        raise QualityNotGovernedError(field="loan", loan=loan.no, product=loan.product)
    found = findings(loan, position.plan, position.balances, terms, command.on, assessment_of(loan))
    graded = worse(found.grade, None if loan.quality is None else loan.quality.grade)
    if graded is None or not graded.is_problem:
        raise NotAProblemError(field="loan", loan=loan.no, on=command.on)
