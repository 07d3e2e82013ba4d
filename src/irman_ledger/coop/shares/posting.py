"""How shares are booked."""

from __future__ import annotations

from typing import assert_never

from irman_ledger.coop.shares.events import (
    ShareBilled,
    ShareClaimed,
    ShareCorrectedIn,
    ShareCorrectedOut,
    ShareEvent,
    ShareOpened,
    SharePaid,
    ShareReleased,
    ShareReturned,
    ShareTakenOver,
)
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.journal import Entry, Line, credit, debit
from irman_ledger.core.subject import Subject


def entry_for(event: ShareEvent, bylaws: Bylaws) -> Entry | None:
    """How each share event is booked."""
    match event:
        case SharePaid():
            return _payment(event, bylaws)
        case ShareReturned():
            return _return(event, bylaws)
        case ShareClaimed():
            return None if event.waits or not event.amount else _claim(event, bylaws)
        case ShareReleased():
            return _claim(event, bylaws) if event.amount else None  # what waited may have been reversed meanwhile
        case ShareCorrectedOut():
            return _correction_out(event, bylaws)
        case ShareCorrectedIn():
            return _correction_in(event, bylaws)
        case ShareTakenOver():
            return _opening_balance(event, bylaws)
        case ShareOpened() | ShareBilled():
            return None  # no money moves; equity that is not paid in is never a receivable
        case _:
            assert_never(event)


def _payment(event: SharePaid, bylaws: Bylaws) -> Entry:
    box, received, lines = bylaws.box(event.box), event.amount, [_put_on(event)]
    if event.excess is not None and event.excess_account is not None:
        received += event.excess
        lines.append(credit(event.excess_account, event.excess, Subject("member", event.member)))
    return Entry(
        chart=bylaws.chart,
        on=event.on,
        narration=f"Setoran simpanan {_no(event)}",
        lines=(debit(box.account, received, box.subject), *lines),
    )


def _return(event: ShareReturned, bylaws: Bylaws) -> Entry:
    box = bylaws.box(event.box)
    return Entry(
        chart=bylaws.chart,
        on=event.on,
        narration=f"Pengembalian simpanan {_no(event)}",
        lines=(_taken_off(event), credit(box.account, event.amount, box.subject)),
    )


def _claim(event: ShareClaimed | ShareReleased, bylaws: Bylaws) -> Entry:
    return Entry(
        chart=bylaws.chart,
        on=event.on,
        narration=f"Simpanan anggota keluar {_no(event)}",
        lines=(_taken_off(event), credit(bylaws.role("set_off"), event.amount)),
    )


def _correction_out(event: ShareCorrectedOut, bylaws: Bylaws) -> Entry:
    return Entry(
        chart=bylaws.chart,
        on=event.on,
        narration=f"Koreksi salah rekening, keluar dari simpanan {_no(event)}",
        lines=(_taken_off(event), credit(bylaws.role("correction"), event.amount)),
    )


def _correction_in(event: ShareCorrectedIn, bylaws: Bylaws) -> Entry:
    return Entry(
        chart=bylaws.chart,
        on=event.on,
        narration=f"Koreksi salah rekening, masuk ke simpanan {_no(event)}",
        lines=(debit(bylaws.role("correction"), event.amount), _put_on(event)),
    )


def _opening_balance(event: ShareTakenOver, bylaws: Bylaws) -> Entry:
    return Entry(
        chart=bylaws.chart,
        on=event.on,
        narration=f"Saldo awal simpanan {_no(event)}",
        lines=(debit(bylaws.role("takeover"), event.amount), _put_on(event)),
    )


def _put_on(event: SharePaid | ShareCorrectedIn | ShareTakenOver) -> Line:
    return credit(event.control, event.amount, Subject("share", _no(event)))


def _taken_off(event: ShareReturned | ShareClaimed | ShareReleased | ShareCorrectedOut) -> Line:
    return debit(event.control, event.amount, Subject("share", _no(event)))


def _no(event: ShareEvent) -> str:
    return f"{event.member}/{event.product}"
