"""How members are booked: what is due to who left, and the funds of groups; what a member pays in or holds is booked by the shares."""

from __future__ import annotations

from typing import assert_never

from irman_ledger.coop.members.events import (
    CandidateRegistered,
    GroupAmended,
    GroupEvent,
    GroupRegistered,
    LeaverOwed,
    LeaverPaid,
    MemberAdmitted,
    MemberAmended,
    MemberEvent,
    MembershipEnded,
    MemberTakenOver,
)
from irman_ledger.coop.members.mutual.events import (
    CoverForgiven,
    CoverRepaid,
    GroupFundPaidIn,
    GroupFundPaidOut,
    MeetingHeld,
    MemberCovered,
    MutualEvent,
)
from irman_ledger.coop.members.mutual.posting import mutual_entry
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.journal import Entry, credit, debit
from irman_ledger.core.money import Money
from irman_ledger.core.subject import Subject


def entry_for(event: MemberEvent | GroupEvent | MutualEvent, bylaws: Bylaws) -> Entry | None:
    """How each event is booked."""
    match event:
        case LeaverOwed():
            return _owed(event, bylaws)
        case LeaverPaid():
            return _paid(event, bylaws)
        case MemberTakenOver():
            return (
                None if event.owed is None or event.claim_account is None else _taken_over(event, event.owed, event.claim_account, bylaws)
            )
        case MemberAdmitted() | MemberAmended() | MembershipEnded() | CandidateRegistered():
            return None  # a membership is no money
        case GroupRegistered() | GroupAmended():
            return None
        case MeetingHeld() | GroupFundPaidIn() | GroupFundPaidOut() | MemberCovered() | CoverRepaid() | CoverForgiven():
            return mutual_entry(event, bylaws)
        case _:
            assert_never(event)


def _owed(event: LeaverOwed, bylaws: Bylaws) -> Entry:
    lines = (debit(bylaws.role("set_off"), event.amount), credit(event.account, event.amount, Subject("member", event.member)))
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Utang simpanan anggota keluar {event.member}", lines=lines)


def _taken_over(event: MemberTakenOver, owed: Money, account: str, bylaws: Bylaws) -> Entry:
    lines = (debit(bylaws.role("takeover"), owed), credit(account, owed, Subject("member", event.member)))
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Saldo awal utang simpanan anggota keluar {event.member}", lines=lines)


def _paid(event: LeaverPaid, bylaws: Bylaws) -> Entry:
    box = bylaws.box(event.box)
    lines = (debit(event.account, event.amount, Subject("member", event.member)), credit(box.account, event.amount, box.subject))
    to = "ahli waris " if event.recipient == "heirs" else ""
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Pembayaran simpanan kepada {to}anggota keluar {event.member}", lines=lines)
