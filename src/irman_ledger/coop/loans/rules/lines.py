"""How a line of credit is opened, drawn, repaid, charged and renewed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from irman_ledger.coop.loans.commands import ChargeInterest, DisburseLoan, DisburseTranche, RenewLine
from irman_ledger.coop.loans.commitment import Commitment, Tranche, UndrawnMoved
from irman_ledger.coop.loans.events import LineInterestCharged, LineRenewed
from irman_ledger.coop.loans.line import CreditLine, LineRate, LineTerms
from irman_ledger.coop.loans.position import Position
from irman_ledger.coop.loans.refusals import (
    LimitBelowDrawnError,
    LineChargedLaterError,
    LineExpiryError,
    LineUnchargedError,
    NotALineError,
    PaymentExceedsDebtError,
)
from irman_ledger.coop.loans.rules.limiting import Borrowing, asks_of_borrower, check_limits
from irman_ledger.coop.loans.rules.standing import asks, check_currency, check_last, offered_rate, open_loan, position_of
from irman_ledger.coop.loans.state import LoanState
from irman_ledger.coop.loans.terms import LoanTerms, parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import due_dates
from irman_ledger.core.facts import Ask, Facts, Lowest
from irman_ledger.core.money import Money
from irman_ledger.core.rate import Rate
from irman_ledger.core.schedule import Instalment
from irman_ledger.core.subject import Subject

A_DAY: Final = timedelta(days=1)


def opened_line(command: DisburseLoan, line: LineTerms, rate: Rate, expires_on: date) -> Commitment:
    """What is agreed of a line, which may be drawn until the day on which its plan ends."""
    return Commitment(
        agreed=command.principal,
        account=line.account,
        contra=line.contra,
        is_open=True,
        rate=rate,
        method="bullet",
        line=CreditLine(
            expires_on=expires_on,
            day_count=line.day_count,
            due_days=line.due_days,
            interest=line.interest,
            rates=(LineRate(from_on=command.on, rate=rate),),
        ),
    )


def at_expiry(plan: Iterable[Instalment]) -> tuple[Instalment, ...]:
    """Of a plan without interest what falls due at its end."""
    return _in_order(one for one in plan if one.principal)


def drawn_of_line(command: DisburseTranche, position: Position, line: CreditLine) -> tuple[Tranche, tuple[Instalment, ...]]:
    """A drawing, and the plan with it."""
    amount, on = command.amount, command.on
    tranche = Tranche(on=on, amount=amount, due_on=line.expires_on, interest=amount - amount)
    return tranche, _plan(position, on, line.expires_on, amount, _bills(position))


def charge_interest(command: ChargeInterest, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> LineInterestCharged:
    """What the balances bore to the end of the day and was not charged yet: to the balance, or as a bill.

    What was charged too much comes off the bills that are not paid; what of it is paid comes back from the balance.
    """
    loan = open_loan(command, state)
    commitment, line = _line_of(loan)
    if line.charged_on is not None and command.on < line.charged_on:
        raise LineChargedLaterError(field="on", loan=loan.no, charged_on=line.charged_on, on=command.on)
    position = position_of(loan, facts, bylaws)
    interest = position.uncharged(command.on + A_DAY, bylaws.terms(loan.product, "loans", parse))
    if not interest:
        raise LineUnchargedError(field="loan", loan=loan.no, on=command.on)
    capitalised, due_on = _capitalised(position, interest, command.on, facts), command.on + timedelta(days=line.due_days)
    billed = interest - capitalised
    if interest.minor > 0:
        bills = (*_bills(position), *_bill(command.on, capitalised), *_bill(due_on, billed))
    else:
        bills = _lessened(_bills(position), -interest)
    return LineInterestCharged(
        loan=loan.no,
        member=loan.member,
        on=command.on,
        interest=interest,
        capitalised=capitalised,
        due_on=due_on,
        plan=_plan(position, command.on, line.expires_on, capitalised, bills),
        receivable=loan.receivable,
        interest_income=loan.interest_income,
        undrawn=_moved(commitment, -capitalised) if loan.has_open_commitment else None,
        is_paid_off=_is_over(position, capitalised, interest),
    )


def asks_of_renewal(command: RenewLine, state: LoanState, bylaws: Bylaws) -> tuple[Ask, ...]:
    """Where the line stands, and what its member owes beside it."""
    return *asks(state, command.on), *asks_of_borrower(_borrowing(command, state), bylaws)


def renew(command: RenewLine, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> LineRenewed:
    """The same line until another day; what was drawn stays drawn, and what was billed stays billed."""
    loan = open_loan(command, state)
    check_last(loan, command.on)
    commitment, _line = _line_of(loan)
    terms = bylaws.terms(loan.product, "loans", parse)
    least, most = command.on + A_DAY, due_dates(command.on, terms.instalments_max, terms.every)[-1]
    if not least <= command.expires_on <= most:
        raise LineExpiryError(field="expires_on", loan=loan.no, least=least, most=most, expires_on=command.expires_on)
    position, limit = position_of(loan, facts, bylaws), commitment.agreed if command.limit is None else command.limit
    check_currency(limit, facts)
    if limit < position.outstanding:
        raise LimitBelowDrawnError(field="limit", loan=loan.no, drawn=position.outstanding, limit=limit)
    now = position.outstanding + position.undrawn
    if limit > now:
        check_limits(_borrowing(command, loan), limit, terms, facts, bylaws, counted=now)
    return LineRenewed(
        loan=loan.no,
        member=loan.member,
        on=command.on,
        reason=command.reason,
        expires_on=command.expires_on,
        limit=limit,
        rate=commitment.rate if command.rate is None else offered_rate(terms, command.rate, command.on, bylaws),
        undrawn=_moved(commitment, limit - now),
        plan=_plan(position, command.on, command.expires_on, limit - limit, _bills(position)),
    )


def drawable_again(loan: LoanState, principal: Money, on: date) -> UndrawnMoved | None:
    """What is repaid of a line that stands can be drawn once more."""
    agreed = loan.commitment
    if agreed is None or agreed.line is None or not agreed.is_open or on >= agreed.line.expires_on:
        return None
    return _moved(agreed, principal)


def last_bill(position: Position, on: date, terms: LoanTerms) -> tuple[Instalment, ...] | None:
    """The plan of a line that ends on a day, with what it bore and was not charged; None: nothing is missing, or it is no line."""
    line = position.loan.line
    if line is None:
        return None
    check_last(position.loan, on)
    rest = position.uncharged(on, terms)
    if not rest:
        return None
    bills = (*_bills(position), *_bill(on, rest)) if rest.minor > 0 else _lessened(_bills(position), -rest)
    return _plan(position, on, line.expires_on, rest - rest, bills)


def uncharged_after(position: Position, principal: Money, interest: Money, on: date, terms: LoanTerms) -> Money:
    """What a line bears beyond what is charged once it is repaid; nothing of another loan.

    Refused is a late repayment that leaves less to repay than was paid too much of interest because of it.
    """
    loan = position.loan
    line, nothing = loan.line, principal - principal
    if line is None:
        return nothing
    until = max(on, loan.last_on, on if line.charged_on is None else line.charged_on + A_DAY)
    rest = position.uncharged(until, terms, ((on, -principal),))
    unpaid = Money.total((one.interest for one in position.unpaid()), position.currency) - interest
    beyond = max(-rest - unpaid, nothing) - (position.outstanding - principal)
    if rest.minor < 0 and beyond.minor > 0:
        raise PaymentExceedsDebtError(field="amount", loan=loan.no, excess=beyond)
    return rest


def _line_of(loan: LoanState) -> tuple[Commitment, CreditLine]:
    if loan.commitment is None or loan.commitment.line is None:
        raise NotALineError(field="loan", loan=loan.no)
    return loan.commitment, loan.commitment.line


def _borrowing(command: RenewLine, loan: LoanState) -> Borrowing:
    return Borrowing(product=loan.product, member=loan.member, on=command.on, is_related=command.is_related)


def _capitalised(position: Position, interest: Money, on: date, facts: Facts) -> Money:
    """The part of a charge that goes to the balance, or comes back from it, as far as both hold it from the day on."""
    (commitment, line), loan, nothing = _line_of(position.loan), Subject("loan", position.loan.no), interest - interest
    if interest.minor < 0:
        unpaid = Money.total((one.interest for one in position.unpaid()), position.currency)
        return -min(-interest - min(-interest, unpaid), facts.lowest(Lowest(position.loan.receivable, loan, on)))
    fits = line.interest == "capitalised" and on < line.expires_on
    return min(interest, facts.lowest(Lowest(commitment.account, loan, on))) if fits else nothing


def _is_over(position: Position, capitalised: Money, interest: Money) -> bool:
    """Whether a charge of too much comes back and leaves nothing that is owed or can be drawn."""
    unpaid = Money.total((one.interest for one in position.unpaid()), position.currency)
    return not position.loan.has_open_commitment and not position.outstanding + capitalised and not unpaid + interest - capitalised


def _moved(commitment: Commitment, amount: Money) -> UndrawnMoved | None:
    return UndrawnMoved(amount=amount, account=commitment.account, contra=commitment.contra) if amount else None


def _bills(position: Position) -> tuple[Instalment, ...]:
    """What was charged, as lines of their own."""
    return tuple(replace(one, principal=one.principal - one.principal) for one in position.plan if one.interest)


def _bill(due_on: date, interest: Money) -> tuple[Instalment, ...]:
    return (Instalment(no=1, due_on=due_on, principal=interest - interest, interest=interest),) if interest else ()


def _lessened(bills: Iterable[Instalment], less: Money) -> tuple[Instalment, ...]:
    """Bills less an amount, taken from the latest first."""
    found = []
    for one in reversed(tuple(bills)):
        taken = min(one.interest, less)
        less -= taken
        if taken != one.interest:
            found.append(replace(one, interest=one.interest - taken))
    return tuple(reversed(found))


def _plan(position: Position, on: date, expires_on: date, more: Money, bills: Iterable[Instalment]) -> tuple[Instalment, ...]:
    """What is repaid as one line, the bills, and the new balance, due at the expiry."""
    paid, owed, nothing = position.paid_principal, position.outstanding + more, more - more
    # What was repaid is never late: it is asked for on the latest day on which it may have come.
    repaid = (Instalment(no=1, due_on=min(max(on, position.loan.last_on), expires_on), principal=paid, interest=nothing),) if paid else ()
    rest = (Instalment(no=1, due_on=expires_on, principal=owed, interest=nothing),) if owed else ()
    return _in_order((*repaid, *bills, *rest))


def _in_order(plan: Iterable[Instalment]) -> tuple[Instalment, ...]:
    return tuple(replace(one, no=no) for no, one in enumerate(sorted(plan, key=lambda one: one.due_on), 1))
