"""Every loan lies in one fund, that of its product on the day it began; a fund lends no more than the cash that it has."""

from __future__ import annotations

from dataclasses import replace

from irman_ledger.coop.loans.commands import DisburseLoan, DisburseTranche, LoanCommand, PayOutRest, SellByInstalments, TakeOverLoan
from irman_ledger.coop.loans.events import LoanEvent
from irman_ledger.coop.loans.posting import entry_for
from irman_ledger.coop.loans.state import LoanState
from irman_ledger.coop.loans.terms import parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Ask, Facts
from irman_ledger.core.fund_cash import check_fund_cash, fund_cash_asks
from irman_ledger.core.journal import GENERAL
from irman_ledger.core.money import Money

_PAYS_OUT = (DisburseLoan, DisburseTranche, PayOutRest)


def asks_of_fund(command: LoanCommand, state: LoanState | None, bylaws: Bylaws) -> tuple[Ask, ...]:
    """What must be known of the fund that pays; nothing where no money leaves."""
    return fund_cash_asks(_fund(command, state, bylaws), bylaws) if isinstance(command, _PAYS_OUT) else ()


def in_its_fund(event: LoanEvent, command: LoanCommand, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> LoanEvent:
    """The event with the loan's fund.

    Raises
    ------
    FundShortError
        ``fund.short``: the fund would pay more than it has.
    """
    fund = _fund(command, state, bylaws)
    if fund == GENERAL:
        return event
    placed: LoanEvent = replace(event, fund=fund)
    if isinstance(command, _PAYS_OUT):
        check_fund_cash(fund, _paid_out(placed, bylaws), facts, bylaws)
    return placed


def _fund(command: LoanCommand, state: LoanState | None, bylaws: Bylaws) -> str:
    if state is not None:
        return state.fund
    if isinstance(command, DisburseLoan | SellByInstalments | TakeOverLoan):
        return bylaws.terms(command.product, "loans", parse).fund
    return GENERAL


def _paid_out(event: LoanEvent, bylaws: Bylaws) -> Money:
    entry = entry_for(event, bylaws)
    lines = () if entry is None else tuple(line for line in entry.lines if bylaws.chart[line.account].is_cash)
    return -Money.total((line.amount for line in lines), bylaws.currency)
