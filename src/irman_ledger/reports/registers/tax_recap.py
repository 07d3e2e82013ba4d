"""The month's interest on savings and the final tax withheld from it, member by member (rekapitulasi PPh final jasa simpanan)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from irman_ledger.books.lives import Kept
from irman_ledger.books.records import Record
from irman_ledger.coop.savings.taxing import Booked
from irman_ledger.coop.savings.terms import parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.reports.dates import Months, check_begun, heading_of_months, months_of
from irman_ledger.reports.paper import Column, Layout, Row, Statement, same
from irman_ledger.reports.registers.names import ERASED
from irman_ledger.reports.source import BookSource, ViewSource, stamp_of
from irman_ledger.reports.ties import tied

LAYOUT = Layout(
    name="tax-recap",
    title=Label("Rekapitulasi PPh final jasa simpanan", "Final tax on interest on savings"),
    texts=(Column("member", Label("Anggota", "Member")),),
    label=Label("Nama", "Name"),
    columns=(
        Column("interest", Label("Jasa bruto", "Interest")),
        Column("tax", Label("PPh final", "Final tax")),
        Column("net", Label("Jasa bersih", "Net")),
    ),
)


@dataclass(slots=True)
class _Sums:
    interest: int = 0
    tax: int = 0


def tax_recap(book: BookSource, *, period: Months, stamped: bool = False) -> Statement:
    """What members were credited of interest in a month or some months, and the tax on it (Rekapitulasi PPh final jasa simpanan).

    A member who was withheld nothing stands there too, since a slip is due at 0 % as well. Reversals of the period count in it. The tax
    is what the entries of interest credited to the tax account of the ledger.

    Parameters
    ----------
    period
        By booking month.
    stamped
        Print the book and its checkpoint, size and root of its log, at the foot.

    Raises
    ------
    BeforeBookError
        ``report.before-book``
    StatementDoesNotTieError
        ``report.does-not-tie``: what was withheld and what was paid on is not what moved on the tax account.
    """
    first, last = span = months_of(period)
    check_begun(book, first, field="period")
    with book.read() as view:
        bylaws = view.bylaws_on(last.last_day)
        policies = tuple(_policies(bylaws))
        interest_accounts = frozenset(code for policy in policies for code in policy.interest_accounts)
        tax_accounts = frozenset(policy.withholding.account for policy in policies if policy.withholding is not None)
        sums, others = _sums(view, view.journal(span), interest_accounts, tax_accounts)
        paper = Statement(
            layout=LAYOUT,
            owner=bylaws.name,
            dated=heading_of_months((span,)),
            currency=bylaws.currency,
            rows=tuple(_rows(view, sums, bylaws.currency)),
            stamp=stamp_of(book, view, stamped),
        )
        moved = view.balances(period=span)
        ledger = -Money.total((moved.net(code) for code in sorted(tax_accounts)), bylaws.currency)
        listed = Money(sum(one.tax for one in sums.values()) + others, bylaws.currency)
        return tied(paper, [Kept(code, ledger, listed) for code in sorted(tax_accounts)[:1]])


def _policies(bylaws: Bylaws) -> Iterator[Booked]:
    """Every way in which a product of savings is credited interest: by its terms, as a deposit, or from another system."""
    for product in bylaws.products.values():
        if product.module == "savings":
            terms = bylaws.terms(product.code, "savings", parse)
            yield from (policy for policy in (terms.interest, terms.deposit, terms.elsewhere) if policy is not None)


def _sums(
    view: ViewSource, records: Iterable[Record], interest_accounts: frozenset[str], tax_accounts: frozenset[str]
) -> tuple[dict[str, _Sums], int]:
    """By member; and what else moved on the tax accounts, such as paying it on. Accruing adds up to nothing and is left out."""
    sums: dict[str, _Sums] = {}
    members: dict[str, str] = {}
    others = 0
    for record in records:
        interest = [line for line in record.lines if line.account in interest_accounts and line.subject is not None]
        taxed = [line for line in record.lines if line.account in tax_accounts]
        if not interest:
            others -= sum(line.amount.minor for line in taxed)
            continue
        for line in (*interest, *taxed):
            assert line.subject is not None, "interest and its tax are kept by account"
            no = line.subject.no
            member = members[no] if no in members else members.setdefault(no, view.savings.get(no).member)
            found = sums.setdefault(member, _Sums())
            if line.account in tax_accounts:
                found.tax -= line.amount.minor
            else:
                found.interest += line.amount.minor
    return {member: found for member, found in sorted(sums.items()) if found.interest or found.tax}, others


def _rows(view: ViewSource, sums: Mapping[str, _Sums], currency: str) -> Iterator[Row]:
    for member, one in sums.items():
        name = view.members.get(member).name.value
        label = ERASED if name is None else same(name)
        yield Row(key=member, label=label, texts=(member,), amounts=_amounts(one.interest, one.tax, currency))
    interest, tax = (sum(each) for each in ((one.interest for one in sums.values()), (one.tax for one in sums.values())))
    yield Row(key="total", label=Label("Jumlah", "Total"), kind="total", texts=(None,), amounts=_amounts(interest, tax, currency))


def _amounts(interest: int, tax: int, currency: str) -> tuple[Money, Money, Money]:
    return Money(interest, currency), Money(tax, currency), Money(interest - tax, currency)
