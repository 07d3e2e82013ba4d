"""What a term deposit allows, and what it pays: what was agreed up to a day less what is booked, and the tax on it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import assert_never

from irman_ledger.coop.savings.commands import AccrueInterest
from irman_ledger.coop.savings.deposit_commands import (
    BreakDeposit,
    DepositCommand,
    InstructDeposit,
    MatureDeposit,
    OnDeposit,
    OpenDeposit,
    PayDepositInterest,
    PayOutDeposit,
    ReceiveTransfer,
    TakeOverDeposit,
)
from irman_ledger.coop.savings.deposit_events import (
    DepositBroken,
    DepositEvent,
    DepositInstructed,
    DepositInterest,
    DepositInterestPaid,
    DepositMatured,
    DepositOpened,
    DepositPaidOut,
    Renewal,
    TransferReceived,
)
from irman_ledger.coop.savings.deposit_refusals import (
    DepositEndedError,
    DepositMaturedError,
    DepositRunningError,
    InterestUnpaidError,
    NoBreakError,
    NoDepositProductError,
    NotDepositError,
    NothingToReceiveError,
    NotOfferedError,
    PayToError,
    PayToNeededError,
    SavingsRateCappedError,
)
from irman_ledger.coop.savings.deposit_terms import DepositPolicy
from irman_ledger.coop.savings.events import InterestAccrued
from irman_ledger.coop.savings.placement import Placement
from irman_ledger.coop.savings.refusals import (
    BelowMinimumDepositError,
    NothingEarnedError,
    NotPeriodEndError,
    StatusNotServedError,
    TaxNotCoveredError,
)
from irman_ledger.coop.savings.state import SavingsState
from irman_ledger.coop.savings.taxing import credited, credited_in_month, recognised, tax_now
from irman_ledger.coop.savings.terms import SavingsTerms, parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.facts import Ask, BalancesOf, Facts, HoldingsOf, Lowest, MovementsOf, MovementsOfMember, Standing
from irman_ledger.core.money import Money
from irman_ledger.core.prudence import prudence_on
from irman_ledger.core.rate import Rate
from irman_ledger.core.subject import Subject, subject_of

TRANSFER_ROLE = "savings_transfer"
_DAY = timedelta(1)


def deposit_asks(command: DepositCommand, state: SavingsState | None) -> tuple[Ask, ...]:
    """What must be known before a deposit is decided on."""
    if isinstance(command, OpenDeposit | TakeOverDeposit):
        return () if command.pay_to is None else (HoldingsOf(command.member),)
    if state is None:
        return ()
    subject = _subject(state)
    if isinstance(command, ReceiveTransfer):
        return (BalancesOf(subject), Lowest(state.control, subject, command.on))
    month = MovementsOfMember(state.member, "savings", Month.of(command.on))
    return (BalancesOf(subject), MovementsOf(subject), month, HoldingsOf(state.member))


def open_deposit(command: OpenDeposit, standing: Standing, facts: Facts, bylaws: Bylaws) -> DepositOpened:
    """A placement, at the rate that the product offers for its months."""
    terms: SavingsTerms = bylaws.terms(command.product, "savings", parse)
    policy = terms.deposit
    if policy is None:
        raise NoDepositProductError(field="product", product=command.product)
    if standing.status not in terms.statuses:
        raise StatusNotServedError(field="member", product=command.product, member=command.member, status=standing.status, on=command.on)
    if policy.minimum is not None and command.amount < policy.minimum:
        raise BelowMinimumDepositError(field="amount", account=command.deposit, amount=command.amount, minimum=policy.minimum)
    _check_choice(command.product, "payment", command.payment, policy.payments)
    placement = Placement(
        placed_on=command.on,
        months=command.months,
        principal=command.amount,
        rate=_allowed(_offered(command.product, command.months, policy), command, bylaws),
        payment=command.payment,
        rollover=command.rollover,
        pay_to=command.pay_to,
        basis=policy.basis,
        step=policy.step,
        mode=policy.mode,
        earned_before=Money.zero(facts.currency),
    )
    _check_ending(command, command.member, command.product, policy, facts, bylaws)
    return DepositOpened(
        deposit=command.deposit,
        member=command.member,
        product=command.product,
        control=terms.controls[standing.status],
        status=standing.status,
        on=command.on,
        box=bylaws.box(command.settle).code,
        placement=placement,
    )


def decide_deposit(command: OnDeposit, state: SavingsState, standing: Standing, facts: Facts, bylaws: Bylaws) -> DepositEvent:
    """What happens to a deposit that was placed."""
    placement = _placement(command.deposit, state)
    policy = _policy(state.product, bylaws)
    match command:
        case InstructDeposit():
            return _instruct(command, state, placement, policy, facts, bylaws)
        case PayDepositInterest():
            return _pay(command, state, placement, policy, standing, facts, bylaws)
        case MatureDeposit():
            return _mature(command, state, placement, policy, standing, facts, bylaws)
        case BreakDeposit():
            return _break(command, state, placement, policy, standing, facts)
        case PayOutDeposit():
            return _pay_out(command, state, placement, policy, facts, bylaws)
        case _:
            assert_never(command)


def accrue_deposit(command: AccrueInterest, state: SavingsState, standing: Standing, facts: Facts, bylaws: Bylaws) -> InterestAccrued:
    """The interest of a deposit recognised at the end of a month; the last day of the month counts."""
    placement, policy = _placement(state.no, state), _policy(state.product, bylaws)
    ends_on = Month.of(command.on).last_day
    if command.on != ends_on:
        raise NotPeriodEndError(field="on", account=state.no, ends_on=ends_on, on=command.on)
    amount = placement.earned(command.on + _DAY) - recognised(facts.movements(_subject(state)), policy, facts.currency)
    if not amount:
        raise NothingEarnedError(field="account", account=state.no, on=command.on)
    return InterestAccrued(account=state.no, on=command.on, amount=amount, expense=policy.expenses[standing.status], accrued=policy.accrued)


def receive(command: ReceiveTransfer, state: SavingsState, facts: Facts, bylaws: Bylaws) -> TransferReceived:
    """What stands for an account on the account of transfers."""
    amount = -facts.balance(bylaws.role(TRANSFER_ROLE), _subject(state))
    if not amount:
        raise NothingToReceiveError(field="account", account=state.no)
    lowest = facts.lowest(Lowest(state.control, _subject(state), command.on))
    if (missing := -amount - lowest).minor > 0:
        raise TaxNotCoveredError(field="account", account=state.no, on=command.on, missing=missing, available=lowest)
    return TransferReceived(account=state.no, on=command.on, amount=amount, control=state.control)


# ------------------------------------------------------------ what happens to a deposit


def _instruct(
    command: InstructDeposit, state: SavingsState, placement: Placement, policy: DepositPolicy, facts: Facts, bylaws: Bylaws
) -> DepositInstructed:
    _check_runs(state, placement)
    if command.rollover == "principal-and-interest":
        _check_choice(state.product, "payment", placement.payment, ("at-maturity",))
    _check_ending(command, state.member, state.product, policy, facts, bylaws)
    return DepositInstructed(deposit=state.no, on=command.on, rollover=command.rollover, pay_to=command.pay_to)


def _pay(
    command: PayDepositInterest,
    state: SavingsState,
    placement: Placement,
    policy: DepositPolicy,
    standing: Standing,
    facts: Facts,
    bylaws: Bylaws,
) -> DepositInterestPaid:
    interest = _interest(command.on, state, placement.payable(command.on), policy, standing, facts)
    if interest.interest.minor <= 0:
        raise NothingEarnedError(field="deposit", account=state.no, on=command.on)
    if placement.pay_to is None and interest.net.minor < 0:
        nothing = Money.zero(facts.currency)
        raise TaxNotCoveredError(field="deposit", account=state.no, on=command.on, missing=-interest.net, available=nothing)
    check_pay_to(placement.pay_to, state.member, facts, bylaws)
    return DepositInterestPaid(
        deposit=state.no,
        member=state.member,
        on=command.on,
        interest=interest,
        box=bylaws.box(command.settle).code if placement.pay_to is None else None,
        pay_to=placement.pay_to,
    )


def _mature(
    command: MatureDeposit,
    state: SavingsState,
    placement: Placement,
    policy: DepositPolicy,
    standing: Standing,
    facts: Facts,
    bylaws: Bylaws,
) -> DepositMatured:
    _check_runs(state, placement)
    if command.on < placement.matures_on:
        raise DepositRunningError(field="on", deposit=state.no, matures_on=placement.matures_on, on=command.on)
    earned, nothing = placement.earned(placement.matures_on), Money.zero(facts.currency)
    pay_to = None if placement.adds_interest else placement.pay_to
    interest = None
    if placement.adds_interest or pay_to is not None:
        found = _interest(command.on, state, earned, policy, standing, facts)
        interest = found if found.interest else None
    check_pay_to(pay_to, state.member, facts, bylaws)
    balance = -facts.balance(state.control, _subject(state))
    is_moved = policy.is_moved and placement.rollover == "none" and pay_to is not None
    renewed = None
    if placement.rollover != "none":
        added = interest.net if placement.adds_interest and interest is not None else nothing
        renewed = _renewal(placement.renewed(balance + added, _offered(state.product, placement.months, policy)))
    return DepositMatured(
        deposit=state.no,
        member=state.member,
        on=command.on,
        matured_on=placement.matures_on,
        control=state.control,
        earned=earned,
        interest=interest,
        moved=balance if is_moved else nothing,
        pay_to=pay_to if is_moved or interest is not None else None,
        renewed=renewed,
    )


def _break(
    command: BreakDeposit, state: SavingsState, placement: Placement, policy: DepositPolicy, standing: Standing, facts: Facts
) -> DepositBroken:
    _check_runs(state, placement)
    breaking = policy.breaking
    if breaking is None:
        raise NoBreakError(field="deposit", deposit=state.no, product=state.product, matures_on=placement.matures_on)
    if command.on >= placement.matures_on:
        raise DepositMaturedError(field="on", deposit=state.no, matures_on=placement.matures_on, on=command.on)
    earned = placement.earned_before + placement.earned_in_term(command.on, breaking.rate)
    penalty = placement.principal.times(breaking.penalty, step=placement.step, mode=placement.mode)
    return DepositBroken(
        deposit=state.no,
        member=state.member,
        on=command.on,
        control=state.control,
        earned=earned,
        interest=_interest(command.on, state, earned, policy, standing, facts, takes_back=True),
        penalty=penalty,
        penalty_income=breaking.income if penalty else None,
    )


def _pay_out(
    command: PayOutDeposit, state: SavingsState, placement: Placement, policy: DepositPolicy, facts: Facts, bylaws: Bylaws
) -> DepositPaidOut:
    if placement.ended_on is None:
        raise DepositRunningError(field="deposit", deposit=state.no, matures_on=placement.matures_on, on=command.on)
    unpaid = placement.earned_before - credited(facts.movements(_subject(state)), policy, facts.currency)
    if unpaid:
        raise InterestUnpaidError(field="deposit", deposit=state.no, unpaid=unpaid)
    check_pay_to(command.pay_to, state.member, facts, bylaws)
    return DepositPaidOut(
        deposit=state.no,
        on=command.on,
        amount=-facts.balance(state.control, _subject(state)),
        control=state.control,
        box=bylaws.box(command.settle).code if command.pay_to is None else None,
        pay_to=command.pay_to,
    )


# ------------------------------------------------------------ what is due, and what of it is booked


def _interest(
    on: date, state: SavingsState, due: Money, policy: DepositPolicy, standing: Standing, facts: Facts, *, takes_back: bool = False
) -> DepositInterest:
    """What is due in all less what was credited; what was recognised beyond it stays, unless it is taken back."""
    movements = facts.movements(_subject(state))
    interest = due - credited(movements, policy, facts.currency)
    unrecognised = due - recognised(movements, policy, facts.currency)
    if not takes_back:
        unrecognised = max(unrecognised, Money.zero(facts.currency))
    of_month = facts.movements_of_member(MovementsOfMember(state.member, "savings", Month.of(on)))
    interest_month = credited_in_month(of_month, policy, facts.currency) + interest
    tax_account, withheld, tax = tax_now(on, standing, policy, of_month, interest_month)
    return DepositInterest(
        status=standing.status,
        interest=interest,
        released=interest - unrecognised,
        tax=tax,
        interest_month=interest_month,
        withheld_before=withheld,
        expense=policy.expenses[standing.status],
        accrued=policy.accrued,
        tax_account=tax_account,
    )


def _renewal(placement: Placement) -> Renewal:
    return Renewal(principal=placement.principal, rate=placement.rate, begins_on=placement.begins_on, matures_on=placement.matures_on)


# ------------------------------------------------------------ small checks


def _placement(deposit: str, state: SavingsState) -> Placement:
    if state.placement is None:
        raise NotDepositError(field="deposit", deposit=deposit)
    return state.placement


def _policy(product: str, bylaws: Bylaws) -> DepositPolicy:
    terms: SavingsTerms = bylaws.terms(product, "savings", parse)
    if terms.deposit is None:
        raise NoDepositProductError(field="product", product=product)
    return terms.deposit


def _offered(product: str, months: int, policy: DepositPolicy) -> Rate:
    rate = policy.offers.get(months)
    if rate is None:
        offered = ", ".join(map(str, sorted(policy.offers)))
        raise NotOfferedError(field="months", choice="months", product=product, value=months, offered=offered)
    return rate


def _allowed(rate: Rate, command: OpenDeposit, bylaws: Bylaws) -> Rate:
    """The rate of a new placement, refused above a cap of its day."""
    prudence = prudence_on(bylaws, command.on)
    if prudence is not None and rate.to("year").value > prudence.caps.savings_rate.to("year").value:
        caps = prudence.caps
        raise SavingsRateCappedError(
            field="months", product=command.product, rate=rate, most=caps.savings_rate, rules=caps.code, from_on=caps.from_on
        )
    return rate


def _check_choice(product: str, field: str, value: str, offered: tuple[str, ...]) -> None:
    if value not in offered:
        raise NotOfferedError(field=field, choice=field, product=product, value=value, offered=", ".join(offered))


def _check_ending(
    command: OpenDeposit | InstructDeposit, member: str, product: str, policy: DepositPolicy, facts: Facts, bylaws: Bylaws
) -> None:
    _check_choice(product, "rollover", command.rollover, policy.rollovers)
    if policy.is_moved and command.rollover == "none" and command.pay_to is None:
        raise PayToNeededError(field="pay_to", product=product, deposit=command.deposit)
    check_pay_to(command.pay_to, member, facts, bylaws)


def check_pay_to(pay_to: str | None, member: str, facts: Facts, bylaws: Bylaws) -> None:
    """Refuse an account that is not an open, ordinary savings account of the member."""
    if pay_to is None:
        return
    for holding in facts.holdings(member):
        if holding.subject == Subject("savings", pay_to) and holding.closed_on is None and holding.product is not None:
            terms: SavingsTerms | None = bylaws.terms(holding.product, "savings", parse) if holding.product in bylaws.products else None
            if terms is None or terms.is_ordinary:
                return
    raise PayToError(field="pay_to", account=pay_to, member=member, subject=pay_to)


def _check_runs(state: SavingsState, placement: Placement) -> None:
    if placement.ended_on is not None:
        raise DepositEndedError(field="deposit", deposit=state.no, ended_on=placement.ended_on)


def _subject(state: SavingsState) -> Subject:
    return subject_of("savings", state.no)
