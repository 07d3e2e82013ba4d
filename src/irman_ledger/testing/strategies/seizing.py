"""Commands on collateral that is taken over for a loan."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from irman_ledger.coop.loans import SettleByCollateral
from irman_ledger.coop.loans.assessing import assessment_of, findings
from irman_ledger.coop.loans.state import LoanState
from irman_ledger.coop.loans.terms import parse as loan_terms
from irman_ledger.coop.seized import KeepSeized, PaySurplus, SellSeized, TakeCollateral, TakeOverSeized, ValueSeized
from irman_ledger.coop.seized.events import Way
from irman_ledger.coop.seized.state import SeizedState
from irman_ledger.core.money import Money
from irman_ledger.core.subject import Subject
from irman_ledger.testing.strategies.draws import Maker, box_in, day, new_no, pick, sen
from irman_ledger.testing.strategies.situation import Situation

_WAYS: tuple[Way, ...] = ("auction", "private", "member")


def _seizable(situation: Situation) -> list[LoanState]:
    """Problem loans with collateral."""
    return [state for state in situation.loans() if state.collateral and _is_problem(situation, state)]


def _is_problem(situation: Situation, state: LoanState) -> bool:
    position, terms = situation.position(state), situation.bylaws.terms(state.product, "loans", loan_terms)
    found = findings(state, position.plan, position.balances, terms, situation.today, assessment_of(state))
    graded = [grade for grade in (found.grade, None if state.quality is None else state.quality.grade) if grade is not None]
    return any(grade.is_problem for grade in graded)


def _settle(draw: DrawFn, situation: Situation) -> SettleByCollateral:
    state = pick(draw, _seizable(situation))
    terms = situation.bylaws.terms(state.product, "loans", loan_terms)
    due = max(1, situation.position(state).payoff(situation.today, terms).total.minor)
    amount = pick(draw, [due, due + 100_000, due * 2, max(1, due // 3), sen(draw, due)])
    return SettleByCollateral(
        loan=state.no,
        on=situation.today,
        collateral=pick(draw, state.collateral).no,
        amount=situation.money(amount),
        seized=new_no(situation, "seized", "AY-"),
    )


def _taking(situation: Situation) -> list[tuple[str, LoanState, Money]]:
    """What settled a loan and is not taken over yet: its number, the loan, and what was settled."""
    known, gone = {state.no for state in situation.states("seized")}, {played.reverses for played in situation.model.played}
    found = []
    for played in situation.model.played:
        seized = getattr(played.event, "seized", None)
        if played.subject.kind == "loan" and played.seq not in gone and seized is not None and seized.no not in known:
            state = situation.model.states.get(played.subject)
            if state is not None:
                found.append((seized.no, state, played.event.amount))  # type: ignore[attr-defined]  # only what repays a loan has it
    return found


def _take(draw: DrawFn, situation: Situation) -> TakeCollateral:
    no, loan, settled = pick(draw, _taking(situation))
    more = situation.money(pick(draw, [0, sen(draw, 50_000_000)]))
    return TakeCollateral(
        seized=no,
        member=loan.member,
        loan=loan.no,
        collateral="AG-1",
        description="Tanah kebun",
        on=situation.today,
        value=settled + more,
        settled=settled,
    )


def _take_over(draw: DrawFn, situation: Situation) -> TakeOverSeized:
    cost = sen(draw, 400_000_000)
    return TakeOverSeized(
        seized=new_no(situation, "seized", "AY-"),
        member=pick(draw, situation.members()),
        description="Sepeda motor",
        on=day(draw, situation),
        cost=situation.money(cost),
        carrying=situation.money(pick(draw, [cost, cost // 2, 0])),
    )


def _kept(situation: Situation) -> list[SeizedState]:
    return [state for state in situation.states("seized") if state.closed_on is None and state.last_on <= situation.today]


def _value(draw: DrawFn, situation: Situation) -> ValueSeized:
    state = pick(draw, _kept(situation))
    cost = state.cost.minor
    value = situation.money(pick(draw, [cost, cost // 2, cost * 2, 0, sen(draw, cost)]))
    costs = pick(draw, [None, situation.money(cost // 10)])
    return ValueSeized(seized=state.no, on=situation.today, value=value, selling_costs=costs)


def _keep(draw: DrawFn, situation: Situation) -> KeepSeized:
    amount = sen(draw, 1_000_000)
    settle = situation.box_that_can_pay(amount)
    no = pick(draw, _kept(situation)).no
    return KeepSeized(seized=no, on=situation.today, amount=situation.money(amount), purpose="Penjagaan", settle=settle)


def _sell(draw: DrawFn, situation: Situation) -> SellSeized:
    state = pick(draw, _kept(situation))
    carrying = situation.model.balance(state.account, Subject("seized", state.no)).minor
    proceeds = situation.money(pick(draw, [max(1, carrying), carrying + sen(draw, 10_000_000), max(1, carrying // 2)]))
    way = draw(st.sampled_from(_WAYS))
    return SellSeized(seized=state.no, on=situation.today, way=way, proceeds=proceeds, settle=box_in(draw, situation))


def _owing(situation: Situation) -> list[SeizedState]:
    return [state for state in situation.states("seized") if state.surplus is not None]


def _pay_surplus(draw: DrawFn, situation: Situation) -> PaySurplus:
    state = pick(draw, _owing(situation))
    assert state.surplus is not None, "something is owed"
    on = max(state.last_on, situation.today - timedelta(days=draw(st.integers(0, 3))))
    return PaySurplus(seized=state.no, on=on, settle=situation.box_that_can_pay(state.surplus.minor))


def _is_agreed(situation: Situation) -> bool:
    return "seized" in situation.bylaws.policies


SEIZING: dict[str, Maker] = {
    SettleByCollateral.kind: Maker(lambda situation: bool(_seizable(situation)) and situation.has_role("set_off"), _settle),
    TakeCollateral.kind: Maker(lambda situation: bool(_taking(situation)) and _is_agreed(situation), _take),
    TakeOverSeized.kind: Maker(
        lambda situation: bool(situation.members()) and _is_agreed(situation) and situation.has_role("takeover"), _take_over
    ),
    ValueSeized.kind: Maker(lambda situation: bool(_kept(situation)), _value),
    KeepSeized.kind: Maker(lambda situation: bool(_kept(situation)), _keep),
    SellSeized.kind: Maker(lambda situation: bool(_kept(situation)), _sell),
    PaySurplus.kind: Maker(lambda situation: bool(_owing(situation)), _pay_surplus),
}
