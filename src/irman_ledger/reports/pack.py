"""The donor's monitoring pack: what became of what was handed over, in one set of papers (laporan pemantauan program)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from irman_ledger.coop.assets import Condition
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.reports.dates import check_begun, day_label, heading_of_months, months_label, months_of
from irman_ledger.reports.paper import Column, Fact, Layout, Row, RowKind, Statement
from irman_ledger.reports.registers.asset_list import asset_list
from irman_ledger.reports.registers.custody_list import custody_list
from irman_ledger.reports.registers.depreciation_list import depreciation_list
from irman_ledger.reports.registers.partners import partners
from irman_ledger.reports.registers.revolving_fund import revolving_fund
from irman_ledger.reports.source import PackSource, PackView, stamp_of
from irman_ledger.reports.statements.fund_statement import fund_statement

if TYPE_CHECKING:
    from irman_ledger.books.asset_positions import AssetPosition
    from irman_ledger.books.partner_lists import ListedPartner

LAYOUT = Layout(
    name="programme-overview",
    title=Label("Ikhtisar pemantauan program", "Overview of the programme"),
    columns=(Column("amount", Label("Nilai tercatat", "Carrying amount")),),
    remark=Column("count", Label("Banyaknya", "Number")),
)
_CONDITIONS: Final[Mapping[Condition, Label]] = {
    "good": Label("Baik (B)", "Good (B)"),
    "worn": Label("Rusak ringan (RR)", "Worn (RR)"),
    "broken": Label("Rusak berat (RB)", "Broken (RB)"),
}
_LEFT: Final[Mapping[str, Label]] = {
    "returned": Label("Dikembalikan kepada pemberi", "Returned to the giver"),
    "sold": Label("Dijual", "Sold"),
    "scrapped": Label("Dihapus", "Scrapped"),
}
_LOST = Label("Hilang atau musnah", "Lost or destroyed")


def donor_pack(book: PackSource, *, period: Month | tuple[Month, Month], stamped: bool = False) -> tuple[Statement, ...]:
    """What a donor asks for of a period: an overview, the assets and their keepers, funds, each restricted fund, the partners.

    Every paper ties to the ledger by itself, or none is given. The papers of a revolving fund are those of each fund of the bylaws
    from which loans are made.

    Parameters
    ----------
    period
        A month, or a first and a last one.
    stamped
        Print the book and its checkpoint, size and root of its log, at the foot of each.

    Raises
    ------
    BeforeBookError
        ``report.before-book``
    StatementDoesNotTieError
        ``report.does-not-tie``
    """
    check_begun(book, period, field="period")
    _first, last = months_of(period)
    with book.read() as view:
        bylaws = view.bylaws_on(last.last_day)
        overview = _overview(book, view, bylaws, period, stamped=stamped)
    return (
        overview,
        asset_list(book, as_of=last, stamped=stamped),
        custody_list(book, as_of=last, stamped=stamped),
        depreciation_list(book, period=period, stamped=stamped),
        fund_statement(book, as_of=last, stamped=stamped),
        *(revolving_fund(book, fund, period=period, stamped=stamped) for fund in _lending(bylaws)),
        partners(book, as_of=last, stamped=stamped),
    )


def _lending(bylaws: Bylaws) -> tuple[str, ...]:
    """The funds beside the general one that some loan product lends from."""
    named = {product.terms.get("fund") for product in bylaws.products.values() if product.module == "loans"}
    return tuple(sorted(fund for fund in bylaws.funds if fund in named))


def _overview(book: PackSource, view: PackView, bylaws: Bylaws, period: Month | tuple[Month, Month], *, stamped: bool) -> Statement:
    first, last = months_of(period)
    day, closed = last.last_day, "-" if view.closed_to is None else months_label(view.closed_to)
    rows = (
        *_assets(view.assets.positions(day), first.first_day, day, bylaws.currency),
        *_people(view.members.partners(day), first.first_day, day),
    )
    return Statement(
        layout=LAYOUT,
        owner=bylaws.name,
        dated=heading_of_months((period,)),
        currency=bylaws.currency,
        rows=rows,
        facts=(
            Fact("closed", Label("Buku ditutup sampai", "Books closed to"), closed),
            Fact("bylaws", Label("Anggaran dasar berlaku sejak", "Bylaws in force from"), day_label(bylaws.from_on)),
        ),
        stamp=stamp_of(book, view, stamped),
    )


def _assets(positions: Sequence[AssetPosition], first: date, day: date, currency: str) -> Iterator[Row]:
    given = [one for one in positions if one.state.title is not None]
    there = [one for one in given if one.is_there(day)]
    yield _head("assets", Label("Aset yang diserahterimakan", "Assets that were handed over"))
    yield _count("assets.received", Label("Diterima sejak serah terima", "Received since the hand-over"), len(given))
    for condition, label in _CONDITIONS.items():
        such = [one for one in there if one.state.condition == condition]
        yield _count(f"assets.{condition}", label, len(such), _carrying([one for one in such if one.state.contra is None], currency))
    left = Counter(_LEFT.get(one.state.left or "", _LOST) for one in given if not one.is_there(day))
    for how, number in left.items():
        yield _count(f"assets.left.{how.en}", how, number)
    moved = sum(1 for one in there if first <= one.state.custody_since <= day and one.state.custody_since != one.state.opened_on)
    yield _count("assets.moved", Label("Berpindah pemegang dalam periode", "Went to another keeper in the period"), moved)
    own = [one for one in there if one.state.contra is None]
    whole = Label("Jumlah aset yang ada", "Assets that are there")
    yield _count("assets.total", whole, len(there), _carrying(own, currency), is_total=True)


def _people(found: Sequence[ListedPartner], first: date, day: date) -> Iterator[Row]:
    listed = [one for one in found if one.state.is_listed(day)]
    new = sum(1 for one in found if first <= one.state.opened_on <= day)
    gone = sum(1 for one in found if (absence := one.state.absence_on(day)) is not None and absence.from_on >= first)
    yield _head("partners", Label("Mitra program", "Partners of the programme"))
    yield _count("partners.new", Label("Baru dalam periode", "New in the period"), new)
    yield _count("partners.gone", Label("Keluar dalam periode", "Left in the period"), gone)
    entitled = sum(1 for one in listed if one.state.is_eligible(day))
    yield _count("partners.entitled", Label("Aktif dan mustahik", "Active and entitled"), entitled)
    groups = len({one.group for one in listed} - {None})
    yield _count("partners.groups", Label("Kelompok dengan mitra aktif", "Groups with active partners"), groups)
    yield _count("partners.total", Label("Jumlah mitra aktif", "Active partners"), len(listed), is_total=True)


def _carrying(assets: Sequence[AssetPosition], currency: str) -> Money:
    return Money.total((one.carrying for one in assets), currency)


def _head(key: str, label: Label) -> Row:
    return Row(key=key, label=label, kind="heading", amounts=(None,))


def _count(key: str, label: Label, number: int, amount: Money | None = None, *, is_total: bool = False) -> Row:
    kind: RowKind = "total" if is_total else "line"
    return Row(key=key, label=label, kind=kind, level=0 if is_total else 1, amounts=(amount,), remark=str(number))
