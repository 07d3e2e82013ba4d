"""The journal (jurnal): every entry of a period, in order of booking day and seq."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from irman_ledger.core.chart import Chart
from irman_ledger.core.journal import GENERAL, Line
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.reports.dates import Months, check_begun, heading_of_months, months_of
from irman_ledger.reports.paper import BLANK, NO_LABEL, Column, Layout, Row, Stamp, Statement, same
from irman_ledger.reports.source import BookSource, stamp_of

if TYPE_CHECKING:
    from irman_ledger.books.records import Record

LAYOUT = Layout(
    name="journal",
    title=Label("Jurnal", "Journal"),
    texts=(
        Column("record", Label("No.", "No.")),
        Column("date", Label("Tanggal", "Date")),
        Column("voucher", Label("Bukti", "Voucher")),
    ),
    label=Label("Uraian / akun", "Narration / account"),
    columns=(Column("debit", Label("Debit", "Debit")), Column("credit", Label("Kredit", "Credit"))),
    is_debit_first=True,
)


def build_journal(
    records: Iterable[Record],
    chart: Chart,
    *,
    currency: str,
    owner: str = "",
    dated: Label = NO_LABEL,
    stamp: Stamp | None = None,
) -> Statement:
    """The journal of these records, those without lines left out; memorandum entries count in the totals of their own.

    Each entry begins with the number of its record, by which its voucher is asked for. The rows keep the order in which the
    lines were booked, the number of the line (from 0) is the end of their key; as text the debits stand first.
    """
    rows: list[Row] = []
    sums = {False: 0, True: 0}
    for record in records:
        if not record.lines:
            continue
        if rows:
            rows.append(BLANK)
        rows.extend(_entry(record, chart))
        for line in record.lines:
            sums[chart[line.account].is_memorandum] += max(line.amount.minor, 0)
    rows.append(_total("total", Label("Jumlah", "Total"), sums[False], currency))
    if sums[True]:
        rows.append(_total("total_memorandum", Label("Jumlah akun administratif", "Total of memorandum accounts"), sums[True], currency))
    return Statement(layout=LAYOUT, owner=owner, dated=dated, currency=currency, rows=tuple(rows), stamp=stamp)


def _entry(record: Record, chart: Chart) -> Iterator[Row]:
    voucher = str(record.voucher) if record.voucher is not None else ""
    narration = record.narration if record.document is None else f"{record.narration} ({record.document})"
    yield Row(key=f"{record.seq}", label=same(narration), kind="heading", texts=(f"{record.seq}", record.booked_on, voucher))
    for no, line in enumerate(record.lines):
        amount = abs(line.amount)
        amounts = (amount, None) if line.amount.minor > 0 else (None, amount)
        level = 0 if line.amount.minor > 0 else 1
        yield Row(key=f"{record.seq}.{no}", label=line_label(line, chart), level=level, texts=(None, None, None), amounts=amounts)


def line_label(line: Line, chart: Chart) -> Label:
    """Account, and behind it the subject, unit and fund where the line has them."""
    label = chart[line.account].label
    parts = [line.subject.no] if line.subject is not None else []
    parts += [part for part in (line.unit, line.fund) if part != GENERAL]
    tail = f" [{', '.join(parts)}]" if parts else ""
    return Label(f"{line.account} {label.id}{tail}", f"{line.account} {label.en}{tail}")


def _total(key: str, label: Label, minor: int, currency: str) -> Row:
    amount = Money(minor, currency)
    return Row(key=key, label=label, kind="total", texts=(None, None, None), amounts=(amount, amount))


def journal(book: BookSource, *, period: Months, stamped: bool = False) -> Statement:
    """The journal of a month or of several (Jurnal).

    Parameters
    ----------
    stamped
        Print the book and its checkpoint, size and root of its log, at the foot.

    Raises
    ------
    BeforeBookError
        ``report.before-book``
    """
    check_begun(book, period, field="period")
    span = months_of(period)
    with book.read() as view:
        bylaws = view.bylaws_on(span[1].last_day)
        return build_journal(
            view.journal(span),
            bylaws.chart,
            currency=bylaws.currency,
            owner=bylaws.name,
            dated=heading_of_months((period,)),
            stamp=stamp_of(book, view, stamped),
        )
