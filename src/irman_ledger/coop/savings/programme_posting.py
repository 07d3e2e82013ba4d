"""How the ends of programmes are booked."""

from __future__ import annotations

from irman_ledger.coop.savings.programme_events import ProgrammeBroken, ProgrammeCancelled, ProgrammeTakenOver
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.journal import Entry, credit, debit
from irman_ledger.core.subject import subject_of


def brought_over(event: ProgrammeTakenOver, bylaws: Bylaws) -> Entry | None:
    """The balance of the old books."""
    if not event.balance:
        return None
    return Entry(
        chart=bylaws.chart,
        on=event.on,
        narration=f"Saldo awal tabungan terprogram {event.account}",
        lines=(
            debit(bylaws.role("takeover"), event.balance),
            credit(event.control, event.balance, subject_of("savings", event.account)),
        ),
    )


def cancellation(event: ProgrammeCancelled, bylaws: Bylaws) -> Entry | None:
    """What is moved stands on the account of transfers."""
    if not event.moved or event.pay_to is None:
        return None
    return Entry(
        chart=bylaws.chart,
        on=event.on,
        narration=f"Pembatalan tabungan terprogram {event.account}",
        lines=(
            debit(event.control, event.moved, subject_of("savings", event.account)),
            credit(bylaws.role("savings_transfer"), event.moved, subject_of("savings", event.pay_to)),
        ),
    )


def break_penalty(event: ProgrammeBroken, bylaws: Bylaws) -> Entry | None:
    """The penalty."""
    if not event.penalty or event.income is None:
        return None
    return Entry(
        chart=bylaws.chart,
        on=event.on,
        narration=f"Penalti penghentian tabungan terprogram {event.account}",
        lines=(debit(event.control, event.penalty, subject_of("savings", event.account)), credit(event.income, event.penalty)),
    )
