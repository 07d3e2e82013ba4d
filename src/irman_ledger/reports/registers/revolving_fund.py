"""The statement of a revolving fund: how it changed, what it lent and got back, what it is now, and how well it works (dana bergulir)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from irman_ledger.books.lives import Kept
from irman_ledger.coop.loans import Findings, LoanPosition, findings_of
from irman_ledger.coop.loans.terms import parse
from irman_ledger.core.account import Account, AccountKind
from irman_ledger.core.balances import BalanceKey, Balances
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.core.revolving import Band, FundFigures, Grading, bars
from irman_ledger.core.rounding import HALF_UP, round_fraction
from irman_ledger.reports.dates import check_begun, heading_of_months, months_of
from irman_ledger.reports.paper import BLANK, Column, Fact, Layout, Row, Statement
from irman_ledger.reports.source import PartnerSource, PartnerView, stamp_of
from irman_ledger.reports.ties import tied

LAYOUT = Layout(
    name="revolving-fund",
    title=Label("Laporan dana bergulir", "Statement of the revolving fund"),
    columns=(Column("amount", Label("Jumlah", "Amount")),),
)
RULES: Final = "PNPM_2013"
_RISK_DAYS: Final = 30
_BANDS: Final[Mapping[Band, Label]] = {
    "good": Label("baik", "good"),
    "sufficient": Label("cukup", "sufficient"),
    "poor": Label("kurang", "poor"),
}
_MEASURES: Final[tuple[tuple[str, Label, Callable[[FundFigures], Fraction | None]], ...]] = (
    ("loans_at_risk", Label("Kelompok dengan tunggakan 3 bulan (LAR)", "Groups 3 months late (LAR)"), lambda one: one.loans_at_risk),
    ("par30", Label("Pinjaman lewat 30 hari (PAR30)", "Loans 30 days late (PAR30)"), lambda one: one.portfolio_at_risk_30),
    ("portfolio_at_risk", Label("Pinjaman lewat 3 bulan (PAR)", "Loans 3 months late (PAR)"), lambda one: one.portfolio_at_risk),
    ("repayment", Label("Tingkat pengembalian (RR)", "Repayment rate (RR)"), lambda one: one.repayment),
    ("cost_coverage", Label("Pendapatan terhadap biaya (CCr)", "Cost coverage (CCr)"), lambda one: one.cost_coverage),
    ("return", Label("Hasil atas modal setahun (ROI)", "Return on capital a year (ROI)"), lambda one: one.annual_return),
    ("on_time", Label("Terbayar dari yang jatuh tempo", "Paid of what fell due"), lambda one: one.on_time),
    ("turnover", Label("Perputaran setahun", "Turnover a year"), lambda one: one.turnover),
    ("reach", Label("Mitra yang pernah dibiayai", "Partners ever financed"), lambda one: one.reach),
    ("leakage", Label("Hapus buku dan pemakaian dana lain", "Written off and used by other funds"), lambda one: one.leakage),
    ("fund_ratio", Label("Kas dan pinjaman bersih terhadap modal", "Cash and net loans of the capital"), lambda one: one.fund_ratio),
)
_NOTE = Label(
    "Batas baik dan cukup menurut petunjuk PNPM Mandiri Perkotaan 2013, sebagai pembanding. Pinjaman menurut akadnya.",
    "Bars of good and sufficient are those of PNPM Mandiri Perkotaan 2013, for comparison. Loans as their contracts have them.",
)


def revolving_fund(book: PartnerSource, fund: str, *, period: Month | tuple[Month, Month], stamped: bool = False) -> Statement:
    """How a fund changed in a period, what it lent and got back, what it is at the end, and how well it works (Laporan dana bergulir).

    Parameters
    ----------
    fund
        A fund of the bylaws in force at the end of the period.
    stamped
        Print the book and its checkpoint, size and root of its log, at the foot.

    Raises
    ------
    UnknownFundError
        ``fund.unknown``
    BeforeBookError
        ``report.before-book``
    StatementDoesNotTieError
        ``report.does-not-tie``
    """
    check_begun(book, period, field="period")
    first, last = months_of(period)
    with book.read() as view:
        bylaws = view.bylaws_on(last.last_day)
        kept = _Kept.of(view, bylaws, bylaws.fund(fund), first, last)
        found, grading = _figures(view, kept, last.last_day), bars(RULES)
        rows = (*_changes(kept), BLANK, *_lending(kept), BLANK, *_cash(kept), BLANK, *_wealth(kept))
        label = Label(fund, fund) if fund not in bylaws.funds else bylaws.funds[fund].label
        paper = Statement(
            layout=LAYOUT,
            owner=bylaws.name,
            dated=heading_of_months((period,)),
            currency=bylaws.currency,
            rows=rows,
            facts=(Fact("fund", Label("Dana", "Fund"), Label(f"{fund} {label.id}", f"{fund} {label.en}")), *_measures(found, grading)),
            notes=(_NOTE,),
            stamp=stamp_of(book, view, stamped),
        )
        return tied(paper, [Kept(fund, kept.closing, kept.opening + kept.given + kept.income - kept.cost)])


@dataclass(frozen=True, slots=True)
class _Kept:
    """The balances of a fund before a period, in it and after it."""

    bylaws: Bylaws
    fund: str
    months: int
    before: Balances
    within: Balances
    after: Balances

    @classmethod
    def of(cls, view: PartnerView, bylaws: Bylaws, fund: str, first: Month, last: Month) -> _Kept:
        after, within = view.balances(as_of=last), view.balances(period=(first, last))
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        return cls(bylaws, fund, months, after.minus(within), within, after)

    def net(self, balances: Balances, wanted: Callable[[Account], bool]) -> Money:
        """Debit less credit over the accounts that are wanted, memorandum accounts left out."""

        def is_wanted(key: BalanceKey) -> bool:
            account = self.bylaws.chart[key.account]
            return key.fund == self.fund and not account.is_memorandum and wanted(account)

        return balances.net_where(is_wanted)

    def moved(self, wanted: Callable[[Account], bool]) -> tuple[Money, Money]:
        """What was debited and what was credited in the period."""
        turned = [turnover for key, turnover in self.within.items() if key.fund == self.fund and wanted(self.bylaws.chart[key.account])]
        currency = self.bylaws.currency
        return Money(sum(one.debit for one in turned), currency), Money(sum(one.credit for one in turned), currency)

    def is_capital(self, account: Account) -> bool:
        """Equity, or the account in which a fund kept for others has what was given to it."""
        fund = self.bylaws.funds.get(self.fund)
        return account.kind is AccountKind.EQUITY or (fund is not None and account.code == fund.capital)

    def is_debt(self, account: Account) -> bool:
        """What the fund owes beside its capital."""
        return account.kind is AccountKind.LIABILITY and not self.is_capital(account)

    def _own(self, balances: Balances) -> Money:
        return self.net(balances, lambda account: account.kind is AccountKind.ASSET or self.is_debt(account))

    @property
    def opening(self) -> Money:
        return self._own(self.before)

    @property
    def closing(self) -> Money:
        return self._own(self.after)

    @property
    def given(self) -> Money:
        return -self.net(self.within, self.is_capital)

    @property
    def income(self) -> Money:
        return -self.net(self.within, lambda account: account.kind is AccountKind.INCOME)

    @property
    def cost(self) -> Money:
        return self.net(self.within, lambda account: account.kind is AccountKind.EXPENSE)


def _is_claim(account: Account) -> bool:
    return account.subject_kind == "loan" and account.kind is AccountKind.ASSET and account.normal == "debit"


def _is_off_claim(account: Account) -> bool:
    return account.subject_kind == "loan" and account.kind is AccountKind.ASSET and account.normal == "credit"


def _is_between(kept: _Kept) -> Callable[[Account], bool]:
    code = kept.bylaws.roles.get("between_funds")
    return lambda account: account.code == code


def _changes(kept: _Kept) -> Iterator[Row]:
    yield _head("changes", Label("A. Perubahan dana", "A. Changes of the fund"))
    yield _line("opening", Label("Dana awal", "Fund at the beginning"), kept.opening)
    yield _line("given", Label("Tambahan modal", "Capital added"), kept.given)
    yield from _accounts(kept, AccountKind.INCOME, -1)
    yield from _accounts(kept, AccountKind.EXPENSE, -1)
    yield _total("closing", Label("Dana akhir", "Fund at the end"), kept.closing)


def _accounts(kept: _Kept, kind: AccountKind, sign: int) -> Iterator[Row]:
    for account in kept.bylaws.chart.of_kind(kind):
        amount = kept.net(kept.within, lambda one, code=account.code: one.code == code) * sign  # type: ignore[misc]  # the code is bound here
        if amount:
            yield _line(account.code, account.label, amount)


def _lending(kept: _Kept) -> Iterator[Row]:
    lent, repaid = kept.moved(_is_claim)
    yield _head("lending", Label("B. Penyaluran dan pengembalian", "B. Lent and repaid"))
    yield _line("loans.opening", Label("Pinjaman awal", "Loans at the beginning"), kept.net(kept.before, _is_claim))
    yield _line("loans.lent", Label("Disalurkan", "Lent"), lent)
    yield _line("loans.repaid", Label("Dikembalikan dan dihapus buku", "Repaid and written off"), -repaid)
    yield _total("loans.closing", Label("Pinjaman akhir", "Loans at the end"), kept.net(kept.after, _is_claim))


def _cash(kept: _Kept) -> Iterator[Row]:
    received, paid = kept.moved(lambda account: account.is_cash)
    yield _head("cash", Label("C. Kas dan bank", "C. Cash and banks"))
    yield _line("cash.opening", Label("Kas awal", "Cash at the beginning"), kept.net(kept.before, lambda account: account.is_cash))
    yield _line("cash.received", Label("Diterima", "Received"), received)
    yield _line("cash.paid", Label("Dibayar", "Paid"), -paid)
    yield _total("cash.closing", Label("Kas akhir", "Cash at the end"), kept.net(kept.after, lambda account: account.is_cash))


def _wealth(kept: _Kept) -> Iterator[Row]:
    between = _is_between(kept)
    cash, claims = kept.net(kept.after, lambda one: one.is_cash), kept.net(kept.after, _is_claim)
    off, owed = kept.net(kept.after, _is_off_claim), kept.net(kept.after, between)
    debts = kept.net(kept.after, kept.is_debt)
    yield _head("wealth", Label("D. Kekayaan dana", "D. What the fund has"))
    yield _line("wealth.cash", Label("Kas dan bank", "Cash and banks"), cash)
    yield _line("wealth.loans", Label("Pinjaman menurut akad", "Loans as agreed"), claims)
    yield _line("wealth.off", Label("Marjin tangguhan dan penyisihan", "Deferred margin and allowances"), off)
    yield _line("wealth.funds", Label("Piutang antardana", "Owed by other funds"), owed)
    yield _line("wealth.other", Label("Aset lain", "Other assets"), kept.closing - cash - claims - off - owed - debts)
    yield _line("wealth.debts", Label("Kewajiban", "Debts"), debts)
    yield _total("wealth.total", Label("Dana akhir", "Fund at the end"), kept.closing)


def _figures(view: PartnerView, kept: _Kept, day: date) -> FundFigures:
    grading, nothing, claimed_on = bars(RULES), Money.zero(kept.bylaws.currency), _written_off(kept.bylaws)
    positions = [one for one in view.loans.positions(day) if one.loan.fund == kept.fund]
    listed = [(one, findings_of(one, kept.bylaws, day)) for one in positions]
    owing = [(one, found) for one, found in listed if found.outstanding]
    late = [(one, found) for one, found in owing if found.arrears.days_principal >= grading.late_days]
    due = [(_due_in(one, kept, day), _unpaid(one, found)) for one, found in listed]
    _, repaid = kept.moved(_is_claim)
    used = kept.net(kept.within, _is_between(kept))
    claimed, _ = kept.moved(lambda account: account.code in claimed_on)
    return FundFigures(
        outstanding=Money.total((found.outstanding for _, found in owing), nothing.currency),
        late_30=Money.total((found.outstanding for _, found in owing if found.arrears.days_principal > _RISK_DAYS), nothing.currency),
        late_90=Money.total((found.outstanding for _, found in late), nothing.currency),
        overdue_90=Money.total((found.arrears.principal for _, found in late), nothing.currency),
        borrowers_groups=len(_groups(view, [one for one, _ in owing])),
        groups_late=len(_groups(view, [one for one, _ in late])),
        income=kept.income,
        cost=kept.cost,
        months=kept.months,
        capital=-kept.net(kept.after, kept.is_capital),
        base=kept.opening + kept.given,
        fell_due=Money.total((amount for amount, _ in due), nothing.currency),
        collected_of_due=Money.total((amount - min(amount, unpaid) for amount, unpaid in due), nothing.currency),
        repaid=repaid - claimed,
        outstanding_before=kept.net(kept.before, _is_claim),
        borrowers=len({one.loan.member for one in positions}),
        partners=len(view.members.partners(day)),
        lost=claimed,
        used=max(used, nothing),
        cash=kept.net(kept.after, lambda account: account.is_cash),
        net_loans=kept.net(kept.after, lambda account: _is_claim(account) or _is_off_claim(account)),
    )


def _due_in(position: LoanPosition, kept: _Kept, day: date) -> Money:
    """What fell due in the period by the plan in force."""
    first = Month.of(day).plus(1 - kept.months).first_day
    parts = (one.principal + one.interest for one in position.plan if first <= one.due_on <= day)
    return Money.total(parts, kept.bylaws.currency)


def _unpaid(position: LoanPosition, found: Findings) -> Money:
    """What is overdue of a loan; of one that was written off, what is still claimed."""
    claim, overdue = position.loan.claim, found.arrears.principal + found.arrears.interest
    return overdue if claim is None else overdue + position.balances.get(claim.claimed, overdue * 0)


def _groups(view: PartnerView, positions: Sequence[LoanPosition]) -> frozenset[str]:
    found = {view.members.get(one.loan.member).group for one in positions}
    return frozenset(group for group in found if group is not None)


def _written_off(bylaws: Bylaws) -> frozenset[str]:
    """The memorandum accounts of what was written off and is still claimed."""
    products = (one for one in bylaws.products.values() if one.module == "loans")
    terms = (bylaws.terms(one.code, "loans", parse).write_off for one in products)
    return frozenset(one.claimed for one in terms if one is not None)


def _measures(found: FundFigures, grading: Grading) -> Iterator[Fact]:
    for key, label, measure in _MEASURES:
        part = measure(found)
        if part is None:
            yield Fact(key, label, "-")
            continue
        bar, shown = grading.bars.get(key), _percent(part)
        band = None if bar is None else _BANDS[bar.band(part)]
        yield Fact(key, label, shown if band is None else Label(f"{shown.id} ({band.id})", f"{shown.en} ({band.en})"))


def _percent(part: Fraction) -> Label:
    tenths = round_fraction(part * 1000, HALF_UP)
    sign, (units, rest) = "-" if tenths < 0 else "", divmod(abs(tenths), 10)
    return Label(f"{sign}{units},{rest}%", f"{sign}{units}.{rest}%")


def _head(key: str, label: Label) -> Row:
    return Row(key=key, label=label, kind="heading", amounts=(None,))


def _line(key: str, label: Label, amount: Money) -> Row:
    return Row(key=key, label=label, level=1, amounts=(amount,))


def _total(key: str, label: Label, amount: Money) -> Row:
    return Row(key=key, label=label, kind="total", amounts=(amount,))
