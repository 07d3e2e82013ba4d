"""The receipt of a record that is in the book already."""

from __future__ import annotations

from typing import Any

from irman_ledger.books.records import Receipt
from irman_ledger.books.view import View
from irman_ledger.core.journal import Entry


def receipt_of(view: View, seq: int) -> Receipt[Any]:
    """The receipt of an earlier record, marked as replayed."""
    record = view.record(seq)
    entry = None
    if record.lines:
        chart = view.bylaws_version(record.bylaws_version).chart
        entry = Entry(chart=chart, on=record.value_on, narration=record.narration, lines=record.lines)
    event = view.event(record)
    return Receipt(seq=seq, voucher=record.voucher, event=event, entry=entry, leaf=record.leaf, replayed=True)
