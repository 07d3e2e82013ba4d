"""What is known of a loan beside its money, which is the balance of its lines, and its plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from irman_ledger.coop.loans.accrual import LoanInterestAccrued, Recognition
from irman_ledger.coop.loans.assessment import LoanAssessed, LoanQuality, quality_after
from irman_ledger.coop.loans.backing import Claim, Collateral
from irman_ledger.coop.loans.commitment import Commitment
from irman_ledger.coop.loans.events import (
    CollateralPledged,
    CollateralReleased,
    GoodsSold,
    GuarantorAdded,
    GuarantorReleased,
    LineInterestCharged,
    LineRenewed,
    LoanDisbursed,
    LoanEvent,
    LoanFeesEarned,
    LoanForgiven,
    LoanRateChanged,
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
from irman_ledger.coop.loans.line import CreditLine, LineCharge, LineRate
from irman_ledger.coop.loans.penalties import PenaltyTerms
from irman_ledger.coop.loans.reclass import LoanReclassified
from irman_ledger.coop.loans.running import AgreedRate, Split
from irman_ledger.coop.loans.sales import Sale, rebated
from irman_ledger.coop.loans.spread import SpreadFee, spread_of, with_earned
from irman_ledger.coop.loans.topping_up import Replacement, Replaces
from irman_ledger.core.journal import GENERAL
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import SubjectIndex, added
from irman_ledger.core.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanState:
    """A loan (pinjaman).

    Parameters
    ----------
    status
        Of the member when it was paid out or taken over, or as it last followed it.
    receivable, interest_income
        The accounts it stands on, whatever later bylaws say; of a sale no interest comes in, and the second is empty.
    contract_on
        The day of the contract.
    opened_on
        The day from which this book keeps it.
    runs_from
        The day on which the period of the first instalment in the plan begins, or the contract where that is not known.
    last_on
        The latest value date of its events.
    closed_on
        The day it was paid off, or given up.
    quality
        As it was last assessed; None: it never was.
    penalty
        What paying late was agreed to cost, whatever later bylaws say; None: nothing.
    claim
        It was written off; None: it stands in the books.
    rescheduled_on
        The day from which its latest plan runs; None: it has its first one.
    times_rescheduled
        How often it got a new plan.
    collateral, guarantors
        What secures it, and the members who answer for it, in the order in which they came.
    sale
        What it was sold for; None: it is no sale.
    agreed
        The rate it runs at; None: it is not kept, and neither another rate nor early money makes the plan anew.
    split
        The latest period that a new rate or early money split.
    times_replanned
        How often a new rate or early money made its plan anew, which is no new agreement.
    recognition
        How its interest is income as it is earned; None: it is when it is paid.
    accrued_on
        The day to which interest was accrued last.
    commitment
        The sum it was agreed for, where that is drawn in parts; None: it was paid out whole.
    spread
        Its fees that are income over its life.
    reclassified_on
        The day on which it went over to the accounts of another status last.
    receivables_before, incomes_before, penalties_before
        The accounts on which its principal stood before, and which took its interest and its penalties.
    replaces, replaced
        The older loan that it ended, and the newer one that ended it; None: none.
    rest
        What it left over after ending an older one and that is not paid out yet; None: nothing.
    fund
        The fund that all its lines are in.
    """

    no: str
    member: str
    status: str
    product: str
    receivable: str
    interest_income: str
    contract_on: date
    opened_on: date
    runs_from: date
    last_on: date
    closed_on: date | None = None
    quality: LoanQuality | None = added(None)
    penalty: PenaltyTerms | None = added(None)
    claim: Claim | None = added(None)
    rescheduled_on: date | None = added(None)
    times_rescheduled: int = added(0)
    collateral: tuple[Collateral, ...] = added(())
    guarantors: tuple[str, ...] = added(())
    sale: Sale | None = added(None)
    agreed: AgreedRate | None = added(None)
    split: Split | None = added(None)
    times_replanned: int = added(0)
    recognition: Recognition | None = added(None)
    accrued_on: date | None = added(None)
    commitment: Commitment | None = added(None)
    spread: tuple[SpreadFee, ...] = added(())
    reclassified_on: date | None = added(None)
    receivables_before: tuple[str, ...] = added(())
    incomes_before: tuple[str, ...] = added(())
    penalties_before: tuple[str, ...] = added(())
    replaces: Replaces | None = added(None)
    replaced: Replacement | None = added(None)
    rest: Money | None = added(None)
    fund: str = added(GENERAL)

    @property
    def accounts(self) -> tuple[str, str, str | None]:
        """The accounts of principal, of interest or margin, and of penalties."""
        income = self.interest_income if self.sale is None else self.sale.income
        return self.receivable, income, None if self.penalty is None else self.penalty.income

    @property
    def receivables(self) -> tuple[str, ...]:
        """The accounts on which its principal stands, or stood."""
        return (self.receivable, *(one for one in self.receivables_before if one != self.receivable))

    @property
    def penalty_accounts(self) -> tuple[str, ...]:
        """The accounts whose sum is the penalties that were paid."""
        if self.penalty is None:
            return ()
        return (self.penalty.income, *(one for one in self.penalties_before if one != self.penalty.income))

    @property
    def interest_accounts(self) -> tuple[str, ...]:
        """The accounts whose sum is the interest that was paid: its income, less what is earned and not paid."""
        incomes = (self.interest_income, *(one for one in self.incomes_before if one != self.interest_income))
        return incomes if self.recognition is None else (*incomes, self.recognition.accrued)

    def income_on(self, on: date) -> str:
        """The account that takes the interest of a day."""
        is_before = self.reclassified_on is not None and on < self.reclassified_on
        return self.incomes_before[-1] if is_before and self.incomes_before else self.interest_income

    @property
    def has_open_commitment(self) -> bool:
        """Whether something may still be drawn."""
        return self.commitment is not None and self.commitment.is_open

    @property
    def line(self) -> CreditLine | None:
        """What it is as a line of credit; None: it is none."""
        return None if self.commitment is None else self.commitment.line

    @property
    def unearned_fees(self) -> tuple[SpreadFee, ...]:
        """Its spread fees of which something is not income yet."""
        return tuple(fee for fee in self.spread if fee.unearned)

    @property
    def is_by_movements(self) -> bool:
        """Whether what it owes depends on the days of its lines: it bears penalties, or is a line of credit."""
        return self.penalty is not None or self.line is not None

    def interest_paid(self, balances: Mapping[str, Money], currency: str) -> Money:
        """What is paid of the plan's interest, from the balances of the loan by account, debit positive."""
        return -Money.total((balances[account] for account in self.interest_accounts if account in balances), currency)


def evolve(state: LoanState | None, event: LoanEvent) -> LoanState:
    """The loan after the event."""
    match event:
        case LoanDisbursed():
            spread = spread_of(event.fees, event.on, event.plan[-1].due_on)
            return replace(_opened(event, runs_from=event.on), agreed=_agreed(event), spread=spread)
        case GoodsSold():
            return _opened(event, runs_from=event.on)
        case MarginRebated():
            moved = _moved(state, event)
            assert moved.sale is not None, "only a sale has a margin"
            return replace(moved, sale=rebated(moved.sale, event.amount))
        case LoanTakenOver():
            return _opened(event, runs_from=event.contract_on)
        case LoanAssessed():
            assert state is not None, "only a loan that exists is assessed"
            return replace(state, last_on=max(state.last_on, event.on), quality=quality_after(state.quality, event))
        case LoanInterestAccrued():
            assert state is not None, "only a loan that exists accrues"
            return _accrued(state, event)
        case LoanFeesEarned():
            assert state is not None, "only a loan that exists earns its fees"
            return replace(state, spread=with_earned(state.spread, event.fees))
        case LoanReclassified():
            return _reclassified(_moved(state, event), event)
        case LoanRepaid() | LoanSettledFromTitipan() | PenaltyWaived():
            return _settled(_moved(state, event), event)
        case TitipanReturned() | RestPaidOut():
            moved = _moved(state, event)
            return replace(moved, rest=None) if isinstance(event, RestPaidOut) else moved
        case LoanWrittenOff():
            claim = Claim(since=event.on, claimed=event.claimed, claimed_contra=event.claimed_contra, recovery=event.recovery)
            moved = _moved(state, event)
            return replace(moved, claim=claim, spread=with_earned(moved.spread, event.fees_earned))
        case LoanRescheduled():
            return _rescheduled(_moved(state, event), event)
        case LoanRateChanged():
            moved = _moved(state, event)
            assert moved.agreed is not None, "only a rate that is kept changes"
            agreed = replace(moved.agreed, rate=event.rate)
            return _replanned(replace(moved, agreed=agreed), event, event.split)
        case TrancheDisbursed() | UndrawnCancelled() | LineInterestCharged() | LineRenewed():
            return _drawn(_moved(state, event), event)
        case CollateralPledged() | CollateralReleased() | GuarantorAdded() | GuarantorReleased():
            return _secured(_moved(state, event), event)
        case LoanForgiven():
            return replace(_moved(state, event), closed_on=event.on)
        case LoanRecovered():
            return replace(_moved(state, event), closed_on=event.on if event.is_settled else None)
        case _:
            assert_never(event)


def _settled(state: LoanState, event: LoanRepaid | LoanSettledFromTitipan | PenaltyWaived) -> LoanState:
    spread = with_earned(state.spread, event.fees_earned)
    settled = replace(state, closed_on=state.last_on if event.is_paid_off else None, spread=spread)
    if isinstance(event, LoanRepaid) and event.replaced is not None:
        settled = replace(settled, replaced=event.replaced)
    if isinstance(event, LoanRepaid) and event.seized is not None:
        left = tuple(one for one in settled.collateral if one.no != event.seized.collateral)
        settled = replace(settled, collateral=left)
    return _replanned(settled, event, event.split) if isinstance(event, LoanRepaid) and event.split is not None else settled


def _accrued(state: LoanState, event: LoanInterestAccrued) -> LoanState:
    # What went over to other accounts may have been reversed since; the income that it took stays known.
    stray = () if event.interest_income in state.interest_accounts else (event.interest_income,)
    return replace(state, accrued_on=event.on, incomes_before=(*stray, *state.incomes_before))


def _reclassified(state: LoanState, event: LoanReclassified) -> LoanState:
    over = replace(
        state,
        status=event.status,
        receivable=event.receivable,
        reclassified_on=event.on,
        receivables_before=_with(state.receivables_before, state.receivable),
    )
    if state.sale is not None:
        over = replace(over, sale=replace(state.sale, income=event.interest_income))
    else:
        over = replace(over, interest_income=event.interest_income, incomes_before=_with(state.incomes_before, state.interest_income))
    if state.penalty is None or event.penalty_income is None:
        return over
    penalty = replace(state.penalty, income=event.penalty_income)
    return replace(over, penalty=penalty, penalties_before=_with(state.penalties_before, state.penalty.income))


def _with(before: tuple[str, ...], account: str) -> tuple[str, ...]:
    """The accounts before, the latest of them last."""
    return (*(one for one in before if one != account), account)


def _agreed(event: LoanDisbursed | LoanRescheduled) -> AgreedRate | None:
    return None if event.rate_kind is None else AgreedRate(rate=event.rate, rate_kind=event.rate_kind, base=event.principal)


def _replanned(state: LoanState, event: LoanRateChanged | LoanRepaid, split: Split) -> LoanState:
    recognition, spread = event.recognition or state.recognition, event.spread or state.spread
    return replace(state, split=split, times_replanned=state.times_replanned + 1, recognition=recognition, spread=spread)


def _rescheduled(state: LoanState, event: LoanRescheduled) -> LoanState:
    again = replace(state, runs_from=event.on, rescheduled_on=event.on, times_rescheduled=state.times_rescheduled + 1)
    if state.commitment is not None:
        again = replace(again, commitment=replace(state.commitment, rate=event.rate, method=event.method, instalments=0))
    recognition = event.recognition or state.recognition
    return replace(again, agreed=_agreed(event), split=None, recognition=recognition, spread=event.spread or state.spread)


def _secured(state: LoanState, event: CollateralPledged | CollateralReleased | GuarantorAdded | GuarantorReleased) -> LoanState:
    match event:
        case CollateralPledged():
            pledged = Collateral(
                no=event.collateral,
                category=event.category,
                value=event.value,
                pledged_on=event.on,
                account=event.account,
                contra=event.contra,
            )
            return replace(state, collateral=(*state.collateral, pledged))
        case CollateralReleased():
            return replace(state, collateral=tuple(one for one in state.collateral if one.no != event.collateral))
        case GuarantorAdded():
            return replace(state, guarantors=(*state.guarantors, event.guarantor))
        case GuarantorReleased():
            return replace(state, guarantors=tuple(one for one in state.guarantors if one != event.guarantor))
        case _:
            assert_never(event)


def _drawn(state: LoanState, event: TrancheDisbursed | UndrawnCancelled | LineInterestCharged | LineRenewed) -> LoanState:
    assert state.commitment is not None, "only what was agreed is drawn"
    match event:
        case TrancheDisbursed():
            return replace(state, commitment=state.commitment.drawn(event.tranche, is_last=event.is_last))
        case UndrawnCancelled():
            closed_on = event.on if event.is_paid_off else None
            return replace(state, commitment=replace(state.commitment, is_open=False), closed_on=closed_on)
        case LineInterestCharged():
            assert state.commitment.line is not None, "only a line is charged"
            charge = LineCharge(on=event.on, interest=event.interest, capitalised=event.capitalised)
            line = replace(state.commitment.line, charges=(*state.commitment.line.charges, charge))
            return replace(state, commitment=replace(state.commitment, line=line), closed_on=state.last_on if event.is_paid_off else None)
        case LineRenewed():
            return replace(state, commitment=_renewed(state.commitment, event))
        case _:
            assert_never(event)


def _renewed(agreed: Commitment, event: LineRenewed) -> Commitment:
    assert agreed.line is not None, "only a line is renewed"
    rates = agreed.line.rates
    if event.rate != agreed.rate:
        rates = (*rates, LineRate(from_on=event.on, rate=event.rate))
    line = replace(agreed.line, expires_on=event.expires_on, rates=rates)
    return replace(agreed, agreed=event.limit, rate=event.rate, is_open=True, line=line)


def index(state: LoanState) -> SubjectIndex:
    """What the books find it by."""
    return SubjectIndex(member=state.member, product=state.product, opened_on=state.opened_on, closed_on=state.closed_on)


def leaning(event: LoanEvent) -> tuple[Subject, ...]:
    """The new loan that ended an older one, or the collateral that was taken over: neither could be without the end of the debt."""
    if not isinstance(event, LoanRepaid):
        return ()
    ended = () if event.replaced is None else (Subject("loan", event.replaced.by),)
    return ended if event.seized is None else (*ended, Subject("seized", event.seized.no))


def _moved(state: LoanState | None, event: LoanEvent) -> LoanState:
    assert state is not None, "only a loan that exists moves"
    return replace(state, last_on=max(state.last_on, event.on))


def _opened(event: LoanDisbursed | GoodsSold | LoanTakenOver, runs_from: date) -> LoanState:
    replaces = event.replaces if isinstance(event, LoanDisbursed) else None
    return LoanState(
        no=event.loan,
        member=event.member,
        status=event.status,
        product=event.product,
        receivable=event.receivable,
        interest_income="" if isinstance(event, GoodsSold) else event.interest_income,
        contract_on=event.contract_on,
        opened_on=event.on,
        runs_from=runs_from,
        last_on=event.on,
        penalty=event.penalty,
        sale=None if isinstance(event, LoanDisbursed) else event.sale,
        recognition=event.recognition if isinstance(event, LoanDisbursed) else None,
        commitment=event.agreed if isinstance(event, LoanDisbursed) else None,
        replaces=replaces,
        rest=None if replaces is None else replaces.rest or None,
        fund=event.fund,
    )
