"""What the last stocktaking found of each asset (hasil stock opname aset)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.reports.dates import check_begun, day_of, heading_of_days, whole_month
from irman_ledger.reports.paper import Column, Fact, Layout, Row, Statement, same
from irman_ledger.reports.registers.asset_list import CONDITIONS, NOTE, checks_of
from irman_ledger.reports.source import AssetSource, stamp_of
from irman_ledger.reports.ties import tied

if TYPE_CHECKING:
    from irman_ledger.books.asset_positions import AssetPosition

LAYOUT = Layout(
    name="asset-opname",
    title=Label("Hasil stock opname aset", "Stocktaking of assets"),
    texts=(
        Column("asset", Label("No.", "No.")),
        Column("looked_for", Label("Diperiksa", "Looked for")),
        Column("condition", Label("Kondisi", "Condition")),
        Column("found", Label("Hasil", "Found")),
    ),
    label=Label("Aset", "Asset"),
    columns=(Column("carrying", Label("Nilai tercatat", "Carrying amount")), Column("difference", Label("Selisih", "Difference"))),
)
_FOUND, _MISSING, _UNSEEN = Label("ada", "found"), Label("tidak ditemukan", "missing"), Label("belum diperiksa", "not looked for")


def asset_opname(book: AssetSource, *, as_of: Month | date, stamped: bool = False) -> Statement:
    """What the last stocktaking by the end of a day or month found of each asset, and what is missing (Hasil stock opname aset).

    Parameters
    ----------
    as_of
        As booked up to this day, or to the end of this month.
    stamped
        Print the book and its checkpoint, size and root of its log, at the foot.

    Raises
    ------
    BeforeBookError
        ``report.before-book``
    StatementDoesNotTieError
        ``report.does-not-tie``
    """
    check_begun(book, as_of, field="as_of")
    day = day_of(as_of)
    with book.read() as view:
        bylaws, positions = view.bylaws_on(day), view.assets.positions(day)
        there = [one for one in positions if one.is_there(day)]
        missing = sum(1 for one in there if one.state.is_missing)
        unseen = sum(1 for one in there if one.state.inspected_on is None)
        paper = Statement(
            layout=LAYOUT,
            owner=bylaws.name,
            dated=heading_of_days((day,)),
            currency=bylaws.currency,
            rows=tuple(_rows(there, bylaws.currency)),
            facts=(
                Fact("count", Label("Jumlah aset", "Assets"), str(len(there))),
                Fact("missing", Label("Tidak ditemukan", "Missing"), str(missing)),
                Fact("unseen", Label("Belum diperiksa", "Not looked for"), str(unseen)),
            ),
            notes=(NOTE,),
            stamp=stamp_of(book, view, stamped),
        )
        return tied(paper, checks_of(view, positions, whole_month(as_of)))


def _rows(there: Sequence[AssetPosition], currency: str) -> Iterator[Row]:
    for one in there:
        state = one.state
        found = _UNSEEN if state.inspected_on is None else _MISSING if state.is_missing else _FOUND
        texts = (state.no, state.inspected_on, CONDITIONS[state.condition], found)
        yield Row(key=state.no, label=same(state.description), texts=texts, amounts=_amounts(one))
    own = [_amounts(one) for one in there if one.state.contra is None]
    sums = tuple(Money.total((amount for row in own if (amount := row[column]) is not None), currency) for column in (0, 1))
    yield Row(key="total", label=Label("Jumlah", "Total"), kind="total", texts=(None,) * 4, amounts=sums)


def _amounts(one: AssetPosition) -> tuple[Money | None, Money | None]:
    return one.carrying, -one.carrying if one.state.is_missing else None
