"""The loans of a day as the registers list them, and whether they add up to the ledger: what the three papers have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from irman_ledger.coop.loans import Findings, LoanPosition, findings_of
from irman_ledger.coop.loans.terms import parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.evidence.private import Private
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.core.prudence import AboveCap
from irman_ledger.core.rounding import HALF_UP, round_fraction
from irman_ledger.reports.dates import check_begun, day_of, heading_of_days, whole_month
from irman_ledger.reports.paper import Cell, Layout, Stamp, Statement
from irman_ledger.reports.refusals import Difference, StatementDoesNotTieError
from irman_ledger.reports.registers.names import ERASED
from irman_ledger.reports.registers.reconciliation import reconcile
from irman_ledger.reports.source import BookSource, ViewSource, stamp_of

LEDGER = Label("Buku besar", "Ledger")
LISTED = Label("Daftar", "List")
_APART = Label("buku besar dan daftar berbeda", "the ledger and the list differ by")
_ALLOWANCES_APART = Label("penyisihan: buku besar dan daftar berbeda", "allowances: the ledger and the list differ by")
NOT_GRADED = Label("Tanpa aturan kolektibilitas", "Without collectability rules")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedLoan:
    """One loan on a register.

    Parameters
    ----------
    account
        The control account of its principal.
    lent_on, due_on
        The day it was paid out, or of its contract where it was taken over; the day of the last instalment.
    lent
        What was lent or taken over; of a line of credit its limit.
    findings
        Its arrears, grade and allowance; None: its opening was reversed after the day, so that only its balance is known.
    """

    no: str
    account: str
    outstanding: Money
    booked: Money
    member: str = ""
    name: Cell = None
    product: str = ""
    lent_on: date | None = None
    due_on: date | None = None
    lent: Money | None = None
    findings: Findings | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """All loans of a day, and what the ledger says.

    Parameters
    ----------
    loans
        In order of control account and number; what owes nothing and has no allowance is left out.
    controls, allowances
        The balance of each account in the ledger, positive on the side on which it normally stands.
    above
        The loans that bear more than a cap in force on the day.
    """

    bylaws: Bylaws
    on: date
    loans: tuple[ListedLoan, ...]
    controls: Mapping[str, Money]
    allowances: Mapping[str, Money]
    stamp: Stamp | None = None
    above: tuple[AboveCap, ...] = ()

    @property
    def dated(self) -> Label:
        """``Per 31 Mei 2014``."""
        return heading_of_days((self.on,))

    @property
    def nothing(self) -> Money:
        """Zero in the book's currency."""
        return Money.zero(self.bylaws.currency)


def read_portfolio(book: BookSource, as_of: Month | date, *, stamped: bool, with_names: bool = False) -> Portfolio:
    """The loans at the end of a day or a month, by booking date, each with what is found of it on that day.

    Parameters
    ----------
    with_names
        Read the names of the members; a register that prints none asks for none.

    Raises
    ------
    BeforeBookError
        ``report.before-book``
    """
    check_begun(book, as_of, field="as_of")
    day = day_of(as_of)
    with book.read() as view:
        bylaws, positions = view.bylaws_on(day), view.loans.positions(day)
        balances = view.balances(as_of=whole_month(as_of))
        controls, allowances = _accounts(bylaws, positions)
        names = view.members.names(one.loan.member for one in positions) if with_names else {}
        loans = (
            *_listed(positions, names, (controls, allowances), bylaws, day),
            *_reversed_later(view, positions, controls, allowances, day),
        )
        return Portfolio(
            bylaws=bylaws,
            on=day,
            loans=tuple(sorted(loans, key=lambda one: (one.account, one.no))),
            controls={account: balances.net(account) for account in sorted(controls)},
            allowances={account: -balances.net(account) for account in sorted(allowances)},
            stamp=stamp_of(book, view, stamped),
            above=view.loans.above_cap(day),
        )


def _accounts(bylaws: Bylaws, positions: Iterable[LoanPosition]) -> tuple[frozenset[str], frozenset[str]]:
    """The control accounts of principal and of allowance: those that the bylaws name, and those that loans stand on still."""
    controls: set[str] = set()
    allowances: set[str] = set()
    for product in bylaws.products.values():
        if product.module == "loans":
            terms = bylaws.terms(product.code, "loans", parse)
            controls |= terms.receivables
            if terms.quality is not None and terms.quality.allowance is not None:
                allowances.add(terms.quality.allowance.account)
    for one in positions:
        controls.update(one.loan.receivables)
        if one.loan.quality is not None and one.loan.quality.allowance is not None:
            allowances.add(one.loan.quality.allowance)
    return frozenset(controls), frozenset(allowances)


def _listed(
    positions: Iterable[LoanPosition],
    names: Mapping[str, Private],
    accounts: tuple[frozenset[str], frozenset[str]],
    bylaws: Bylaws,
    day: date,
) -> Iterator[ListedLoan]:
    controls, allowances = accounts
    for one in positions:
        loan, found = one.loan, findings_of(one, bylaws, day)
        # All that stands on an account of allowances, also where the product's own terms make none.
        booked = -Money.total((one.balances[account] for account in allowances if account in one.balances), bylaws.currency)
        if not (found.outstanding or booked or found.arrears.interest):
            continue
        name = names.get(loan.member)
        yield ListedLoan(
            no=loan.no,
            # Where it stood on the day: it may have gone over to the accounts of another status since.
            account=next((account for account in sorted(controls) if one.balances.get(account)), loan.receivable),
            outstanding=found.outstanding,
            booked=booked,
            member=loan.member,
            name=None if name is None else name.value or ERASED,
            product=loan.product,
            lent_on=loan.contract_on if loan.times_rescheduled else loan.runs_from,
            due_on=_due_on(one),
            lent=_lent(one, found.outstanding),
            findings=found,
        )


def _due_on(position: LoanPosition) -> date:
    """The day of the last instalment; of a line of credit that of its expiry, and bills may be due after it."""
    rows = position.plan if position.loan.line is None else [one for one in position.plan if one.principal] or position.plan
    return rows[-1].due_on


def _lent(position: LoanPosition, outstanding: Money) -> Money:
    """What was lent; of a line of credit, which is drawn again and again, the limit: what is owed and what may be drawn."""
    agreed, nothing = position.loan.commitment, outstanding - outstanding
    if agreed is None or agreed.line is None:
        return Money.total((one.principal for one in position.plan), nothing.currency)
    return outstanding + position.balances.get(agreed.account, nothing)


def _reversed_later(
    view: ViewSource, positions: Iterable[LoanPosition], controls: Iterable[str], allowances: Iterable[str], day: date
) -> Iterator[ListedLoan]:
    """What stood in the ledger on the day of loans whose opening was reversed since; they have no state any more."""
    known = {one.loan.no for one in positions}
    set_aside: dict[str, Money] = {}
    for account in allowances:
        for subject, amount in view.subject_balances(account, as_of=day).items():
            if subject.no not in known:
                set_aside[subject.no] = set_aside[subject.no] - amount if subject.no in set_aside else -amount
    for account in sorted(controls):
        for subject, amount in view.subject_balances(account, as_of=day).items():
            if subject.no not in known:
                booked = set_aside.pop(subject.no, amount - amount)
                yield ListedLoan(no=subject.no, account=account, outstanding=amount, booked=booked)
    for no, booked in set_aside.items():
        yield ListedLoan(no=no, account="", outstanding=booked - booked, booked=booked)


def check_ties(portfolio: Portfolio, layout: Layout) -> None:
    """Whether the list adds up to the ledger, account by account.

    Raises
    ------
    StatementDoesNotTieError
        ``report.does-not-tie``, with both sides as a paper.
    """
    nothing = portfolio.nothing
    ledger = {**portfolio.controls, "allowance": Money.total(portfolio.allowances.values(), nothing.currency)}
    listed = dict.fromkeys(ledger, nothing)
    for one in portfolio.loans:
        if one.account:
            listed[one.account] = listed.get(one.account, nothing) + one.outstanding
        listed["allowance"] += one.booked
    apart = [key for key in listed if listed[key] != ledger.get(key, nothing)]
    if not apart:
        return
    gaps = {key: (listed[key] - ledger.get(key, nothing),) for key in apart}
    raise StatementDoesNotTieError(
        title=layout.title,
        differences=tuple(
            Difference(key=key, reason=_ALLOWANCES_APART, amounts=gap)
            if key == "allowance"
            else Difference(key=key, reason=_APART, amounts=gap, is_account=True)
            for key, gap in gaps.items()
        ),
        paper=_comparison(portfolio, layout, ledger, listed),
    )


def _comparison(portfolio: Portfolio, layout: Layout, ledger: Mapping[str, Money], listed: Mapping[str, Money]) -> Statement:
    chart = portfolio.bylaws.chart
    labels = {code: Label(f"{code} {chart[code].label.id}", f"{code} {chart[code].label.en}") for code in ledger if code in chart}
    labels["allowance"] = Label("Penyisihan penghapusan pinjaman", "Allowance for loan losses")
    title = Label(f"Daftar selisih {layout.title.id.lower()}", f"List of differences: {layout.title.en.lower()}")
    return reconcile(
        ledger,
        listed,
        labels=labels,
        heads=(LEDGER, LISTED),
        title=title,
        owner=portfolio.bylaws.name,
        dated=portfolio.dated,
        currency=portfolio.bylaws.currency,
        with_total=False,
        stamp=portfolio.stamp,
    )


def counted(count: int) -> Label:
    """``5 pinjaman``."""
    return Label(f"{count} pinjaman", "1 loan" if count == 1 else f"{count} loans")


def percent(part: Money, whole: Money) -> Label:
    """``11,98%``, to two decimals, half up; nothing of nothing is a dash."""
    if not whole:
        return Label("-", "-")
    hundredths = round_fraction(Fraction(part.minor * 10_000, whole.minor), HALF_UP)
    sign, (units, rest) = "-" if hundredths < 0 else "", divmod(abs(hundredths), 100)
    return Label(f"{sign}{units},{rest:02}%", f"{sign}{units}.{rest:02}%")
