"""The life of an asset on one paper: how it came, wore, changed hands and left (kartu aset)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from irman_ledger.books.lives import Kept
from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.core.subject import Subject
from irman_ledger.reports.dates import check_begun, day_of, heading_of_days
from irman_ledger.reports.paper import Cell, Column, Fact, Layout, Row, Statement
from irman_ledger.reports.refusals import NotBegunError
from irman_ledger.reports.registers.asset_list import CONDITIONS, TITLES
from irman_ledger.reports.source import AssetSource, stamp_of
from irman_ledger.reports.ties import tied

if TYPE_CHECKING:
    from irman_ledger.books.asset_positions import AssetPosition, AssetStep

LAYOUT = Layout(
    name="asset-card",
    title=Label("Kartu aset", "Asset card"),
    texts=(
        Column("date", Label("Tanggal", "Date")),
        Column("condition", Label("Kondisi", "Condition")),
        Column("keeper", Label("Pemakai", "Kept by")),
    ),
    label=Label("Uraian", "What happened"),
    columns=(
        Column("cost", Label("Perolehan", "Cost")),
        Column("written_off", Label("Akumulasi", "Written off")),
        Column("carrying", Label("Nilai tercatat", "Carrying")),
    ),
)
KINDS: Final[Mapping[str, Label]] = {
    "asset.taken-over": Label("saldo awal", "taken over"),
    "asset.received": Label("diterima", "received"),
    "asset.bought": Label("dibeli", "bought"),
    "asset.depreciated": Label("penyusutan", "depreciation"),
    "asset.amended": Label("pindah pemakai", "given to another keeper"),
    "asset.condition-met": Label("syarat hibah terpenuhi", "condition met"),
    "asset.vested": Label("hibah menjadi hak", "part of the grant vested"),
    "asset.returned": Label("dikembalikan", "given back"),
    "asset.disposed": Label("dijual atau dihapus", "sold or scrapped"),
    "asset.lost": Label("hilang atau musnah", "lost or destroyed"),
    "asset.claim-settled": Label("ganti rugi dibayar", "compensation paid"),
    "asset.inspected": Label("diperiksa", "looked for"),
    "asset.impaired": Label("penurunan nilai", "impaired"),
    "asset.revised": Label("umur ditaksir ulang", "life estimated anew"),
    "asset.improved": Label("perbaikan dikapitalisasi", "improved"),
    "asset.repaired": Label("pemeliharaan", "repaired"),
    "asset.use-charged": Label("sewa atau bagi hasil", "rent or profit share"),
}
_OFFICE = Label("Koperasi", "Cooperative")
_MISSING = Label("tidak ditemukan", "missing")


def asset_card(book: AssetSource, *, asset: str, as_of: Month | date, stamped: bool = False) -> Statement:
    """What happened to an asset up to a day or the end of a month (Kartu aset), in the order in which it was recorded.

    Raises
    ------
    UnknownSubjectError
        ``subject.unknown``
    BeforeBookError, NotBegunError
        ``report.before-book``, ``report.not-begun``
    StatementDoesNotTieError
        ``report.does-not-tie``: what the books keep is not the sum of its lines.
    """
    check_begun(book, as_of, field="as_of")
    on = day_of(as_of)
    with book.read() as view:
        bylaws, steps = view.bylaws_on(on), view.assets.life(asset, on)
        if not steps:
            later = view.assets.life(asset, date.max)
            raise NotBegunError(field="as_of", subject=asset, begins_on=later[0].event.on if later else on, asked=on)
        last = steps[-1].after
        kept = {code: view.subject_balances(code, on).get(Subject("asset", asset), amount * 0) for code, amount in last.balances.items()}
        paper = Statement(
            layout=LAYOUT,
            owner=bylaws.name,
            dated=heading_of_days((on,)),
            currency=bylaws.currency,
            rows=tuple(_rows(steps)),
            facts=_facts(last),
            stamp=stamp_of(book, view, stamped),
        )
    return tied(paper, (Kept(code, amount, last.balances[code]) for code, amount in kept.items()))


def _facts(last: AssetPosition) -> tuple[Fact, ...]:
    state = last.state
    facts = (
        Fact("asset", Label("Aset", "Asset"), state.no),
        Fact("description", Label("Uraian", "Description"), state.description),
        Fact("category", Label("Golongan", "Category"), state.category),
        Fact("title", Label("Alas hak", "Title"), TITLES[state.title]),
        Fact("fund", Label("Dana", "Fund"), state.fund),
    )
    more = (("serial", Label("Nomor seri", "Serial number"), state.serial), ("deed", Label("Berita acara", "Deed"), state.deed))
    return (*facts, *(Fact(key, label, value) for key, label, value in more if value is not None))


def _rows(steps: Sequence[AssetStep]) -> Iterator[Row]:
    for number, step in enumerate(steps, 1):
        state, after = step.after.state, step.after
        condition: Cell = _MISSING if state.is_missing else CONDITIONS[state.condition]
        keeper: Cell = _OFFICE if state.group is None else state.group
        amounts = (after.cost, after.written_off, after.carrying)
        yield Row(key=f"step.{number}", label=KINDS[step.event.kind], texts=(step.event.on, condition, keeper), amounts=amounts)
