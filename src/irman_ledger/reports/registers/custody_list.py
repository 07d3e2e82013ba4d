"""Who keeps which asset, by district and group (daftar penguasaan aset)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.reports.dates import check_begun, day_of, heading_of_days, whole_month
from irman_ledger.reports.paper import BLANK, Column, Fact, Layout, Row, Statement, same
from irman_ledger.reports.registers.asset_list import CONDITIONS, NOTE, TITLES, checks_of
from irman_ledger.reports.source import AssetSource, AssetView, stamp_of
from irman_ledger.reports.ties import tied

if TYPE_CHECKING:
    from irman_ledger.books.asset_positions import AssetPosition

LAYOUT = Layout(
    name="custody-list",
    title=Label("Daftar penguasaan aset", "Custody of assets"),
    texts=(
        Column("asset", Label("No.", "No.")),
        Column("since", Label("Dipegang sejak", "Kept since")),
        Column("condition", Label("Kondisi", "Condition")),
        Column("title", Label("Alas hak", "Title")),
    ),
    label=Label("Aset", "Asset"),
    columns=(Column("carrying", Label("Nilai tercatat", "Carrying amount")),),
)
_OWN = Label("Koperasi", "The cooperative")


def custody_list(book: AssetSource, *, as_of: Month | date, stamped: bool = False) -> Statement:
    """Every asset that is there at the end of a day or month, by district and group of who keeps it (Daftar penguasaan aset).

    Parameters
    ----------
    as_of
        Who kept it on this day, or at the end of this month.
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
        keepers = {one.state.group for one in there} - {None}
        paper = Statement(
            layout=LAYOUT,
            owner=bylaws.name,
            dated=heading_of_days((day,)),
            currency=bylaws.currency,
            rows=tuple(_rows(view, there, day, bylaws.currency)),
            facts=(Fact("groups", Label("Kelompok pemegang", "Groups that keep some"), str(len(keepers))),),
            notes=(NOTE,),
            stamp=stamp_of(book, view, stamped),
        )
        return tied(paper, checks_of(view, positions, whole_month(as_of)))


def _rows(view: AssetView, there: Sequence[AssetPosition], day: date, currency: str) -> Iterator[Row]:
    groups = {group: view.members.group_life(group, day) for group in sorted({one.state.group for one in there if one.state.group})}

    def place(one: AssetPosition) -> tuple[str, str]:
        group = one.state.group
        return ("", "") if group is None else (groups[group].district or "-", group)

    total = Money.zero(currency)
    for (district, group), several in groupby(sorted(there, key=lambda one: (place(one), one.state.no)), key=place):
        label = same(f"{district} · {group} {groups[group].name}") if group else _OWN
        yield Row(key=group or "own", label=label, kind="heading")
        for one in several:
            state, is_own = one.state, one.state.contra is None
            texts = (state.no, state.custody_since, CONDITIONS[state.condition], TITLES[state.title])
            yield Row(key=state.no, label=same(state.description), texts=texts, amounts=(one.carrying if is_own else None,))
            total += one.carrying if is_own else total * 0
        yield BLANK
    yield Row(key="total", label=Label("Jumlah", "Total"), kind="total", texts=(None,) * 4, amounts=(total,))
