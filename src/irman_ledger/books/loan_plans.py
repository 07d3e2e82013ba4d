"""The plans that a loan had up to a day, the earlier ones too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from irman_ledger.coop.loans.events import LoanDisbursed, LoanRateChanged, LoanRepaid, LoanRescheduled, TrancheDisbursed
from irman_ledger.core.rate import Rate
from irman_ledger.core.schedule import Instalment

if TYPE_CHECKING:
    from irman_ledger.books.view import View

PlanReason = Literal["opened", "rescheduled", "rate", "early", "drawn"]

_BROUGHT = """SELECT r.seq FROM irman_record r WHERE r.book = ? AND r.subject = ? AND r.subject <> ''
 AND r.booked_on <= ? AND r.reverses IS NULL
 AND EXISTS (SELECT 1 FROM irman_schedule s WHERE s.book = r.book AND s.subject = r.subject AND s.seq = r.seq)
 AND NOT EXISTS (SELECT 1 FROM irman_record x WHERE x.book = r.book AND x.reverses = r.seq AND x.reverses IS NOT NULL AND x.booked_on <= ?)
 ORDER BY r.seq"""


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
        ``drawn``: a further part was paid out.
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
    rows = view.port.rows(_BROUGHT, (view.identity.book, subject, on.isoformat(), on.isoformat()))
    for no, (seq,) in enumerate(rows, 1):
        event: Any = view.event(view.record(seq))
        reason: PlanReason = "opened"
        match event:
            case LoanRescheduled(rate=agreed):
                reason, rate = "rescheduled", agreed
            case LoanRateChanged(rate=agreed):
                reason, rate = "rate", agreed
            case LoanRepaid():
                reason = "early"
            case TrancheDisbursed():
                reason = "drawn"
            case LoanDisbursed(rate=agreed):
                rate = agreed
        yield PlanVersion(no=no, since=event.on, reason=reason, rate=rate, plan=event.plan)
