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

_KINDS: Final[tuple[RateKind, ...]] = get_args(RateKind)
_CHANGES: Final[tuple[RateChange, ...]] = get_args(RateChange)
_METHODS: Final = ("flat", "declining", "annuity")
_CONVENTIONS: Final = ("precision", "balance", "instalment_multiple", "grace", "idle_months", "due_after_days", "month_end", "holidays")


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
    """A period that a new rate split.

    Parameters
    ----------
    began_on, on
        Its first day, and the last one of the part that is over.
    interest
        What that part earned, each piece rounded and then added.
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
    if method not in _METHODS:
        terms.refuse("rate_kind", kind, f"goes only with {', '.join(_METHODS)}")
    if "rate_change" in terms.terms and (kind == "fixed" or (change == "keep-instalment" and method != "annuity")):
        terms.refuse("rate_change", change, 'goes only with rate_kind = "floating", and keep-instalment only with annuity')
    for key in _CONVENTIONS:
        if key in terms.terms:
            terms.refuse(key, terms.terms[key], "does not go with rate_kind")
    return kind, change
