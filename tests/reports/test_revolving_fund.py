"""The statement of a revolving fund."""

from __future__ import annotations

import pytest

from irman_ledger import Book, Month, idr
from irman_ledger.coop.general import MoveBetweenFunds, TakeOverBalance
from irman_ledger.coop.loans import DisburseLoan, RepayLoan, WriteOffLoan
from irman_ledger.coop.members import AdmitMember, RegisterGroup
from irman_ledger.coop.partners import EnrolPartner
from irman_ledger.core.bylaws import UnknownFundError
from irman_ledger.core.label import Label
from irman_ledger.reports import revolving_fund
from tests.books.kit import counter, day, new_book
from tests.reports.conftest import Golden

APRIL, DECEMBER = Month(2014, 4), Month(2014, 12)


def with_fund(url: str) -> Book:
    """10,000,000 given to the revolving fund in cash; three loans of 2,000,000 over ten months without charge to two groups.

    The first is paid each month, the second twice, the third never and is written off in December; 500,000 went to the general fund.
    """
    book = new_book(url)
    desk = counter(book)
    for account, subject, amount in (("1-1100", "cash:KAS", 10_000_000), ("3-1420", None, -10_000_000)):
        given = TakeOverBalance(account=account, subject=subject, on=day("4-1"), amount=idr(amount), fund="BERGULIR")
        desk.record(given, key=account)
    for n, group in ((1, "K-01"), (2, "K-02"), (3, "K-02")):
        if n < 3:
            desk.record(RegisterGroup(group=group, name=f"Kelompok {n}", on=day("4-1")), key=group)
        desk.record(AdmitMember(member=f"A-{n:03d}", name=f"Anggota {n}", group=group, on=day("4-1")), key=f"m{n}")
        enrolled = EnrolPartner(partner=f"A-{n:03d}", on=day("4-1"), eligible=True, assessed_on=day("4-1"))
        desk.record(enrolled, key=f"e{n}")
        lent = DisburseLoan(loan=f"PJ-{n}", member=f"A-{n:03d}", product="QARDH", on=day("4-10"), principal=idr(2_000_000), instalments=10)
        desk.record(lent, key=f"l{n}")
    for month in range(5, 13):
        desk.record(RepayLoan(loan="PJ-1", on=day(f"{month}-10"), amount=idr(200_000)), key=f"r{month}")
    for month in (5, 6):
        desk.record(RepayLoan(loan="PJ-2", on=day(f"{month}-10"), amount=idr(200_000)), key=f"s{month}")
    moved = MoveBetweenFunds(box="KAS", on=day("6-1"), from_fund="BERGULIR", to_fund="UMUM", amount=idr(500_000), reason="Rapat 02/2014")
    desk.record(moved, key="moved")
    for month in range(4, 12):
        desk.end_month(Month(2014, month))
    desk.record(WriteOffLoan(loan="PJ-3", on=day("12-15"), reason="usaha berhenti"), key="lost")
    desk.end_month(DECEMBER)
    return book


def test_the_statement_says_how_the_fund_changed_and_works(database_url: str, golden: Golden) -> None:
    paper = revolving_fund(with_fund(database_url), "BERGULIR", period=(APRIL, DECEMBER))
    amounts = {row.key: row.amounts[0] for row in paper.rows if row.amounts}
    assert (amounts["opening"], amounts["given"]) == (idr(0), idr(10_000_000))
    # 6,000,000 lent; 2,000,000 came back, 2,000,000 were written off, 2,000,000 are still owed: 400,000 and 1,600,000.
    assert (amounts["loans.lent"], amounts["loans.repaid"], amounts["loans.closing"]) == (idr(6_000_000), idr(-4_000_000), idr(2_000_000))
    assert (amounts["cash.closing"], amounts["wealth.funds"], amounts["wealth.other"]) == (idr(5_500_000), idr(500_000), idr(0))
    assert amounts["closing"] == amounts["wealth.total"]
    facts = {fact.key: fact.value.id for fact in paper.facts if isinstance(fact.value, Label)}
    # PJ-2 is more than 90 days late on 31 December: 1,600,000 of 2,000,000, one of two groups.
    assert facts["portfolio_at_risk"] == "80,0% (kurang)"
    assert facts["loans_at_risk"] == "50,0% (kurang)"
    assert facts["reach"] == "100,0%"
    # 4,800,000 fell due: PJ-1 paid 1,600,000, PJ-2 400,000, PJ-3 nothing. 2,000,000 came back on 1,000,000 on average in nine months.
    assert (facts["on_time"], facts["turnover"]) == ("41,7%", "266,7%")
    # 2,000,000 lost and 500,000 used of the 10,000,000 that were given; 5,500,000 and 1,838,000 are left of them.
    assert (facts["leakage"], facts["fund_ratio"]) == ("25,0%", "73,4%")
    golden("revolving_fund.id.txt", paper.text("id"))
    golden("revolving_fund.en.txt", paper.text("en"))


def test_a_fund_is_one_of_the_bylaws(database_url: str) -> None:
    with pytest.raises(UnknownFundError):
        revolving_fund(new_book(database_url), "ZAKAT", period=APRIL)
