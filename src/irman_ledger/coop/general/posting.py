"""How the general journal is booked."""

from __future__ import annotations

from typing import assert_never

from irman_ledger.coop.general.events import (
    BalanceTakenOver,
    CashCounted,
    CashReceived,
    CashSent,
    FundsMoved,
    GeneralEvent,
    JournalLine,
    JournalPosted,
)
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.journal import Entry, Line, credit, debit
from irman_ledger.core.subject import Subject


def entry_for(event: GeneralEvent, bylaws: Bylaws) -> Entry | None:
    """How each event of the general journal is booked."""
    match event:
        case JournalPosted():
            return _memorial(event, bylaws)
        case CashSent():
            return _sent(event, bylaws)
        case CashReceived():
            return _received(event, bylaws)
        case BalanceTakenOver():
            return _opening_balance(event, bylaws)
        case FundsMoved():
            return _moved(event, bylaws)
        case CashCounted():
            return _counted(event, bylaws)
        case _:
            assert_never(event)


def _memorial(event: JournalPosted, bylaws: Bylaws) -> Entry:
    return Entry(chart=bylaws.chart, on=event.on, narration=event.narration, lines=tuple(_line(line) for line in event.lines))


def _sent(event: CashSent, bylaws: Bylaws) -> Entry:
    box = bylaws.box(event.box)
    return Entry(
        chart=bylaws.chart,
        on=event.on,
        narration=f"Pemindahan uang, keluar dari {box.code}",
        lines=(debit(bylaws.role("in_transit"), event.amount), credit(box.account, event.amount, box.subject)),
    )


def _moved(event: FundsMoved, bylaws: Bylaws) -> Entry:
    box = bylaws.box(event.box)
    return Entry(
        chart=bylaws.chart,
        on=event.on,
        narration=f"Pinjaman antardana, {event.from_fund} ke {event.to_fund}: {event.reason}",
        lines=(
            debit(box.account, event.amount, box.subject, fund=event.to_fund),
            credit(event.between, event.amount, fund=event.to_fund),
            debit(event.between, event.amount, fund=event.from_fund),
            credit(box.account, event.amount, box.subject, fund=event.from_fund),
        ),
    )


def _received(event: CashReceived, bylaws: Bylaws) -> Entry:
    box = bylaws.box(event.box)
    return Entry(
        chart=bylaws.chart,
        on=event.on,
        narration=f"Pemindahan uang, masuk ke {box.code}",
        lines=(debit(box.account, event.amount, box.subject), credit(bylaws.role("in_transit"), event.amount)),
    )


def _opening_balance(event: BalanceTakenOver, bylaws: Bylaws) -> Entry:
    subject = _subject(event.subject)
    return Entry(
        chart=bylaws.chart,
        on=event.on,
        narration=event.narration,
        lines=(
            Line(event.account, event.amount, subject, event.unit, event.fund),
            Line(bylaws.role("takeover"), -event.amount, None, event.unit, event.fund),
        ),
    )


def _counted(event: CashCounted, bylaws: Bylaws) -> Entry | None:
    """Money too much is a credit of the account of cash over and short, money missing a debit."""
    if event.account is None:
        return None  # the box held what it should
    box = bylaws.box(event.box)
    gap = abs(event.difference)
    if event.difference.minor > 0:
        kind, lines = "lebih", (debit(box.account, gap, box.subject), credit(event.account, gap))
    else:
        kind, lines = "kurang", (debit(event.account, gap), credit(box.account, gap, box.subject))
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Selisih {kind} opname kas {box.code}", lines=lines)


def _line(line: JournalLine) -> Line:
    return Line(line.account, line.amount, _subject(line.subject), line.unit, line.fund)


def _subject(text: str | None) -> Subject | None:
    return None if text is None else Subject.parse(text)
