"""Given, when, then over the naive book, with a small chart and members whose status is simply stated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from textwrap import dedent
from typing import Any, Literal

from irman_ledger.core.account import Account, AccountKind
from irman_ledger.core.bylaws import Box, Bylaws, Product
from irman_ledger.core.chart import Chart
from irman_ledger.core.facts import Standing, Status
from irman_ledger.core.label import Label
from irman_ledger.core.protocols import Command
from irman_ledger.errors import IrmanError
from irman_ledger.testing.model import NaiveBook, Played

ASSET, INCOME, MEMORANDUM = AccountKind.ASSET, AccountKind.INCOME, AccountKind.MEMORANDUM
LOAN: Mapping[str, Any] = {"subject_kind": "loan", "owner": "loans"}
CASH: Mapping[str, Any] = {"subject_kind": "cash", "is_cash": True}
ACCOUNTS = {"receivable": "1-1500", "interest_income": "4-1100"}
REGULER: Mapping[str, object] = {"method": "flat", "rate": "24%/year", "instalments_max": 24, "accounts": ACCOUNTS}
WRITE_OFF: Mapping[str, object] = {
    "allowance": "1-1590",
    "expense": "5-3100",
    "claimed": "9-1100",
    "claimed_contra": "9-1190",
    "recovery": "4-9190",
}
SALE: Mapping[str, object] = {
    "method": "proportional",
    "sale": {"deferred": "1-1580", "goods": "1-1740"},
    "instalments_max": 24,
    "accounts": {"receivable": "1-1530", "interest_income": "4-1130"},
    "penalty": {"per": "instalment", "amount": 5_000, "income": {"any": "2-1605"}, "waived": "9-1600", "waived_contra": "9-1690"},
}
TRANCHES: Mapping[str, object] = {"most": 3, "account": "9-1400", "contra": "9-1490"}
OFF_BOOKS: tuple[tuple[str, str, Literal["debit", "credit"]], ...] = (
    ("9-1100", "Hapus buku", "debit"),
    ("9-1190", "Kontra hapus buku", "credit"),
    ("9-1400", "Plafon belum ditarik", "debit"),
    ("9-1490", "Komitmen plafon", "credit"),
)
TERMS: Mapping[str, Mapping[str, object]] = {
    "REGULER": REGULER,
    "CALON": {
        **REGULER,
        "accounts": {**ACCOUNTS, "calon": {"receivable": "1-1510", "interest_income": "4-2100"}},
    },
    "MENURUN": {**REGULER, "method": "declining", "statuses": ["anggota"], "rate_min": "12%/year"},
    "MINGGUAN": {**REGULER, "rate": "1%/week", "every": {"weeks": 1}},
    "POKOK-DULU": {**REGULER, "allocation": ["principal", "interest"]},
    "PELUNASAN": {**REGULER, "early_payment": "principal"},
    "TEPAT": {**REGULER, "early_payment": "refuse"},
    "UTUH": {**REGULER, "ahead_partial": False},
    "BERBIAYA": {
        **REGULER,
        "fees": [
            {"code": "PROVISI", "rate": "2%/once", "taken": "withheld", "income": {"any": "4-1120", "calon": "4-2120"}},
            {"code": "ADMINISTRASI", "amount": 25_000, "taken": "upfront", "income": {"any": "4-1110"}},
        ],
    },
    "DENDA": {
        **REGULER,
        "penalty": {"per": "day", "rate": "0.1%/day", "income": {"any": "4-1140"}, "waived": "9-1600", "waived_contra": "9-1690"},
    },
    "TITIPAN": {**REGULER, "early_payment": "titipan", "overpayment": "titipan", "titipan": "2-1640"},
    "LEBIH": {**REGULER, "overpayment": "titipan", "titipan": "2-1640"},
    "AWAL": {**REGULER, "early_payment": "titipan", "titipan": "2-1640"},
    "POKOK-DULU-MACET": {**REGULER, "allocation": ["principal", "interest"], "write_off": WRITE_OFF},
    "MACET": {**REGULER, "write_off": WRITE_OFF},
    "TANPA": {**REGULER, "write_off": {key: value for key, value in WRITE_OFF.items() if key != "allowance"}},
    "KAPITALISASI": {**REGULER, "capitalise_interest": True},
    "BATAS": {**REGULER, "limits": {"principal_max": 3_000_000, "member_max": "5000000", "related_max": "4000000"}},
    "JUAL-BELI": SALE,
    "JUAL-BELI-ANUITAS": {**SALE, "method": "annuity", "write_off": WRITE_OFF},
    "JUAL-BELI-SEN": {**SALE, "rounding": {"step": "0,01"}},
    "BERTAHAP": {**REGULER, "method": "declining", "payoff": "to-date", "tranches": TRANCHES},
    "BERTAHAP-DENDA": {
        **REGULER,
        "tranches": TRANCHES,
        "penalty": {"per": "day", "rate": "0.1%/day", "income": {"any": "4-1140"}, "waived": "9-1600", "waived_contra": "9-1690"},
    },
    "BERTAHAP-BIAYA": {
        **REGULER,
        "fees": [{"code": "PROVISI", "rate": "1%/once", "taken": "withheld", "income": {"any": "4-1120"}}],
        "tranches": {**TRANCHES, "fees": "each"},
    },
    "BERTAHAP-PANEN": {**REGULER, "method": "bullet", "rate": "36%/year", "every": {"days": 120}, "tranches": TRANCHES},
    "BERTAHAP-HARIAN": {**REGULER, "method": "declining", "day_count": "ACT/365F", "tranches": TRANCHES},
    "BERTAHAP-TENGGANG": {**REGULER, "method": "declining", "grace": {"principal": 3}, "tranches": TRANCHES},
    "BERTAHAP-BATAS": {**REGULER, "limits": {"member_max": "12000000"}, "tranches": TRANCHES},
    "SILAKOP": {**REGULER, "rate": "12%/year"},
}


def account(code: str, name: str, kind: AccountKind, **more: Any) -> Account:
    return Account(code=code, label=Label(name, name), kind=kind, line="line", **more)


def bylaws(terms: Mapping[str, Mapping[str, object]] = TERMS) -> Bylaws:
    label = Label("Pinjaman", "Loan")
    return Bylaws(
        name="Koperasi uji",
        from_on=date(2014, 1, 1),
        currency="IDR",
        time_zone="Asia/Makassar",
        chart=Chart(
            (
                account("1-1100", "Kas", ASSET, **CASH),
                account("1-1200", "Bank - Giro", ASSET, **CASH),
                account("1-1500", "Pinjaman anggota", ASSET, **LOAN, is_floored=True),
                account("1-1510", "Pinjaman calon anggota", ASSET, **LOAN, is_floored=True),
                account("1-1530", "Piutang jual beli", ASSET, **LOAN, is_floored=True),
                account("1-1580", "Margin tangguhan", ASSET, subject_kind="loan", normal="credit", is_floored=True),
                account("1-1586", "Penyesuaian bunga efektif", ASSET, **LOAN),
                account("1-1600", "Piutang bunga", ASSET, **LOAN),
                account("1-1740", "Persediaan", ASSET),
                account("2-1605", "Dana kebajikan", AccountKind.LIABILITY, subject_kind="loan"),
                account("4-1130", "Margin jual beli", INCOME, **LOAN),
                account("1-1590", "Penyisihan pinjaman", ASSET, subject_kind="loan", normal="credit"),
                account("1-1710", "Perlengkapan", ASSET),
                account("1-1800", "Agunan", ASSET, subject_kind="loan"),
                account("3-9000", "Saldo awal", AccountKind.EQUITY, is_clearing=True),
                account("4-1100", "Jasa pinjaman", INCOME, subject_kind="loan"),
                account("4-1110", "Administrasi", INCOME),
                account("4-1120", "Provisi", INCOME, subject_kind="loan"),
                account("2-1640", "Titipan anggota", AccountKind.LIABILITY, subject_kind="member", owner="loans", is_floored=True),
                account("4-1140", "Denda", INCOME, subject_kind="loan"),
                Account(code="9-1600", label=Label("Denda bebas", "Waived"), kind=MEMORANDUM, line="", normal="debit", subject_kind="loan"),
                Account(code="9-1690", label=Label("Kontra denda", "Contra"), kind=MEMORANDUM, line="", subject_kind="loan"),
                account("4-2120", "Provisi calon", INCOME, **LOAN),
                account("4-2100", "Jasa pinjaman calon", INCOME, **LOAN),
                account("4-9190", "Pendapatan lain", INCOME),
                account("5-3100", "Beban penyisihan", AccountKind.EXPENSE),
                *(
                    Account(code=code, label=Label(name, name), kind=MEMORANDUM, line="", normal=normal, subject_kind="loan")
                    for code, name, normal in OFF_BOOKS
                ),
            )
        ),
        products={code: Product(code, "loans", label, given) for code, given in terms.items()},
        boxes={
            "KAS": Box("KAS", Label("Kas", "Cash"), "1-1100", "BKM", "BKK"),
            "BANK": Box("BANK", Label("Bank", "Bank"), "1-1200", "BBM", "BBK"),
        },
        default_box="KAS",
        roles={"takeover": "3-9000"},
    )


@dataclass(slots=True)
class StatedBook(NaiveBook):
    """A naive book in which members need no admission: their status is stated."""

    statuses: dict[str, Status] = field(default_factory=dict)

    def _standing_of(self, member: str, on: date) -> Standing | None:  # the same on every day
        status = self.statuses.get(member)
        return None if status is None else Standing(member=member, status=status, since=date(2014, 1, 1))


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

    def then_settled(self, *, interest: str, principal: str, is_paid_off: bool = False) -> None:
        assert self.refusal is None, self.refusal
        assert self.played is not None
        event: Any = self.played.event
        assert (event.interest.plain(), event.principal.plain(), event.is_paid_off) == (interest, principal, is_paid_off)

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
        before = (len(self.book.played), dict(self.book.states), dict(self.book.schedules))
        try:
            return Outcome(self.book, self.book.record(command), None)
        except IrmanError as refusal:
            after = (len(self.book.played), self.book.states, self.book.schedules)
            assert after == before, "a refusal leaves no trace"
            return Outcome(self.book, None, refusal)


def given(*commands: Command[Any]) -> Given:
    book = StatedBook(bylaws(), statuses={"A-001": "anggota", "C-001": "calon", "K-001": "keluar"})
    for command in commands:
        book.record(command)
    return Given(book)
