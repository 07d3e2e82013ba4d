"""Funds (dana): money and things that are kept apart, each balanced by itself, and the capital of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from irman_ledger.core.codes import checked_code
from irman_ledger.core.label import Label

FundKind = Literal["restricted", "trust", "social"]
FUND_KINDS: tuple[FundKind, ...] = get_args(FundKind)


@dataclass(frozen=True, slots=True)
class Fund:
    """A fund beside the general one (dana umum), which needs no entry in the bylaws.

    Parameters
    ----------
    kind
        ``restricted``: the cooperative's own, for a purpose that a giver set; ``trust``: kept for others; ``social``: to be passed on.
    capital
        Where what is given to the fund stands, and where its result is carried when a book year ends: never the surplus that
        members share.
    """

    code: str
    label: Label
    kind: FundKind
    capital: str

    def __post_init__(self) -> None:
        checked_code(self.code, field="fund")
