"""The printed voucher (bukti): BKM, BKK, BBM, BBK and BM, with the amount in words and room to sign."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from irman_ledger.core.bylaws import Box, Bylaws
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.core.subject import Subject
from irman_ledger.errors import UnknownSubjectError
from irman_ledger.reports.dates import day_label
from irman_ledger.reports.paper import Column, Fact, Layout, Row, Stamp, Statement, same
from irman_ledger.reports.refusals import NoVoucherError
from irman_ledger.reports.registers.names import ERASED
from irman_ledger.reports.source import BookSource, ViewSource, stamp_of
from irman_ledger.reports.words import amount_in_words

if TYPE_CHECKING:
    from irman_ledger.books.records import Record, Voucher

_TITLES = {
    "BKM": Label("Bukti kas masuk", "Cash receipt voucher"),
    "BKK": Label("Bukti kas keluar", "Cash payment voucher"),
    "BBM": Label("Bukti bank masuk", "Bank receipt voucher"),
    "BBK": Label("Bukti bank keluar", "Bank payment voucher"),
    "BM": Label("Bukti memorial", "Memorial voucher"),
}
_REVERSAL = Label("Bukti pembalikan", "Reversal voucher")
_IN = Label("Bukti penerimaan", "Receipt voucher")
_OUT = Label("Bukti pengeluaran", "Payment voucher")
_FROM = Label("Diterima dari", "Received from")
_TO = Label("Dibayarkan kepada", "Paid to")
_MADE = Label("Dibuat oleh", "Prepared by")
_CHECKED = Label("Diperiksa oleh", "Checked by")
_APPROVED = Label("Disetujui oleh", "Approved by")
_ACCOUNT = Label("Akun", "Account")
_TEXTS = (Column("account", Label("Kode", "Code")),)
_COLUMNS = (Column("debit", Label("Debit", "Debit")), Column("credit", Label("Kredit", "Credit")))


def build_voucher(
    record: Record, bylaws: Bylaws, *, party: Label | None = None, undone: Record | None = None, stamp: Stamp | None = None
) -> Statement:
    """The voucher of one record.

    Parameters
    ----------
    party
        Who paid or was paid; None: the voucher leaves it out.
    undone
        The record that this one reverses.

    Raises
    ------
    NoVoucherError
        ``report.no-voucher``: the record has no lines.

    Notes
    -----
    The amount in words is what went through the cash box or the bank account, else the total of the entry. A reversal keeps
    its cash series, since the cash book follows the box, but nobody pays and nobody is paid: it is no receipt and takes no
    payee's signature.
    """
    if not record.lines or record.voucher is None:
        raise NoVoucherError(field="seq", seq=record.seq)
    box = _box(record.voucher, bylaws)
    is_in = box is not None and record.voucher.series == box.series_in
    is_reversal = record.reverses is not None
    amount = _amount(record, box)
    title = _REVERSAL if is_reversal else _TITLES.get(record.voucher.series) or _title(box, is_in)
    rows = [_row(record, no, bylaws) for no in range(len(record.lines))]
    rows.append(Row(key="total", label=Label("Jumlah", "Total"), kind="total", texts=(None,), amounts=(record.total, record.total)))
    words = Label(_capital(amount_in_words(amount, "id")), _capital(amount_in_words(amount, "en")))
    who = None if box is None or is_reversal else is_in
    return Statement(
        layout=Layout(name="voucher", title=title, texts=_TEXTS, label=_ACCOUNT, columns=_COLUMNS, is_debit_first=True),
        owner=bylaws.name,
        dated=day_label(record.booked_on),
        currency=record.total.currency,
        rows=tuple(rows),
        facts=tuple(_facts(record, party, who, undone)),
        notes=(Label(f"Terbilang: {words.id}", f"In words: {words.en}"),),
        signatures=(_MADE, _APPROVED) if is_reversal else (_MADE, _CHECKED, _APPROVED, *_signer(who)),
        stamp=stamp,
    )


def _box(voucher: Voucher, bylaws: Bylaws) -> Box | None:
    """The first box that writes this series; None: the memorial series, or one that the bylaws no longer have."""
    return next((box for box in bylaws.boxes.values() if voucher.series in (box.series_in, box.series_out)), None)


def _signer(is_in: bool | None) -> tuple[Label, ...]:
    if is_in is None:
        return ()
    return (Label("Penyetor", "Payer"),) if is_in else (Label("Penerima", "Payee"),)


def _title(box: Box | None, is_in: bool) -> Label:
    if box is None:
        return _TITLES["BM"]
    return _IN if is_in else _OUT


def _amount(record: Record, box: Box | None) -> Money:
    if box is not None:
        through = Money.total((li.amount for li in record.lines if li.account == box.account), record.total.currency)
        if through:
            return abs(through)
    return record.total


def _row(record: Record, no: int, bylaws: Bylaws) -> Row:
    line = record.lines[no]
    label = bylaws.chart[line.account].label
    tail = f" [{line.subject.no}]" if line.subject is not None else ""
    return Row(
        key=f"{no}",
        label=Label(f"{label.id}{tail}", f"{label.en}{tail}"),
        level=0 if line.amount.minor > 0 else 1,
        texts=(line.account,),
        amounts=(line.amount, None) if line.amount.minor > 0 else (None, -line.amount),
    )


def _facts(record: Record, party: Label | None, is_in: bool | None, undone: Record | None) -> list[Fact]:
    facts = [Fact("voucher", Label("No. bukti", "Voucher no."), str(record.voucher))]
    if record.value_on != record.booked_on:
        facts.append(Fact("value_on", Label("Tanggal transaksi", "Transaction date"), day_label(record.value_on)))
    if party is not None:
        who = Label("Anggota", "Member") if is_in is None else _FROM if is_in else _TO
        facts.append(Fact("party", who, party))
    if record.reverses is None:
        facts.append(Fact("narration", Label("Uraian", "Narration"), record.narration))
    else:
        facts += _reversal(record, undone)
    if record.document is not None:
        facts.append(Fact("document", Label("Dokumen", "Document"), record.document))
    facts.append(Fact("actor", Label("Dicatat oleh", "Recorded by"), f"{record.actor.id} ({record.actor.role})"))
    facts.append(Fact("seq", Label("Catatan no.", "Record no."), f"{record.seq}"))
    return facts


def _reversal(record: Record, undone: Record | None) -> list[Fact]:
    """What is reversed and why."""
    facts = [Fact("reverses", Label("Membalik catatan", "Reverses record"), f"{record.reverses}")]
    if undone is not None:
        day = day_label(undone.booked_on)
        shown = Label(f"{undone.voucher}, {day.id}", f"{undone.voucher}, {day.en}")
        facts.append(Fact("reverses_voucher", Label("Membalik bukti", "Reverses voucher"), shown))
        facts.append(Fact("reverses_narration", Label("Uraian semula", "Its narration"), undone.narration))
    reason = json.loads(record.event).get("reason", record.narration)
    return [*facts, Fact("reason", Label("Alasan", "Reason"), reason)]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def voucher(book: BookSource, seq: int, *, stamped: bool = False) -> Statement:
    """The voucher of one record, ready to sign (BKM, BKK, BBM, BBK, BM).

    Parameters
    ----------
    seq
        The number of the record, as its receipt gives it.
    stamped
        Print the book and its checkpoint, size and root of its log, at the foot.

    Raises
    ------
    NoVoucherError
        ``report.no-voucher``: the record booked nothing.
    """
    with book.read() as view:
        record = view.record(seq)
        undone = None if record.reverses is None else view.record(record.reverses)
        bylaws = view.bylaws_on(record.value_on)
        party = _party(view, undone or record)
        return build_voucher(record, bylaws, party=party, undone=undone, stamp=stamp_of(book, view, stamped))


def _party(view: ViewSource, record: Record) -> Label | None:
    """Whom the record concerns; what began an account or a loan says it itself, for a reversal may have undone them since."""
    member = json.loads(record.event).get("member")
    try:
        return _member(view, member if isinstance(member, str) else _holder(view, record.subject), record.subject)
    except UnknownSubjectError:
        return None if not isinstance(member, str) else same(member)  # nobody is called by a name that the book does not hold


def _member(view: ViewSource, no: str | None, subject: Subject) -> Label | None:
    if no is None:
        return same(subject.no) if subject.kind == "party" else None
    name = view.members.get(no).name.value
    return same(f"{no} {name}") if name is not None else Label(f"{no} {ERASED.id}", f"{no} {ERASED.en}")


def _holder(view: ViewSource, subject: Subject) -> str | None:
    match subject.kind:
        case "member":
            return subject.no
        case "share":
            return subject.no.partition("/")[0]
        case "savings":
            return view.savings.get(subject.no).member
        case "loan":
            return view.loans.get(subject.no).member
        case _:
            return None
