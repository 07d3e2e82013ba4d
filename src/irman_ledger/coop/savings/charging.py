"""What the office takes off an account or puts on it: fees, the cost of an overdraft, interest from elsewhere, rounding."""

from __future__ import annotations

from irman_ledger.coop.savings.charge_terms import InterestElsewhere
from irman_ledger.coop.savings.commands import BookInterest, ChargeFee, ChargeOverdraft, CorrectRounding
from irman_ledger.coop.savings.covering import check_covered, limit_of, lowest_of
from irman_ledger.coop.savings.crediting import check_tax_covered
from irman_ledger.coop.savings.events import FeeCharged, InterestBooked, OverdraftCharged, RoundingCorrected
from irman_ledger.coop.savings.refusals import (
    InterestNotFromElsewhereError,
    NoOverdraftError,
    RoundingNotServedError,
    UnknownFeeError,
)
from irman_ledger.coop.savings.state import SavingsState
from irman_ledger.coop.savings.taxing import credited_in_month, tax_now
from irman_ledger.coop.savings.terms import SavingsTerms
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.facts import Ask, Facts, MovementsOfMember, Standing


def booking_asks(command: BookInterest, state: SavingsState, terms: SavingsTerms) -> tuple[Ask, ...]:
    """What must be known before interest from elsewhere is credited; nothing where no tax is withheld."""
    if terms.elsewhere is None or terms.elsewhere.withholding is None:
        return ()
    return (_of_month(command, state), lowest_of(state, command.on))


def charge_fee(
    command: ChargeFee, state: SavingsState, standing: Standing, terms: SavingsTerms, facts: Facts, bylaws: Bylaws
) -> FeeCharged:
    """A fee that the product has."""
    incomes = terms.fees.get(command.fee)
    if incomes is None:
        known = ", ".join(sorted(terms.fees)) or "-"
        raise UnknownFeeError(field="fee", product=state.product, fee=command.fee, known=known)
    check_covered(command.amount, command.on, state, facts, bylaws)
    return FeeCharged(
        account=state.no,
        fee=command.fee,
        status=standing.status,
        on=command.on,
        amount=command.amount,
        control=state.control,
        income=incomes[standing.status],
    )


def charge_overdraft(
    command: ChargeOverdraft, state: SavingsState, standing: Standing, terms: SavingsTerms, facts: Facts, bylaws: Bylaws
) -> OverdraftCharged:
    """What an overdraft cost, where the product allows one."""
    if terms.overdraft is None:
        raise NoOverdraftError(field="account", account=state.no, product=state.product)
    check_covered(command.amount, command.on, state, facts, bylaws)
    return OverdraftCharged(
        account=state.no,
        status=standing.status,
        on=command.on,
        amount=command.amount,
        control=state.control,
        income=terms.overdraft.incomes[standing.status],
    )


def book_interest(
    command: BookInterest, state: SavingsState, standing: Standing, terms: SavingsTerms, facts: Facts, bylaws: Bylaws
) -> InterestBooked:
    """Interest as another system worked it out, and the tax on it."""
    policy = terms.elsewhere
    if policy is None:
        raise InterestNotFromElsewhereError(field="account", account=state.no, product=state.product)
    return _booked(command, state, standing, policy, facts, bylaws)


def _booked(
    command: BookInterest, state: SavingsState, standing: Standing, policy: InterestElsewhere, facts: Facts, bylaws: Bylaws
) -> InterestBooked:
    of_month = () if policy.withholding is None else facts.movements_of_member(_of_month(command, state))
    interest_month = credited_in_month(of_month, policy, facts.currency) + command.amount
    tax_account, before, tax = tax_now(command.on, standing, policy, of_month, interest_month)
    event = InterestBooked(
        account=state.no,
        member=state.member,
        status=standing.status,
        on=command.on,
        interest=command.amount,
        tax=tax,
        interest_month=interest_month,
        withheld_before=before,
        control=state.control,
        expense=policy.expenses[standing.status],
        tax_account=tax_account,
    )
    if policy.withholding is not None:
        check_tax_covered(event, facts.lowest(lowest_of(state, command.on)) + limit_of(state, bylaws))
    return event


def correct_rounding(command: CorrectRounding, state: SavingsState, terms: SavingsTerms, facts: Facts, bylaws: Bylaws) -> RoundingCorrected:
    """A difference of rounding, put on the account or taken off it."""
    if terms.rounding is None:
        raise RoundingNotServedError(field="account", account=state.no, product=state.product)
    is_put_on = command.amount.minor > 0
    if not is_put_on:
        check_covered(-command.amount, command.on, state, facts, bylaws)
    return RoundingCorrected(
        account=state.no,
        on=command.on,
        amount=command.amount,
        control=state.control,
        contra=terms.rounding.expense if is_put_on else terms.rounding.income,
        reason=command.reason,
    )


def _of_month(command: BookInterest, state: SavingsState) -> MovementsOfMember:
    return MovementsOfMember(state.member, "savings", Month.of(command.on))
