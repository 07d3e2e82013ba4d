"""Given, when, then over the naive book, with a small chart and three members whose status is simply stated."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from textwrap import dedent
from typing import Any

from irman_ledger.core.account import Account, AccountKind
from irman_ledger.core.bylaws import Box, Bylaws, Product
from irman_ledger.core.chart import Chart
from irman_ledger.core.facts import Standing, Status
from irman_ledger.core.fund import Fund
from irman_ledger.core.label import Label
from irman_ledger.core.protocols import Command
from irman_ledger.errors import IrmanError
from irman_ledger.testing.model import NaiveBook, Played

ASSET, LIABILITY, EQUITY, INCOME, EXPENSE = (
    AccountKind.ASSET,
    AccountKind.LIABILITY,
    AccountKind.EQUITY,
    AccountKind.INCOME,
    AccountKind.EXPENSE,
)
OPENED = date(2014, 4, 1)


def account(code: str, name: str, kind: AccountKind, **more: Any) -> Account:
    return Account(code=code, label=Label(name, name), kind=kind, line="" if kind is AccountKind.MEMORANDUM else "line", **more)


def accounts() -> tuple[Account, ...]:
    savings = {"subject_kind": "savings", "owner": "savings", "is_floored": True}
    cash = {"subject_kind": "cash", "is_cash": True, "is_floored": True}
    return (
        account("1-1100", "Kas", ASSET, **cash),
        account("1-1200", "Bank - Giro", ASSET, **cash),
        account("1-1190", "Kas dalam perjalanan", ASSET, is_clearing=True),
        account("1-1710", "Perlengkapan", ASSET),
        account("1-1900", "Koreksi salah rekening", ASSET, is_clearing=True),
        account("2-1100", "Simpanan sukarela anggota", LIABILITY, **savings),
        account("2-1110", "Simpanan sukarela calon anggota", LIABILITY, **savings),
        account("2-1130", "Simpanan koran", LIABILITY, subject_kind="savings", owner="savings"),
        account("1-1950", "Pemindahan antarsimpanan", ASSET, subject_kind="savings", owner="savings", is_clearing=True),
        account("2-1200", "Simpanan berjangka anggota", LIABILITY, **savings),
        account("2-1405", "Utang PPh final", LIABILITY, subject_kind="savings", owner="savings"),
        account("2-1410", "Jasa simpanan belum dibayar", LIABILITY, subject_kind="savings", owner="savings"),
        account("2-1500", "Dana sosial", LIABILITY, subject_kind="party"),
        account("3-1100", "Simpanan pokok", EQUITY, subject_kind="share", owner="shares", is_floored=True),
        account("3-9000", "Saldo awal", EQUITY, is_clearing=True),
        account("4-1110", "Pendapatan biaya anggota", INCOME),
        account("4-1190", "Pendapatan bunga cerukan", INCOME),
        account("4-1900", "Pendapatan lain", INCOME),
        account("4-2110", "Pendapatan biaya lainnya", INCOME, subject_kind="savings", owner="savings"),
        account("4-9190", "Pendapatan selisih pembulatan", INCOME),
        account("5-1100", "Beban jasa simpanan anggota", EXPENSE, subject_kind="savings"),
        account("5-1110", "Beban jasa simpanan lainnya", EXPENSE, subject_kind="savings"),
        account("5-2100", "Beban perlengkapan", EXPENSE),
        account("5-9100", "Beban selisih pembulatan", EXPENSE),
        account("5-9120", "Selisih kas", EXPENSE),
        account("9-1000", "Barang titipan", AccountKind.MEMORANDUM),
        account("9-2000", "Lawan barang titipan", AccountKind.MEMORANDUM),
    )


SUKARELA = {"account": "2-1100", "account_candidate": "2-1110", "statuses": ["anggota", "calon"]}
TAX = {"account": "2-1405", "statuses": ["anggota"]}
LOWEST = {"method": "lowest", "basis": "month", "rate": "12%/year", "expense": "5-1100", "expense_other": "5-1110", "tax": TAX}
DAILY = {"method": "daily", "basis": "ACT/365F", "rate": "12%/year", "expense": "5-1100", "tax": TAX}
TERENDAH = {"account": "2-1100", "account_candidate": "2-1110", "interest": LOWEST}
HARIAN = {"account": "2-1100", "interest": DAILY}
TRIWULAN = {"account": "2-1100", "interest": {**LOWEST, "posted": "quarter", "accrued": "2-1410"}}
HANGUS = {"account": "2-1100", "interest": {**DAILY, "unfinished": False}}
CERUKAN = {"limit": "100.000", "income": "4-1190"}
KORAN = {
    "account": "2-1130",
    "overdraft": CERUKAN,
    "fees": [{"code": "ADM", "income": "4-1110"}, {"code": "BUKU", "income": "4-1110", "income_other": "4-2110"}],
    "interest_elsewhere": {"expense": "5-1100", "expense_other": "5-1110", "tax": TAX},
    "rounding": {"income": "4-9190", "expense": "5-9100"},
}
KORAN_JASA = {"account": "2-1130", "overdraft": CERUKAN, "interest": DAILY}
BERBIAYA = {"account": "2-1100", "fees": [{"code": "ADM", "income": "4-1110"}]}
DEPOSIT = {
    "offers": [{"months": 1, "rate": "5%/year"}, {"months": 6, "rate": "6%/year"}],
    "minimum": "1.000.000",
    "accrued": "2-1410",
    "expense": "5-1100",
    "tax": TAX,
    "break": {"rate": "3%/year", "penalty": "1%/once", "income": "4-1900"},
}
BERJANGKA = {"account": "2-1200", "deposit": DEPOSIT}
BERHARI = {"account": "2-1200", "deposit": {**DEPOSIT, "basis": "ACT/365F"}}
PINDAH = {"account": "2-1200", "deposit": {**DEPOSIT, "matured": "moves"}}
PROGRAM = {
    "account": "2-1100",
    "interest": LOWEST,
    "programme": {"missed_max": 3, "cancelled": "moves", "penalty": "10%/once", "income": "4-1900"},
}
TERKUNCI = {"account": "2-1200", "deposit": {key: value for key, value in DEPOSIT.items() if key != "break"}}
BERSYARAT = {"account": "2-1100", "minimum_deposit": 5_000, "minimum_balance": "20.000"}


def bylaws() -> Bylaws:
    label = Label("Simpanan", "Savings")
    kas, bank = Label("Kas", "Cash"), Label("Bank", "Bank")
    return Bylaws(
        name="Koperasi uji",
        from_on=date(2014, 1, 1),
        currency="IDR",
        time_zone="Asia/Makassar",
        chart=Chart(accounts()),
        products={
            "SUKARELA": Product("SUKARELA", "savings", label, SUKARELA),
            "BERSYARAT": Product("BERSYARAT", "savings", label, BERSYARAT),
            "TERENDAH": Product("TERENDAH", "savings", label, TERENDAH),
            "HARIAN": Product("HARIAN", "savings", label, HARIAN),
            "TRIWULAN": Product("TRIWULAN", "savings", label, TRIWULAN),
            "HANGUS": Product("HANGUS", "savings", label, HANGUS),
            "KORAN": Product("KORAN", "savings", label, KORAN),
            "KORAN-JASA": Product("KORAN-JASA", "savings", label, KORAN_JASA),
            "BERBIAYA": Product("BERBIAYA", "savings", label, BERBIAYA),
            "BERJANGKA": Product("BERJANGKA", "savings", label, BERJANGKA),
            "BERHARI": Product("BERHARI", "savings", label, BERHARI),
            "PINDAH": Product("PINDAH", "savings", label, PINDAH),
            "PROGRAM": Product("PROGRAM", "savings", label, PROGRAM),
            "TERKUNCI": Product("TERKUNCI", "savings", label, TERKUNCI),
            "POKOK": Product("POKOK", "shares", label, {"account": "3-1100"}),
        },
        boxes={"KAS": Box("KAS", kas, "1-1100", "BKM", "BKK"), "BANK": Box("BANK", bank, "1-1200", "BBM", "BBK")},
        default_box="KAS",
        funds={"ZAKAT": Fund("ZAKAT", Label("Dana zakat", "Zakat fund"), "social", "3-9000")},
        roles={
            "takeover": "3-9000",
            "in_transit": "1-1190",
            "correction": "1-1900",
            "savings_transfer": "1-1950",
            "cash_difference": "5-9120",
        },
    )


@dataclass(slots=True)
class StatedBook(NaiveBook):
    """A naive book in which members need no admission: their status is stated."""

    statuses: dict[str, Status] = field(default_factory=dict)

    def _standing_of(self, member: str, on: date) -> Standing | None:  # the same on every day
        status = self.statuses.get(member)
        return None if status is None else Standing(member=member, status=status, since=OPENED)


@dataclass(slots=True)
class Outcome:
    """What became of the last command."""

    book: StatedBook
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

    def then_refused(self, code: str, message: str | None = None) -> None:
        assert self.refusal is not None, "it was taken"
        assert self.refusal.code == code
        assert self.refusal.message("id")
        if message is not None:
            assert self.refusal.message("en") == message


@dataclass(slots=True)
class Given:
    """A book in which some commands were taken."""

    book: StatedBook

    def when(self, command: Command[Any]) -> Outcome:
        before = (len(self.book.played), dict(self.book.states))
        try:
            return Outcome(self.book, self.book.record(command), None)
        except IrmanError as refusal:
            assert (len(self.book.played), self.book.states) == before, "a refusal leaves no trace"
            return Outcome(self.book, None, refusal)


def given(*commands: Command[Any]) -> Given:
    book = StatedBook(bylaws(), statuses={"A-001": "anggota", "C-001": "calon", "K-001": "keluar"})
    for command in commands:
        book.record(command)
    return Given(book)
