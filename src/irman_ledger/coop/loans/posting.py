"""How each loan event is booked."""

from __future__ import annotations

from typing import assert_never

from irman_ledger.coop.loans.assessing import assessment_entry
from irman_ledger.coop.loans.assessment import LoanAssessed
from irman_ledger.coop.loans.events import LoanDisbursed, LoanEvent, LoanRepaid, LoanTakenOver
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.journal import Entry, Line, credit, debit
from irman_ledger.core.subject import Subject


def entry_for(event: LoanEvent, bylaws: Bylaws) -> Entry | None:
    """How each loan event is booked: interest is income when it is paid."""
    match event:
        case LoanDisbursed():
            return _disbursement(event, bylaws)
        case LoanRepaid():
            return _repayment(event, bylaws)
        case LoanTakenOver():
            return _take_over(event, bylaws)
        case LoanAssessed():
            return assessment_entry(event, bylaws)
        case _:
            assert_never(event)


def _disbursement(event: LoanDisbursed, bylaws: Bylaws) -> Entry:
    box = bylaws.box(event.box)
    lines = (
        debit(event.receivable, event.principal, Subject("loan", event.loan)),
        credit(box.account, event.principal, box.subject),
    )
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Pencairan pinjaman {event.loan}", lines=lines)


def _repayment(event: LoanRepaid, bylaws: Bylaws) -> Entry:
    loan = Subject("loan", event.loan)
    settled = ((event.receivable, event.principal), (event.interest_income, event.interest))
    lines = (_received(event, bylaws), *(credit(account, part, loan) for account, part in settled if part))
    narration = f"Perhitungan pinjaman {event.loan}" if event.is_set_off else f"Angsuran pinjaman {event.loan}"
    return Entry(chart=bylaws.chart, on=event.on, narration=narration, lines=lines)


def _received(event: LoanRepaid, bylaws: Bylaws) -> Line:
    if event.is_set_off:
        return debit(bylaws.role("set_off"), event.amount)
    box = bylaws.box(event.box)
    return debit(box.account, event.amount, box.subject)


def _take_over(event: LoanTakenOver, bylaws: Bylaws) -> Entry:
    lines = (
        debit(event.receivable, event.principal, Subject("loan", event.loan)),
        credit(event.takeover, event.principal),
    )
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Saldo awal pinjaman {event.loan}", lines=lines)
