"""Collateral of a problem loan becomes the cooperative's (pengambilalihan agunan)."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol, TypeVar

from irman_ledger.coop.loans import SettleByCollateral
from irman_ledger.coop.procedures.recorder import Recorder
from irman_ledger.coop.seized import TakeCollateral
from irman_ledger.core.money import Money

__all__ = ["seize"]


class _Recorded(Protocol):
    @property
    def event(self) -> Any: ...


G = TypeVar("G", bound=_Recorded)


def seize(
    tx: Recorder[G],
    *,
    seized: str,
    loan: str,
    collateral: str,
    on: date,
    value: Money,
    description: str,
    key: str,
    document: str | None = None,
) -> tuple[G, G]:
    """Take over collateral of a problem loan at a value, against what the loan owes; no money moves.

    The value settles the loan as a payment of the day would, by the product's order; what it does not reach stays owed. Where it
    reaches for the payoff of the day, the loan is ended by that, and the rest is owed to the member until `PaySurplus`.

    Parameters
    ----------
    seized
        What the collateral is called from then on, a number never used before.
    collateral
        Its number within the loan.
    description
        What it is; without a person's name.

    Returns
    -------
    tuple
        What `tx.record` gave for the loan and for the collateral.

    Raises
    ------
    NotAProblemError, SecurityMissingError
        ``loan.not-a-problem``, ``loan.security-missing``
    SeizedNotAgreedError
        ``seized.not-agreed``
    """
    settling = SettleByCollateral(loan=loan, on=on, collateral=collateral, amount=value, seized=seized)
    settled = tx.record(settling, key=f"{key}/1", document=document)
    taking = TakeCollateral(
        seized=seized,
        member=settled.event.member,
        loan=loan,
        collateral=collateral,
        description=description,
        on=on,
        value=value,
        settled=settled.event.amount,
    )
    return settled, tx.record(taking, key=f"{key}/2", document=document)
