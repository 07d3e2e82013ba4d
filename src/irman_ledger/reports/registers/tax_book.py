"""What members were credited of interest on savings and the final tax withheld from it, record by record, tied to the tax accounts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from irman_ledger.books.lives import Kept
from irman_ledger.coop.savings.taxing import Booked
from irman_ledger.coop.savings.terms import parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.money import Money
from irman_ledger.reports.source import ViewSource

if TYPE_CHECKING:
    from irman_ledger.books.records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Credited:
    """What one record credited to one account, or took back from it, before tax, and the tax withheld from it."""

    record: Record
    account: str
    member: str
    interest: Money
    tax: Money

    @property
    def net(self) -> Money:
        """What the member got."""
        return self.interest - self.tax


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxBook:
    """The interest and the tax of some months.

    Parameters
    ----------
    policies
        How the products credit interest.
    credited
        In order of booking date and record; accruing adds up to nothing and is left out.
    checks
        The tax listed, and what else moved on the tax accounts such as paying it on, against the ledger.
    """

    policies: tuple[Booked, ...]
    credited: tuple[Credited, ...]
    checks: tuple[Kept, ...]


def read_tax(view: ViewSource, span: tuple[Month, Month], bylaws: Bylaws) -> TaxBook:
    """What was booked in some months, reversals too."""
    policies = tuple(_policies(bylaws))
    interest_accounts = frozenset(code for policy in policies for code in policy.interest_accounts)
    tax_accounts = frozenset(policy.withholding.account for policy in policies if policy.withholding is not None)
    moved: list[tuple[Record, str, int, int]] = []
    others = 0
    for record in view.journal(span):
        if _is_opening(record, bylaws):
            continue
        taxed = [line for line in record.lines if line.account in tax_accounts]
        sums: dict[str, list[int]] = {}
        for line in record.lines:
            if line.account in interest_accounts and line.subject is not None:
                sums.setdefault(line.subject.no, [0, 0])[0] += line.amount.minor
        if not sums:
            others -= sum(line.amount.minor for line in taxed)
            continue
        for line in taxed:
            assert line.subject is not None, "the tax on interest is kept by account"
            sums.setdefault(line.subject.no, [0, 0])[1] -= line.amount.minor
        moved += [(record, no, interest, tax) for no, (interest, tax) in sums.items() if interest or tax]
    found = tuple(_credited(view, moved, bylaws.currency))
    balances = view.balances(period=span)
    ledger = -Money.total((balances.net(code) for code in sorted(tax_accounts)), bylaws.currency)
    listed = Money.total((one.tax for one in found), bylaws.currency) + Money(others, bylaws.currency)
    checks = tuple(Kept(code, ledger, listed) for code in sorted(tax_accounts)[:1])
    return TaxBook(policies=policies, credited=found, checks=checks)


def _is_opening(record: Record, bylaws: Bylaws) -> bool:
    """Whether a record brought balances of the old books over: what deposits had accrued there was not credited now."""
    takeover = bylaws.roles.get("takeover")
    of_savings = any(line.subject is not None and line.subject.kind == "savings" for line in record.lines)
    return of_savings and any(line.account == takeover for line in record.lines)


def _credited(view: ViewSource, moved: list[tuple[Record, str, int, int]], currency: str) -> Iterator[Credited]:
    """With the member of each account; one whose opening was undone with all that followed is known no more, and adds up to nothing."""
    sums: dict[str, tuple[int, int]] = {}
    for _record, no, interest, tax in moved:
        before = sums.get(no, (0, 0))
        sums[no] = before[0] + interest, before[1] + tax
    members = {no: view.savings.get(no).member for no, sum_ in sums.items() if sum_ != (0, 0)}
    for record, no, interest, tax in moved:
        if no in members:
            yield Credited(record=record, account=no, member=members[no], interest=Money(interest, currency), tax=Money(tax, currency))


def _policies(bylaws: Bylaws) -> Iterator[Booked]:
    """Every way in which a product of savings is credited interest: by its terms, as a deposit, or from another system."""
    for product in bylaws.products.values():
        if product.module == "savings":
            terms = bylaws.terms(product.code, "savings", parse)
            yield from (policy for policy in (terms.interest, terms.deposit, terms.elsewhere) if policy is not None)
