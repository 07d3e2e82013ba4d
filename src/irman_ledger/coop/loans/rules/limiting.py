"""What may be lent at most: by one loan, to one member, or to a related party."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from irman_ledger.coop.loans.commands import DisburseLoan, SellByInstalments
from irman_ledger.coop.loans.limits import exposure
from irman_ledger.coop.loans.refusals import LimitExceededError
from irman_ledger.coop.loans.terms import LoanTerms, parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Ask, Facts, HoldingsOf, TotalOf
from irman_ledger.core.money import Money
from irman_ledger.core.prudence import prudence_on
from irman_ledger.core.rounding import Rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class Borrowing:
    """Who would owe by which product, and whether they are a related party."""

    product: str
    member: str
    on: date
    is_related: bool

    @classmethod
    def of(cls, command: DisburseLoan | SellByInstalments) -> Borrowing:
        """Of a loan that is not there yet."""
        return cls(product=command.product, member=command.member, on=command.on, is_related=command.is_related)


def asks_of_borrower(asked: Borrowing, bylaws: Bylaws) -> tuple[Ask, ...]:
    """What must be known of a borrower: what they owe already, where the product limits it."""
    product = bylaws.products.get(asked.product)
    if product is None or product.module != "loans":
        return ()
    prudence = prudence_on(bylaws, asked.on) if asked.is_related else None
    if prudence is not None:
        return HoldingsOf(asked.member), TotalOf(prudence.own_capital)
    return (HoldingsOf(asked.member),) if bylaws.terms(product.code, "loans", parse).limits.is_per_member else ()


def check_limits(asked: Borrowing, lent: Money, terms: LoanTerms, facts: Facts, bylaws: Bylaws, *, counted: Money | None = None) -> None:
    """Refuse more than may be lent.

    Parameters
    ----------
    lent
        By the one loan.
    counted
        What of it the member owes, or may draw, already; None: nothing.
    """
    limits = terms.limits
    _check_limit("principal_max", limits.principal_max, lent, terms)
    prudence = prudence_on(bylaws, asked.on) if asked.is_related else None
    if limits.is_per_member or prudence is not None:
        products = (product.code for product in bylaws.products.values() if product.module == "loans")
        offered = [bylaws.terms(code, "loans", parse) for code in products]
        receivables = {one.receivable for each in offered for one in (*each.accounts.values(), each.accounts_general)}
        drawable = (each.tranches or each.line for each in offered)
        receivables |= {one.account for one in drawable if one is not None}  # what may be drawn counts, too
        lent += exposure(facts.holdings(asked.member), receivables, facts.currency)
        lent -= Money.zero(facts.currency) if counted is None else counted
        _check_limit("member_max", limits.member_max, lent, terms)
        _check_limit("related_max", limits.related_max if asked.is_related else None, lent, terms)
    if prudence is not None:
        own_capital, part = -facts.total(TotalOf(prudence.own_capital)), prudence.caps.related_part
        _check_limit("related_part", own_capital.times(part, step=terms.step, mode=Rounding.DOWN), lent, terms)


def _check_limit(name: str, most: Money | None, lent: Money, terms: LoanTerms) -> None:
    if most is not None and lent > most:
        raise LimitExceededError(field=name, product=terms.product, most=most, asked=lent)
