"""When shares are paid, returned and corrected."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from irman_ledger.coop.shares.capital import floor_asks
from irman_ledger.coop.shares.commands import (
    BillShare,
    ClaimShare,
    CorrectIn,
    CorrectOut,
    OpenShare,
    PayShare,
    ReleaseShare,
    ReturnShare,
    ShareCommand,
    TakeOverShare,
    share_subject,
)
from irman_ledger.coop.shares.events import (
    ShareBilled,
    ShareCorrectedIn,
    ShareCorrectedOut,
    ShareEvent,
    ShareOpened,
    SharePaid,
    ShareReturned,
    ShareTakenOver,
)
from irman_ledger.coop.shares.leaving import check_floor, claim, leaving_asks, release
from irman_ledger.coop.shares.monthly import SPANS_MAX, eve_of, is_billed, rate_in, with_month
from irman_ledger.coop.shares.refusals import (
    AlreadyBilledError,
    BeforeTakeOverError,
    BelowMinimumError,
    BillsFullError,
    ExceedsFixedError,
    LastInstalmentError,
    NothingToReturnError,
    NotLeavingError,
    NotMonthlyError,
    ShareExistsError,
    ShareholderUnknownError,
    ShareOverdrawnError,
    SharesReturnedError,
    StatusMayNotPayError,
    UnknownShareError,
)
from irman_ledger.coop.shares.state import ShareState
from irman_ledger.coop.shares.terms import SharesTerms, parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.facts import Ask, BalanceOn, BalancesOf, Facts, Lowest, Standing
from irman_ledger.core.money import CurrencyMismatchError, Money
from irman_ledger.core.subject import Subject


def consult(command: ShareCommand, state: ShareState | None, bylaws: Bylaws) -> tuple[Ask, ...]:
    """What must be known: the balance where a limit is near, the lowest one from the value date on where money leaves."""
    match command:
        case PayShare() | CorrectIn():
            is_limited = _is_limited(_terms(command.product, bylaws))
            return (BalancesOf(_subject(command)),) if state is not None and is_limited else ()
        case ReturnShare():
            return () if state is None else (_lowest(state, command.on), BalancesOf(_subject(command)), *floor_asks(bylaws))
        case ClaimShare() | ReleaseShare():
            return () if state is None else leaving_asks(command, state, bylaws)
        case CorrectOut():
            return () if state is None else (_lowest(state, command.on),)
        case BillShare():
            return () if state is None or state.carried is not None else _eve(state, _terms(command.product, bylaws))
        case OpenShare() | TakeOverShare():
            return ()
        case _:
            assert_never(command)


def decide(command: ShareCommand, state: ShareState | None, facts: Facts, bylaws: Bylaws) -> ShareEvent:
    """The event, or a refusal."""
    match command:
        case PayShare():
            return _pay(command, state, facts, bylaws)
        case ReturnShare():
            return _return(command, _known(command, state), facts, bylaws)
        case BillShare():
            return _bill(command, state, facts, bylaws)
        case ClaimShare():
            return claim(command, _known_on_day(command, state), facts, bylaws)
        case ReleaseShare():
            return release(command, _known_on_day(command, state), facts, bylaws)
        case CorrectOut():
            return _correct_out(command, _known(command, state), facts)
        case CorrectIn():
            return _correct_in(command, state, facts, bylaws)
        case OpenShare():
            return _open(command, state, facts, bylaws)
        case TakeOverShare():
            return _take_over(command, state, facts, bylaws)
        case _:
            assert_never(command)


def _pay(command: PayShare, state: ShareState | None, facts: Facts, bylaws: Bylaws) -> SharePaid:
    terms = _terms(command.product, bylaws)
    _check_currency(command.amount, facts)
    standing = _check_standing(command, terms, facts)
    _check_day(command, state)
    _check_not_closed(state, standing)
    if terms.minimum is not None and command.amount < terms.minimum:
        raise BelowMinimumError(field="amount", share=_no(command), minimum=terms.minimum, amount=command.amount)
    excess = _excess(command, state, terms, facts)
    amount = command.amount - excess
    return SharePaid(
        member=command.member,
        product=command.product,
        on=command.on,
        amount=amount,
        control=_control(state, terms),
        status=standing.status,
        box=bylaws.box(command.settle).code,
        excess=excess if excess else None,
        excess_account=terms.excess_account if excess else None,
        instalment=_instalment(command, amount, state, terms, facts),
    )


def _excess(command: PayShare, state: ShareState | None, terms: SharesTerms, facts: Facts) -> Money:
    """What is above the fixed amount and held for the member instead; some of the payment must become shares."""
    nothing = Money.zero(facts.currency)
    if terms.excess_account is None or terms.fixed_amount is None:
        _check_limit(command, state, terms, facts)
        return nothing
    missing = terms.fixed_amount - _held(command, state, facts)
    if missing.minor <= 0:
        _check_limit(command, state, terms, facts)
    return max(command.amount - missing, nothing)


def _instalment(command: PayShare, amount: Money, state: ShareState | None, terms: SharesTerms, facts: Facts) -> int | None:
    if terms.instalments is None or terms.fixed_amount is None:
        return None
    no = 1 if state is None else state.instalments + 1
    missing = terms.fixed_amount - _held(command, state, facts)
    if no >= terms.instalments and amount < missing:
        raise LastInstalmentError(field="amount", share=_no(command), instalments=terms.instalments, missing=missing, amount=amount)
    return no


def _return(command: ReturnShare, state: ShareState, facts: Facts, bylaws: Bylaws) -> ShareReturned:
    terms = _terms(command.product, bylaws)
    _check_day(command, state)
    if not (command.leaving or terms.returns_freely):
        raise NotLeavingError(field="leaving", product=command.product, share=state.no)
    held = -facts.balance(state.control, _subject(command))
    amount = held if command.amount is None else command.amount
    _check_currency(amount, facts)
    if command.amount is None and held.minor <= 0:
        raise NothingToReturnError(field="amount", share=state.no)
    _check_covered(command, amount, state, facts)
    check_floor(command, state, amount, facts, bylaws)
    return ShareReturned(
        member=command.member,
        product=command.product,
        on=command.on,
        amount=amount,
        control=state.control,
        box=bylaws.box(command.settle).code,
        leaving=command.leaving,
        closes=command.leaving and amount == held,
    )


def _bill(command: BillShare, state: ShareState | None, facts: Facts, bylaws: Bylaws) -> ShareBilled:
    terms, month = _terms(command.product, bylaws), Month.of(command.on)
    standing = _check_standing(command, terms, facts)
    _check_day(command, state)
    _check_not_closed(state, standing)
    rate = rate_in(terms.rates, standing.category, month)
    if rate is None:
        raise NotMonthlyError(field="product", product=command.product, member=command.member, month=month)
    billed = () if state is None else state.billed
    if is_billed(billed, month):
        raise AlreadyBilledError(field="on", share=_no(command), month=month)
    if len(with_month(billed, month, rate.amount)) > SPANS_MAX:
        raise BillsFullError(field="on", share=_no(command))
    return ShareBilled(
        member=command.member,
        product=command.product,
        on=command.on,
        month=month,
        amount=rate.amount,
        control=_control(state, terms),
        status=standing.status,
        category=standing.category,
        carried=_carried(state, terms, facts),
    )


def _carried(state: ShareState | None, terms: SharesTerms, facts: Facts) -> Money:
    if state is None:
        return Money.zero(facts.currency)
    if state.carried is not None:
        return state.carried
    (ask,) = _eve(state, terms)
    return -facts.balance_on(ask)


def _eve(state: ShareState, terms: SharesTerms) -> tuple[BalanceOn, ...]:
    return (BalanceOn(state.control, Subject("share", state.no), eve_of(terms.rates)),) if terms.rates else ()


def _correct_out(command: CorrectOut, state: ShareState, facts: Facts) -> ShareCorrectedOut:
    _check_currency(command.amount, facts)
    _check_day(command, state)
    _check_covered(command, command.amount, state, facts)
    return ShareCorrectedOut(
        member=command.member,
        product=command.product,
        on=command.on,
        amount=command.amount,
        control=state.control,
        reason=command.reason,
    )


def _correct_in(command: CorrectIn, state: ShareState | None, facts: Facts, bylaws: Bylaws) -> ShareCorrectedIn:
    terms = _terms(command.product, bylaws)
    _check_currency(command.amount, facts)
    standing = _check_standing(command, terms, facts)
    _check_day(command, state)
    _check_limit(command, state, terms, facts)
    return ShareCorrectedIn(
        member=command.member,
        product=command.product,
        on=command.on,
        amount=command.amount,
        control=_control(state, terms),
        status=standing.status,
        reason=command.reason,
    )


def _open(command: OpenShare, state: ShareState | None, facts: Facts, bylaws: Bylaws) -> ShareOpened:
    terms = _terms(command.product, bylaws)
    standing = _check_standing(command, terms, facts)
    _check_new(state)
    return ShareOpened(member=command.member, product=command.product, on=command.on, control=terms.control, status=standing.status)


def _take_over(command: TakeOverShare, state: ShareState | None, facts: Facts, bylaws: Bylaws) -> ShareTakenOver:
    terms = _terms(command.product, bylaws)
    _check_currency(command.amount, facts)
    # Whoever has left may still wait for the shares: any status that the book knows will do.
    standing = _standing(command, facts)
    _check_new(state)
    return ShareTakenOver(
        member=command.member,
        product=command.product,
        on=command.on,
        amount=command.amount,
        control=terms.control,
        status=standing.status,
        paid_months=command.paid_months,
        arrears=command.arrears,
        advance=command.advance,
    )


def _known_on_day(command: ClaimShare | ReleaseShare, state: ShareState | None) -> ShareState:
    known = _known(command, state)
    _check_day(command, known)
    return known


def _known(command: ReturnShare | ClaimShare | ReleaseShare | CorrectOut, state: ShareState | None) -> ShareState:
    if state is None:
        raise UnknownShareError(field="member", subject=_no(command))
    return state


def _standing(command: ShareCommand, facts: Facts) -> Standing:
    if facts.standing is None:
        raise ShareholderUnknownError(field="member", subject=command.member)
    return facts.standing


def _check_standing(command: PayShare | BillShare | CorrectIn | OpenShare, terms: SharesTerms, facts: Facts) -> Standing:
    standing = _standing(command, facts)
    if standing.status not in terms.statuses:
        raise StatusMayNotPayError(field="member", product=command.product, member=command.member, status=standing.status, on=command.on)
    return standing


def _check_new(state: ShareState | None) -> None:
    if state is not None:
        raise ShareExistsError(field="member", share=state.no, opened_on=state.opened_on)


def _check_day(
    command: PayShare | ReturnShare | BillShare | ClaimShare | ReleaseShare | CorrectOut | CorrectIn, state: ShareState | None
) -> None:
    if state is not None and state.taken_over_on is not None and command.on < state.taken_over_on:
        raise BeforeTakeOverError(field="on", share=state.no, taken_over_on=state.taken_over_on, on=command.on)


def _check_not_closed(state: ShareState | None, standing: Standing) -> None:
    # Admitted again means: a status that began after the day on which everything was returned.
    if state is not None and state.closed_on is not None and standing.since <= state.closed_on:
        raise SharesReturnedError(field="member", share=state.no, closed_on=state.closed_on)


def _check_limit(command: PayShare | CorrectIn, state: ShareState | None, terms: SharesTerms, facts: Facts) -> None:
    if terms.fixed_amount is None or terms.accepts_excess:
        return
    held = _held(command, state, facts)
    excess = held + command.amount - terms.fixed_amount
    if excess.minor > 0:
        raise ExceedsFixedError(
            field="amount", share=_no(command), fixed_amount=terms.fixed_amount, balance=held, amount=command.amount, excess=excess
        )


def _held(command: PayShare | CorrectIn, state: ShareState | None, facts: Facts) -> Money:
    return Money.zero(facts.currency) if state is None else -facts.balance(state.control, _subject(command))


def _check_covered(command: ReturnShare | CorrectOut, amount: Money, state: ShareState, facts: Facts) -> None:
    lowest = facts.lowest(_lowest(state, command.on))
    if amount > lowest:
        raise ShareOverdrawnError(field="amount", share=state.no, amount=amount, available=lowest, on=command.on)


def _check_currency(amount: Money, facts: Facts) -> None:
    if amount.currency != facts.currency:
        raise CurrencyMismatchError(field="amount", left=facts.currency, right=amount.currency, value=amount)


def _control(state: ShareState | None, terms: SharesTerms) -> str:
    return terms.control if state is None else state.control


def _is_limited(terms: SharesTerms) -> bool:
    return terms.fixed_amount is not None and not (terms.accepts_excess and terms.instalments is None)


def _terms(product: str, bylaws: Bylaws) -> SharesTerms:
    return bylaws.terms(product, "shares", parse)


def _lowest(state: ShareState, on: date) -> Lowest:
    return Lowest(state.control, Subject("share", state.no), on)


def _subject(command: ShareCommand) -> Subject:
    return share_subject(command.member, command.product)


def _no(command: ShareCommand) -> str:
    return f"{command.member}/{command.product}"
