"""Who borrows, and by which product."""

from __future__ import annotations

from hypothesis.strategies import DrawFn

from irman_ledger.coop.loans.terms import parse as loan_terms
from irman_ledger.testing.strategies.draws import pick
from irman_ledger.testing.strategies.situation import Situation

INSTALMENTS = (1, 2, 3, 5, 10, 12)


def borrower(draw: DrawFn, situation: Situation, *, is_sale: bool = False) -> tuple[str, str]:
    """A member and a product that serves them, rather one with penalties; any product where none does."""
    member = pick(draw, situation.members("anggota", "calon") or situation.members())
    products, status = (sold if is_sale else lent)(situation), situation.status(member)
    terms = [situation.bylaws.terms(code, "loans", loan_terms) for code in products]
    serving = [one.product for one in terms if status in one.accounts]
    penalising = [one.product for one in terms if status in one.accounts and one.penalties is not None]
    return member, pick(draw, [*serving, *penalising, *penalising] or products)


def sold(situation: Situation) -> list[str]:
    """The products by which goods are sold."""
    return [code for code in situation.products("loans") if situation.bylaws.terms(code, "loans", loan_terms).sale is not None]


def lent(situation: Situation) -> list[str]:
    """The products by which money is lent."""
    return [code for code in situation.products("loans") if situation.bylaws.terms(code, "loans", loan_terms).sale is None]
