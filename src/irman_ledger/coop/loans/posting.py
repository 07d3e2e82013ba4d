"""How each loan event is booked."""

from __future__ import annotations

from typing import assert_never

from irman_ledger.coop.loans.events import LoanDisbursed, LoanEvent, LoanRepaid, LoanTakenOver
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.journal import Entry, credit, debit
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
        case _:
            assert_never(event)


def _disbursement(event: LoanDisbursed, bylaws: Bylaws) -> Entry:
    # The principal is lent whole: a fee withheld is income, and only the money that left is less by it.
    box, loan, nothing = bylaws.box(event.box), Subject("loan", event.loan), event.principal - event.principal
    withheld = sum((fee.amount for fee in event.fees if fee.taken == "withheld"), start=nothing)
    upfront = sum((fee.amount for fee in event.fees if fee.taken == "upfront"), start=nothing)
    lines = (
        debit(event.receivable, event.principal, loan),
        *((debit(box.account, upfront, box.subject),) if upfront else ()),
        credit(box.account, event.principal - withheld, box.subject),
        *(credit(fee.income, fee.amount, _subject(fee.income, loan, bylaws)) for fee in event.fees),
    )
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Pencairan pinjaman {event.loan}", lines=lines)


def _repayment(event: LoanRepaid, bylaws: Bylaws) -> Entry:
    box, loan = bylaws.box(event.box), Subject("loan", event.loan)
    settled = ((event.receivable, event.principal), (event.interest_income, event.interest))
    lines = (debit(box.account, event.amount, box.subject), *(credit(account, part, loan) for account, part in settled if part))
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Angsuran pinjaman {event.loan}", lines=lines)


def _take_over(event: LoanTakenOver, bylaws: Bylaws) -> Entry:
    lines = (
        debit(event.receivable, event.principal, Subject("loan", event.loan)),
        credit(event.takeover, event.principal),
    )
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Saldo awal pinjaman {event.loan}", lines=lines)


def _subject(account: str, loan: Subject, bylaws: Bylaws) -> Subject | None:
    """The loan, where the account takes one."""
    return loan if bylaws.chart[account].subject_kind == "loan" else None
