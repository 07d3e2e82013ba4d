"""How savings are booked."""

from __future__ import annotations

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
from irman_ledger.coop.savings.deposit_posting import deposit_entry
from irman_ledger.coop.savings.dormancy import DormancyCharged, SavingsDormant, SavingsReactivated
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
from irman_ledger.coop.savings.programme_events import ProgrammeBroken, ProgrammeCancelled, ProgrammeOpened, ProgrammeTakenOver
from irman_ledger.coop.savings.programme_posting import break_penalty, brought_over, cancellation
from irman_ledger.coop.savings.reclass import SavingsReclassified
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.journal import Entry, Line, credit, debit
from irman_ledger.core.money import Money
from irman_ledger.core.subject import subject_of


def entry_for(event: SavingsEvent, bylaws: Bylaws) -> Entry | None:
    """How each savings event is booked."""
    match event:
        case Deposited():
            return _deposit(event, bylaws)
        case Withdrawn():
            return _withdrawal(event, bylaws)
        case CorrectedOut():
            return _correction_out(event, bylaws)
        case CorrectedIn():
            return _correction_in(event, bylaws)
        case SavingsTakenOver():
            return _opening_balance(event, bylaws) if event.amount else None
        case InterestAccrued():
            return _accrual(event, bylaws)
        case InterestPosted():
            return _interest(event, bylaws)
        case FeeCharged() | OverdraftCharged() | DormancyCharged():
            return _charge(event, bylaws)
        case InterestBooked():
            return _interest_from_elsewhere(event, bylaws)
        case RoundingCorrected():
            return _rounding(event, bylaws)
        case (
            SavingsOpened() | SavingsClosed() | SavingsHeld() | HoldReleased() | ProgrammeOpened() | SavingsDormant() | SavingsReactivated()
        ):
            return None  # no money moves
        case SavingsReclassified():
            return _reclassification(event, bylaws) if event.amount else None
        case ProgrammeTakenOver():
            return brought_over(event, bylaws)
        case ProgrammeCancelled():
            return cancellation(event, bylaws)
        case ProgrammeBroken():
            return break_penalty(event, bylaws)
        case (
            DepositOpened()
            | DepositTakenOver()
            | DepositInstructed()
            | DepositInterestPaid()
            | DepositMatured()
            | DepositBroken()
            | DepositPaidOut()
            | TransferReceived()
        ):
            return deposit_entry(event, bylaws)
        case _:
            assert_never(event)


def _deposit(event: Deposited, bylaws: Bylaws) -> Entry:
    if event.is_set_off:
        source = debit(bylaws.role("set_off"), event.amount)
    else:
        box = bylaws.box(event.box)
        source = debit(box.account, event.amount, box.subject)
    return Entry(
        chart=bylaws.chart,
        on=event.on,
        narration=f"Setoran simpanan {event.account}",
        lines=(
            source,
            credit(event.control, event.amount, subject_of("savings", event.account)),
        ),
    )


def _withdrawal(event: Withdrawn, bylaws: Bylaws) -> Entry:
    box = bylaws.box(event.box)
    return Entry(
        chart=bylaws.chart,
        on=event.on,
        narration=f"Penarikan simpanan {event.account}",
        lines=(
            debit(event.control, event.amount, subject_of("savings", event.account)),
            credit(box.account, event.amount, box.subject),
        ),
    )


def _correction_out(event: CorrectedOut, bylaws: Bylaws) -> Entry:
    return Entry(
        chart=bylaws.chart,
        on=event.on,
        narration=f"Koreksi salah rekening, keluar dari simpanan {event.account}",
        lines=(
            debit(event.control, event.amount, subject_of("savings", event.account)),
            credit(bylaws.role("correction"), event.amount),
        ),
    )


def _correction_in(event: CorrectedIn, bylaws: Bylaws) -> Entry:
    return Entry(
        chart=bylaws.chart,
        on=event.on,
        narration=f"Koreksi salah rekening, masuk ke simpanan {event.account}",
        lines=(
            debit(bylaws.role("correction"), event.amount),
            credit(event.control, event.amount, subject_of("savings", event.account)),
        ),
    )


def _opening_balance(event: SavingsTakenOver, bylaws: Bylaws) -> Entry:
    return Entry(
        chart=bylaws.chart,
        on=event.on,
        narration=f"Saldo awal simpanan {event.account}",
        lines=(
            debit(bylaws.role("takeover"), event.amount),
            credit(event.control, event.amount, subject_of("savings", event.account)),
        ),
    )


def _accrual(event: InterestAccrued, bylaws: Bylaws) -> Entry:
    account = subject_of("savings", event.account)
    return Entry(
        chart=bylaws.chart,
        on=event.on,
        narration=f"Akrual jasa simpanan {event.account}",
        lines=(Line(event.expense, event.amount, account), Line(event.accrued, -event.amount, account)),
    )


def _interest(event: InterestPosted, bylaws: Bylaws) -> Entry:
    return _credited(
        event,
        bylaws,
        (event.expense, event.interest - event.released),
        (event.accrued, event.released),
        (event.control, -event.net),
        (event.tax_account, -event.tax),
    )


def _interest_from_elsewhere(event: InterestBooked, bylaws: Bylaws) -> Entry:
    return _credited(event, bylaws, (event.expense, event.interest), (event.control, -event.net), (event.tax_account, -event.tax))


def _credited(event: InterestPosted | InterestBooked, bylaws: Bylaws, *parts: tuple[str | None, Money]) -> Entry:
    account = subject_of("savings", event.account)
    return Entry(
        chart=bylaws.chart,
        on=event.on,
        narration=f"Jasa simpanan {event.account}",
        lines=tuple(Line(code, amount, account) for code, amount in parts if code is not None and amount),
    )


def _charge(event: FeeCharged | OverdraftCharged | DormancyCharged, bylaws: Bylaws) -> Entry:
    if isinstance(event, FeeCharged):
        narration = f"Biaya {event.fee} simpanan {event.account}"
    else:
        narration = f"{'Bunga cerukan' if isinstance(event, OverdraftCharged) else 'Biaya rekening pasif'} simpanan {event.account}"
    account = subject_of("savings", event.account)
    has_subject = bylaws.chart[event.income].subject_kind is not None
    return Entry(
        chart=bylaws.chart,
        on=event.on,
        narration=narration,
        lines=(debit(event.control, event.amount, account), credit(event.income, event.amount, account if has_subject else None)),
    )


def _rounding(event: RoundingCorrected, bylaws: Bylaws) -> Entry:
    lines = (Line(event.contra, event.amount), Line(event.control, -event.amount, subject_of("savings", event.account)))
    return Entry(
        chart=bylaws.chart,
        on=event.on,
        narration=f"Koreksi pembulatan simpanan {event.account}",
        lines=lines if event.amount.minor > 0 else lines[::-1],
    )


def _reclassification(event: SavingsReclassified, bylaws: Bylaws) -> Entry:
    account = subject_of("savings", event.account)
    lines = (Line(event.control_before, event.amount, account), Line(event.control, -event.amount, account))
    return Entry(
        chart=bylaws.chart,
        on=event.on,
        narration=f"Reklasifikasi simpanan {event.account}",
        lines=lines if event.amount.minor > 0 else lines[::-1],
    )
