"""Interest that is income by the effective rate, in real books on both databases."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from irman_ledger import Book, Bylaws, Month, idr
from irman_ledger.coop.loans import (
    AccrueLoanInterest,
    ChangeRate,
    DisburseLoan,
    PayOffLoan,
    RepayLoan,
    RescheduleLoan,
    SetOffLoan,
    SettleFromTitipan,
    TakeOverLoan,
    WaivePenalty,
    WriteOffLoan,
)
from irman_ledger.coop.procedures import top_up
from irman_ledger.core.rate import Rate
from irman_ledger.core.schedule import Instalment
from irman_ledger.errors import IrmanError
from irman_ledger.reports.registers.loan_card import loan_card
from tests.books.kit import KSP, balance, counter, day, deposit, with_savers

PROVISION = 'taken = "withheld", yield = true'
# 12,000,000 less 240,000 are 11,760,000; twelve times 1,120,000 are worth it at 2.116611268 % a month. Its interest by the month:
# 248,913.49, 230,475.97, 211,648.20, 192,421.93, 172,788.71, 152,739.92, 132,266.79, 111,360.32, 90,011.34, 68,210.48, 45,948.18 and
# 23,214.68. By the end of April 15 of 30 days are earned, by the end of May 16 of 31, and so on; of the contract 120,000 a month.
FLAT = {
    "4-30": 124_457 - 60_000,
    "5-31": 367_869 - 181_935,
    "6-30": 585_214 - 300_000,
    "7-31": 790_352 - 421_935,
    "8-31": 972_641 - 541_935,
    "9-30": 1_132_618 - 660_000,
    "10-31": 1_277_255 - 781_935,
    "11-30": 1_396_935 - 900_000,
    "12-31": 1_499_073 - 1_021_935,
    "2015-01-31": 1_577_832 - 1_141_935,
    "2015-02-28": 1_632_170 - 1_255_714,
    "2015-03-31": 1_668_767 - 1_381_935,
}
# The annuity asks for 1,066,185 a month, 1,066,191 at last, which are worth 11,760,000 at 1.321210221 % a month; its own interest is
# 120,000, 110,538, 100,982, 91,330, 81,581, 71,735, 61,791, 51,747, 41,602, 31,356, 21,008 and 10,556.
ANNUITY = {
    "4-30": 77_687 - 60_000,
    "5-31": 229_357 - 177_052,
    "6-30": 364_289 - 281_029,
    "7-31": 491_176 - 378_658,
    "8-31": 603_510 - 464_956,
    "9-30": 701_731 - 540_299,
    "10-31": 790_203 - 608_058,
    "11-30": 863_136 - 663_831,
    "12-31": 925_144 - 711_176,
    "2015-01-31": 972_779 - 747_490,
    "2015-02-28": 1_005_524 - 772_416,
    "2015-03-31": 1_027_499 - 789_118,
}


def bylaws(**changed: str) -> Bylaws:
    """The sample, with other terms of the product."""
    head, effective = KSP.source.split('code = "EFEKTIF"')
    for old, new in {'method = "flat"': changed.pop("method", 'method = "flat"'), PROVISION: changed.pop("fee", PROVISION)}.items():
        assert old in effective
        effective = effective.replace(old, new, 1)
    return Bylaws.from_toml(f'{head}code = "EFEKTIF"{effective}')


ANNUITIES = bylaws(method='method = "annuity"\nearly_payment = "re-level"')


def lent(database_url: str, bylaws: Bylaws = KSP) -> Book:
    """12,000,000 at 12 % a year over 12 months from 15 April 2014, with a provision of 240,000 kept back."""
    book = with_savers(database_url, today=date(2015, 6, 30), bylaws=bylaws)
    counter(book).record(deposit(20_000_000), key="cash")
    terms: dict[str, Any] = {"loan": "PJ-001", "member": "A-001", "product": "EFEKTIF", "on": day("4-15")}
    counter(book).record(DisburseLoan(principal=idr(12_000_000), instalments=12, **terms), key="lent")
    return book


def record(book: Book, command: Any) -> int:
    with book.read() as view:
        return counter(book).record(command, key=f"{view.size}").seq


def accrue(book: Book, on: str) -> int:
    return record(book, AccrueLoanInterest(loan="PJ-001", on=day(on)))


def pay(book: Book, rupiah: int, on: str) -> int:
    return record(book, RepayLoan(loan="PJ-001", on=day(on), amount=idr(rupiah)))


def stands(book: Book) -> tuple[int, int]:
    """What stands between cost and contract, and the income beside that of the contract."""
    return balance(book, "1-1586", "2015-06-30"), -balance(book, "4-1105", "2015-06-30")


@pytest.mark.parametrize(
    ("is_annuity", "figures", "level", "last", "interest"),
    [(False, FLAT, 1_120_000, 1_120_000, 1_440_000), (True, ANNUITY, 1_066_185, 1_066_191, 794_226)],
)
def test_a_loan_earns_its_cost_times_its_rate_and_ends_at_zero(
    database_url: str, *, is_annuity: bool, figures: dict[str, int], level: int, last: int, interest: int
) -> None:
    book = lent(database_url, ANNUITIES if is_annuity else KSP)
    assert (stands(book), balance(book, "1-1100")) == ((-240_000, 0), 8_240_000)
    month = Month(2014, 4)
    for on, beside in figures.items():
        counter(book).end_month(month)
        assert stands(book) == (beside - 240_000, beside), on
        month = month.next()
        pay(book, last if on == "2015-03-31" else level, f"{month}-15")
    assert stands(book) == (0, 240_000)
    as_of = "2015-06-30"
    assert [balance(book, account, as_of) for account in ("1-1500", "1-1600", "4-1100")] == [0, 0, -interest]
    assert not book.verify().findings


def test_a_month_end_twice_books_once_and_a_late_one_all_of_it(database_url: str) -> None:
    book = lent(database_url)
    counter(book).end_month(Month(2014, 4))
    counter(book).end_month(Month(2014, 4))
    assert stands(book) == (-175_543, 64_457)
    with pytest.raises(IrmanError) as refused:
        accrue(book, "4-30")
    assert refused.value.code == "loan.accrual-unchanged"
    accrue(book, "9-30")
    assert stands(book) == (232_618, 472_618)
    accrue(book, "2015-04-15")
    assert stands(book) == (0, 240_000)


def test_what_moves_between_cost_and_contract_alone_is_booked_alone(database_url: str) -> None:
    book = lent(database_url)
    accrue(book, "4-30")
    pay(book, 1_120_000, "4-30")  # all of May's interest: nothing more is accrued until then
    entry = counter(book).preview(AccrueLoanInterest(loan="PJ-001", on=day("5-2"))).entry
    # 17 of 30 days of 248,913.49 are 141,050.98; of the contract 68,000.
    assert entry is not None
    assert entry.narration == "Penyesuaian bunga efektif pinjaman PJ-001"
    assert [(line.account, line.amount) for line in entry.lines] == [("1-1586", idr(8_594)), ("4-1105", idr(-8_594))]


def test_a_payoff_settles_what_stands_and_its_reversal_brings_it_back(database_url: str) -> None:
    book = lent(database_url)
    first = accrue(book, "6-30")
    assert stands(book) == (45_214, 285_214)
    # The interest of the contract to 30 June is 300,000.
    over = record(book, PayOffLoan(loan="PJ-001", on=day("6-30"), amount=idr(12_300_000)))
    assert stands(book) == (0, 240_000)
    counter(book).reverse(over, on=day("7-1"), reason="salah setor", key="undone")
    assert stands(book) == (45_214, 285_214)
    counter(book).reverse(first, on=day("7-1"), reason="salah", key="accrual")
    assert stands(book) == (-240_000, 0)
    assert not book.verify().findings


def test_a_write_off_settles_what_stands(database_url: str) -> None:
    book = lent(database_url)
    accrue(book, "4-30")
    record(book, WriteOffLoan(loan="PJ-001", on=day("5-2"), reason="tidak tertagih"))
    assert (stands(book), balance(book, "4-1100")) == ((0, 240_000), 0)


PENALTY = 'penalty = { per = "instalment", amount = "5000", income = { any = "4-1140" }, waived = "9-1600", waived_contra = "9-1690" }'


@pytest.mark.parametrize("end", ["waived", "titipan", "set off"])
def test_every_end_settles_what_stands(database_url: str, end: str) -> None:
    more = f'early_payment = "titipan"\noverpayment = "titipan"\ntitipan = "2-1640"\n{PENALTY}'
    book = lent(database_url, bylaws(method=f'method = "flat"\nallocation = ["interest", "principal", "penalty"]\n{more}'))
    for month in range(5, 13):
        pay(book, 1_120_000, f"{month}-15")
    for month in range(1, 4):
        pay(book, 1_120_000, f"2015-{month:02}-15")
    accrue(book, "2015-03-31")
    assert stands(book) == (46_832, 286_832)
    last = day("2015-04-15")
    if end == "waived":
        pay(book, 1_120_000, "2015-04-20")
        assert stands(book) == (46_832, 286_832)
        record(book, WaivePenalty(loan="PJ-001", on=day("2015-04-20"), amount=idr(5_000), reason="hari raya"))
    elif end == "titipan":
        pay(book, 1_120_000, "2015-04-10")
        assert stands(book) == (46_832, 286_832)
        record(book, SettleFromTitipan(loan="PJ-001", on=last, amount=idr(1_120_000)))
    else:
        record(book, SetOffLoan(loan="PJ-001", on=last, amount=idr(1_120_000)))
    assert stands(book) == (0, 240_000)
    assert not book.verify().findings


def test_a_problem_loan_gives_back_what_it_earned_ahead_until_it_performs(database_url: str) -> None:
    book = lent(database_url)
    counter(book).end_month(Month(2014, 7))
    assert stands(book) == (128_417, 368_417)
    counter(book).end_month(Month(2014, 8))  # late since 15 May: more than three months
    assert (stands(book), balance(book, "1-1600")) == ((0, 240_000), 0)
    pay(book, 4_480_000, "9-1")
    counter(book).end_month(Month(2014, 9))
    assert stands(book) == (232_618, 472_618)


def test_a_problem_loan_keeps_what_was_kept_back_of_it(database_url: str) -> None:
    book = lent(database_url)
    accrue(book, "4-30")
    counter(book).end_month(Month(2014, 8))
    assert (stands(book), balance(book, "4-1100")) == ((-175_543, 64_457), 0)


def test_a_new_rate_begins_with_the_cost_of_its_day(database_url: str) -> None:
    book = lent(database_url, bylaws(method='method = "flat"\nrate_max = "24%/year"'))
    for month in (5, 6, 7):
        pay(book, 1_120_000, f"{month}-15")
    changed = record(book, ChangeRate(loan="PJ-001", on=day("7-15"), rate=Rate.yearly("18%"), reason="suku bunga naik"))
    # Earned are 691,038, asked for 360,000: 91,038 stand. Nine times 1,180,000 are worth 9,091,038 at 3.227187221 % a month, and
    # 16 of 31 days of 293,384.82 are 151,424; of the contract, 180,000 x 16 / 31 are 92,903.
    accrued = accrue(book, "7-31")
    assert stands(book) == (149_559, 389_559)
    counter(book).reverse(accrued, on=day("7-31"), reason="salah", key="accrual")
    counter(book).reverse(changed, on=day("7-31"), reason="salah", key="rate")
    accrue(book, "7-31")
    assert stands(book) == (128_417, 368_417)


def test_what_a_lower_rate_will_not_bring_is_lost(database_url: str) -> None:
    book = lent(database_url, bylaws(method='method = "flat"\nrate_min = "0%/year"'))
    for month in range(5, 11):
        pay(book, 1_120_000, f"{month}-15")
    accrue(book, "10-15")
    assert stands(book) == (248_988, 488_988)
    record(book, ChangeRate(loan="PJ-001", on=day("10-15"), rate=Rate.yearly("0%"), reason="keringanan"))
    accrue(book, "10-31")
    assert stands(book) == (0, 240_000)
    pay(book, 6_000_000, "11-15")
    assert stands(book) == (0, 240_000)


def test_early_money_takes_its_part_with_it(database_url: str) -> None:
    book = lent(database_url, ANNUITIES)
    for month in (5, 6, 7):
        pay(book, 1_066_185, f"{month}-15")
    # Earned are 429,863, asked for 331,520: of the 141,657 on the credit side 5,000,000 of 9,132,965 keep 77,553. What is asked for
    # then, 50,000, seven times 653,451 and 653,455, is worth 4,922,447 at 1.293024805 % a month: 16 of 31 days of 63,648.46 are
    # 32,851, and of the contract 50,000 x 16 / 31 are 25,806.
    paid = pay(book, 4_132_965, "7-15")
    accrue(book, "7-31")
    assert stands(book) == (-70_508, 169_492)
    counter(book).reverse(paid, on=day("7-31"), reason="salah setor", key="undone")
    accrue(book, "8-31")
    assert stands(book) == (-101_446, 138_554)
    assert not book.verify().findings


@pytest.mark.parametrize("capitalise", [False, True])
def test_a_new_plan_begins_with_the_cost_of_its_day(database_url: str, *, capitalise: bool) -> None:
    book = lent(database_url)
    new = RescheduleLoan(loan="PJ-001", on=day("5-15"), instalments=12, reason="gagal panen", capitalise=capitalise)
    record(book, new)
    # Earned are 248,913, asked for 120,000: 111,087 stand on the credit side.
    # 1,240,000 and eleven times 1,120,000 are worth 12,008,913 at 1.935834334 %: 16 of 31 days of 232,472.66 are 119,986, less 61,935.
    # Capitalised, twelve times 1,010,000 and 121,200 are worth 12,008,913 at 1.937445964 %: 120,086 of 232,666.20, less 62,555.
    accrue(book, "5-31")
    assert stands(book) == ((-53_556, 186_444) if capitalise else (-53_036, 186_964))
    with pytest.raises(IrmanError) as refused:
        accrue(book, "5-14")
    assert refused.value.code == "loan.accrued-later"
    record(book, PayOffLoan(loan="PJ-001", on=day("6-15"), amount=idr(12_241_200 if capitalise else 12_240_000)))
    assert (stands(book), balance(book, "1-1600")) == ((0, 240_000), 0)


def test_a_bigger_loan_settles_what_stands_of_the_one_it_ends(database_url: str) -> None:
    book = lent(database_url, bylaws(method='method = "flat"\ntop_up = { history = "kept", until_paid = 3 }'))
    pay(book, 1_120_000, "5-15")
    accrue(book, "5-31")
    assert stands(book) == (-54_066, 185_934)
    new = DisburseLoan(
        loan="PJ-002", member="A-001", product="EFEKTIF", on=day("5-31"), principal=idr(12_000_000), instalments=12, replaces="PJ-001"
    )
    with counter(book).transaction() as tx:
        receipts = top_up(tx, new=new, key="kompensasi")
    assert stands(book) == (-240_000, 240_000)
    with book.read() as view:
        sums = view.subject_balances("1-1586")
    assert {str(loan): amount for loan, amount in sums.items() if amount} == {"loan:PJ-002": idr(-240_000)}
    for receipt in reversed(receipts):
        counter(book).reverse(receipt.seq, on=day("5-31"), reason="salah", key=f"undo {receipt.seq}")
    assert stands(book) == (-54_066, 185_934)
    assert not book.verify().findings


def test_a_fee_that_is_paid_in_is_part_of_the_cost_too(database_url: str) -> None:
    book = lent(database_url, bylaws(fee='taken = "upfront", yield = true'))
    assert (stands(book), balance(book, "1-1100")) == ((-240_000, 0), 8_240_000)
    accrue(book, "4-30")
    assert stands(book) == (-175_543, 64_457)


def test_a_loan_that_costs_next_to_nothing_is_refused(database_url: str) -> None:
    fee = '"2%/once", taken'
    source = KSP.source.replace(fee + ' = "withheld", yield = true', '"99.99%/once", taken = "withheld", yield = true')
    with pytest.raises(IrmanError) as refused:
        lent(database_url, Bylaws.from_toml(source))
    assert refused.value.code == "loan.effective-rate-none"
    assert refused.value.details["received"] == idr(1_200)


def test_a_loan_of_the_old_books_has_no_such_rate(database_url: str) -> None:
    book = with_savers(database_url)
    plan = (Instalment(no=1, due_on=day("5-15"), principal=idr(1_000_000), interest=idr(10_000)),)
    terms: dict[str, Any] = {"loan": "PJ-001", "member": "A-001", "product": "EFEKTIF", "on": day("4-1"), "contract_on": day("3-15")}
    with pytest.raises(IrmanError) as refused:
        record(book, TakeOverLoan(principal_outstanding=idr(1_000_000), schedule=plan, **terms))
    assert (refused.value.code, refused.value.field) == ("loan.effective-not-taken-over", "product")


def test_the_card_shows_the_rate_and_what_stands(database_url: str) -> None:
    book = lent(database_url)
    counter(book).end_month(Month(2014, 4))
    card = loan_card(book, "PJ-001", as_of=day("4-30"))
    text = next(fact.value for fact in card.facts if fact.key == "effective")
    assert (text.id, text.en) == (  # type: ignore[union-attr]  # a text in both languages
        "2,1166% per bulan atas 11.760.000 sejak 15 April 2014",
        "2.1166% a month of 11.760.000 since 15 April 2014",
    )
    rows = {row.key: row.amounts for row in card.rows}
    assert (rows["others.1-1586"][-1], rows["others.4-1105"][-1]) == (idr(-175_543), idr(64_457))
