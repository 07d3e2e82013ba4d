"""What the savings module does at the end of a month.

Accounts follow the status of their members. Interest of deposits that fell due is paid and what matured ends its term, programmes with
too many missed months end, what these transfer is taken in, accounts that were left alone become passive and bear their fee, and then
interest on savings is credited where its period ends, and accrued where it does not.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from irman_ledger.coop.savings.commands import AccrueInterest, PostInterest
from irman_ledger.coop.savings.deposit_commands import MatureDeposit, PayDepositInterest, ReceiveTransfer
from irman_ledger.coop.savings.deposit_refusals import NothingToReceiveError
from irman_ledger.coop.savings.deposits import TRANSFER_ROLE
from irman_ledger.coop.savings.dormancy import ChargeDormancy, MarkDormant
from irman_ledger.coop.savings.programme_commands import CancelProgramme
from irman_ledger.coop.savings.programme_refusals import NotMissedError
from irman_ledger.coop.savings.reclass import ReclassifySavings
from irman_ledger.coop.savings.reclassifying import follows_status
from irman_ledger.coop.savings.refusals import (
    AlreadyDormantError,
    DormancyChargedError,
    InterestCreditedError,
    NotDormantError,
    NothingEarnedError,
    NothingToChargeError,
    NotQuietError,
    ReclassifiedLaterError,
    SavingsStatusUnchangedError,
    StatusNotServedError,
)
from irman_ledger.coop.savings.sleeping import may_sleep
from irman_ledger.coop.savings.state import SavingsState
from irman_ledger.coop.savings.terms import parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.core.protocols import MonthEndStep


def _status(no: str, state: SavingsState, bylaws: Bylaws, month: Month) -> ReclassifySavings | None:
    if state.moves_from > month.last_day or state.product not in bylaws.products:
        return None
    follows = follows_status(state, bylaws.terms(state.product, "savings", parse))
    return ReclassifySavings(account=no, on=month.last_day) if follows else None


def _ends_on(state: SavingsState, month: Month) -> date:
    """When what the end of the month ends is paid out: not before the account came to where it stands."""
    return month.last_day if state.reclassified_on is None else max(month.last_day, state.reclassified_on)


def _interest(no: str, state: SavingsState, bylaws: Bylaws, month: Month) -> AccrueInterest | PostInterest | None:
    if state.placement is not None:
        return AccrueInterest(account=no, on=month.last_day) if state.moves_from <= month.last_day else None
    policy = bylaws.terms(state.product, "savings", parse).interest if state.product in bylaws.products else None
    if policy is None or state.moves_from > month.last_day:
        return None
    if policy.period(month.last_day, bylaws)[1] == month.last_day:
        return PostInterest(account=no, on=month.last_day)
    return AccrueInterest(account=no, on=month.last_day) if policy.accrued is not None else None


def _deposit(no: str, state: SavingsState, _bylaws: Bylaws, month: Month) -> MatureDeposit | PayDepositInterest | None:
    placement = state.placement
    if placement is None or placement.ended_on is not None or state.moves_from > month.last_day:
        return None
    if placement.matures_on <= month.last_day:
        return MatureDeposit(deposit=no, on=_ends_on(state, month))
    # What is paid in cash waits for the member to come.
    return None if placement.pay_to is None else PayDepositInterest(deposit=no, on=month.last_day)


def _programme(no: str, state: SavingsState, _bylaws: Bylaws, month: Month) -> CancelProgramme | None:
    programme = state.programme
    if programme is None or state.moves_from > month.last_day or not programme.runs(month.last_day):
        return None
    return CancelProgramme(account=no, on=_ends_on(state, month))


def _transfer(no: str, state: SavingsState, bylaws: Bylaws, month: Month) -> ReceiveTransfer | None:
    if TRANSFER_ROLE not in bylaws.roles or state.placement is not None or state.moves_from > month.last_day:
        return None
    return ReceiveTransfer(account=no, on=month.last_day)


def _dormant(no: str, state: SavingsState, bylaws: Bylaws, month: Month) -> MarkDormant | None:
    if state.product not in bylaws.products or not may_sleep(state, month.last_day, bylaws.terms(state.product, "savings", parse)):
        return None
    return MarkDormant(account=no, on=month.last_day)


def _dormancy_fee(no: str, state: SavingsState, bylaws: Bylaws, month: Month) -> ChargeDormancy | None:
    if not state.dormancies or state.product not in bylaws.products:
        return None
    dormancy = bylaws.terms(state.product, "savings", parse).dormancy
    return None if dormancy is None or dormancy.fee is None else ChargeDormancy(account=no, on=month.last_day)


MONTH_END: Final = (
    MonthEndStep(
        name="savings-status",
        label=Label("Reklasifikasi simpanan", "Savings reclassified"),
        subject_kind="savings",
        command=_status,
        nothing=frozenset({SavingsStatusUnchangedError.code, StatusNotServedError.code, ReclassifiedLaterError.code}),
    ),
    MonthEndStep(
        name="term-deposits",
        label=Label("Simpanan berjangka", "Term deposits"),
        subject_kind="savings",
        command=_deposit,
        nothing=frozenset({NothingEarnedError.code}),
    ),
    MonthEndStep(
        name="programmed-savings",
        label=Label("Tabungan terprogram", "Programmed savings"),
        subject_kind="savings",
        command=_programme,
        nothing=frozenset({NotMissedError.code}),
    ),
    MonthEndStep(
        name="savings-transfers",
        label=Label("Pemindahan ke simpanan", "Transfers to savings"),
        subject_kind="savings",
        command=_transfer,
        nothing=frozenset({NothingToReceiveError.code}),
        follows=True,
    ),
    MonthEndStep(
        name="savings-dormant",
        label=Label("Rekening pasif", "Passive accounts"),
        subject_kind="savings",
        command=_dormant,
        nothing=frozenset({NotQuietError.code, AlreadyDormantError.code}),
    ),
    MonthEndStep(
        name="savings-dormancy-fees",
        label=Label("Biaya rekening pasif", "Fees of passive accounts"),
        subject_kind="savings",
        command=_dormancy_fee,
        nothing=frozenset({NotDormantError.code, DormancyChargedError.code, NothingToChargeError.code}),
    ),
    MonthEndStep(
        name="savings-interest",
        label=Label("Jasa simpanan", "Interest on savings"),
        subject_kind="savings",
        command=_interest,
        nothing=frozenset({NothingEarnedError.code, InterestCreditedError.code}),
        by_member=True,  # the tax counts over the member's accounts: so the one that earned most bears it
        follows=True,
    ),
)
