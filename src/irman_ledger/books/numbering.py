"""Voucher series: cash and bank vouchers by the direction of the money, memorial vouchers where none moves."""

from __future__ import annotations

from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.journal import Entry


def series_of(entry: Entry, bylaws: Bylaws) -> str:
    """BKM or BKK (cash), BBM or BBK (bank) as the box says; the memorial series where no money moves or two boxes do.

    A take-over moves no money: what it brings lay in the box before the book began.
    """
    takeover = bylaws.roles.get("takeover")
    code: str | None = None
    amount = 0
    for line in entry.lines:
        if line.account == takeover:
            return bylaws.memorial_series
        subject = line.subject
        if subject is not None and subject.kind == "cash":
            if code is not None and code != subject.no:
                return bylaws.memorial_series
            code = subject.no
            amount += line.amount.minor
    if code is None or amount == 0 or code not in bylaws.boxes:
        return bylaws.memorial_series
    box = bylaws.boxes[code]
    return box.series_in if amount > 0 else box.series_out
