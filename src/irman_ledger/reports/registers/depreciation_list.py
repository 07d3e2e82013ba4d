"""What was written off of each asset in a period, before it and after it (daftar penyusutan)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.reports.dates import check_begun, heading_of_months, months_of
from irman_ledger.reports.paper import Column, Layout, Row, Statement, same
from irman_ledger.reports.registers.asset_list import checks_of
from irman_ledger.reports.source import AssetSource, stamp_of
from irman_ledger.reports.ties import tied

if TYPE_CHECKING:
    from irman_ledger.books.asset_positions import AssetPosition

LAYOUT = Layout(
    name="depreciation-list",
    title=Label("Daftar penyusutan aset", "Depreciation of assets"),
    texts=(
        Column("asset", Label("No.", "No.")),
        Column("life", Label("Umur (bln)", "Life (mths)")),
    ),
    label=Label("Aset", "Asset"),
    columns=(
        Column("cost", Label("Harga perolehan", "Cost")),
        Column("before", Label("Sebelumnya", "Before")),
        Column("within", Label("Periode ini", "This period")),
        Column("carrying", Label("Nilai tercatat", "Carrying amount")),
    ),
)


def depreciation_list(book: AssetSource, *, period: Month | tuple[Month, Month], stamped: bool = False) -> Statement:
    """What is written off of each asset that wears out: before a period, in it, and what is left after it (Daftar penyusutan aset).

    What left in the period stands there with what it had been written off before, taken back.

    Parameters
    ----------
    stamped
        Print the book and its checkpoint, size and root of its log, at the foot.

    Raises
    ------
    BeforeBookError
        ``report.before-book``
    StatementDoesNotTieError
        ``report.does-not-tie``
    """
    check_begun(book, period, field="period")
    first, last = months_of(period)
    with book.read() as view:
        bylaws, positions = view.bylaws_on(last.last_day), view.assets.positions(last.last_day)
        earlier = {one.state.no: one for one in view.assets.positions(first.previous().last_day)}
        worn = [one for one in positions if one.state.depreciation_account is not None]
        paper = Statement(
            layout=LAYOUT,
            owner=bylaws.name,
            dated=heading_of_months((period,)),
            currency=bylaws.currency,
            rows=tuple(_rows(worn, {no: one.written_off for no, one in earlier.items()}, bylaws.currency)),
            stamp=stamp_of(book, view, stamped),
        )
        return tied(paper, checks_of(view, positions, last))


def _rows(worn: Sequence[AssetPosition], before: dict[str, Money], currency: str) -> Iterator[Row]:
    nothing = Money.zero(currency)
    sums = [nothing] * 4
    for one in worn:
        earlier = before.get(one.state.no, nothing)
        amounts = (one.cost, earlier, one.written_off - earlier, one.carrying)
        if not any(amounts):
            continue
        sums = [total + amount for total, amount in zip(sums, amounts, strict=True)]
        state = one.state
        life = "-" if state.useful_life_months is None else str(state.useful_life_months)
        yield Row(key=state.no, label=same(state.description), texts=(state.no, life), amounts=amounts)
    yield Row(key="total", label=Label("Jumlah", "Total"), kind="total", texts=(None, None), amounts=tuple(sums))
