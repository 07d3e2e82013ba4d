"""What the general journal allows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from irman_ledger.coop import general
from irman_ledger.coop.general import (
    JOURNAL,
    CashCounted,
    CountCash,
    JournalLine,
    JournalState,
    PostJournal,
    ReceiveCash,
    SendCash,
    TakeOverBalance,
)
from irman_ledger.core.money import Money, idr
from irman_ledger.errors import InvalidInputError
from tests.coop.savings.scenario import given

DAY = date(2014, 4, 30)


def line(account: str, rupiah: int, **more: str) -> JournalLine:
    return JournalLine(account=account, amount=idr(rupiah), **more)


def post(*lines: JournalLine, narration: str = "Pemakaian perlengkapan") -> PostJournal:
    return PostJournal(on=DAY, narration=narration, lines=lines)


def take_over(account: str, rupiah: int, subject: str | None = None) -> TakeOverBalance:
    return TakeOverBalance(account=account, on=DAY, amount=idr(rupiah), subject=subject)


USED = post(line("5-2100", 25_000), line("1-1710", -25_000))


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            (line("2-1100", 25_000, subject="savings:SS-001"), line("4-1900", -25_000)),
            "account 2-1100 is posted to by the module savings only",
        ),
        (
            (line("5-2100", 25_000), line("3-1100", -25_000, subject="share:A-001/POKOK")),
            "account 3-1100 is posted to by the module shares only",
        ),
    ],
)
def test_an_account_of_a_module_is_not_posted_to_by_hand(lines: tuple[JournalLine, ...], message: str) -> None:
    given().when(post(*lines)).then_refused("general.control-account", message)


def test_an_unknown_account_is_refused() -> None:
    given().when(post(line("7-7777", 1), line("4-1900", -1))).then_refused("account.unknown")


def test_an_unbalanced_entry_is_refused() -> None:
    given().when(post(line("5-2100", 25_000), line("1-1710", -24_999))).then_refused("entry.unbalanced")


def test_an_entry_balances_in_each_fund() -> None:
    lines = (line("5-2100", 25_000, fund="ZAKAT"), line("1-1710", -25_000))
    given().when(post(*lines)).then_refused("entry.unbalanced")


def test_a_fund_is_one_of_the_bylaws() -> None:
    lines = (line("5-2100", 25_000, fund="LAIN"), line("1-1710", -25_000, fund="LAIN"))
    given().when(post(*lines)).then_refused("fund.unknown", "LAIN is not a fund of this book")


def test_a_memorandum_account_balances_among_its_like() -> None:
    given().when(post(line("9-1000", 25_000), line("1-1710", -25_000))).then_refused("entry.unbalanced")
    assert given().when(post(line("9-1000", 25_000), line("9-2000", -25_000))).refusal is None


@pytest.mark.parametrize(
    "first",
    [line("1-1710", 25_000, subject="party:TOKO-1"), line("2-1500", 25_000), line("2-1500", 25_000, subject="cash:KAS")],
)
def test_a_line_has_the_subject_that_its_account_demands(first: JournalLine) -> None:
    code = "general.box-account" if first.subject == "cash:KAS" else "entry.subject"
    given().when(post(first, line("4-1900", -25_000))).then_refused(code)


def test_a_cash_box_is_one_of_the_bylaws_and_stands_on_its_own_account() -> None:
    income = line("4-1900", -25_000)
    given().when(post(line("1-1100", 25_000, subject="cash:LACI"), income)).then_refused("box.unknown")
    given().when(post(line("1-1100", 25_000, subject="cash:BANK"), income)).then_refused(
        "general.box-account", "BANK stands on account 1-1200, not on 1-1100"
    )
    assert given().when(post(line("1-1100", 25_000, subject="cash:KAS"), income)).refusal is None


def test_a_cash_box_never_falls_below_zero() -> None:
    given().when(post(line("5-2100", 25_000), line("1-1100", -25_000, subject="cash:KAS"))).then_refused("balance.below-zero")
    given(take_over("1-1100", 100_000, "cash:KAS")).when(SendCash(box="KAS", on=DAY, amount=idr(100_001))).then_refused(
        "balance.below-zero"
    )


def test_a_box_that_is_not_there_sends_and_receives_nothing() -> None:
    given().when(SendCash(box="LACI", on=DAY, amount=idr(1))).then_refused("box.unknown")
    given().when(ReceiveCash(box="LACI", on=DAY, amount=idr(1))).then_refused("box.unknown")


def test_the_balance_of_a_module_is_not_taken_over_by_hand() -> None:
    given().when(take_over("2-1100", -75_000, "savings:SS-001")).then_refused("general.control-account")


def test_the_take_over_account_is_not_taken_over() -> None:
    given().when(take_over("3-9000", 1)).then_refused("general.takeover-account", "account 3-9000 is the take-over account itself")


def test_money_of_another_currency_is_refused() -> None:
    euro = Money.from_minor(100, "EUR")
    lines = (JournalLine(account="5-2100", amount=euro), JournalLine(account="1-1710", amount=-euro))
    given().when(post(*lines)).then_refused("money.currency-mismatch")


@pytest.mark.parametrize("count", [0, 1, 1001])
def test_an_entry_has_two_to_a_thousand_lines(count: int) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        post(*(line("5-2100", 1) for _ in range(count)))
    assert refusal.value.code == "general.lines"


def test_an_entry_says_why() -> None:
    with pytest.raises(InvalidInputError) as refusal:
        post(line("5-2100", 1), line("1-1710", -1), narration="  ")
    assert refusal.value.code == "general.narration"


@pytest.mark.parametrize("amount", [idr(0), 1, 1.0])
def test_a_line_has_an_amount_of_money(amount: object) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        JournalLine(account="5-2100", amount=amount)  # type: ignore[arg-type]  # that is what is tested
    assert refusal.value.code == "general.amount"


def test_cash_moves_forward_only() -> None:
    with pytest.raises(InvalidInputError) as refusal:
        SendCash(box="KAS", on=DAY, amount=idr(-1))
    assert refusal.value.code == "general.amount"


def test_a_count_keeps_what_was_counted_and_what_was_booked() -> None:
    outcome = given(take_over("1-1100", 100_000, "cash:KAS")).when(CountCash(box="KAS", on=DAY, counted=idr(98_500)))
    assert outcome.played is not None
    event = outcome.played.event
    assert event == CashCounted(box="KAS", on=DAY, counted=idr(98_500), booked=idr(100_000), account="5-9120")
    assert event.difference == -idr(1_500)
    assert outcome.book.balance("1-1100") == idr(98_500)


def test_a_count_of_an_earlier_day_is_compared_with_that_day() -> None:
    later = SendCash(box="KAS", on=DAY + timedelta(days=1), amount=idr(30_000))
    outcome = given(take_over("1-1100", 100_000, "cash:KAS"), later).when(CountCash(box="KAS", on=DAY, counted=idr(100_000)))
    outcome.then_nothing_booked()


def test_money_that_went_out_later_cannot_be_missing() -> None:
    later = SendCash(box="KAS", on=DAY + timedelta(days=1), amount=idr(30_000))
    given(take_over("1-1100", 100_000, "cash:KAS"), later).when(CountCash(box="KAS", on=DAY, counted=idr(29_999))).then_refused(
        "balance.below-zero", "KAS would stand at -Rp1 on account 1-1100"
    )


def test_a_box_that_nobody_knows_is_not_counted() -> None:
    given().when(CountCash(box="LACI", on=DAY, counted=idr(1))).then_refused("box.unknown")


def test_another_currency_is_not_counted() -> None:
    given().when(CountCash(box="KAS", on=DAY, counted=Money.from_minor(1, "EUR"))).then_refused("money.currency-mismatch")


def test_a_difference_needs_an_account_for_it() -> None:
    without = given(take_over("1-1100", 100_000, "cash:KAS"))
    roles = {role: account for role, account in without.book.bylaws.roles.items() if role != "cash_difference"}
    without.book.bylaws = replace(without.book.bylaws, roles=roles)
    without.when(CountCash(box="KAS", on=DAY, counted=idr(100_000))).then_nothing_booked()
    without.when(CountCash(box="KAS", on=DAY, counted=idr(99_999))).then_refused(
        "bylaws.role-missing", "the bylaws name no account for the role cash_difference"
    )


@pytest.mark.parametrize("counted", [idr(-1), 5, None])
def test_what_is_counted_is_money_of_zero_or_more(counted: Money) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        CountCash(box="KAS", on=DAY, counted=counted)
    assert (refusal.value.code, refusal.value.field) == ("general.amount", "counted")


def test_a_subject_is_a_kind_and_a_number() -> None:
    with pytest.raises(InvalidInputError) as refusal:
        line("1-1100", 1, subject="KAS")
    assert refusal.value.code == "code.malformed"


def test_a_day_is_a_day_without_a_clock() -> None:
    with pytest.raises(InvalidInputError) as refusal:
        SendCash(box="KAS", on=datetime(2014, 4, 2, 8, 0), amount=idr(1))  # noqa: DTZ001  # any clock is refused
    assert refusal.value.code == "general.day"


def test_the_journal_remembers_only_its_first_day() -> None:
    book = given(take_over("1-1710", 50_000), USED).book
    assert book.states == {JOURNAL: JournalState(no="UMUM", opened_on=DAY)}


def test_every_event_of_the_journal_commutes() -> None:
    assert general.MODULE.commutes == {event.kind for event in general.MODULE.events}
