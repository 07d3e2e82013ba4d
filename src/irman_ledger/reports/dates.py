"""Days and months of a report: the figures of each column and how the paper names them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month, format_date
from irman_ledger.core.label import Label
from irman_ledger.errors import Lang
from irman_ledger.reports.engine import Figures
from irman_ledger.reports.paper import Stamp
from irman_ledger.reports.refusals import BeforeBookError, ReportInputError
from irman_ledger.reports.source import BookSource, ViewSource, stamp_of

Months = Month | tuple[Month, Month]
LANGS: tuple[Lang, Lang] = ("id", "en")


@dataclass(frozen=True, slots=True)
class Read:
    """What one snapshot gave: the bylaws, a column for each day or span, the stamp if it was wanted, and all bylaws until then."""

    bylaws: Bylaws
    figures: tuple[Figures, ...]
    stamp: Stamp | None
    versions: tuple[Bylaws, ...] = ()


def read_days(book: BookSource, days: Sequence[Month | date], *, known_at: int | None, stamped: bool, with_earlier: bool = True) -> Read:
    """The position at the end of each day, with the end of the book year before it; all by the bylaws of the latest day."""
    for name, one in zip(("as_of", "against"), days, strict=False):
        check_begun(book, one, field=name)
    asked = [(whole_month(day), day_of(day)) for day in days]
    found = []
    with book.read() as view:
        bylaws = view.bylaws_on(max(day for _, day in asked))
        for as_of, day in asked:
            before = Month.of(bylaws.fiscal_year(Month.of(day)).begins_on).previous()
            has_earlier = with_earlier and before.last_day >= book.begins_on
            earlier = view.balances(as_of=before, known_at=known_at) if has_earlier else None
            balances = view.balances(as_of=as_of, known_at=known_at)
            found.append(Figures(key=day.isoformat(), label=day_label(day), balances=balances, earlier=earlier))
        return Read(bylaws, tuple(found), stamp_of(book, view, stamped))


def read_spans(book: BookSource, spans: Sequence[Months], *, known_at: int | None, stamped: bool) -> Read:
    """The turnovers of each span of months, closing entries left out; all by the bylaws of the latest day."""
    for name, one in zip(("period", "against"), spans, strict=False):
        check_begun(book, one, field=name)
    pairs = [months_of(span) for span in spans]
    found = []
    with book.read() as view:
        bylaws = view.bylaws_on(max(last for _, last in pairs).last_day)
        for first, last in pairs:
            balances = view.balances(period=(first, last), known_at=known_at)
            key = str(first) if first == last else f"{first}..{last}"
            found.append(Figures(key=key, label=months_label((first, last)), balances=balances))
        versions = _versions(book, view, max(last for _, last in pairs))
        return Read(bylaws, tuple(found), stamp_of(book, view, stamped), versions)


def _versions(book: BookSource, view: ViewSource, last: Month) -> tuple[Bylaws, ...]:
    """The bylaws that were in force at the end of a month since the book began."""
    month, found = Month.of(book.begins_on), list[Bylaws]()
    while month <= last:
        bylaws = view.bylaws_on(month.last_day)
        if not found or found[-1] is not bylaws:
            found.append(bylaws)
        month = month.next()
    return tuple(found)


def check_begun(book: BookSource, asked: Months | date, *, field: str) -> None:
    """Whether the book knows some day of what is asked for.

    Raises
    ------
    BeforeBookError
        ``report.before-book``
    """
    last = day_of(asked) if isinstance(asked, date) else months_of(asked)[1].last_day
    if last < book.begins_on:
        shown = f"{asked[0]}..{asked[1]}" if isinstance(asked, tuple) else asked
        raise BeforeBookError(field=field, asked=shown, begins_on=book.begins_on)


def day_of(asked: Month | date) -> date:
    """The day that a position is of: a month stands for its last day."""
    if isinstance(asked, Month):
        return asked.last_day
    return Month.of(asked).first_day.replace(day=asked.day)  # `Month.of` refuses what is not a plain day


def months_of(span: Months) -> tuple[Month, Month]:
    """First and last month of a span."""
    first, last = span if isinstance(span, tuple) else (span, span)
    if not isinstance(first, Month) or not isinstance(last, Month) or first > last:
        raise ReportInputError(field="period", value=span, reason="must be a month, or a first and a last month in order")
    return first, last


def whole_month(asked: Month | date) -> Month | date:
    """A month's last day is the month itself: adjustments and closing belong to it."""
    day = day_of(asked)
    month = Month.of(day)
    return month if day == month.last_day else day


def day_label(day: date) -> Label:
    """``31 Mei 2014``."""
    return Label(format_date(day, "id"), format_date(day, "en"))


def months_label(span: Months) -> Label:
    """``Mei 2014``, or ``Januari s.d. Mei 2014``."""
    first, last = months_of(span)
    if first == last:
        return Label(first.text("id"), first.text("en"))
    names = {lang: first.text(lang) if first.year != last.year else first.text(lang).rpartition(" ")[0] for lang in LANGS}
    return Label(f"{names['id']} s.d. {last.text('id')}", f"{names['en']} to {last.text('en')}")


def heading_of_days(days: Sequence[Month | date]) -> Label:
    """``Per 31 Mei 2014 dan 30 April 2014``."""
    labels = [day_label(day_of(day)) for day in days]
    return Label("Per " + " dan ".join(one.id for one in labels), "As of " + " and ".join(one.en for one in labels))


def heading_of_months(spans: Sequence[Months]) -> Label:
    """``Untuk periode 1 Mei 2014 s.d. 31 Mei 2014``, a comparative period after it."""
    parts = []
    for span in spans:
        first, last = months_of(span)
        begins, ends = day_label(first.first_day), day_label(last.last_day)
        parts.append(Label(f"{begins.id} s.d. {ends.id}", f"{begins.en} to {ends.en}"))
    return Label(
        "Untuk periode " + " dan ".join(one.id for one in parts),
        "For the period " + " and ".join(one.en for one in parts),
    )
