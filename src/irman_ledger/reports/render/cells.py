"""How one cell is written."""

from __future__ import annotations

from datetime import date

from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.errors import Lang
from irman_ledger.reports.paper import Cell


def on_paper(cell: Cell, lang: Lang) -> str:
    """For a person: days as ``05-05-2014`` in Indonesian, ``2014-05-05`` in English."""
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}" if lang == "id" else cell.isoformat()
    return plain(cell, lang)


def plain(cell: Cell | Money, lang: Lang) -> str:
    """For a machine: days as ``2014-05-05``, money as ``1234567.50``."""
    match cell:
        case None:
            return ""
        case date():
            return cell.isoformat()
        case Money():
            return cell.plain()
        case Label():
            return cell.text(lang)
        case str():
            return cell


def figure(amount: Money | None, with_sen: bool) -> str:
    """``1.234``, ``(1.234)`` for less than nothing, ``-`` for nothing; a blank keeps the place of the bracket.

    Examples
    --------
    >>> from irman_ledger.core.money import idr
    >>> figure(-idr(1_234), False), figure(idr(1_234), True)
    ('(1.234)', '1.234,00 ')
    """
    if amount is None:
        return ""
    if not amount:
        return "- "
    whole, sen = divmod(abs(amount.minor), 100)
    digits = f"{whole:,}".replace(",", ".") + (f",{sen:02}" if with_sen else "")
    return f"({digits})" if amount.minor < 0 else f"{digits} "
