"""What may be taken off an account: what stands on it on every day from the value date on, and its overdraft limit."""

from __future__ import annotations

from datetime import date

from irman_ledger.coop.savings.refusals import OverdrawnError, OverLimitError, ReclassifiedLaterError
from irman_ledger.coop.savings.state import SavingsState
from irman_ledger.coop.savings.terms import SavingsTerms, parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Facts, Lowest
from irman_ledger.core.money import Money
from irman_ledger.core.subject import subject_of


def lowest_of(state: SavingsState, on: date) -> Lowest:
    """The question for the least that stands on the account from a day on."""
    return Lowest(state.control, subject_of("savings", state.no), on)


def controls_of(state: SavingsState, bylaws: Bylaws) -> frozenset[str]:
    """The accounts on which its balance may have stood.

    Those of all statuses of its product are among them: it may have gone over to one of them, which was reversed since.
    """
    own = frozenset((state.control, *state.controls_before))
    if state.product not in bylaws.products:
        return own
    terms: SavingsTerms = bylaws.terms(state.product, "savings", parse)
    return own.union(terms.controls.values())


def owed_on(state: SavingsState, bylaws: Bylaws) -> set[str]:
    """The accounts of what the saver is owed; what interest has cost, and its tax, stay with the account for ever."""
    controls = set(controls_of(state, bylaws))
    if state.product not in bylaws.products:
        return controls
    terms = bylaws.terms(state.product, "savings", parse)
    return controls if terms.interest is None or terms.interest.accrued is None else {*controls, terms.interest.accrued}


def limit_of(state: SavingsState, bylaws: Bylaws) -> Money:
    """By how much the account may be overdrawn."""
    terms: SavingsTerms | None = bylaws.terms(state.product, "savings", parse) if state.product in bylaws.products else None
    overdraft = None if terms is None else terms.overdraft
    return Money.zero(bylaws.currency) if overdraft is None else overdraft.limit


def check_covered(amount: Money, on: date, state: SavingsState, facts: Facts, bylaws: Bylaws) -> Money:
    """The least that stands on the account from the day on; refused where the amount is more than that and the limit.

    Raises
    ------
    OverdrawnError, OverLimitError, ReclassifiedLaterError
        ``savings.overdrawn``, ``savings.over-limit``, ``savings.reclassified-later``
    """
    if state.reclassified_on is not None and on < state.reclassified_on:
        raise ReclassifiedLaterError(field="on", account=state.no, reclassified_on=state.reclassified_on, on=on)
    lowest, limit = facts.lowest(lowest_of(state, on)), limit_of(state, bylaws)
    if amount <= lowest + limit:
        return lowest
    if not limit:
        raise OverdrawnError(field="amount", account=state.no, amount=amount, available=lowest, on=on)
    available = max(lowest + limit, Money.zero(facts.currency))  # a reversal may have left less than the limit allows
    raise OverLimitError(field="amount", account=state.no, amount=amount, limit=limit, available=available, on=on)
