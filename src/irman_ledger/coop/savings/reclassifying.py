"""How a savings account follows the status of its member."""

from __future__ import annotations

from irman_ledger.coop.savings.covering import controls_of
from irman_ledger.coop.savings.reclass import ReclassifySavings, SavingsReclassified
from irman_ledger.coop.savings.refusals import ReclassifiedLaterError, SavingsStatusUnchangedError, StatusNotServedError
from irman_ledger.coop.savings.state import SavingsState
from irman_ledger.coop.savings.terms import SavingsTerms, parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Ask, BalancesOf, Facts, MovementsOf, Standing
from irman_ledger.core.subject import Subject


def reclass_asks(command: ReclassifySavings, state: SavingsState) -> tuple[Ask, ...]:
    """What it holds, and what has moved since."""
    subject = Subject("savings", state.no)
    return BalancesOf(subject), MovementsOf(subject, command.on)


def reclassify(command: ReclassifySavings, state: SavingsState, standing: Standing, facts: Facts, bylaws: Bylaws) -> SavingsReclassified:
    """The whole balance goes to the account of the status; refused where it stands there."""
    if state.reclassified_on is not None and command.on < state.reclassified_on:
        raise ReclassifiedLaterError(field="on", account=state.no, reclassified_on=state.reclassified_on, on=command.on)
    terms: SavingsTerms = bylaws.terms(state.product, "savings", parse)
    control = terms.controls.get(standing.status)
    if control is None:
        raise StatusNotServedError(field="account", product=state.product, member=state.member, status=standing.status, on=command.on)
    if control == state.control:
        raise SavingsStatusUnchangedError(field="account", account=state.no, status=standing.status, on=command.on)
    subject, controls = Subject("savings", state.no), controls_of(state, bylaws)
    moved = (one.value_on for one in facts.movements(subject, command.on) if one.account in controls)
    return SavingsReclassified(
        account=state.no,
        member=state.member,
        product=state.product,
        on=max(moved, default=command.on),
        status=standing.status,
        amount=-facts.balance(state.control, subject),
        control=control,
        control_before=state.control,
    )


def follows_status(state: SavingsState, terms: SavingsTerms) -> bool:
    """Whether some status has another account than that on which it stands."""
    return any(control != state.control for control in terms.controls.values())
