"""How each loan event is booked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from irman_ledger.coop.loans.accruing import accrual_entry, adjusted_lines
from irman_ledger.coop.loans.assessing import assessment_entry
from irman_ledger.coop.loans.commitment import UndrawnMoved
from irman_ledger.coop.loans.events import (
    CollateralPledged,
    CollateralReleased,
    GoodsSold,
    GuarantorAdded,
    GuarantorReleased,
    LineInterestCharged,
    LineRenewed,
    LoanAssessed,
    LoanDisbursed,
    LoanEvent,
    LoanFeesEarned,
    LoanForgiven,
    LoanInterestAccrued,
    LoanRateChanged,
    LoanReclassified,
    LoanRecovered,
    LoanRepaid,
    LoanRescheduled,
    LoanSettledFromTitipan,
    LoanTakenOver,
    LoanWrittenOff,
    MarginRebated,
    PenaltyWaived,
    RestPaidOut,
    TitipanReturned,
    TrancheDisbursed,
    UndrawnCancelled,
)
from irman_ledger.coop.loans.fees import LoanFee
from irman_ledger.coop.loans.spreading import fee_lines, fees_entry
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.journal import GENERAL, Entry, Line, credit, debit
from irman_ledger.core.money import Money
from irman_ledger.core.subject import Subject


def entry_for(event: LoanEvent, bylaws: Bylaws) -> Entry | None:
    """How each loan event is booked, in the loan's fund."""
    entry = _entry_for(event, bylaws)
    return entry if entry is None or event.fund == GENERAL else entry.in_fund(event.fund)


def _entry_for(event: LoanEvent, bylaws: Bylaws) -> Entry | None:
    """Margin, penalties and interest that was not accrued are income when they are paid."""
    match event:
        case LoanDisbursed():
            return _disbursement(event, bylaws)
        case LoanRepaid():
            return _repayment(event, bylaws)
        case LoanTakenOver():
            return _take_over(event, bylaws)
        case LoanSettledFromTitipan():
            return _settlement(event, bylaws)
        case TitipanReturned():
            return _return(event, bylaws)
        case RestPaidOut():
            return _rest(event, bylaws) if event.savings is None else None  # savings take it from the clearing account
        case PenaltyWaived():
            return _waiver(event, bylaws)
        case LoanWrittenOff():
            return _write_off(event, bylaws)
        case LoanForgiven():
            return _forgiveness(event, bylaws)
        case LoanRecovered():
            return _recovery(event, bylaws)
        case LoanRescheduled():
            return _capitalisation(event, bylaws) if event.capitalised else None  # a new plan alone moves nothing
        case LoanAssessed():
            return assessment_entry(event, bylaws)
        case LoanInterestAccrued():
            return accrual_entry(event, bylaws)
        case LoanFeesEarned():
            return fees_entry(event, bylaws)
        case LoanReclassified():
            return _reclass(event, bylaws)
        case GoodsSold():
            return _sale(event, bylaws)
        case TrancheDisbursed():
            return _tranche(event, bylaws)
        case UndrawnCancelled():
            return _cancellation(event, bylaws)
        case MarginRebated():
            return _rebate(event, bylaws)
        case CollateralPledged():
            return _security(event, bylaws, "Agunan diterima")
        case CollateralReleased():
            return _security(event, bylaws, "Agunan dikembalikan")
        case LineInterestCharged() | LineRenewed():
            return _of_line(event, bylaws)
        case GuarantorAdded() | GuarantorReleased() | LoanRateChanged():
            return None  # a promise; what another rate earns is booked by what comes after
        case _:
            assert_never(event)


def _disbursement(event: LoanDisbursed, bylaws: Bylaws) -> Entry:
    lines, agreed = _paid_out(event, event.principal, bylaws), event.agreed
    if agreed is not None and agreed.is_open and agreed.agreed != event.principal:
        rest = UndrawnMoved(amount=agreed.agreed - event.principal, account=agreed.account, contra=agreed.contra)
        lines = (*lines, *undrawn_lines(rest, event.loan))
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Pencairan pinjaman {event.loan}", lines=lines)


def _tranche(event: TrancheDisbursed, bylaws: Bylaws) -> Entry:
    lines = (*_paid_out(event, event.tranche.amount, bylaws), *undrawn_lines(event.undrawn, event.loan))
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Pencairan bertahap pinjaman {event.loan}", lines=lines)


def _cancellation(event: UndrawnCancelled, bylaws: Bylaws) -> Entry | None:
    lines = undrawn_lines(event.undrawn, event.loan)
    narration = f"Pembatalan sisa plafon pinjaman {event.loan}"
    return Entry(chart=bylaws.chart, on=event.on, narration=narration, lines=lines) if lines else None


def _of_line(event: LineInterestCharged | LineRenewed, bylaws: Bylaws) -> Entry | None:
    # A bill is income when it is paid; what goes to the balance is paid with it.
    lines, what = undrawn_lines(event.undrawn, event.loan), "Perpanjangan rekening koran"
    if isinstance(event, LineInterestCharged):
        what, loan, part = "Bunga rekening koran", Subject("loan", event.loan), event.capitalised
        lines = (Line(event.receivable, part, loan), Line(event.interest_income, -part, loan), *lines) if part else lines
    return Entry(chart=bylaws.chart, on=event.on, narration=f"{what} {event.loan}", lines=lines) if lines else None


def _paid_out(event: LoanDisbursed | TrancheDisbursed, lent: Money, bylaws: Bylaws) -> tuple[Line, ...]:
    # The principal is lent whole: a fee kept back is income now or over its life, and only the money that left is less by it.
    loan, nothing = Subject("loan", event.loan), lent - lent
    if isinstance(event, LoanDisbursed) and event.replaces is not None:
        account, subject = bylaws.role("set_off"), None
    else:
        box = bylaws.box(event.box)
        account, subject = box.account, box.subject
    withheld = sum((fee.amount for fee in event.fees if fee.is_kept_back), start=nothing)
    upfront = sum((fee.amount for fee in event.fees if fee.taken == "upfront"), start=nothing)
    return (
        debit(event.receivable, lent, loan),
        *((debit(account, upfront, subject),) if upfront else ()),
        credit(account, lent - withheld, subject),
        *(_fee(fee, loan, bylaws) for fee in event.fees),
    )


def undrawn_lines(moved: UndrawnMoved | None, loan: str) -> tuple[Line, ...]:
    """What changed of what can still be drawn, beside the books."""
    if moved is None:
        return ()
    subject = Subject("loan", loan)
    return Line(moved.account, moved.amount, subject), Line(moved.contra, -moved.amount, subject)


def _fee(fee: LoanFee, loan: Subject, bylaws: Bylaws) -> Line:
    account = fee.income if fee.deferred is None else fee.deferred
    return credit(account, fee.amount, _subject(account, loan, bylaws))


def _sale(event: GoodsSold, bylaws: Bylaws) -> Entry:
    # The buyer owes the whole price; its margin is earned as the price comes in.
    loan, sale = Subject("loan", event.loan), event.sale
    lines = (
        debit(event.receivable, sale.price, loan),
        credit(event.goods, event.cost),
        *((credit(sale.deferred, sale.margin, loan),) if sale.margin else ()),
    )
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Penjualan angsuran {event.loan}", lines=lines)


def _reclass(event: LoanReclassified, bylaws: Bylaws) -> Entry | None:
    # Income that was earned stays where it is.
    if event.receivable == event.receivable_before or not event.amount:
        return None
    loan = Subject("loan", event.loan)
    lines = (debit(event.receivable, event.amount, loan), credit(event.receivable_before, event.amount, loan))
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Reklasifikasi pinjaman {event.loan}", lines=lines)


def _rebate(event: MarginRebated, bylaws: Bylaws) -> Entry:
    loan = Subject("loan", event.loan)
    lines = (debit(event.deferred, event.amount, loan), credit(event.receivable, event.amount, loan))
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Potongan margin {event.loan}", lines=lines)


def _repayment(event: LoanRepaid, bylaws: Bylaws) -> Entry:
    held = (credit(event.titipan, event.held, Subject("member", event.member)),) if event.titipan and event.held else ()
    lines = (_received(event, bylaws), *_settled(event, bylaws), *held, *undrawn_lines(event.undrawn, event.loan))
    return Entry(chart=bylaws.chart, on=event.on, narration=_said(event), lines=lines)


def _said(event: LoanRepaid) -> str:
    if event.covered_by is not None:
        return f"Angsuran pinjaman {event.loan} ditanggung kelompok {event.covered_by}"
    if event.seized is not None:
        return f"Penyelesaian pinjaman {event.loan} dengan agunan {event.seized.collateral}"
    if event.replaced is not None:
        return f"Pelunasan pinjaman {event.loan} dengan pinjaman {event.replaced.by}"
    return f"Perhitungan pinjaman {event.loan}" if event.is_set_off else f"Angsuran pinjaman {event.loan}"


def _received(event: LoanRepaid, bylaws: Bylaws) -> Line:
    if event.covered_by is not None:
        return debit(bylaws.role("mutual"), event.amount)
    if event.is_set_off:
        return debit(bylaws.role("set_off"), event.amount)
    box = bylaws.box(event.box)
    return debit(box.account, event.amount, box.subject)


def _settlement(event: LoanSettledFromTitipan, bylaws: Bylaws) -> Entry:
    lines = (debit(event.titipan, event.amount, Subject("member", event.member)), *_settled(event, bylaws))
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Angsuran pinjaman {event.loan} dari titipan", lines=lines)


def _settled(event: LoanRepaid | LoanSettledFromTitipan, bylaws: Bylaws) -> Iterable[Line]:
    """What came in on the loan, without the parts that are nothing."""
    loan = Subject("loan", event.loan)
    settled: list[tuple[str, Money]] = [(event.receivable, event.principal), *_interest(event, event.interest)]
    if event.penalty_income is not None and event.penalty is not None:
        settled.append((event.penalty_income, event.penalty))
    lines = [Line(account, -part, loan) for account, part in settled if part]
    if event.margin is not None:
        lines += debit(event.margin.deferred, event.margin.amount, loan), credit(event.margin.income, event.margin.amount, loan)
    lines += fee_lines(event.fees_earned, event.loan, bylaws)
    lines += adjusted_lines(event.adjusted, event.loan, bylaws)
    return [*lines, *_left(event)]


def _left(event: LoanRepaid | LoanSettledFromTitipan) -> tuple[Line, ...]:
    """Collateral that was taken over leaves the memorandum accounts."""
    seized = event.seized if isinstance(event, LoanRepaid) else None
    if seized is None or seized.account is None or seized.contra is None:
        return ()
    loan = Subject("loan", event.loan)
    return Line(seized.account, -seized.pledged, loan), Line(seized.contra, seized.pledged, loan)


def _interest(event: LoanRepaid | LoanSettledFromTitipan | LoanRescheduled, interest: Money) -> list[tuple[str, Money]]:
    """Accrued interest is settled first; the rest is income, or what was accrued beyond is taken back from it."""
    if event.cleared is None:
        return [(event.interest_income, interest)]
    return [(event.cleared.account, event.cleared.amount), (event.interest_income, interest - event.cleared.amount)]


def _taken_back(event: LoanWrittenOff | PenaltyWaived) -> tuple[Line, ...]:
    """What stood as accrued and will not be paid in the books, out of income."""
    if event.cleared is None or event.interest_income is None:
        return ()
    loan, amount = Subject("loan", event.loan), event.cleared.amount
    return debit(event.interest_income, amount, loan), credit(event.cleared.account, amount, loan)


def _return(event: TitipanReturned, bylaws: Bylaws) -> Entry:
    box = bylaws.box(event.box)
    lines = (debit(event.titipan, event.amount, Subject("member", event.member)), credit(box.account, event.amount, box.subject))
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Pengembalian titipan pinjaman {event.loan}", lines=lines)


def _rest(event: RestPaidOut, bylaws: Bylaws) -> Entry:
    box = bylaws.box(event.box)
    lines = (debit(bylaws.role("set_off"), event.amount), credit(box.account, event.amount, box.subject))
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Pencairan sisa pinjaman {event.loan}", lines=lines)


def _waiver(event: PenaltyWaived, bylaws: Bylaws) -> Entry:
    # The penalty was never income, so what is given up stands beside the books only.
    loan = Subject("loan", event.loan)
    lines = (debit(event.waived, event.amount, loan), credit(event.waived_contra, event.amount, loan), *_taken_back(event))
    lines = (*lines, *fee_lines(event.fees_earned, event.loan, bylaws), *adjusted_lines(event.adjusted, event.loan, bylaws))
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Pembebasan denda pinjaman {event.loan}", lines=lines)


def _write_off(event: LoanWrittenOff, bylaws: Bylaws) -> Entry:
    loan, lines = Subject("loan", event.loan), []
    if event.allowance is not None and event.from_allowance:
        lines.append(debit(event.allowance, event.from_allowance, loan))
    if event.from_expense:
        lines.append(debit(event.expense, event.from_expense, _subject(event.expense, loan, bylaws)))
    if event.deferred is not None and event.unearned is not None:
        lines.append(debit(event.deferred, event.unearned, loan))
    lines.append(credit(event.receivable, event.principal, loan))
    lines += _taken_back(event)
    lines += fee_lines(event.fees_earned, event.loan, bylaws)
    lines += adjusted_lines(event.adjusted, event.loan, bylaws)
    claim = (debit(event.claimed, event.principal, loan), credit(event.claimed_contra, event.principal, loan))
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Hapus buku pinjaman {event.loan}", lines=(*lines, *claim))


def _forgiveness(event: LoanForgiven, bylaws: Bylaws) -> Entry:
    lines = _claim_ends(event)
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Hapus tagih pinjaman {event.loan}", lines=lines)


def _recovery(event: LoanRecovered, bylaws: Bylaws) -> Entry:
    box, loan = bylaws.box(event.box), Subject("loan", event.loan)
    lines = (
        debit(box.account, event.amount, box.subject),
        credit(event.recovery, event.amount, _subject(event.recovery, loan, bylaws)),
        *_claim_ends(event),
    )
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Pemulihan pinjaman {event.loan}", lines=lines)


def _capitalisation(event: LoanRescheduled, bylaws: Bylaws) -> Entry:
    loan = Subject("loan", event.loan)
    became = (Line(account, -part, loan) for account, part in _interest(event, event.carried) if part)
    lines = (debit(event.receivable, event.carried, loan), *became)
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Kapitalisasi bunga pinjaman {event.loan}", lines=lines)


def _security(event: CollateralPledged | CollateralReleased, bylaws: Bylaws, what: str) -> Entry | None:
    # It belongs to the borrower, so it stands beside the books only.
    if event.account is None or event.contra is None or event.value is None:
        return None
    loan, value = Subject("loan", event.loan), event.value if isinstance(event, CollateralPledged) else -event.value
    lines = (Line(event.account, value, loan), Line(event.contra, -value, loan))
    return Entry(chart=bylaws.chart, on=event.on, narration=f"{what} {event.collateral}, pinjaman {event.loan}", lines=lines)


def _claim_ends(event: LoanForgiven | LoanRecovered) -> tuple[Line, ...]:
    loan = Subject("loan", event.loan)
    return debit(event.claimed_contra, event.amount, loan), credit(event.claimed, event.amount, loan)


def _take_over(event: LoanTakenOver, bylaws: Bylaws) -> Entry:
    loan, sale, nothing = Subject("loan", event.loan), event.sale, event.principal - event.principal
    margin = nothing if sale is None else sale.margin
    lines = (
        debit(event.receivable, event.principal, loan),
        credit(event.takeover, event.principal - margin),
        *((credit(sale.deferred, margin, loan),) if sale is not None and margin else ()),
    )
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Saldo awal pinjaman {event.loan}", lines=lines)


def _subject(account: str, loan: Subject, bylaws: Bylaws) -> Subject | None:
    """The loan, where the account takes one."""
    return loan if bylaws.chart[account].subject_kind == "loan" else None
