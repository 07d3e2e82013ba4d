"""A deed of hand-over as the paper that the parties sign (berita acara serah terima): what, from whom, as what, with which debts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from irman_ledger.coop.programme import Deed, DeedLine, Liability, Party, Stipulation, hash_of, percent_text
from irman_ledger.core.evidence.private import Private
from irman_ledger.core.journal import GENERAL
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.reports.dates import day_label
from irman_ledger.reports.paper import BLANK, Column, Fact, Layout, Row, Statement, same
from irman_ledger.reports.registers.deed_words import (
    CLASSES,
    CONDITIONS,
    CONFIRMED,
    DEBTS,
    METHODS,
    ORIGINS,
    RESULTS,
    ROLES,
    STIPULATIONS,
    TITLES,
    USERS,
    VESTING,
)

LAYOUT: Final = Layout(
    name="deed",
    title=Label("Berita acara serah terima", "Deed of hand-over"),
    texts=(Column("no", Label("No.", "No.")), Column("condition", Label("Kond.", "Cond."))),
    label=Label("Uraian", "Description"),
    columns=(
        Column("before", Label("Pokok atau nilai buku", "Principal or book value")),
        Column("value", Label("Nilai wajar", "Fair value")),
    ),
    remark=Column("held", Label("Alas hak", "Title")),
)
_TOTAL: Final = Label("Jumlah", "Total")


def deed_paper(deed: Deed) -> Statement:
    """The paper of a deed; the hash on it is the one that a book keeps."""
    rows: list[Row] = []
    for section in (_handed_over(deed), _beside(deed), _debts(deed), _summary(deed), _stipulations(deed)):
        found = tuple(section)
        rows += [BLANK, *found] if rows and found else found
    to = next((one for one in deed.parties if one.role == "transferee"), deed.parties[0])
    return Statement(
        layout=LAYOUT,
        owner=to.organisation,
        dated=Label(f"Nomor {deed.number}, versi {deed.version}", f"Number {deed.number}, version {deed.version}"),
        currency=deed.currency,
        rows=tuple(rows),
        facts=tuple(_facts(deed)),
        notes=(
            Label(
                "Kondisi: B baik, RR rusak ringan, RB rusak berat. Nilai wajar piutang: pokok dikurangi margin tangguhan dan penyisihan.",
                "Condition: B good, RR worn, RB broken. Fair value of a receivable: principal less deferred margin and allowance.",
            ),
        ),
        signatures=tuple(_both(ROLES[one.role], same(f", {one.position}")) for one in deed.parties),
    )


# --- the head ---


def _facts(deed: Deed) -> Iterator[Fact]:
    yield Fact("event", Label("Acara", "Event"), deed.event)
    yield Fact("on", Label("Tempat, tanggal", "Place, day"), _both(same(f"{deed.place}, "), day_label(deed.on)))
    yield Fact("cutoff", Label("Posisi per", "As counted on"), day_label(deed.cutoff))
    for key, label, text in (
        ("programme", Label("Program", "Programme"), deed.programme),
        ("mandate", Label("Dasar kuasa", "Mandate"), deed.mandate),
        ("decisions", Label("Keputusan", "Decisions"), "; ".join(deed.decisions) or None),
    ):
        if text is not None:
            yield Fact(key, label, text)
    for place, one in enumerate(deed.parties, 1):
        yield Fact(f"party_{place}", ROLES[one.role], _party(one))
    yield Fact("sha256", Label("Hash (SHA-256)", "Hash (SHA-256)"), hash_of(deed))


def _party(one: Party) -> str:
    at = "" if one.address is None else f", {_open(one.address)}"
    return f"{_open(one.name)}, {one.position}, {one.organisation}{at}"


def _open(value: Private) -> str:
    return value.value or ""


# --- what is handed over ---


def _handed_over(deed: Deed) -> Iterator[Row]:
    """Class by class, with its sum; last the sum of all."""
    yield Row(key="handed_over", label=Label("YANG DISERAHKAN", "HANDED OVER"), kind="heading")
    for kind, label in CLASSES.items():
        lines = [line for line in deed.lines if line.is_owned and line.kind == kind]
        if lines:
            yield Row(key=kind, label=label, kind="heading", level=1)
            for line in lines:
                yield _line(deed, line)
            before = [one for one in map(_before, lines) if one is not None]
            sums = (Money.total(before, deed.currency) if before else None, Money.total((line.value for line in lines), deed.currency))
            yield Row(key=f"total_{kind}", label=_both(Label("Jumlah ", "Total "), _small(label)), kind="subtotal", level=1, amounts=sums)
    yield Row(
        key="gross", label=Label("Jumlah yang diserahkan", "Total handed over"), kind="total", amounts=(None, deed.gross), remark=None
    )


def _beside(deed: Deed) -> Iterator[Row]:
    """What does not become the cooperative's: kept for others, wakaf, rejected, deferred."""
    lines = [line for line in deed.lines if not line.is_owned]
    if lines:
        yield Row(key="beside", label=Label("TIDAK MENJADI ASET KOPERASI", "NOT BECOMING ASSETS OF THE COOPERATIVE"), kind="heading")
    for line in lines:
        yield _line(deed, line)


def _line(deed: Deed, line: DeedLine) -> Row:
    title = Label("belum disepakati", "not agreed") if line.title is None else TITLES[line.title]
    if line.result != "accepted":
        title = RESULTS[line.result]
    return Row(
        key=f"line_{line.no}",
        label=_described(deed, line),
        level=2,
        texts=(str(line.no), "" if line.condition is None else CONDITIONS[line.condition]),
        amounts=(_before(line), line.value),
        remark=title,
    )


def _before(line: DeedLine) -> Money | None:
    return line.principal if line.kind == "receivable" else line.book_value


def _described(deed: Deed, line: DeedLine) -> Label:
    parts = [same(line.description)]
    if line.quantity is not None:
        parts.append(same(f"{line.quantity} {line.unit or ''}".strip()))
    parts += [same(one) for one in (line.serial, line.asset, line.item, line.box, line.location) if one is not None]
    if line.fund != GENERAL:
        parts.append(Label(f"dana {line.fund}", f"fund {line.fund}"))
    if line.group is not None:
        keeper = _named(deed, line.group)
        parts.append(Label(f"dikuasai {keeper}", f"kept by {keeper}"))
    if line.kind == "receivable":
        parts += _claim(deed, line)
    if line.method is not None and line.kind not in ("cash", "receivable"):
        parts.append(METHODS[line.method])
    if line.origin:
        shares = _joined([_both(ORIGINS[name], same(f" {percent_text(part)}")) for name, part in line.origin.items()])
        parts.append(Label(f"asal {shares.id}", f"from {shares.en}"))
    if line.stipulations:
        codes = ", ".join(line.stipulations)
        parts.append(Label(f"ketentuan {codes}", f"stipulations {codes}"))
    if line.reason is not None:
        parts.append(same(line.reason))
    return _joined(parts)


def _named(deed: Deed, code: str) -> str:
    """A group or a partner of the annex with its name."""
    names = {one.code: one.name for one in deed.groups} | {one.member: _open(one.name) for one in deed.partners}
    return f"{code} {names[code]}" if code in names else code


def _claim(deed: Deed, line: DeedLine) -> Iterator[Label]:
    yield same(_named(deed, line.member or ""))
    for label, amount in ((Label("margin", "margin"), line.margin), (Label("penyisihan", "allowance"), line.allowance)):
        if amount:
            yield _both(label, same(f" {amount.text(symbol=False)}"))
    if line.confirmed is not None:
        yield CONFIRMED[line.confirmed]


# --- debts, sums, stipulations ---


def _debts(deed: Deed) -> Iterator[Row]:
    if deed.liabilities:
        yield Row(key="debts", label=Label("KEWAJIBAN YANG DIAMBIL ALIH", "DEBTS TAKEN OVER"), kind="heading")
    for kind, label in DEBTS.items():
        found = [one for one in deed.liabilities if one.kind == kind]
        if found:
            yield Row(key=kind, label=label, kind="heading", level=1)
            for place, one in enumerate(found, 1):
                yield Row(key=f"{kind}_{place}", label=_debt(deed, one), level=2, texts=(str(place), ""), amounts=(None, one.amount))
            total = Money.total((one.amount for one in found), deed.currency)
            label = _both(Label("Jumlah ", "Total "), _small(label))
            yield Row(key=f"total_{kind}", label=label, kind="subtotal", level=1, amounts=(None, total))
    if deed.liabilities:
        yield Row(key="owed", label=Label("Jumlah kewajiban", "Total debts"), kind="total", amounts=(None, deed.owed))


def _debt(deed: Deed, one: Liability) -> Label:
    holder = None if one.holder is None else _named(deed, one.holder)
    return same(", ".join(text for text in (one.account, holder, one.product, one.paper) if text is not None))


def _summary(deed: Deed) -> Iterator[Row]:
    yield Row(key="summary", label=Label("RINGKASAN", "SUMMARY"), kind="heading")
    words: tuple[tuple[str, Label, Mapping[str, Label]], ...] = (
        ("class", Label("Menurut jenis", "By class"), dict(CLASSES.items())),
        ("title", Label("Menurut alas hak", "By title"), TITLES),
        ("fund", Label("Menurut dana", "By fund"), {}),
    )
    for by, heading, names in words:
        yield Row(key=f"by_{by}", label=heading, kind="heading", level=1)
        for key, amount in deed.totals(by).items():
            yield Row(key=f"{by}_{key or 'none'}", label=names.get(key, same(key or "-")), level=2, amounts=(None, amount))
    for key, label, amount in (
        ("sum_gross", Label("Jumlah yang diserahkan", "Total handed over"), deed.gross),
        ("sum_owed", Label("Kewajiban yang diambil alih", "Debts taken over"), -deed.owed),
        ("sum_bound", Label("Hibah bersyarat dan barang amanah", "Grants on condition and things in trust"), -deed.bound),
    ):
        yield Row(key=key, label=label, level=1, amounts=(None, amount))
    yield Row(key="net", label=Label("Bersih, menjadi modal", "Net, becomes capital"), kind="total", amounts=(None, deed.net))


def _stipulations(deed: Deed) -> Iterator[Row]:
    if deed.stipulations:
        yield Row(key="stipulations", label=Label("KETENTUAN", "STIPULATIONS"), kind="heading")
    for one in deed.stipulations:
        yield Row(key=f"stipulation_{one.code}", label=_stipulation(one), texts=(one.code, ""))


def _stipulation(one: Stipulation) -> Label:
    kind = STIPULATIONS[one.kind]
    parts = [Label(f"{kind.id}: {one.text.rstrip('.')}", f"{kind.en}: {one.text.rstrip('.')}"), USERS[one.users]]
    if one.test is not None:
        parts.append(Label(f"diuji dengan: {one.test}", f"found by: {one.test}"))
    if one.until is not None:
        day = day_label(one.until)
        parts.append(Label(f"sampai {day.id}", f"until {day.en}"))
    if one.return_to is not None:
        parts.append(Label(f"kembali kepada {one.return_to}", f"goes back to {one.return_to}"))
    if one.vesting != "none":
        word, months = VESTING[one.vesting], "" if one.months is None else f" {one.months}"
        parts.append(Label(f"{word.id}{months}", f"{word.en}{months}"))
    return _joined(parts, "; ")


def _joined(parts: list[Label], by: str = ", ") -> Label:
    return Label(by.join(one.id for one in parts), by.join(one.en for one in parts))


def _both(first: Label, second: Label) -> Label:
    return Label(f"{first.id}{second.id}", f"{first.en}{second.en}")


def _small(label: Label) -> Label:
    return Label(label.id[:1].lower() + label.id[1:], label.en[:1].lower() + label.en[1:])
