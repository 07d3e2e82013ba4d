"""What a product says of passive accounts is read strictly, and months are counted back from a day."""

from __future__ import annotations

from datetime import date

import pytest

from irman_ledger.coop.savings import ChargeDormancy, MarkDormant, ReactivateSavings, SavingsTermsError
from irman_ledger.coop.savings.dormancy import DormancyPolicy
from irman_ledger.coop.savings.sleeping import quiet_since
from irman_ledger.coop.savings.terms import SavingsTerms, parse
from irman_ledger.core.bylaws import Product
from irman_ledger.core.calendar import DateMalformedError
from irman_ledger.core.label import Label
from irman_ledger.core.money import idr
from tests.coop.savings.scenario import bylaws

INTEREST = {"method": "daily", "basis": "ACT/365F", "rate": "3%/year", "expense": "5-1100"}


def terms(dormancy: object, **given: object) -> SavingsTerms:
    said = {"account": "2-1100", "dormancy": dormancy, **given}
    return parse(Product("SUKARELA", "savings", Label("Simpanan sukarela", "Voluntary savings"), said), bylaws())


def policy(months: int) -> DormancyPolicy:
    return DormancyPolicy(months=months, fee=None, incomes={}, earns=True, is_locked=False)


def test_the_least_is_a_number_of_months() -> None:
    assert terms({"months": 12}).dormancy == policy(12)


def test_a_fee_goes_with_its_income_by_status() -> None:
    said = {"months": 6, "fee": "2.000", "income": "4-1110", "income_other": "4-2110", "earns": False, "withdrawals": "locked"}
    read = terms(said, interest=INTEREST).dormancy
    assert read is not None
    assert (read.fee, read.earns, read.is_locked) == (idr(2_000), False, True)
    assert {status: read.incomes[status] for status in ("anggota", "calon", "keluar")} == {
        "anggota": "4-1110",
        "calon": "4-2110",
        "keluar": "4-2110",
    }


@pytest.mark.parametrize(
    ("said", "given", "key", "reason"),
    [
        ("yes", {}, "dormancy", "must be a table"),
        ({}, {}, "dormancy.months", "is missing"),
        ({"months": 0}, {}, "dormancy.months", "must be 1 to 120"),
        ({"months": 121}, {}, "dormancy.months", "must be 1 to 120"),
        ({"months": 6, "fees": 1}, {}, "dormancy.fees", "is not known here"),
        ({"months": 6, "fee": 1_000}, {}, "dormancy.fee", "fee and income must be given together"),
        ({"months": 6, "income": "4-1110"}, {}, "dormancy.fee", "fee and income must be given together"),
        ({"months": 6, "fee": 0, "income": "4-1110"}, {}, "dormancy.fee", "must be more than zero"),
        ({"months": 6, "fee": 1, "income": "5-1100"}, {}, "dormancy.income", "must be an account of kind income"),
        ({"months": 6, "earns": "no"}, {}, "dormancy.earns", "must be true or false"),
        ({"months": 6, "earns": False}, {}, "dormancy.earns", "needs interest"),
        ({"months": 6, "withdrawals": "shut"}, {}, "dormancy.withdrawals", "must be one of open, locked"),
        ({"months": 6}, {"programme": {"missed_max": 3}}, "dormancy", "does not go with programme"),
        ({"months": 6}, {"deposit": {}}, "dormancy", "is not a term of a product of term deposits"),
    ],
)
def test_what_is_wrong_is_named(said: object, given: dict[str, object], key: str, reason: str) -> None:
    with pytest.raises(SavingsTermsError) as caught:
        terms(said, **given)
    assert caught.value.details["key"] == key
    assert reason in str(caught.value.details["reason"])


@pytest.mark.parametrize(
    ("on", "months", "since"),
    [
        (date(2014, 10, 15), 6, date(2014, 4, 15)),
        (date(2014, 10, 31), 6, date(2014, 4, 30)),
        (date(2014, 4, 30), 6, date(2013, 10, 31)),
        (date(2016, 2, 29), 12, date(2015, 2, 28)),
        (date(2015, 2, 28), 12, date(2014, 2, 28)),
        (date(2014, 3, 30), 1, date(2014, 2, 28)),
    ],
)
def test_months_are_counted_back_and_month_ends_answer_each_other(on: date, months: int, since: date) -> None:
    assert quiet_since(on, policy(months)) == since


@pytest.mark.parametrize("command", [MarkDormant, ChargeDormancy, ReactivateSavings])
def test_a_command_names_an_account_and_a_day(command: type[MarkDormant] | type[ChargeDormancy] | type[ReactivateSavings]) -> None:
    with pytest.raises(DateMalformedError):
        command(account="SS-001", on="2014-04-01")  # type: ignore[arg-type]
    assert [str(one) for one in command(account="SS-001", on=date(2014, 4, 1)).subjects()] == ["savings:SS-001"]
