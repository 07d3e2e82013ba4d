"""What savings earned and the tax on it, from terms read strictly from JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from irman_ledger.cli.given import TermsError, flag, money, rate, read, rounding, rows, table, word
from irman_ledger.core.calendar import Month, parse_date
from irman_ledger.core.money import Money
from irman_ledger.core.rounding import HALF_EVEN

if TYPE_CHECKING:
    from irman_ledger.coop.savings.interest import Earned, Tier

INTEREST_NEEDED: Final = ("method", "basis", "from_on", "to_on", "opening")
_HOW: Final = ("counts_last_day", "earns_from", "rounding", "compounding", "compounding_decimals")
INTEREST_KEYS: Final = (*INTEREST_NEEDED, "movements", "rate", "tiers", *_HOW)
MOVEMENT_KEYS: Final = ("on", "amount")
TIER_KEYS: Final = ("from", "below", "rate")
TAX_NEEDED: Final = ("month", "interest")
TAX_KEYS: Final = (*TAX_NEEDED, "withheld", "taxed_at_threshold")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tax:
    """The tax on a month's interest, and what of it is still to be withheld."""

    month: Month
    interest: Money
    tax: Money
    withheld: Money
    due: Money

    def as_json(self) -> dict[str, str]:
        """The output of `schemas/calc-tax.schema.json`."""
        amounts = {"interest": self.interest, "tax": self.tax, "withheld": self.withheld, "due": self.due, "net": self.interest - self.tax}
        return {"month": str(self.month)} | {name: amount.plain() for name, amount in amounts.items()}


def earned_of(given: Any) -> Earned:
    """What a balance earned by these terms; refusals as `interest_of`, and ``calc.terms``, ``calc.unsupported``."""
    from irman_ledger.coop.savings.interest import BASES, COMPOUNDINGS, METHODS, InterestTerms, interest_of

    terms = table("terms", given, INTEREST_KEYS, needed=INTEREST_NEEDED)
    step, mode = rounding(terms.get("rounding", {}))
    earns_from = terms.get("earns_from")
    said = InterestTerms(
        method=word("method", terms["method"], METHODS),  # type: ignore[arg-type]  # one of its words
        tiers=_tiers(terms),
        basis=word("basis", terms["basis"], BASES),
        counts_last_day=flag("counts_last_day", terms.get("counts_last_day", True)),
        earns_from=None if earns_from is None else money("earns_from", earns_from),
        step=step,
        mode=mode,
        compounding=word("compounding", terms.get("compounding", "none"), COMPOUNDINGS),  # type: ignore[arg-type]  # one of its words
        compounding_decimals=terms.get("compounding_decimals"),
    )
    moved = [_movement(name, item) for name, item in rows("movements", terms.get("movements", []))]
    first, last = (read(name, parse_date, terms[name]) for name in ("from_on", "to_on"))
    return interest_of(money("opening", terms["opening"]), moved, first, last, said)


def tax_of(given: Any) -> Tax:
    """The tax on a month's interest; refusals as `FinalTax.due`, and ``calc.terms``, ``calc.unsupported``."""
    from irman_ledger.coop.savings.tax import rule_of

    terms = table("terms", given, TAX_KEYS, needed=TAX_NEEDED)
    month, interest = read("month", Month.parse, terms["month"]), money("interest", terms["interest"])
    withheld = money("withheld", terms.get("withheld", "0"))
    rule = rule_of(month, is_taxed_at_threshold=flag("taxed_at_threshold", terms.get("taxed_at_threshold", False)))
    due = rule.due(interest, withheld)
    return Tax(month=month, interest=interest, tax=rule.tax_of(interest), withheld=withheld, due=due)


def earned_as_json(earned: Earned) -> dict[str, Any]:
    """The output of `schemas/calc-savings-interest.schema.json`."""
    spans = [
        {
            "from_on": span.from_on.isoformat(),
            "to_on": span.to_on.isoformat(),
            "days": span.days,
            "balance": to_the_sen(span.balance, earned.interest.currency).plain(),
            "rate": span.rate.plain(),
            "interest": to_the_sen(span.interest, earned.interest.currency).plain(),
        }
        for span in earned.spans
    ]
    return {"spans": spans, "interest": earned.interest.plain()}


def to_the_sen(minor: Any, currency: str) -> Money:
    """An exact amount in minor units as it is shown; only the sum is rounded to be booked."""
    sen = Money.from_minor(1, currency)
    return sen.times(minor, step=sen, mode=HALF_EVEN)


def _movement(name: str, given: Any) -> tuple[date, Money]:
    item = table(name, given, MOVEMENT_KEYS, needed=MOVEMENT_KEYS)
    return read(f"{name}.on", parse_date, item["on"]), money(f"{name}.amount", item["amount"])


def _tiers(terms: dict[str, Any]) -> tuple[Tier, ...]:
    from irman_ledger.coop.savings.interest import Tier

    if "rate" not in terms and "tiers" not in terms:
        raise TermsError(field="rate", value=None, reason="is missing")
    if "rate" in terms and "tiers" in terms:
        raise TermsError(field="tiers", value="…", reason="rate is given already")
    if "rate" in terms:
        return (Tier(from_amount=Money.zero(), below=None, rate=rate("rate", terms["rate"])),)
    found = []
    for name, given in rows("tiers", terms["tiers"]):
        item = table(name, given, TIER_KEYS, needed=("from", "rate"))
        below = None if item.get("below") is None else money(f"{name}.below", item["below"])
        found.append(Tier(from_amount=money(f"{name}.from", item["from"]), below=below, rate=rate(f"{name}.rate", item["rate"])))
    return tuple(found)
