"""Floored accounts: no cash box, savings account or share account ever stands on the wrong side."""

from __future__ import annotations

from irman_ledger.core.account import Account
from irman_ledger.core.money import Money
from irman_ledger.core.subject import Subject
from irman_ledger.errors import RefusedError


class BelowFloorError(RefusedError):
    """An entry that would leave a subject below zero on some day from its value date on."""

    code = "balance.below-zero"
    text = {
        "en": "{subject} would stand at {balance} on account {account}",
        "id": "{subject} akan bersaldo {balance} pada akun {account}",
    }


def check_floor(account: Account, subject: Subject, lowest: Money) -> None:
    """Refuse where the lowest balance, positive in the account's normal direction, is less than zero."""
    if lowest.minor < 0:
        raise BelowFloorError(field="amount", subject=subject.no, account=account.code, balance=lowest)
