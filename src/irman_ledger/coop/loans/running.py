"""What a running loan keeps so that its plan can be made anew: the rate it runs at, and what a split period had earned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, get_args

from irman_ledger.core.money import Money
from irman_ledger.core.rate import Rate

if TYPE_CHECKING:
    from irman_ledger.coop.loans.terms_reading import Reader

RateKind = Literal["fixed", "floating"]
RateChange = Literal["re-level", "keep-instalment"]
Replanning = Literal["shorten", "re-level"]

REPLANNINGS: Final[tuple[Replanning, ...]] = get_args(Replanning)
"""What early money may do that makes the plan anew."""
_KINDS: Final[tuple[RateKind, ...]] = get_args(RateKind)
_CHANGES: Final[tuple[RateChange, ...]] = get_args(RateChange)
METHODS: Final = ("flat", "declining", "annuity")
"""Methods whose plan a new rate may make anew."""
REPLANNED: Final = ("declining", "annuity")
"""Methods whose plan early money may make anew: their interest runs on what is left."""
UNFIT: Final = ("precision", "balance", "instalment_multiple", "grace", "idle_months", "due_after_days", "month_end", "holidays")
"""Conventions that the plan of a loan which keeps its rate does not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedRate:
    """The rate at which a loan runs (suku bunga).

    Parameters
    ----------
    rate_kind
        ``fixed`` for the whole term, or ``floating``: it may be changed.
    base
        What the plan repaid when it was agreed; flat interest runs on it.
    """

    rate: Rate
    rate_kind: RateKind
    base: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A period that a new rate or early money split.

    Parameters
    ----------
    began_on, on
        Its first day, and the last one of the part that is over.
    interest
        What that part earned, each piece rounded and then added; before them what a new plan carried over into its instalment.
    """

    began_on: date
    on: date
    interest: Money


def read_rate_kind(terms: Reader, method: str) -> tuple[RateKind | None, RateChange]:
    """The terms ``rate_kind`` and ``rate_change``, and what must be said before a plan can be made anew."""
    change = terms.choice("rate_change", _CHANGES, default="re-level")
    if "rate_kind" not in terms.terms:
        if "rate_change" in terms.terms:
            terms.refuse("rate_change", change, 'goes only with rate_kind = "floating"')
        return None, change
    kind = terms.choice("rate_kind", _KINDS)
    if method not in METHODS:
        terms.refuse("rate_kind", kind, f"goes only with {', '.join(METHODS)}")
    if "rate_change" in terms.terms and (kind == "fixed" or (change == "keep-instalment" and method != "annuity")):
        terms.refuse("rate_change", change, 'goes only with rate_kind = "floating", and keep-instalment only with annuity')
    for key in UNFIT:
        if key in terms.terms:
            terms.refuse(key, terms.terms[key], "does not go with rate_kind")
    return kind, change


def check_replanning(terms: Reader, method: str, early: str, *, is_sale: bool) -> None:
    """What must be said before early money can make a plan anew, and what contradicts it."""
    if early not in REPLANNINGS:
        return
    if is_sale:
        terms.refuse("early_payment", early, "does not go with sale")
    if method not in REPLANNED:
        terms.refuse("early_payment", early, f"goes only with {' and '.join(REPLANNED)}, whose interest runs on what is left")
    if "rate_kind" not in terms.terms:
        terms.refuse("early_payment", early, "needs rate_kind, so that a loan keeps the rate that its plan is made with")
    if terms.terms.get("overpayment") == "titipan":
        terms.refuse("overpayment", "titipan", f'does not go with early_payment = "{early}", which takes the payoff and nothing beyond')
