"""How a loan ends an older one of the same member."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from irman_ledger.coop.loans.assessing import assessment_of, findings
from irman_ledger.coop.loans.commands import DisburseLoan, PayOffLoan, PayOutRest, ReplaceLoan, SellByInstalments
from irman_ledger.coop.loans.events import LoanRepaid, RestPaidOut
from irman_ledger.coop.loans.fees import LoanFee
from irman_ledger.coop.loans.refusals import NoRestError, NotReplacedError, TopUpNotAgreedError, TopUpTooSmallError
from irman_ledger.coop.loans.rules.repaying import paid_off
from irman_ledger.coop.loans.rules.standing import check_not_before_last, check_outstanding, known_loan, open_loan, position_of
from irman_ledger.coop.loans.state import LoanState
from irman_ledger.coop.loans.terms import LoanTerms, parse
from irman_ledger.coop.loans.topping_up import LoanHistory, Replacement, Replaces, worse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Ask, Facts, StateOf
from irman_ledger.core.money import Money
from irman_ledger.core.subject import Subject


def decide_top_up(command: ReplaceLoan | PayOutRest, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> LoanRepaid | RestPaidOut:
    """The end of the old loan, or what the new one leaves over."""
    match command:
        case ReplaceLoan():
            return _replace(command, state, facts, bylaws)
        case PayOutRest():
            return _pay_out_rest(command, state, bylaws)
        case _:
            assert_never(command)


def _replace(command: ReplaceLoan, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> LoanRepaid:
    """The payoff of the day, out of the new loan, and how bad the old one was."""
    loan = open_loan(command, state)
    check_not_before_last(command, loan)
    terms, position = bylaws.terms(loan.product, "loans", parse), position_of(loan, facts, bylaws)
    check_outstanding(position)
    found = findings(loan, position.plan, position.balances, terms, command.on, assessment_of(loan))
    settled = position.payoff(command.on, terms).total
    repaid = paid_off(PayOffLoan(loan=loan.no, on=command.on, amount=settled), position, terms, facts, box="")
    assessed, before = loan.quality, None if found.held is None else found.held.doubtful_since
    history = LoanHistory(
        grade=worse(found.grade, None if assessed is None else assessed.grade),
        days=found.days,
        doubtful_since=before if assessed is None else assessed.doubtful_since,
    )
    return replace(repaid, is_set_off=True, replaced=Replacement(by=command.by, settled=settled, history=history))


def replaced_by(command: DisburseLoan, terms: LoanTerms, fees: tuple[LoanFee, ...], facts: Facts) -> Replaces | None:
    """What a new loan takes over from the one it ends; None: it ends none."""
    if command.replaces is None:
        return None
    if terms.top_up is None:
        raise TopUpNotAgreedError(field="replaces", product=terms.product)
    old: LoanState | None = facts.state(StateOf(Subject("loan", command.replaces)))
    ended = None if old is None or old.member != command.member or old.closed_on != command.on else old.replaced
    if ended is None or ended.by != command.loan:
        raise NotReplacedError(field="replaces", replaces=command.replaces, member=command.member, loan=command.loan, on=command.on)
    left = command.principal - Money.total((fee.amount for fee in fees), facts.currency)
    if left < ended.settled:
        raise TopUpTooSmallError(field="principal", loan=command.loan, left=left, settled=ended.settled, replaces=command.replaces)
    return Replaces(
        loan=command.replaces,
        settled=ended.settled,
        rest=left - ended.settled,
        history=ended.history if terms.top_up.history == "kept" else None,
        until_paid=terms.top_up.until_paid,
    )


def asks_of_replaced(command: DisburseLoan | SellByInstalments) -> tuple[Ask, ...]:
    """What must be known of the loan that a new one ends."""
    if isinstance(command, SellByInstalments) or command.replaces is None:
        return ()
    return (StateOf(Subject("loan", command.replaces)),)


def kept_back(fees: tuple[LoanFee, ...]) -> tuple[LoanFee, ...]:
    """The fees of a loan that ends another: no money comes in beside it, so that all are kept back from it."""
    return tuple(replace(fee, taken="withheld") if fee.taken == "upfront" else fee for fee in fees)


def _pay_out_rest(command: PayOutRest, state: LoanState | None, bylaws: Bylaws) -> RestPaidOut:
    """All that the loan left over."""
    loan = known_loan(command, state)
    if loan.rest is None:
        raise NoRestError(field="loan", loan=loan.no)
    return RestPaidOut(
        loan=loan.no,
        member=loan.member,
        on=command.on,
        amount=loan.rest,
        box="" if command.savings is not None else bylaws.box(command.settle).code,
        savings=command.savings,
    )
