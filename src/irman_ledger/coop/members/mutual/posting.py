"""How the funds of groups and what they paid for members are booked."""

from __future__ import annotations

from typing import assert_never

from irman_ledger.coop.members.mutual.events import (
    CoverForgiven,
    CoverRepaid,
    GroupFundPaidIn,
    GroupFundPaidOut,
    MeetingHeld,
    MemberCovered,
    MutualEvent,
)
from irman_ledger.coop.members.mutual.state import cover_subject
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.journal import Entry, credit, debit
from irman_ledger.core.subject import Subject


def mutual_entry(event: MutualEvent, bylaws: Bylaws) -> Entry | None:
    """How each event is booked: a group's fund is a debt of the cooperative, a member's debt to a group stands beside the books."""
    match event:
        case MeetingHeld():
            return None  # what was paid at a meeting is booked by the commands of its rows
        case GroupFundPaidIn():
            return _paid_in(event, bylaws)
        case GroupFundPaidOut():
            return _paid_out(event, bylaws)
        case MemberCovered():
            return _covered(event, bylaws)
        case CoverRepaid():
            return _repaid(event, bylaws)
        case CoverForgiven():
            return _forgiven(event, bylaws)
        case _:
            assert_never(event)


def _paid_in(event: GroupFundPaidIn, bylaws: Bylaws) -> Entry:
    box = bylaws.box(event.box)
    by = "" if event.member is None else f" oleh {event.member}"
    lines = debit(box.account, event.amount, box.subject), credit(event.fund, event.amount, Subject("group", event.group))
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Setoran dana kelompok {event.group}{by}", lines=lines)


def _paid_out(event: GroupFundPaidOut, bylaws: Bylaws) -> Entry:
    box = bylaws.box(event.box)
    to = "" if event.member is None else f" kepada {event.member}"
    lines = debit(event.fund, event.amount, Subject("group", event.group)), credit(box.account, event.amount, box.subject)
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Pengeluaran dana kelompok {event.group}{to}: {event.reason}", lines=lines)


def _covered(event: MemberCovered, bylaws: Bylaws) -> Entry:
    cover = cover_subject(event.member, event.group)
    lines = (
        debit(event.fund, event.amount, Subject("group", event.group)),
        credit(bylaws.role("mutual"), event.amount),
        debit(event.claim, event.amount, cover),
        credit(event.claim_contra, event.amount, cover),
    )
    narration = f"Talangan kelompok {event.group} untuk {event.member}, pinjaman {event.loan}"
    return Entry(chart=bylaws.chart, on=event.on, narration=narration, lines=lines)


def _repaid(event: CoverRepaid, bylaws: Bylaws) -> Entry:
    box, cover = bylaws.box(event.box), cover_subject(event.member, event.group)
    lines = (
        debit(box.account, event.amount, box.subject),
        credit(event.fund, event.amount, Subject("group", event.group)),
        debit(event.claim_contra, event.amount, cover),
        credit(event.claim, event.amount, cover),
    )
    narration = f"Pengembalian talangan {event.member} kepada kelompok {event.group}"
    return Entry(chart=bylaws.chart, on=event.on, narration=narration, lines=lines)


def _forgiven(event: CoverForgiven, bylaws: Bylaws) -> Entry:
    # The fund paid when the group covered, so only the debt beside the books ends.
    cover = cover_subject(event.member, event.group)
    lines = debit(event.claim_contra, event.amount, cover), credit(event.claim, event.amount, cover)
    narration = f"Pembebasan talangan {event.member} oleh kelompok {event.group}: {event.reason}"
    return Entry(chart=bylaws.chart, on=event.on, narration=narration, lines=lines)
