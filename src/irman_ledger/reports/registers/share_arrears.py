"""The register of monthly shares: what was billed to whom, what was paid, who is behind (tunggakan simpanan wajib)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from irman_ledger.books.lives import Kept
from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.reports.dates import check_begun, day_of, heading_of_days, whole_month
from irman_ledger.reports.paper import Column, Fact, Layout, Row, Statement, same
from irman_ledger.reports.registers.names import ERASED
from irman_ledger.reports.source import BookSource, ShareDue, ShareSource, ViewSource, stamp_of
from irman_ledger.reports.ties import tied

LAYOUT = Layout(
    name="share-arrears",
    title=Label("Daftar tunggakan simpanan wajib", "Register of arrears of monthly shares"),
    texts=(Column("share", Label("Simpanan", "Shares")),),
    label=Label("Anggota", "Member"),
    columns=(
        Column("billed", Label("Ditagih", "Billed")),
        Column("arrears", Label("Tunggakan", "Arrears")),
        Column("advance", Label("Di muka", "In advance")),
        Column("held", Label("Saldo", "Balance")),
    ),
    remark=Column("late", Label("Sejak", "Since")),
)


def share_arrears(book: BookSource, *, as_of: Month | date, stamped: bool = False) -> Statement:
    """Every share account that is billed by the month, with its arrears at the end of a day or month (Daftar tunggakan simpanan wajib).

    A bill is due by the end of its month. The balances of the accounts, with those of accounts without bills, are the balance
    of their control accounts in the ledger of that day.

    Parameters
    ----------
    stamped
        Print the book and its checkpoint, size and root of its log, at the foot.

    Raises
    ------
    BeforeBookError
        ``report.before-book``
    StatementDoesNotTieError
        ``report.does-not-tie``
    """
    check_begun(book, as_of, field="as_of")
    day = day_of(as_of)
    with book.read() as view:
        bylaws = view.bylaws_on(day)
        found = view.shares.arrears(as_of)
        nothing = Money.zero(bylaws.currency)
        controls = sorted({share.control for share, _due in found})
        listed = {share.no for share, _due in found}
        others = Money.total(
            (
                -amount
                for code in controls
                for subject, amount in view.subject_balances(code, as_of=day).items()
                if subject.no not in listed
            ),
            bylaws.currency,
        )
        balances = view.balances(as_of=whole_month(as_of))
        ledger = Money.total((-balances.net(code) for code in controls), bylaws.currency)
        rows = tuple(_rows(view, found, others, nothing))
        listed_total = rows[-1].amounts[-1]
        assert listed_total is not None, "the total has a balance"
        paper = Statement(
            layout=LAYOUT,
            owner=bylaws.name,
            dated=heading_of_days((day,)),
            currency=bylaws.currency,
            rows=rows,
            facts=(
                Fact("accounts", Label("Akun kontrol", "Control accounts"), ", ".join(controls) or "-"),
                Fact("control", Label("Saldo buku besar", "Ledger balance"), ledger),
            ),
            stamp=stamp_of(book, view, stamped),
        )
        return tied(paper, [Kept(code, ledger, listed_total) for code in controls[:1]])


def _rows(view: ViewSource, found: tuple[tuple[ShareSource, ShareDue], ...], others: Money, nothing: Money) -> Iterator[Row]:
    sums = [nothing] * 4
    for share, due in found:
        amounts = (due.billed, due.arrears, due.advance, share.balance)
        sums = [total + amount for total, amount in zip(sums, amounts, strict=True)]
        name = view.members.get(share.member).name.value
        since = due.late_since
        yield Row(
            key=share.no,
            label=ERASED if name is None else same(name),
            texts=(share.no,),
            amounts=amounts,
            remark=None if since is None else Label(since.text("id"), since.text("en")),
        )
    if others:
        yield Row(key="others", label=Label("Tanpa tagihan", "Without bills"), texts=(None,), amounts=(None, None, None, others))
    total = (*sums[:3], sums[3] + others)
    yield Row(key="total", label=Label("Jumlah", "Total"), kind="total", texts=(None,), amounts=total)
