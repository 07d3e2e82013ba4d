"""How goods are sold, and how a part of the margin is given up."""

from __future__ import annotations

from irman_ledger.coop.loans.commands import RebateMargin, SellByInstalments
from irman_ledger.coop.loans.events import GoodsSold, MarginRebated
from irman_ledger.coop.loans.methods import sale as sale_plan
from irman_ledger.coop.loans.refusals import NotASaleError, RebateExceededError
from irman_ledger.coop.loans.rules.limiting import Borrowing, check_limits
from irman_ledger.coop.loans.rules.opening import borrower_of, check_instalments, served
from irman_ledger.coop.loans.rules.standing import check_currency, check_lowest, check_not_before_last, open_loan, position_of
from irman_ledger.coop.loans.sales import as_priced, paid_down, sale_of
from irman_ledger.coop.loans.state import LoanState
from irman_ledger.coop.loans.terms import parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Facts


def sell(command: SellByInstalments, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> GoodsSold:
    """Goods sold by their plan, which sums to the price."""
    terms = bylaws.terms(command.product, "loans", parse)
    if terms.sale is None:
        raise NotASaleError(field="product", product=command.product)
    borrower = borrower_of(command, state, facts)
    accounts = served(terms, borrower)
    check_instalments(command.instalments, terms)
    price = command.cost + command.margin
    check_limits(Borrowing.of(command), price, terms, facts, bylaws)
    down = command.down_payment
    rest = sale_plan(
        command.cost if down is None else command.cost - down,
        command.margin,
        command.instalments,
        method=terms.method,
        start_on=command.on,
        first_due_on=command.first_due_on,
        every=terms.every,
        step=terms.step,
        mode=terms.mode,
        conventions=terms.conventions,
    )
    plan = rest if down is None else paid_down(rest, down, command.on)
    return GoodsSold(
        loan=command.loan,
        member=command.member,
        status=borrower.status,
        product=command.product,
        on=command.on,
        contract_on=command.contract_on or command.on,
        cost=command.cost,
        sale=sale_of(plan, terms.method, terms.sale.deferred, accounts.interest_income, down_payment=down),
        method=terms.method,
        plan=as_priced(plan),
        receivable=accounts.receivable,
        goods=terms.sale.goods,
        penalty=terms.penalty(borrower.status),
        is_related=command.is_related,
    )


def rebate(command: RebateMargin, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> MarginRebated:
    """Margin that is not earned yet, and of which something is still owed after it."""
    loan = open_loan(command, state)
    check_not_before_last(command, loan)
    if loan.sale is None:
        raise NotASaleError(field="loan", product=loan.product)
    check_currency(command.amount, facts)
    position = position_of(loan, facts, bylaws)
    most = min(position.deferred, position.outstanding)
    if command.amount > position.deferred or command.amount >= position.outstanding:
        raise RebateExceededError(field="amount", loan=loan.no, deferred=most, amount=command.amount)
    check_lowest(loan, command.amount, command.on, facts)
    return MarginRebated(
        loan=loan.no,
        member=loan.member,
        on=command.on,
        amount=command.amount,
        reason=command.reason,
        receivable=loan.receivable,
        deferred=loan.sale.deferred,
    )
