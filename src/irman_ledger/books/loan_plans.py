"""The plans that a loan had up to a day, the earlier ones too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from irman_ledger.books.wire import load_event
from irman_ledger.coop.loans.events import (
    LineInterestCharged,
    LineRenewed,
    LoanDisbursed,
    LoanRateChanged,
    LoanRepaid,
    LoanRescheduled,
    TrancheDisbursed,
    plan_of,
)
from irman_ledger.core.rate import Rate
from irman_ledger.core.schedule import Instalment

if TYPE_CHECKING:
    from irman_ledger.books.view import View

PlanReason = Literal["opened", "rescheduled", "rate", "early", "drawn", "charged", "renewed"]

_RECORDS = """SELECT seq, event, reverses FROM irman_record WHERE book = ? AND subject = ? AND subject <> '' AND booked_on <= ?
ORDER BY seq"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVersion:
    """A plan that a loan had.

    Parameters
    ----------
    no
        From 1.
    since
        The day from which it holds.
    reason
        ``opened``: its first one; ``rescheduled``: a new agreement; ``rate``: another rate; ``early``: money before its time;
        ``drawn``: a further part was paid out; ``charged``: what a line of credit bore was asked for; ``renewed``: it runs on.
    rate
        At which it runs; None: it is not known, or there is none.
    """

    no: int
    since: date
    reason: PlanReason
    rate: Rate | None
    plan: tuple[Instalment, ...]


def plan_versions(view: View, subject: str, on: date) -> tuple[PlanVersion, ...]:
    """The plans of a loan by what was booked up to a day, oldest first; what was reversed by then never was."""
    return tuple(_versions(view, subject, on))


def _versions(view: View, subject: str, on: date) -> Iterator[PlanVersion]:
    rate: Rate | None = None
    rows = view.port.rows(_RECORDS, (view.identity.book, subject, on.isoformat()))
    gone = {reverses for _seq, _text, reverses in rows}
    standing: Iterator[Any] = (
        load_event(text, view.identity.currency) for seq, text, reverses in rows if reverses is None and seq not in gone
    )
    brought = (event for event in standing if plan_of(event) is not None)
    for no, event in enumerate(brought, 1):
        reason: PlanReason = "opened"
        match event:
            case LoanRescheduled(rate=agreed):
                reason, rate = "rescheduled", agreed
            case LoanRateChanged(rate=agreed):
                reason, rate = "rate", agreed
            case LoanRepaid(split=split):
                reason = "early" if split is not None else "charged"
            case LineInterestCharged():
                reason = "charged"
            case LineRenewed(rate=agreed):
                reason, rate = "renewed", agreed
            case TrancheDisbursed():
                reason = "drawn"
            case LoanDisbursed(rate=agreed):
                rate = agreed
        yield PlanVersion(no=no, since=event.on, reason=reason, rate=rate, plan=event.plan)
