"""A sale by instalments (jual beli, murabahah): the whole price is owed, and its margin is earned as the price comes in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

from irman_ledger.core.account import AccountKind
from irman_ledger.core.money import Money
from irman_ledger.core.rounding import Rounding, round_ratio
from irman_ledger.core.schedule import Instalment

if TYPE_CHECKING:
    from irman_ledger.coop.loans.terms_reading import Reader

CURVE_MAX: Final = 60
"""So many instalments has a sale at most whose margin is not the same part of each: they are kept with it."""
_KEYS: Final = ("deferred", "goods")


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleTerms:
    """The accounts of a product that is sold.

    Parameters
    ----------
    deferred
        The margin that is not earned yet (margin tangguhan), by loan.
    goods
        What is sold leaves it at cost.
    """

    deferred: str
    goods: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """What a loan was sold for.

    Parameters
    ----------
    price, margin
        All that was to be paid, and the part of it that the cooperative earns.
    deferred, income
        The accounts of the margin: not earned yet, and earned.
    curve
        Price and margin to date, in minor units, at each point where the margin's part of the price changes; empty: it is the same part
        of the whole price.
    """

    price: Money
    margin: Money
    deferred: str
    income: str
    curve: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EarnedMargin:
    """The margin that a payment earns, out of the deferred margin into income."""

    amount: Money
    deferred: str
    income: str


def paid_down(plan: Sequence[Instalment], down_payment: Money, on: date) -> tuple[Instalment, ...]:
    """The plan behind a first instalment that is due on the day of the sale, and is cost alone."""
    first = Instalment(no=1, due_on=on, principal=down_payment, interest=down_payment - down_payment)
    return (first, *(replace(one, no=one.no + 1) for one in plan))


def sale_of(plan: Sequence[Instalment], method: str, deferred: str, income: str, *, down_payment: Money | None = None) -> Sale:
    """The sale of a plan whose principal is cost and whose interest is margin; what is paid down earns nothing of it."""
    price, margin = (tuple(accumulate(parts)) for parts in ((one.total for one in plan), (one.interest for one in plan)))
    curve: tuple[tuple[int, int], ...] = ()
    if method == "annuity":
        curve = tuple((one.minor, other.minor) for one, other in zip(price, margin, strict=True))
    elif down_payment is not None:
        curve = ((down_payment.minor, 0), (price[-1].minor, margin[-1].minor))
    return Sale(price=price[-1], margin=margin[-1], deferred=deferred, income=income, curve=curve)


def as_priced(plan: Iterable[Instalment]) -> tuple[Instalment, ...]:
    """The plan as it is owed: cost and margin are one price, and no interest runs."""
    return tuple(replace(one, principal=one.total, interest=one.interest - one.interest) for one in plan)


def earned_margin(sale: Sale | None, outstanding: Money, deferred: Money, step: Money, mode: Rounding) -> EarnedMargin | None:
    """What a payment earns: the margin to date less what is earned already; None: nothing.

    Parameters
    ----------
    sale
        None: the loan is no sale.
    outstanding
        What is owed of the price after the payment.
    deferred
        The margin that is not earned yet before it.
    step, mode
        How the margin to date is rounded; with the last payment all of it is earned.

    Examples
    --------
    560,000 of a price of 6,720,000 are a twelfth of the margin of 720,000.

    >>> from irman_ledger.core.money import idr
    >>> from irman_ledger.core.rounding import HALF_UP
    >>> freezer = Sale(price=idr(6_720_000), margin=idr(720_000), deferred="1-1580", income="4-1130")
    >>> earned_margin(freezer, idr(6_160_000), idr(720_000), idr(1), HALF_UP).amount
    Money('Rp60.000')
    """
    if sale is None:
        return None
    amount = deferred
    if outstanding:
        to_date = Money(_to_date(sale, (sale.price - outstanding).minor, step.minor, mode), deferred.currency)
        amount = min(max(to_date - (sale.margin - deferred), deferred - deferred), deferred)
    return EarnedMargin(amount=amount, deferred=sale.deferred, income=sale.income) if amount else None


def _to_date(sale: Sale, paid: int, step: int, mode: Rounding) -> int:
    """The margin of a part of the price, in minor units; within an instalment the same part of its margin."""
    curve = sale.curve or ((sale.price.minor, sale.margin.minor),)
    for (price, margin), (price_to, margin_to) in pairwise(((0, 0), *curve)):
        if price <= paid < price_to:
            return margin + round_ratio((margin_to - margin) * (paid - price), (price_to - price) * step, mode) * step
    return sale.margin.minor


def rebated(sale: Sale, amount: Money) -> Sale:
    """The sale after a part of its margin was given up: price and margin are less by it."""
    price, margin = sale.price - amount, sale.margin - amount
    curve = tuple((min(one, price.minor), min(other, margin.minor)) for one, other in sale.curve)
    return replace(sale, price=price, margin=margin, curve=curve)


def read_sale(terms: Reader) -> SaleTerms | None:
    """The term ``sale``: a table of the accounts ``deferred`` and ``goods``; None: the product lends money."""
    if "sale" not in terms.terms:
        return None
    table = terms.table("sale")
    table.check_keys(_KEYS, _KEYS)
    return SaleTerms(
        deferred=table.of_loans("deferred", AccountKind.ASSET),
        goods=table.of_loans("goods", AccountKind.ASSET, None),
    )
