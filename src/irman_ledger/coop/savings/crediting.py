"""How interest is recognised and credited: what the book year to date should have earned less what is booked, and the tax on it.

Nothing is carried forward from one posting to the next: a movement that came in late changes what the year should have earned, and the
next posting books the difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from irman_ledger.coop.savings.commands import AccrueInterest, PostInterest
from irman_ledger.coop.savings.covering import controls_of, limit_of, lowest_of
from irman_ledger.coop.savings.earning import Change, Course, earned
from irman_ledger.coop.savings.events import InterestAccrued, InterestBooked, InterestPosted
from irman_ledger.coop.savings.interest_terms import InterestPolicy
from irman_ledger.coop.savings.refusals import (
    InterestCreditedError,
    NoInterestError,
    NotAccruedError,
    NothingEarnedError,
    NotPeriodEndError,
    TaxNotCoveredError,
)
from irman_ledger.coop.savings.sleeping import earning_while_asleep, sleeping_asks
from irman_ledger.coop.savings.state import SavingsState
from irman_ledger.coop.savings.taxing import credited, credited_in_month, recognised, tax_now
from irman_ledger.coop.savings.terms import parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.facts import Ask, BalanceOn, Facts, Movement, MovementsOf, MovementsOfMember, RulesIn, Standing
from irman_ledger.core.money import Money
from irman_ledger.core.subject import Subject, subject_of

_DAY = timedelta(1)


def interest_asks(command: AccrueInterest | PostInterest, state: SavingsState, bylaws: Bylaws) -> tuple[Ask, ...]:
    """What must be known: the account's movements of the book year, the bylaws in it, what the member earned in the month."""
    subject, begins_on = _subject(state), bylaws.fiscal_year(Month.of(command.on)).begins_on
    opening = [BalanceOn(control, subject, begins_on - _DAY) for control in sorted(controls_of(state, bylaws))]
    asks: tuple[Ask, ...] = (*opening, MovementsOf(subject, begins_on), _rules(command.on, state, bylaws), *sleeping_asks(state))
    if isinstance(command, AccrueInterest):
        return asks
    return (*asks, MovementsOfMember(state.member, "savings", Month.of(command.on)), lowest_of(state, command.on))


def accrue(command: AccrueInterest, state: SavingsState, standing: Standing, facts: Facts, bylaws: Bylaws) -> InterestAccrued:
    """The interest recognised at the end of a month."""
    policy = _policy(state, bylaws)
    if policy.accrued is None:
        raise NotAccruedError(field="account", account=state.no, product=state.product)
    _check_ends(command, Month.of(command.on).last_day)
    _check_after(command, state)
    movements = _movements(command.on, state, facts, bylaws)
    since = _booked(command.on, movements, state, bylaws)
    amount = _earned(command.on, state, movements, facts, bylaws, is_final=False) - recognised(since, policy, facts.currency)
    if not amount:
        raise NothingEarnedError(field="account", account=state.no, on=command.on)
    return InterestAccrued(account=state.no, on=command.on, amount=amount, expense=policy.expenses[standing.status], accrued=policy.accrued)


def post(command: PostInterest, state: SavingsState, standing: Standing, facts: Facts, bylaws: Bylaws) -> InterestPosted:
    """The interest credited at the end of a period, or before the account is closed."""
    policy = _policy(state, bylaws)
    from_on, to_on = policy.period(command.on, bylaws)
    if not command.final:
        _check_ends(command, to_on)
    _check_after(command, state)
    movements = _movements(command.on, state, facts, bylaws)
    since = _booked(command.on, movements, state, bylaws)
    due = _earned(command.on, state, movements, facts, bylaws, is_final=command.final)
    interest = due - credited(since, policy, facts.currency)
    released = interest - (due - recognised(since, policy, facts.currency))
    of_month = facts.movements_of_member(MovementsOfMember(state.member, "savings", Month.of(command.on)))
    interest_month = credited_in_month(of_month, policy, facts.currency) + interest
    tax_account, before, tax = tax_now(command.on, standing, policy, of_month, interest_month)
    if not interest and not tax:
        raise NothingEarnedError(field="account", account=state.no, on=command.on)
    event = InterestPosted(
        account=state.no,
        member=state.member,
        status=standing.status,
        on=command.on,
        from_on=from_on,
        interest=interest,
        released=released,
        tax=tax,
        interest_month=interest_month,
        withheld_before=before,
        control=state.control,
        expense=policy.expenses[standing.status],
        accrued=policy.accrued if released else None,
        tax_account=tax_account,
    )
    check_tax_covered(event, facts.lowest(lowest_of(state, command.on)) + limit_of(state, bylaws))
    return event


# ------------------------------------------------------------ what is earned, and what of it is booked


def _earned(on: date, state: SavingsState, movements: Sequence[Movement], facts: Facts, bylaws: Bylaws, *, is_final: bool) -> Money:
    year, subject, controls = bylaws.fiscal_year(Month.of(on)), _subject(state), controls_of(state, bylaws)
    policy, from_on, came = _policy(state, bylaws), year.begins_on, None
    if state.last_accrued_on is not None and state.moves_from >= year.begins_on:
        # What came over in this year is taken to have stood since the old books last credited interest.
        from_on, came = state.last_accrued_on + _DAY, min(moved.seq for moved in movements)
    if state.elsewhere_to is not None:
        from_on = max(from_on, state.elsewhere_to + _DAY)
    postings = {moved.seq for moved in movements if moved.account in policy.interest_accounts}
    opening = (facts.balance_on(BalanceOn(control, subject, year.begins_on - _DAY)) for control in sorted(controls))
    months = _months(from_on, on)
    changes = [
        Change(on=from_on if moved.seq == came else moved.value_on, amount=-moved.amount, is_interest=moved.seq in postings)
        for moved in _of_balance(movements, controls)
    ]
    before = Money.total((change.amount for change in changes if change.on < months[0].first_day), facts.currency)
    course = Course(
        months=months,
        to_on=on if not is_final else policy.last_day_before(on, bylaws),
        from_on=from_on,
        opening=before - Money.total(opening, facts.currency),
        changes=changes,
        policies=_policies(on, state, facts, bylaws),
        year_from=year.begins_on,
        is_closing=is_final,
    )
    return earned(course)


def _of_balance(movements: Iterable[Movement], controls: frozenset[str]) -> list[Movement]:
    """The lines on its control accounts; what only goes over from one of them to another is no movement of the balance."""
    lines = [moved for moved in movements if moved.account in controls]
    sums: dict[int, int] = {}
    for moved in lines:
        sums[moved.seq] = sums.get(moved.seq, 0) + moved.amount.minor
    return [moved for moved in lines if sums[moved.seq]]


def _months(from_on: date, to_on: date) -> list[Month]:
    months = [Month.of(from_on)]
    while months[-1].last_day < to_on:
        months.append(months[-1].next())
    return months


def _rules(on: date, state: SavingsState, bylaws: Bylaws) -> RulesIn:
    begins_on = bylaws.fiscal_year(Month.of(on)).begins_on
    return RulesIn(begins_on if state.last_accrued_on is None else min(begins_on, state.last_accrued_on), on)


def _movements(on: date, state: SavingsState, facts: Facts, bylaws: Bylaws) -> tuple[Movement, ...]:
    return facts.movements(_subject(state), bylaws.fiscal_year(Month.of(on)).begins_on)


def _booked(on: date, movements: Iterable[Movement], state: SavingsState, bylaws: Bylaws) -> list[Movement]:
    """What was booked for the book year, after the last interest from elsewhere, which settled all days up to its own.

    What undoes a posting of an earlier book year is none of it: that posting is made good on its own day.
    """
    begins_on = bylaws.fiscal_year(Month.of(on)).begins_on
    own = (moved for moved in movements if moved.undoes_on is None or moved.undoes_on >= begins_on)
    return [moved for moved in own if state.elsewhere_to is None or moved.value_on > state.elsewhere_to]


# ------------------------------------------------------------ small checks


def _policy(state: SavingsState, bylaws: Bylaws) -> InterestPolicy:
    policy = _policy_in(bylaws, state.product)
    if policy is None:
        raise NoInterestError(field="account", account=state.no, product=state.product)
    return policy


def _policies(on: date, state: SavingsState, facts: Facts, bylaws: Bylaws) -> list[tuple[date, InterestPolicy | None]]:
    said = facts.rules_in(_rules(on, state, bylaws))
    if not state.dormancies:
        return [(begins_on, _policy_in(rules, state.product)) for begins_on, rules in said]
    return earning_while_asleep(
        ((begins_on, _policy_in(rules, state.product), _earns_asleep(rules, state.product)) for begins_on, rules in said), state, facts
    )


def _earns_asleep(bylaws: Bylaws, product: str) -> bool:
    dormancy = bylaws.terms(product, "savings", parse).dormancy if product in bylaws.products else None
    return dormancy is None or dormancy.earns


def _policy_in(bylaws: Bylaws, product: str) -> InterestPolicy | None:
    return bylaws.terms(product, "savings", parse).interest if product in bylaws.products else None


def _check_ends(command: AccrueInterest | PostInterest, ends_on: date) -> None:
    if command.on != ends_on:
        raise NotPeriodEndError(field="on", account=command.account, ends_on=ends_on, on=command.on)


def _check_after(command: AccrueInterest | PostInterest, state: SavingsState) -> None:
    if state.interest_to is not None and command.on <= state.interest_to:
        raise InterestCreditedError(field="on", account=command.account, interest_to=state.interest_to, on=command.on)


def check_tax_covered(event: InterestPosted | InterestBooked, available: Money) -> None:
    """Refuse where what the saver gets is below zero, and more than may be taken off the account."""
    missing = -event.net - available
    if missing.minor > 0:
        raise TaxNotCoveredError(field="account", account=event.account, on=event.on, missing=missing, available=available)


def _subject(state: SavingsState) -> Subject:
    return subject_of("savings", state.no)
