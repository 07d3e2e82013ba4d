"""What runs above a cap that came into force after it was agreed: products in force, loans and term deposits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from irman_ledger.books.reader import Reader
from irman_ledger.books.wire import load_event
from irman_ledger.coop.loans.events import LineRenewed, LoanDisbursed, LoanRateChanged, LoanRescheduled, LoanWrittenOff
from irman_ledger.coop.register import MODULES
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.prudence import AboveCap, Prudence, prudence_on
from irman_ledger.core.rate import Rate
from irman_ledger.core.subject import Subject

_RATED: Final = (LoanDisbursed, LoanRescheduled, LoanRateChanged, LineRenewed)
_KINDS: Final = tuple(event.kind for event in (*_RATED, LoanWrittenOff))
_EVENTS: Final = f"""SELECT r.subject, r.event FROM irman_record r
JOIN irman_subject s ON s.book = r.book AND s.subject = r.subject
WHERE r.book = ? AND r.subject >= 'loan:' AND r.subject < 'loan;' AND r.subject <> '' AND s.opened_on < ?
 AND (s.closed_on IS NULL OR s.closed_on > ?) AND r.booked_on <= ? AND r.kind IN ({", ".join("?" * len(_KINDS))})
 AND NOT EXISTS (SELECT 1 FROM irman_record u WHERE u.book = r.book AND u.reverses = r.seq AND u.reverses IS NOT NULL
  AND u.booked_on <= ?)
ORDER BY r.subject, r.seq"""


def above_caps(reader: Reader, bylaws: Bylaws, on: date) -> tuple[AboveCap, ...]:
    """The products, loans and deposits that run above a cap in force on a day, in this order and then by number."""
    prudence = prudence_on(bylaws, on)
    if prudence is None:
        return ()
    return (*_products(bylaws, prudence), *loans_above(reader, bylaws, on), *_deposits(reader, prudence))


def loans_above(reader: Reader, bylaws: Bylaws, on: date) -> tuple[AboveCap, ...]:
    """The loans that stood at the end of a day and bear more than the cap; the rate of a loan of the old books is not known."""
    prudence = prudence_on(bylaws, on)
    if prudence is None:
        return ()
    # What is newer was held to the cap when it was agreed.
    until = on.isoformat()
    asked = (reader.book, prudence.caps.from_on.isoformat(), until, until, *_KINDS, until)
    rates: dict[str, Rate] = {}
    for subject, text in reader.port.rows(_EVENTS, asked):
        event: Any = load_event(text, reader.currency)
        rates.pop(subject, None)
        if isinstance(event, _RATED):
            rates[subject] = event.rate
    found = (prudence.exceeded("loan", Subject.parse(subject).no, rate, "loan_rate") for subject, rate in rates.items())
    return tuple(one for one in found if one is not None)


def _products(bylaws: Bylaws, prudence: Prudence) -> Iterator[AboveCap]:
    for module in MODULES:
        for product in sorted(bylaws.products.values(), key=lambda one: one.code):
            highest = module.highest_rate(product.code, bylaws) if product.module == module.name else None
            if highest is not None and (one := prudence.exceeded("product", product.code, highest[1], highest[0])) is not None:
                yield one


def _deposits(reader: Reader, prudence: Prudence) -> Iterator[AboveCap]:
    """Those that run now."""
    for row in reader.subjects_of_kind("savings", includes_closed=False):
        placed = row.state.placement
        if placed is not None and placed.ended_on is None:
            one = prudence.exceeded("deposit", row.state.no, placed.rate, "savings_rate")
            if one is not None:
                yield one
