"""No fund beside the general one pays out more than the cash that it has."""

from __future__ import annotations

from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Facts, TotalOf
from irman_ledger.core.journal import GENERAL
from irman_ledger.core.money import Money
from irman_ledger.errors import RefusedError


class FundShortError(RefusedError):
    """A fund that has not so much cash."""

    code = "fund.short"
    text = {
        "en": "fund {fund} has {cash} in cash and at banks, {amount} cannot be paid from it",
        "id": "dana {fund} memiliki kas dan bank {cash}, tidak dapat membayar {amount}",
    }


def fund_cash_asks(fund: str, bylaws: Bylaws) -> tuple[TotalOf, ...]:
    """What must be known before `fund` pays; nothing of the general fund, whose money is that of the boxes."""
    return () if fund == GENERAL else (_cash(fund, bylaws),)


def check_fund_cash(fund: str, amount: Money, facts: Facts, bylaws: Bylaws) -> None:
    """Refuse a payment beyond what the fund has now.

    Raises
    ------
    FundShortError
        ``fund.short``
    """
    if fund == GENERAL:
        return
    cash = facts.total(_cash(fund, bylaws))
    if cash < amount:
        raise FundShortError(field="amount", fund=fund, cash=cash, amount=amount)


def _cash(fund: str, bylaws: Bylaws) -> TotalOf:
    return TotalOf(tuple(account.code for account in bylaws.chart if account.is_cash), fund)
