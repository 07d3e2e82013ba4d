"""Commands by which a loan ends an older one."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from irman_ledger.coop.loans import DisburseLoan, PayOutRest, ReplaceLoan
from irman_ledger.coop.loans.state import LoanState
from irman_ledger.coop.loans.terms import parse as loan_terms
from irman_ledger.testing.strategies.borrowing import INSTALMENTS, lent
from irman_ledger.testing.strategies.draws import Maker, new_no, pick
from irman_ledger.testing.strategies.situation import Situation


def replace_loan(draw: DrawFn, situation: Situation) -> ReplaceLoan:
    """A loan ended by one that is not there yet."""
    return ReplaceLoan(loan=pick(draw, situation.loans()).no, on=situation.today, by=new_no(situation, "loan", "PJ-"))


def ended_by_others(situation: Situation) -> list[LoanState]:
    """The loans that were ended today by one that is not paid out yet."""
    states = situation.states("loan")
    nos = {state.no for state in states}
    return [one for one in states if one.replaced is not None and one.replaced.by not in nos and one.closed_on == situation.today]


def topped_up(draw: DrawFn, situation: Situation, old: LoanState) -> DisburseLoan:
    """The loan that ended another."""
    assert old.replaced is not None, "it was ended by another"
    terms = [situation.bylaws.terms(code, "loans", loan_terms) for code in lent(situation)]
    agreed = [one.product for one in terms if one.top_up is not None and situation.status(old.member) in one.accounts]
    more = draw(st.integers(0, 50)) * 10_000_000
    return DisburseLoan(
        loan=old.replaced.by,
        member=old.member,
        product=pick(draw, agreed or lent(situation)),
        on=situation.today,
        principal=old.replaced.settled + situation.money(more),
        instalments=pick(draw, INSTALMENTS),
        replaces=old.no,
    )


def leaving_rests(situation: Situation) -> list[LoanState]:
    """The loans of which something is left to be paid out."""
    return [state for state in situation.states("loan") if state.rest is not None]


def pay_out_rest(draw: DrawFn, situation: Situation) -> PayOutRest:
    """What a loan left over."""
    state = pick(draw, leaving_rests(situation))
    assert state.rest is not None, "it left something over"
    settle = situation.box_that_can_pay(state.rest.minor)
    return PayOutRest(loan=state.no, on=situation.today, settle=settle)


TOPPING_UP: dict[str, Maker] = {
    ReplaceLoan.kind: Maker(lambda situation: bool(situation.loans()) and situation.has_role("set_off"), replace_loan),
    PayOutRest.kind: Maker(lambda situation: bool(leaving_rests(situation)), pay_out_rest),
}
