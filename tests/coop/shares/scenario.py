"""Given, when, then over the naive book, with a small chart, share products of each kind and real admissions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from textwrap import dedent
from typing import Any

from irman_ledger.coop.members import AdmitMember, RegisterCandidate
from irman_ledger.coop.shares import ShareState
from irman_ledger.core.account import Account, AccountKind
from irman_ledger.core.bylaws import Box, Bylaws, Product
from irman_ledger.core.chart import Chart
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject
from irman_ledger.errors import IrmanError
from irman_ledger.testing.model import NaiveBook, Played

POKOK = {"account": "3-1100", "fixed_amount": "100000"}
LONGGAR = {"account": "3-1100", "fixed_amount": "100.000", "excess": "accept"}
WAJIB = {"account": "3-1200", "minimum": "10.000"}
BEBAS = {"account": "3-1200", "return": "free", "statuses": ["anggota"]}
IURAN = {
    "account": "3-1200",
    "monthly": [
        {"from_on": date(2014, 7, 1), "amount": "15.000"},
        {"from_on": date(2014, 4, 1), "amount": "10.000"},
        {"from_on": date(2014, 4, 1), "category": "PENGURUS", "amount": "25.000"},
    ],
}
CICIL = {"account": "3-1100", "fixed_amount": "100.000", "instalments": 3, "excess": "titipan", "excess_account": "2-1640"}


def day(month: int, day_of_month: int, year: int = 2014) -> date:
    return date(year, month, day_of_month)


def account(code: str, name: str, kind: AccountKind, **more: Any) -> Account:
    return Account(code=code, label=Label(name, name), kind=kind, line="line", **more)


def accounts() -> tuple[Account, ...]:
    cash = {"subject_kind": "cash", "is_cash": True, "is_floored": True}
    share = {"subject_kind": "share", "owner": "shares", "is_floored": True}
    return (
        account("1-1100", "Kas", AccountKind.ASSET, **cash),
        account("1-1200", "Bank - Giro", AccountKind.ASSET, **cash),
        account("1-1900", "Koreksi salah rekening", AccountKind.ASSET, is_clearing=True),
        account("2-1100", "Simpanan sukarela", AccountKind.LIABILITY, subject_kind="savings", owner="savings", is_floored=True),
        account("2-1640", "Titipan", AccountKind.LIABILITY, subject_kind="member"),
        account("3-1100", "Simpanan pokok", AccountKind.EQUITY, **share),
        account("3-1200", "Simpanan wajib", AccountKind.EQUITY, **share),
        account("3-1300", "Simpanan tanpa lantai", AccountKind.EQUITY, subject_kind="share", owner="shares"),
        account("3-9000", "Saldo awal", AccountKind.EQUITY, is_clearing=True),
    )


def share_product(code: str, terms: Mapping[str, object]) -> Product:
    return Product(code, "shares", Label("Simpanan", "Shares"), terms)


def bylaws() -> Bylaws:
    kas, bank = Label("Kas", "Cash"), Label("Bank", "Bank")
    products = [
        share_product("POKOK", POKOK),
        share_product("LONGGAR", LONGGAR),
        share_product("WAJIB", WAJIB),
        share_product("BEBAS", BEBAS),
        share_product("IURAN", IURAN),
        share_product("CICIL", CICIL),
        Product("SUKARELA", "savings", Label("Simpanan", "Savings"), {"account": "2-1100"}),
    ]
    return Bylaws(
        name="Koperasi uji",
        from_on=date(2014, 1, 1),
        currency="IDR",
        time_zone="Asia/Makassar",
        chart=Chart(accounts()),
        products={product.code: product for product in products},
        boxes={"KAS": Box("KAS", kas, "1-1100", "BKM", "BKK"), "BANK": Box("BANK", bank, "1-1200", "BBM", "BBK")},
        default_box="KAS",
        roles={"takeover": "3-9000", "correction": "1-1900"},
    )


ADMITTED = AdmitMember(member="A-001", name="Daeng Uji", on=day(4, 1))
CANDIDATE = RegisterCandidate(member="C-001", name="Calon Uji", on=day(4, 1))


@dataclass(slots=True)
class Outcome:
    """What became of the last command."""

    book: NaiveBook
    played: Played | None
    refusal: IrmanError | None

    def then_booked(self, text: str) -> None:
        assert self.refusal is None, self.refusal
        assert self.played is not None
        assert self.played.entry is not None
        assert self.played.entry.as_text("id") == dedent(text).strip("\n").rstrip()

    def then_nothing_booked(self) -> None:
        assert self.refusal is None, self.refusal
        assert self.played is not None
        assert self.played.entry is None

    def then_stands(self, control: str, share: str, amount: Money) -> None:
        assert self.refusal is None, self.refusal
        assert -self.book.balance(control, Subject("share", share)) == amount

    def then_refused(self, code: str, message: str | None = None) -> None:
        assert self.refusal is not None, "it was taken"
        assert self.refusal.code == code
        assert self.refusal.message("id")
        if message is not None:
            assert self.refusal.message("en") == message

    def state(self, kind: str, no: str) -> Any:
        assert self.refusal is None, self.refusal
        return self.book.states[Subject(kind, no)]

    def share(self, no: str) -> ShareState:
        state = self.state("share", no)
        assert isinstance(state, ShareState)
        return state


@dataclass(slots=True)
class Given:
    """A book in which some commands were taken."""

    book: NaiveBook

    def when(self, command: Command[Any]) -> Outcome:
        before = (len(self.book.played), dict(self.book.states))
        try:
            return Outcome(self.book, self.book.record(command), None)
        except IrmanError as refusal:
            assert (len(self.book.played), self.book.states) == before, "a refusal leaves no trace"
            return Outcome(self.book, None, refusal)


def given(*commands: Command[Any]) -> Given:
    book = NaiveBook(bylaws())
    for command in commands:
        book.record(command)
    return Given(book)
