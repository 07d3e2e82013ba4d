"""What money on a loan settles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from irman_ledger.coop.loans.allocation import TAKES_ALL, Allocation, Bucket, allocate, payable, running_instalment
from irman_ledger.coop.loans.commands import (
    CoverLoan,
    PayOffLoan,
    RepayLoan,
    ReturnTitipan,
    SetOffLoan,
    SettleByCollateral,
    SettleFromTitipan,
    WaivePenalty,
)
from irman_ledger.coop.loans.events import LoanRepaid, LoanSettledFromTitipan, PenaltyWaived, TitipanReturned
from irman_ledger.coop.loans.penalties import PenaltyDue
from irman_ledger.coop.loans.position import Position
from irman_ledger.coop.loans.refusals import (
    NothingHeldError,
    PartialInstalmentAheadError,
    PaymentAheadError,
    PaymentExceedsDebtError,
    PayoffDiffersError,
    PenaltyExceededError,
)
from irman_ledger.coop.loans.rules.early import made_anew, to_principal
from irman_ledger.coop.loans.rules.lines import drawable_again, last_bill, uncharged_after
from irman_ledger.coop.loans.rules.standing import (
    adjusted_by_end,
    check_currency,
    check_drawn,
    check_lowest,
    cleared_by,
    known_loan,
    open_loan,
    position_of,
    recognised_anew,
    spread_anew,
)
from irman_ledger.coop.loans.spread import earned_whole
from irman_ledger.coop.loans.state import LoanState
from irman_ledger.coop.loans.terms import LoanTerms, parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Facts
from irman_ledger.core.money import Money
from irman_ledger.core.schedule import Instalment
from irman_ledger.core.subject import Subject

_Paying = RepayLoan | CoverLoan | SetOffLoan | SettleByCollateral


def repay(command: RepayLoan, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> LoanRepaid:
    """A payment shared over what may be paid."""
    loan = open_loan(command, state)
    position, terms = position_of(loan, facts, bylaws), bylaws.terms(loan.product, "loans", parse)
    return _repaid(command, position, terms, facts, box=bylaws.box(command.settle).code)


def set_off(command: SetOffLoan, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> LoanRepaid:
    """The claim of a leaver shared as a payment would be; it is what it is, and may end within an instalment that is not due yet."""
    loan = open_loan(command, state)
    terms = replace(bylaws.terms(loan.product, "loans", parse), is_partial_ahead=True)
    return replace(_repaid(command, position_of(loan, facts, bylaws), terms, facts, box=""), is_set_off=True)


def cover(command: CoverLoan, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> LoanRepaid:
    """What a group pays for a member, shared as a payment would be over what is due; nobody covers what is not due yet."""
    loan = open_loan(command, state)
    check_currency(command.amount, facts)
    terms = replace(bylaws.terms(loan.product, "loans", parse), early_payment="refuse", overpayment="refuse")
    return replace(_repaid(command, position_of(loan, facts, bylaws), terms, facts, box=""), covered_by=command.group)


def settled_with(command: SettleByCollateral, position: Position, terms: LoanTerms, facts: Facts) -> LoanRepaid:
    """The value of collateral, shared as a payment would be; nothing of it is held for the member or refused as coming too early."""
    early = terms.early_payment if terms.early_payment not in ("titipan", "refuse") else "next-instalment"
    return _repaid(command, position, replace(terms, early_payment=early, is_partial_ahead=True), facts, box="")


def _repaid(command: _Paying, position: Position, terms: LoanTerms, facts: Facts, *, box: str) -> LoanRepaid:
    # A repayment dated before a later one settles what is still open now: figures already recorded do not change.
    loan = position.loan
    open_ = _demanded(command, position, terms)
    allocation = allocate(command.amount, open_.demands, command.on, _order(loan, terms), open_.penalties)
    made = None
    if allocation.excess and (terms.early_payment == "shorten" or terms.early_payment == "re-level"):
        allocation = to_principal(command.amount, open_.demands, command, _order(loan, terms), open_.penalties)
        if allocation.principal >= position.outstanding:
            return paid_off(command, position, terms, facts, box=box)
        made = made_anew(command, position, allocation, terms.early_payment, terms)
    held = _held(loan, terms, allocation, open_)
    if allocation.cut is not None and not terms.is_partial_ahead:
        raise PartialInstalmentAheadError(field="amount", loan=loan.no, no=allocation.cut.no, missing=allocation.cut.total)
    check_lowest(loan, allocation.principal, command.on, facts)
    rest = uncharged_after(position, allocation.principal, allocation.interest, command.on, terms)
    ends = open_.is_whole_debt and command.amount - allocation.excess == open_.total and not loan.has_open_commitment and not rest
    return LoanRepaid(
        loan=loan.no,
        member=loan.member,
        status=facts.standing.status if facts.standing is not None else None,
        on=command.on,
        interest=allocation.interest,
        principal=allocation.principal,
        is_paid_off=ends,
        receivable=loan.receivable,
        interest_income=loan.interest_income,
        box=box,
        penalty=allocation.penalty or None,
        penalty_income=_penalty_income(loan, allocation.penalty),
        held=held or None,
        titipan=terms.titipan if held else None,
        margin=position.margin_of(allocation.principal, terms),
        cleared=cleared_by(loan, position, allocation.interest, command.on, facts, ends=ends),
        plan=None if made is None else made.plan,
        split=None if made is None else made.split,
        spread=() if made is None else spread_anew(position, made.plan, command.on, terms),
        fees_earned=earned_whole(loan.spread) if ends else (),
        undrawn=drawable_again(loan, allocation.principal, command.on),
        adjusted=adjusted_by_end(loan, position) if ends else None,
        recognition=None if made is None else recognised_anew(position, made.plan, command.on, terms, split=made.split),
    )


def pay_off(command: PayOffLoan, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> LoanRepaid:
    """The payoff of the day, which ends the loan."""
    loan = open_loan(command, state)
    terms = bylaws.terms(loan.product, "loans", parse)
    return paid_off(command, position_of(loan, facts, bylaws), terms, facts, box=bylaws.box(command.settle).code)


def paid_off(
    command: PayOffLoan | _Paying,
    position: Position,
    terms: LoanTerms,
    facts: Facts,
    *,
    box: str,
) -> LoanRepaid:
    """The payoff of the day, and nothing else."""
    loan, due = position.loan, position.payoff(command.on, terms)
    check_drawn(loan)
    plan = last_bill(position, command.on, terms)
    check_currency(command.amount, facts)
    if command.amount != due.total:
        raise PayoffDiffersError(field="amount", loan=loan.no, on=command.on, payoff=due.total, amount=command.amount)
    check_lowest(loan, due.principal, command.on, facts)
    return LoanRepaid(
        loan=loan.no,
        member=loan.member,
        status=facts.standing.status if facts.standing is not None else None,
        on=command.on,
        interest=due.interest,
        principal=due.principal,
        is_paid_off=True,
        receivable=loan.receivable,
        interest_income=loan.interest_income,
        box=box,
        penalty=due.penalty or None,
        penalty_income=_penalty_income(loan, due.penalty),
        margin=position.margin_of(due.principal, terms),
        cleared=cleared_by(loan, position, due.interest, command.on, facts, ends=True),
        plan=plan,
        fees_earned=earned_whole(loan.spread),
        adjusted=adjusted_by_end(loan, position),
    )


def settle_from_titipan(command: SettleFromTitipan, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> LoanSettledFromTitipan:
    """What is held for the member, shared over what is due."""
    loan = open_loan(command, state)
    terms = bylaws.terms(loan.product, "loans", parse)
    titipan = _titipan(command, loan, terms, facts)
    position = position_of(loan, facts, bylaws)
    unpaid, penalties = position.unpaid(), position.penalties(command.on)
    demands = payable(unpaid, command.on, "titipan", None)
    allocation = allocate(command.amount, demands, command.on, _order(loan, terms), penalties)
    if allocation.excess:
        raise PaymentAheadError(field="amount", loan=loan.no, ahead=allocation.excess)
    check_lowest(loan, allocation.principal, command.on, facts)
    whole = Money.total((one.total for one in unpaid), facts.currency) + position.penalty(command.on)
    ends = command.amount == whole and not loan.has_open_commitment
    return LoanSettledFromTitipan(
        loan=loan.no,
        member=loan.member,
        status=facts.standing.status if facts.standing is not None else None,
        on=command.on,
        interest=allocation.interest,
        principal=allocation.principal,
        penalty=allocation.penalty or None,
        is_paid_off=ends,
        receivable=loan.receivable,
        interest_income=loan.interest_income,
        penalty_income=_penalty_income(loan, allocation.penalty),
        titipan=titipan,
        margin=position.margin_of(allocation.principal, terms),
        cleared=cleared_by(loan, position, allocation.interest, command.on, facts, ends=ends),
        fees_earned=earned_whole(loan.spread) if ends else (),
        adjusted=adjusted_by_end(loan, position) if ends else None,
    )


def return_titipan(command: ReturnTitipan, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> TitipanReturned:
    """Money held for the member goes back, also after the loan is paid off."""
    loan = known_loan(command, state)
    titipan = _titipan(command, loan, bylaws.terms(loan.product, "loans", parse), facts)
    return TitipanReturned(
        loan=loan.no,
        member=loan.member,
        on=command.on,
        amount=command.amount,
        titipan=titipan,
        box=bylaws.box(command.settle).code,
    )


def waive(command: WaivePenalty, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> PenaltyWaived:
    """A penalty that is due and not asked for any more."""
    loan = open_loan(command, state)
    check_currency(command.amount, facts)
    position = position_of(loan, facts, bylaws)
    due = position.penalty(command.on)
    if loan.penalty is None or command.amount > due:
        raise PenaltyExceededError(field="amount", loan=loan.no, on=command.on, due=due, amount=command.amount)
    ends = command.amount == due and not position.unpaid() and not loan.has_open_commitment
    cleared = cleared_by(loan, position, due - due, command.on, facts, ends=True) if ends else None
    return PenaltyWaived(
        loan=loan.no,
        member=loan.member,
        on=command.on,
        amount=command.amount,
        reason=command.reason,
        is_paid_off=ends,
        waived=loan.penalty.waived,
        waived_contra=loan.penalty.waived_contra,
        cleared=cleared,
        interest_income=None if cleared is None else loan.interest_income,
        fees_earned=earned_whole(loan.spread) if ends else (),
        adjusted=adjusted_by_end(loan, position) if ends else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Demanded:
    """What may be paid, what is not due among the rest, and whether there is no rest."""

    demands: Sequence[Instalment]
    penalties: Sequence[PenaltyDue]
    ahead: Money
    is_whole_debt: bool
    total: Money


def _demanded(command: _Paying, position: Position, terms: LoanTerms) -> _Demanded:
    unpaid, penalties = position.unpaid(), position.penalties(command.on)
    running = running_instalment(position.plan, position.loan.runs_from, command.on, terms.early_payment)
    demands = payable(unpaid, command.on, terms.early_payment, running)
    asked, whole = (Money.total((one.total for one in some), position.currency) for some in (demands, unpaid))
    return _Demanded(
        demands=demands,
        penalties=penalties,
        ahead=whole - asked,
        is_whole_debt=terms.early_payment in TAKES_ALL or len(demands) == len(unpaid),
        total=asked + Money.total((one.amount for one in penalties), position.currency),
    )


def _order(loan: LoanState, terms: LoanTerms) -> tuple[Bucket, ...]:
    """The product's order; a penalty agreed before the product lost its own still comes first."""
    if loan.penalty is None or "penalty" in terms.allocation:
        return terms.allocation
    return ("penalty", *terms.allocation)


def _held(loan: LoanState, terms: LoanTerms, allocation: Allocation, open_: _Demanded) -> Money:
    """What is held for the member of what found nothing to settle, or a refusal."""
    excess = allocation.excess
    if not excess:
        return excess
    if terms.early_payment == "titipan" or open_.is_whole_debt:
        beyond = excess if open_.is_whole_debt else excess - open_.ahead
        if beyond.minor > 0 and terms.overpayment == "refuse":
            raise PaymentExceedsDebtError(field="amount", loan=loan.no, excess=beyond)
        return excess
    raise PaymentAheadError(field="amount", loan=loan.no, ahead=excess)


def _penalty_income(loan: LoanState, penalty: Money) -> str | None:
    if not penalty:
        return None
    assert loan.penalty is not None, "a loan without penalties pays none"
    return loan.penalty.income


def _titipan(command: SettleFromTitipan | ReturnTitipan, loan: LoanState, terms: LoanTerms, facts: Facts) -> str:
    check_currency(command.amount, facts)
    held = Money.zero(facts.currency)
    if terms.titipan is not None:
        held = -facts.balance(terms.titipan, Subject("member", loan.member))
    if terms.titipan is None or command.amount > held:
        raise NothingHeldError(field="amount", loan=loan.no, held=held, amount=command.amount)
    return terms.titipan
