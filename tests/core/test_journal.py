"""Entries: what exists is balanced."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from irman_ledger.core.account import Account, AccountKind
from irman_ledger.core.chart import Chart
from irman_ledger.core.codes import CodeError
from irman_ledger.core.journal import (
    Entry,
    Line,
    LineCountError,
    LineSubjectError,
    LineTooLargeError,
    NegativeAmountError,
    UnbalancedEntryError,
    ZeroLineError,
    credit,
    debit,
)
from irman_ledger.core.label import Label
from irman_ledger.core.money import MAX_MINOR, Money, idr
from irman_ledger.core.subject import Subject
from irman_ledger.errors import ClosedAccountError, InvalidInputError, IrmanError, UnknownAccountError


def _account(code: str, name: str, kind: AccountKind, subject: str | None = None, closed_on: date | None = None) -> Account:
    line = "" if kind is AccountKind.MEMORANDUM else "line"
    return Account(code=code, label=Label(id=name, en=name), kind=kind, line=line, subject_kind=subject, closed_on=closed_on)


CHART = Chart(
    [
        _account("1101", "Kas", AccountKind.ASSET, "cash"),
        _account("1301", "Pinjaman anggota", AccountKind.ASSET, "loan"),
        _account("1501", "Peralatan", AccountKind.ASSET),
        _account("1502", "Mesin tik", AccountKind.ASSET, closed_on=date(2024, 12, 31)),
        _account("4101", "Jasa pinjaman", AccountKind.INCOME),
        _account("9101", "Titipan", AccountKind.MEMORANDUM),
        _account("9102", "Kontra titipan", AccountKind.MEMORANDUM),
    ]
)
FEB_10 = date(2025, 2, 10)
KAS, LOAN = Subject("cash", "KAS"), Subject("loan", "PJ-001")
REPAYMENT = (debit("1101", idr(240_000), KAS), credit("1301", idr(200_000), LOAN), credit("4101", idr(40_000)))


def entry(*lines: Line, on: date = FEB_10, narration: str = "Angsuran pinjaman PJ-001") -> Entry:
    return Entry(chart=CHART, on=on, narration=narration, lines=lines)


def test_an_entry_is_written_debit_left_credit_right_subject_last() -> None:
    assert entry(*REPAYMENT).as_text("id") == (
        "10 Februari 2025   Angsuran pinjaman PJ-001\n"
        "  1101 Kas               240.000            KAS\n"
        "  1301 Pinjaman anggota           200.000   PJ-001\n"
        "  4101 Jasa pinjaman               40.000"
    )


def test_a_unit_or_a_fund_of_its_own_is_written_after_the_subject() -> None:
    lines = (debit("1101", idr(1), KAS, unit="TOKO"), credit("4101", idr(1), unit="TOKO"))
    assert entry(*lines, narration="Jual").as_text("en") == (
        "10 February 2025   Jual\n  1101 Kas            1      KAS   TOKO/UMUM\n  4101 Jasa pinjaman     1   TOKO/UMUM"
    )


def test_the_total_is_the_sum_of_one_side() -> None:
    assert entry(*REPAYMENT).total == idr(240_000)


def test_a_reversal_has_the_same_lines_with_opposite_signs() -> None:
    back = entry(*REPAYMENT).reversed(on=date(2025, 2, 11), narration="Pembatalan")
    assert back.as_text("id") == (
        "11 Februari 2025   Pembatalan\n"
        "  1101 Kas                        240.000   KAS\n"
        "  1301 Pinjaman anggota  200.000            PJ-001\n"
        "  4101 Jasa pinjaman      40.000"
    )
    assert back.reversed(on=FEB_10, narration="Angsuran pinjaman PJ-001") == entry(*REPAYMENT)


@pytest.mark.parametrize(
    ("lines", "error", "code"),
    [
        ((debit("1501", idr(5)), credit("4101", idr(4))), UnbalancedEntryError, "entry.unbalanced"),
        ((debit("1501", idr(5), unit="TOKO"), credit("4101", idr(5))), UnbalancedEntryError, "entry.unbalanced"),
        ((debit("1501", idr(5), fund="HIBAH"), credit("4101", idr(5))), UnbalancedEntryError, "entry.unbalanced"),
        ((debit("9101", idr(5)), credit("4101", idr(5))), UnbalancedEntryError, "entry.unbalanced"),
        ((debit("1501", idr(5)),), LineCountError, "entry.line-count"),
        ((), LineCountError, "entry.line-count"),
        ((debit("1501", idr(1)), credit("1501", idr(1))) * 501, LineCountError, "entry.line-count"),
        ((debit("1501", idr(5)), credit("7777", idr(5))), UnknownAccountError, "account.unknown"),
        ((debit("1502", idr(5)), credit("4101", idr(5))), ClosedAccountError, "account.closed"),
        ((debit("1101", idr(5)), credit("4101", idr(5))), LineSubjectError, "entry.subject"),
        ((debit("1101", idr(5), LOAN), credit("4101", idr(5))), LineSubjectError, "entry.subject"),
        ((debit("1501", idr(5), KAS), credit("4101", idr(5))), LineSubjectError, "entry.subject"),
        ((debit("1501", Money.from_minor(5, "EUR")), credit("4101", Money.from_minor(5))), InvalidInputError, "input.invalid"),
    ],
)
def test_what_is_not_an_entry_cannot_exist(lines: tuple[Line, ...], error: type[IrmanError], code: str) -> None:
    with pytest.raises(error) as caught:
        entry(*lines)
    assert caught.value.code == code
    assert caught.value.message("id")


def test_memorandum_lines_balance_among_themselves_beside_the_others() -> None:
    pairs = (debit("9101", idr(6)), credit("9102", idr(6)), debit("1501", idr(5)), credit("4101", idr(5)))
    assert entry(*pairs).total == idr(11)


def test_a_thousand_lines_are_an_entry() -> None:
    assert len(entry(*(debit("1501", idr(1)), credit("1501", idr(1))) * 500).lines) == 1000


def test_an_account_takes_lines_up_to_the_day_it_is_closed() -> None:
    lines = (debit("1502", idr(5)), credit("4101", idr(5)))
    assert entry(*lines, on=date(2024, 12, 31)).total == idr(5)


def test_a_line_has_an_amount() -> None:
    with pytest.raises(ZeroLineError):
        debit("1501", idr(0))


def test_a_line_carries_the_largest_amount_and_no_more() -> None:
    most = Money.from_minor(MAX_MINOR)
    assert (debit("1501", most).amount.minor, credit("1501", most).amount.minor) == (MAX_MINOR, -MAX_MINOR)
    beyond = Money.total([most, Money.from_minor(1)])
    with pytest.raises(LineTooLargeError):
        debit("1501", beyond)


@pytest.mark.parametrize("side", [debit, credit])
def test_a_side_takes_no_amount_below_zero(side: Callable[[str, Money], Line]) -> None:
    with pytest.raises(NegativeAmountError, match="below zero: -Rp5"):
        side("1501", idr(-5))


@pytest.mark.parametrize("narration", ["a\nb", "plugin \u202e", "x" * 501])
def test_a_narration_has_no_line_breaks_and_at_most_five_hundred_characters(narration: str) -> None:
    with pytest.raises(CodeError):
        entry(*REPAYMENT, narration=narration)


@pytest.mark.parametrize("given", [{"unit": ""}, {"fund": "a\tb"}])
def test_units_and_funds_are_codes(given: dict[str, str]) -> None:
    with pytest.raises(CodeError):
        debit("1501", idr(5), **given)
