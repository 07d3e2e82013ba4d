"""The register of savings accounts by product: who holds what, when it moved, what is held or passive (daftar nominatif simpanan)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from irman_ledger.coop.savings.holding import held
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.reports.dates import heading_of_days
from irman_ledger.reports.paper import BLANK, Column, Layout, Row, RowKind, Statement
from irman_ledger.reports.registers.savings_book import ListedAccount, SavingsBook, read_savings
from irman_ledger.reports.source import BookSource
from irman_ledger.reports.ties import tied

LAYOUT = Layout(
    name="savings-list",
    title=Label("Daftar nominatif simpanan", "Nominative list of savings"),
    texts=(
        Column("account", Label("No.", "No.")),
        Column("moved_on", Label("Mutasi terakhir", "Last moved on")),
        Column("dormant_since", Label("Pasif sejak", "Passive since")),
    ),
    label=Label("Anggota", "Member"),
    columns=(
        Column("balance", Label("Saldo", "Balance")),
        Column("held", Label("Diblokir", "Held")),
    ),
)
_OTHERS = Label("Simpanan berjangka", "Term deposits")


def savings_list(book: BookSource, *, as_of: Month | date, stamped: bool = False) -> Statement:
    """Every savings account that is open at the end of a day or month, by product (Daftar nominatif simpanan).

    What the accounts hold, with what else their control accounts hold, is the balance of these accounts in the ledger of that day.
    An overdraft stands there below zero. Term deposits have a register of their own.

    Parameters
    ----------
    as_of
        As booked up to this day, or to the end of this month.
    stamped
        Print the book and its checkpoint, size and root of its log, at the foot.

    Raises
    ------
    BeforeBookError
        ``report.before-book``
    StatementDoesNotTieError
        ``report.does-not-tie``
    """
    found = read_savings(book, as_of, is_listed=lambda one: one.state.placement is None, stamped=stamped)
    paper = Statement(
        layout=LAYOUT,
        owner=found.bylaws.name,
        dated=heading_of_days((found.on,)),
        currency=found.bylaws.currency,
        rows=tuple(_rows(found)),
        facts=found.facts(),
        stamp=found.stamp,
    )
    return tied(paper, found.checks)


def _rows(found: SavingsBook) -> Iterator[Row]:
    def product(one: ListedAccount) -> str:
        return one.position.state.product

    for code, accounts in groupby(sorted(found.accounts, key=product), key=product):
        yield from _group(code, tuple(accounts), found.bylaws)
        yield BLANK
    nothing = Money.zero(found.bylaws.currency)
    if found.others:
        yield Row(key="others", label=_OTHERS, texts=(None, None, None), amounts=(found.others, None))
    yield _sum("total", Label("Jumlah", "Total"), found.accounts, "total", found.others or nothing)


def _group(code: str, accounts: Sequence[ListedAccount], bylaws: Bylaws) -> Iterator[Row]:
    product = bylaws.products.get(code)
    label = Label(code, code) if product is None else Label(f"{code} {product.label.id}", f"{code} {product.label.en}")
    yield Row(key=code, label=label, kind="heading")
    for one in accounts:
        state = one.position.state
        yield Row(
            key=state.no,
            label=one.saver,
            texts=(state.no, one.position.moved_on, None if state.closed_on is not None else one.position.dormant_since),
            amounts=(one.balance, held(state, one.balance.currency)),
        )
    many = len(accounts)
    summed = Label(f"Jumlah {code}, {many} rekening", f"Total {code}, {many} account{'' if many == 1 else 's'}")
    yield _sum(f"{code}.total", summed, accounts, "subtotal", Money.zero(bylaws.currency))


def _sum(key: str, label: Label, accounts: Sequence[ListedAccount], kind: RowKind, others: Money) -> Row:
    currency = others.currency
    balance = Money.total((one.balance for one in accounts), currency) + others
    blocked = Money.total((held(one.position.state, currency) for one in accounts), currency)
    return Row(key=key, label=label, kind=kind, texts=(None, None, None), amounts=(balance, blocked))
