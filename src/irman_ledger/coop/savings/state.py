"""What is kept of a savings account beside its money."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from irman_ledger.coop.savings.deposit_events import (
    DepositBroken,
    DepositInstructed,
    DepositInterestPaid,
    DepositMatured,
    DepositOpened,
    DepositPaidOut,
    DepositTakenOver,
    TransferReceived,
)
from irman_ledger.coop.savings.deposit_state import placement_after
from irman_ledger.coop.savings.dormancy import MARKS_MAX, DormancyCharged, SavingsDormant, SavingsReactivated
from irman_ledger.coop.savings.events import (
    CorrectedIn,
    CorrectedOut,
    Deposited,
    FeeCharged,
    HoldReleased,
    InterestAccrued,
    InterestBooked,
    InterestPosted,
    OverdraftCharged,
    RoundingCorrected,
    SavingsClosed,
    SavingsEvent,
    SavingsHeld,
    SavingsOpened,
    SavingsTakenOver,
    Withdrawn,
)
from irman_ledger.coop.savings.placement import Placement
from irman_ledger.coop.savings.programme import Programme
from irman_ledger.coop.savings.programme_events import ProgrammeBroken, ProgrammeCancelled, ProgrammeOpened, ProgrammeTakenOver
from irman_ledger.coop.savings.reclass import SavingsReclassified
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import SubjectIndex, added


@dataclass(frozen=True, slots=True, kw_only=True)
class SavingsState:
    """One savings account (rekening simpanan).

    Parameters
    ----------
    control
        The ledger account of all its movements, chosen when the account is opened. A member's later admission or exit does not
        move the balance by itself: the account is reclassified.
    moves_from
        The first day a movement may have: the day of opening or, for an account of the old books, of the take-over.
    last_accrued_on
        Up to which day the old books had credited interest on what came over; None: never, or nothing came over.
    interest_to
        Up to which day this book has credited it.
    elsewhere_to
        Up to which day interest came from elsewhere; None: never.
    placement
        The running term of a term deposit; None: a savings account.
    holds
        What is held, by number, in the order in which it came: a promise about money, not money.
    programme
        What is to be saved each month; None: what the member likes.
    controls_before
        The ledger accounts on which it stood before, oldest first.
    reclassified_on
        When it came to `control`; None: with its opening.
    dormancies
        When it was found passive, and since when its member had left it alone; oldest first, the latest ones only. What the member did
        since is read from the records: the last of them may be over.
    dormancy_charged_to
        The end of the last month of which the fee of passive accounts was taken.
    """

    no: str
    member: str
    product: str
    control: str
    opened_on: date
    moves_from: date
    last_accrued_on: date | None = None
    interest_to: date | None = added(None)
    elsewhere_to: date | None = added(None)
    holds: tuple[tuple[str, Money], ...] = added(())
    closed_on: date | None = None
    placement: Placement | None = added(None)
    programme: Programme | None = added(None)
    controls_before: tuple[str, ...] = added(())
    reclassified_on: date | None = added(None)
    dormancies: tuple[tuple[date, date], ...] = added(())
    dormancy_charged_to: date | None = added(None)


def evolve(state: SavingsState | None, event: SavingsEvent) -> SavingsState:
    """The account after the event; movements leave the state as it is, since it holds no money."""
    match event:
        case Deposited() | Withdrawn() | CorrectedOut() | CorrectedIn() | InterestAccrued() | DepositInterestPaid() | TransferReceived():
            return _of(state)
        case FeeCharged() | OverdraftCharged() | RoundingCorrected() | SavingsReactivated():
            return _of(state)
        case SavingsOpened():
            return _opened(event)
        case SavingsTakenOver():
            return _taken_over(event)
        case InterestPosted():
            return replace(_of(state), interest_to=event.on)
        case InterestBooked():
            return _credited_elsewhere(_of(state), event.on)
        case SavingsHeld():
            before = _of(state)
            return replace(before, holds=(*before.holds, (event.hold, event.amount)))
        case HoldReleased():
            before = _of(state)
            return replace(before, holds=tuple(one for one in before.holds if one[0] != event.hold))
        case SavingsClosed() | DepositPaidOut():
            return replace(_of(state), closed_on=event.on)
        case DepositOpened() | DepositTakenOver():
            return _placed(event)
        case ProgrammeOpened() | ProgrammeTakenOver():
            return _programmed(event)
        case ProgrammeCancelled() | ProgrammeBroken():
            return _freed(_of(state), event)
        case SavingsDormant():
            before = _of(state)
            return replace(before, dormancies=(*before.dormancies, (event.on, event.quiet_since))[-MARKS_MAX:])
        case DormancyCharged():
            return replace(_of(state), dormancy_charged_to=event.on)
        case SavingsReclassified():
            return _reclassified(_of(state), event)
        case DepositInstructed() | DepositMatured() | DepositBroken():
            return _after(_of(state), event)
        case _:
            assert_never(event)


def index(state: SavingsState) -> SubjectIndex:
    """By what the books find the account."""
    return SubjectIndex(member=state.member, product=state.product, opened_on=state.opened_on, closed_on=state.closed_on)


def _of(state: SavingsState | None) -> SavingsState:
    assert state is not None, "an account begins with its opening"
    return state


def _opened(event: SavingsOpened) -> SavingsState:
    return SavingsState(
        no=event.account,
        member=event.member,
        product=event.product,
        control=event.control,
        opened_on=event.on,
        moves_from=event.on,
    )


def _programmed(event: ProgrammeOpened | ProgrammeTakenOver) -> SavingsState:
    return SavingsState(
        no=event.account,
        member=event.member,
        product=event.product,
        control=event.control,
        opened_on=event.programme.begins_on,
        moves_from=event.on,
        last_accrued_on=event.last_accrued_on if isinstance(event, ProgrammeTakenOver) and event.balance else None,
        programme=event.programme,
    )


def _freed(state: SavingsState, event: ProgrammeCancelled | ProgrammeBroken) -> SavingsState:
    assert state.programme is not None, "a programme begins with its opening"
    return replace(state, programme=replace(state.programme, ended_on=event.on))


def _placed(event: DepositOpened | DepositTakenOver) -> SavingsState:
    return SavingsState(
        no=event.deposit,
        member=event.member,
        product=event.product,
        control=event.control,
        opened_on=event.placement.placed_on,
        moves_from=event.on,
        placement=event.placement,
    )


def _after(state: SavingsState, event: DepositInstructed | DepositMatured | DepositBroken) -> SavingsState:
    assert state.placement is not None, "a deposit begins with its placement"
    closed_on = event.on if isinstance(event, DepositMatured) and event.moved else None
    return replace(state, placement=placement_after(state.placement, event), closed_on=closed_on)


def _reclassified(state: SavingsState, event: SavingsReclassified) -> SavingsState:
    before = tuple(control for control in state.controls_before if control != event.control_before)
    return replace(state, control=event.control, controls_before=(*before, event.control_before), reclassified_on=event.on)


def _taken_over(event: SavingsTakenOver) -> SavingsState:
    return SavingsState(
        no=event.account,
        member=event.member,
        product=event.product,
        control=event.control,
        opened_on=event.opened_on,
        moves_from=event.on,
        last_accrued_on=event.last_accrued_on if event.amount else None,
    )


def _credited_elsewhere(state: SavingsState, on: date) -> SavingsState:
    is_later = state.elsewhere_to is None or on > state.elsewhere_to
    return replace(state, elsewhere_to=on) if is_later else state
