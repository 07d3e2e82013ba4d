"""The rates that a schedule changes to while it runs, from terms read strictly from JSON."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from irman_ledger.cli.given import TermsError, rate, read, rows, table
from irman_ledger.core.calendar import parse_date
from irman_ledger.core.label import Label

if TYPE_CHECKING:
    from irman_ledger.coop.loans.methods.remaking import Making
    from irman_ledger.core.money import Money
    from irman_ledger.core.rate import Rate
    from irman_ledger.core.schedule import Instalment

CHANGE_KEYS: Final = ("from_on", "rate")


@dataclass(frozen=True, slots=True)
class NewRate:
    """A rate and the first day that earns it."""

    name: str
    from_on: date
    rate: Rate

    @property
    def said(self) -> Label:
        """``, 18% per tahun mulai 2014-05-25``."""
        return Label(f", {self.rate.text('id')} mulai {self.from_on}", f", {self.rate.text('en')} from {self.from_on}")


def changes_of(terms: dict[str, Any], method: str, begins: date) -> tuple[NewRate, ...]:
    """The key ``rate_changes``: each from a later day than the one before it, none before the loan begins."""
    from irman_ledger.coop.loans.running import METHODS, UNFIT

    found: list[NewRate] = []
    for name, item in rows("rate_changes", terms.get("rate_changes", [])):
        given = table(name, item, CHANGE_KEYS, needed=CHANGE_KEYS)
        change = NewRate(name, read(f"{name}.from_on", parse_date, given["from_on"]), rate(f"{name}.rate", given["rate"]))
        after = found[-1].from_on if found else begins
        if change.from_on <= after:
            raise TermsError(field=f"{name}.from_on", value=str(change.from_on), reason=f"must be after {after}")
        found.append(change)
    if not found:
        return ()
    if method not in METHODS:
        raise TermsError(field="rate_changes", value=method, reason=f"goes only with {', '.join(METHODS)}")
    for key in ("margin", *UNFIT):
        if key in terms:
            raise TermsError(field=key, value=terms[key], reason="does not go with rate_changes")
    return tuple(found)


def changed(
    plan: tuple[Instalment, ...], principal: Money, first: Rate, changes: tuple[NewRate, ...], begins: date, making: Making
) -> tuple[Instalment, ...]:
    """The plan with every new rate: what has fallen due by its day stays, an annuity is levelled anew over the same days."""
    from irman_ledger.coop.loans.replanning import by_rate, running
    from irman_ledger.coop.loans.running import AgreedRate, Split

    agreed = AgreedRate(rate=first, rate_kind="floating", base=principal)
    split: Split | None = None
    for change in changes:
        now = running(plan, begins, split, change.from_on)
        if now is None:
            reason = f"is not between {begins} and {plan[-1].due_on - timedelta(days=1)}"
            raise TermsError(field=f"{change.name}.from_on", value=str(change.from_on), reason=reason)
        made = by_rate(now, agreed, change.rate, change.from_on, "re-level", making, len(plan))
        plan, split = made.plan, made.split
        agreed = replace(agreed, rate=change.rate)
    return plan
