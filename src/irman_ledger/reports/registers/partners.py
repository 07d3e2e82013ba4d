"""The register of partners of a programme: for whom it was made, and whether they still are (daftar mitra)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Final

from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.reports.dates import check_begun, day_of, heading_of_days
from irman_ledger.reports.paper import BLANK, Column, Fact, Layout, Row, Statement, same
from irman_ledger.reports.registers.names import ERASED
from irman_ledger.reports.source import PartnerSource, stamp_of

if TYPE_CHECKING:
    from irman_ledger.books.partner_lists import ListedPartner

LAYOUT = Layout(
    name="partners",
    title=Label("Daftar mitra program", "Register of partners of the programme"),
    texts=(
        Column("partner", Label("No.", "No.")),
        Column("business", Label("Usaha", "Business")),
        Column("since", Label("Sejak", "Since")),
        Column("eligible", Label("Mustahik", "Entitled")),
        Column("status", Label("Status", "Status")),
    ),
    label=Label("Mitra", "Partner"),
    columns=(),
)
_YES, _NO, _ACTIVE = Label("ya", "yes"), Label("tidak", "no"), Label("aktif", "active")
_NOWHERE = Label("Tanpa kelompok", "Without a group")
_REASONS: Final[Mapping[str, Label]] = {
    "independent": Label("mandiri", "independent"),
    "moved": Label("pindah", "moved"),
    "died": Label("meninggal", "died"),
    "stopped": Label("berhenti", "stopped"),
    "other": Label("lainnya", "other"),
}
_NOTE = Label(
    "Mustahik: berhak atas zakat menurut penilaian rumah tangga terakhir sampai hari ini.",
    "Entitled: to zakat, by the latest assessment of the household up to this day.",
)


def partners(book: PartnerSource, *, as_of: Month | date, stamped: bool = False) -> Statement:
    """Everybody who was enrolled as a partner by the end of a day or month, by district and group (Daftar mitra program).

    Parameters
    ----------
    as_of
        What was known of this day, or of the end of this month.
    stamped
        Print the book and its checkpoint, size and root of its log, at the foot.

    Raises
    ------
    BeforeBookError
        ``report.before-book``
    """
    check_begun(book, as_of, field="as_of")
    day = day_of(as_of)
    with book.read() as view:
        bylaws, found = view.bylaws_on(day), view.members.partners(day)
        return Statement(
            layout=LAYOUT,
            owner=bylaws.name,
            dated=heading_of_days((day,)),
            currency=bylaws.currency,
            rows=tuple(_rows(found, day)),
            facts=tuple(_facts(found, day)),
            notes=(_NOTE,),
            stamp=stamp_of(book, view, stamped),
        )


def _facts(found: Sequence[ListedPartner], day: date) -> Iterator[Fact]:
    listed = [one for one in found if one.state.is_listed(day)]
    entitled = sum(1 for one in listed if one.state.is_eligible(day))
    yield Fact("enrolled", Label("Terdaftar sejak awal", "Ever enrolled"), str(len(found)))
    yield Fact("active", Label("Aktif", "Active"), str(len(listed)))
    yield Fact("left", Label("Keluar", "Off the list"), str(len(found) - len(listed)))
    yield Fact("entitled", Label("Mustahik di antara yang aktif", "Entitled among the active"), str(entitled))


def _rows(found: Sequence[ListedPartner], day: date) -> Iterator[Row]:
    def place(one: ListedPartner) -> tuple[str, str]:
        return one.district or "", one.group or ""

    for n, ((district, group), several) in enumerate(groupby(found, key=place)):
        if n:
            yield BLANK
        where = " · ".join(part for part in (district, group) if part)
        yield Row(key=f"{district}/{group}", label=same(where) if where else _NOWHERE, kind="heading")
        for one in several:
            state, absence = one.state, one.state.absence_on(day)
            name = one.name.value
            yield Row(
                key=state.no,
                label=ERASED if name is None else same(name),
                texts=(
                    state.no,
                    state.business,
                    state.opened_on,
                    _YES if state.is_eligible(day) else _NO,
                    _ACTIVE if absence is None else _REASONS[absence.reason],
                ),
            )
