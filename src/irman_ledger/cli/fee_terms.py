"""Fees of a loan, read strictly from JSON, and what of them each instalment brings."""

from __future__ import annotations

from typing import Any, Final

from irman_ledger.cli.given import TermsError, money, read, rows, table, word
from irman_ledger.core.money import Money
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import Rounding

KEYS: Final = ("name", "amount", "rate", "when")
WHEN: Final = ("disbursement", "first-instalment", "each-instalment")


def fees_of(given: Any, principal: Money, count: int, step: Money, mode: Rounding) -> tuple[Money, tuple[Money, ...]]:
    """What is kept back from the money paid out, and what each of the instalments brings.

    A fee has an amount, or a rate of the principal, rounded by itself.
    """
    sums = dict.fromkeys(WHEN, Money.zero(principal.currency))
    for name, item in rows("fees", given):
        fee = table(name, item, KEYS, needed=("when",))
        sums[word(f"{name}.when", fee["when"], WHEN)] += _amount(name, fee, principal, step, mode)
    up_front, first, each = (sums[when] for when in WHEN)
    if up_front >= principal:
        raise TermsError(field="fees", value=up_front, reason="leaves nothing to pay out")
    return up_front, (first + each, *[each] * (count - 1))


def _amount(name: str, fee: dict[str, Any], principal: Money, step: Money, mode: Rounding) -> Money:
    if ("amount" in fee) == ("rate" in fee):
        raise TermsError(field=f"{name}.amount", value=fee.get("amount"), reason="give amount or rate, one of the two")
    if "name" in fee:
        read(f"{name}.name", str, fee["name"])
    if "rate" in fee:
        rate = read(f"{name}.rate", Rate.once, fee["rate"])
        return principal.times(rate, step=step, mode=mode)
    amount = money(f"{name}.amount", fee["amount"])
    if amount.minor < 0:
        raise TermsError(field=f"{name}.amount", value=amount, reason="is below zero")
    return amount
