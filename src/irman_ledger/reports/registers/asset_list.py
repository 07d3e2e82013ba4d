"""The register of assets by category: what each cost, what is written off, what it stands at (daftar aset)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Final

from irman_ledger.books.lives import Kept
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.reports.dates import check_begun, day_of, heading_of_days, whole_month
from irman_ledger.reports.paper import BLANK, Cell, Column, Fact, Layout, Row, Statement, same
from irman_ledger.reports.source import AssetSource, AssetView, stamp_of
from irman_ledger.reports.ties import tied

if TYPE_CHECKING:
    from irman_ledger.books.asset_positions import AssetPosition

LAYOUT = Layout(
    name="asset-list",
    title=Label("Daftar aset", "Register of assets"),
    texts=(
        Column("asset", Label("No.", "No.")),
        Column("condition", Label("Kondisi", "Condition")),
        Column("title", Label("Alas hak", "Title")),
    ),
    label=Label("Aset", "Asset"),
    columns=(
        Column("cost", Label("Harga perolehan", "Cost")),
        Column("written_off", Label("Akumulasi", "Written off")),
        Column("carrying", Label("Nilai tercatat", "Carrying amount")),
    ),
)
CONDITIONS: Final[Mapping[str, str]] = {"good": "B", "worn": "RR", "broken": "RB"}
TITLES: Final[Mapping[str | None, Label]] = {
    None: Label("milik", "own"),
    "grant": Label("hibah", "grant"),
    "restricted-grant": Label("terikat", "restricted"),
    "conditional-grant": Label("bersyarat", "on condition"),
    "trust": Label("amanah", "trust"),
    "loan-for-use": Label("pinjam", "for use"),
    "custody": Label("titipan", "custody"),
}
NOTE = Label(
    "B: baik, RR: rusak ringan, RB: rusak berat. Milik pihak lain tidak termasuk dalam jumlah.",
    "B: good, RR: worn, RB: broken. What is another's is not in the total.",
)
_OTHERS = Label("Milik pihak lain", "Property of others")


def asset_list(book: AssetSource, *, as_of: Month | date, stamped: bool = False) -> Statement:
    """Every asset that is there at the end of a day or month, by category (Daftar aset).

    What the assets cost and what is written off are the balances of their control accounts in the ledger of that day.

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
        there = tuple(one for one in positions if one.is_there(day))
        paper = Statement(
            layout=LAYOUT,
            owner=bylaws.name,
            dated=heading_of_days((day,)),
            currency=bylaws.currency,
            rows=tuple(_rows(there, bylaws)),
            facts=(
                Fact("count", Label("Jumlah aset", "Assets"), str(sum(1 for one in there if one.state.contra is None))),
                Fact("others", Label("Milik pihak lain", "Property of others"), str(sum(1 for one in there if one.state.contra))),
            ),
            notes=(NOTE,),
            stamp=stamp_of(book, view, stamped),
        )
        return tied(paper, checks_of(view, positions, whole_month(as_of)))


def checks_of(view: AssetView, positions: Sequence[AssetPosition], as_of: Month | date) -> list[Kept]:
    """The control accounts of cost and of what is written off, against what the assets stand at."""
    balances = view.balances(as_of=as_of)
    sums: dict[str, Money] = {}
    for one in positions:
        for account in (one.state.account, one.state.depreciation_account, one.state.impairment_account):
            if account is not None:
                zero = Money.zero(one.currency)
                sums[account] = sums.get(account, zero) + one.balances.get(account, zero)
    return [Kept(account, balances.net(account), summed) for account, summed in sorted(sums.items())]


def _rows(there: Sequence[AssetPosition], bylaws: Bylaws) -> Iterator[Row]:
    def category(one: AssetPosition) -> str:
        return one.state.category

    own = [one for one in there if one.state.contra is None]
    for code, several in groupby(sorted(own, key=category), key=category):
        product = bylaws.products.get(code)
        label = same(code) if product is None else Label(f"{code} {product.label.id}", f"{code} {product.label.en}")
        yield from _group(code, label, tuple(several), bylaws.currency)
        yield BLANK
    yield _sum("total", Label("Jumlah", "Total"), own, bylaws.currency, is_total=True)
    others = [one for one in there if one.state.contra is not None]
    if others:
        yield BLANK
        yield Row(key="others", label=_OTHERS, kind="heading")
        for one in others:
            yield Row(key=one.state.no, label=same(one.state.description), texts=_texts(one), amounts=(one.cost, None, None))


def _group(code: str, label: Label, assets: Sequence[AssetPosition], currency: str) -> Iterator[Row]:
    yield Row(key=code, label=label, kind="heading")
    for one in assets:
        amounts = (one.cost, one.written_off, one.carrying)
        yield Row(key=one.state.no, label=same(one.state.description), texts=_texts(one), amounts=amounts)
    yield _sum(f"{code}.total", Label(f"Jumlah {code}", f"Total {code}"), assets, currency, is_total=False)


def _texts(one: AssetPosition) -> tuple[Cell, ...]:
    state = one.state
    return (state.no, CONDITIONS[state.condition], TITLES[state.title])


def _sum(key: str, label: Label, assets: Sequence[AssetPosition], currency: str, *, is_total: bool) -> Row:
    cost = Money.total((one.cost for one in assets), currency)
    written_off = Money.total((one.written_off for one in assets), currency)
    return Row(
        key=key, label=label, kind="total" if is_total else "subtotal", texts=(None,) * 3, amounts=(cost, written_off, cost - written_off)
    )
