"""Commands that many tests begin with."""

from __future__ import annotations

from datetime import date
from typing import Any

from irman_ledger.coop.loans import DisburseLoan, RepayLoan
from irman_ledger.coop.members import AdmitMember, RegisterGroup
from irman_ledger.coop.savings import Deposit, OpenSavings, Withdraw
from irman_ledger.coop.shares import PayShare
from irman_ledger.core.money import idr
from irman_ledger.core.protocols import Command

FIRST = date(2014, 4, 1)


def saver(member: str = "A-001", account: str = "SS-001", *, name: str = "Daeng Sija") -> list[Command[Any]]:
    """A member with an empty savings account."""
    return [
        AdmitMember(member=member, name=name, on=FIRST),
        OpenSavings(account=account, member=member, product="SUKARELA", on=FIRST),
    ]


def busy_month() -> list[Command[Any]]:
    """Two members of the same name, shares, savings and a loan with two instalments."""
    return [
        RegisterGroup(group="RL-03", name="Rumput Laut 3", district="Pa'jukukang", on=FIRST),
        *saver(),
        *saver("A-002", "SS-002"),
        PayShare(member="A-001", product="POKOK", on=FIRST, amount=idr(100_000)),
        Deposit(account="SS-001", on=FIRST, amount=idr(2_500_000)),
        Deposit(account="SS-002", on=date(2014, 4, 5), amount=idr("750.000,50"), settle="BANK"),
        DisburseLoan(loan="PJ-001", member="A-001", product="REGULER", on=date(2014, 4, 10), principal=idr(2_000_000), instalments=10),
        RepayLoan(loan="PJ-001", on=date(2014, 4, 20), amount=idr(240_000)),
        Withdraw(account="SS-001", on=date(2014, 4, 22), amount=idr(100_000)),
        RepayLoan(loan="PJ-001", on=date(2014, 4, 30), amount=idr(240_000)),
    ]
