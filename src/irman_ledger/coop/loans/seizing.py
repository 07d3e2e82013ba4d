"""Collateral that is taken over for a problem loan (pengambilalihan agunan): what the loan is settled with."""

from __future__ import annotations

from dataclasses import dataclass

from irman_ledger.core.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class SeizedPart:
    """The collateral that a loan was settled with.

    Parameters
    ----------
    no
        What it is called once it is the cooperative's.
    collateral
        Its number within the loan.
    pledged
        What it was pledged at.
    account, contra
        The memorandum accounts that it leaves; None: it stood on none.
    """

    no: str
    collateral: str
    pledged: Money
    account: str | None
    contra: str | None
