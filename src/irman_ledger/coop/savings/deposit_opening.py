"""A term deposit that comes over from the old books, with what they paid and accrued of its interest."""

from __future__ import annotations

from irman_ledger.coop.savings.deposit_commands import TakeOverDeposit
from irman_ledger.coop.savings.deposit_events import DepositTakenOver
from irman_ledger.coop.savings.deposit_refusals import InterestBeyondTermError, NoDepositProductError
from irman_ledger.coop.savings.deposit_terms import DepositPolicy
from irman_ledger.coop.savings.deposits import check_pay_to
from irman_ledger.coop.savings.placement import Placement
from irman_ledger.coop.savings.refusals import SavingsDatesError, StatusNotServedError
from irman_ledger.coop.savings.terms import SavingsTerms, parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.facts import Facts, Standing
from irman_ledger.core.money import CurrencyMismatchError, Money


def take_over_deposit(command: TakeOverDeposit, standing: Standing, facts: Facts, bylaws: Bylaws) -> DepositTakenOver:
    """A placement whose term goes on where the old books left it.

    What they paid and accrued stands in it as earned before, below zero: so what the term still earns is what they did not recognise,
    and what is still to be paid is what they did not pay.
    """
    terms: SavingsTerms = bylaws.terms(command.product, "savings", parse)
    policy = terms.deposit
    if policy is None:
        raise NoDepositProductError(field="product", product=command.product)
    # What the old books owe a saver comes over whoever he is, as long as there is an account to book it on.
    control = terms.controls.get(standing.status)
    if control is None:
        raise StatusNotServedError(field="member", product=command.product, member=command.member, status=standing.status, on=command.on)
    _check_currencies(command, facts)
    placement = _placement(command, policy)
    _check_interest(command, placement)
    check_pay_to(command.pay_to, command.member, facts, bylaws)
    return DepositTakenOver(
        deposit=command.deposit,
        member=command.member,
        product=command.product,
        control=control,
        status=standing.status,
        on=command.on,
        interest_paid=command.interest_paid,
        interest_accrued=command.interest_accrued,
        accrued=policy.accrued,
        placement=placement,
    )


def _placement(command: TakeOverDeposit, policy: DepositPolicy) -> Placement:
    first, due = Month.of(command.placed_on), Month.of(command.due_on)
    months_before = (due.year - first.year) * 12 + due.month - first.month - command.months
    if months_before < 0:
        reason = f"is less than {command.months} months after {command.placed_on}"
        raise SavingsDatesError(field="due_on", account=command.deposit, value=command.due_on, reason=reason)
    placement = Placement(
        placed_on=command.placed_on,
        months_before=months_before,
        months=command.months,
        principal=command.amount,
        rate=command.rate,
        payment=command.payment,
        rollover=command.rollover,
        pay_to=command.pay_to,
        basis=policy.basis,
        step=policy.step,
        mode=policy.mode,
        earned_before=-(command.interest_paid + command.interest_accrued),
    )
    if placement.matures_on != command.due_on:
        reason = f"a term of a deposit placed on {command.placed_on} is due on {placement.matures_on}"
        raise SavingsDatesError(field="due_on", account=command.deposit, value=command.due_on, reason=reason)
    if placement.begins_on > command.on:
        reason = f"a term of {command.months} months that is due on {command.due_on} begins after {command.on}"
        raise SavingsDatesError(field="months", account=command.deposit, value=command.months, reason=reason)
    return placement


def _check_interest(command: TakeOverDeposit, placement: Placement) -> None:
    earned = placement.earned_in_term(placement.matures_on, placement.rate)
    if command.interest_paid + command.interest_accrued > earned:
        paid, accrued = command.interest_paid, command.interest_accrued
        raise InterestBeyondTermError(field="interest_accrued", deposit=command.deposit, earned=earned, paid=paid, accrued=accrued)


def _check_currencies(command: TakeOverDeposit, facts: Facts) -> None:
    for field in ("interest_paid", "interest_accrued"):
        amount: Money = getattr(command, field)
        if amount.currency != facts.currency:
            raise CurrencyMismatchError(field=field, left=facts.currency, right=amount.currency, value=amount)
