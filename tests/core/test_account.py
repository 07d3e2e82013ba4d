"""What a ledger account may and may not be."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from irman_ledger.core.account import Account, AccountKind
from irman_ledger.core.codes import CodeError
from irman_ledger.core.label import Label

LABEL = Label(id="Akun", en="Account")


def account(kind: AccountKind = AccountKind.ASSET, **given: Any) -> Account:
    return Account(**{"code": "1-1100", "label": LABEL, "kind": kind, "line": "cash", **given})


@pytest.mark.parametrize(
    ("kind", "side"),
    [
        (AccountKind.ASSET, "debit"),
        (AccountKind.EXPENSE, "debit"),
        (AccountKind.LIABILITY, "credit"),
        (AccountKind.EQUITY, "credit"),
        (AccountKind.INCOME, "credit"),
    ],
)
def test_an_account_stands_on_the_side_of_its_kind(kind: AccountKind, side: str) -> None:
    assert account(kind).normal == side


def test_a_contra_account_names_the_other_side() -> None:
    assert account(normal="credit").normal == "credit"


def test_a_memorandum_account_stands_on_no_statement() -> None:
    memorandum = account(AccountKind.MEMORANDUM, line="", normal="debit")
    assert (memorandum.is_memorandum, memorandum.normal) == (True, "debit")
    with pytest.raises(CodeError, match="stands on no statement"):
        account(AccountKind.MEMORANDUM)


def test_every_other_account_names_its_statement_line() -> None:
    assert not account().is_memorandum
    with pytest.raises(CodeError, match="names no statement line"):
        account(line="")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"subject_kind": "house"}, "subject_kind"),
        ({"owner": "loans"}, "owner"),
        ({"is_floored": True}, "is_floored"),
        ({"cash_flow": "sleeping"}, "cash_flow"),
        ({"normal": "left"}, "normal"),
        ({"code": " 1"}, "account"),
    ],
)
def test_what_contradicts_itself_is_refused_by_the_name_of_the_field(given: dict[str, Any], field: str) -> None:
    with pytest.raises(CodeError) as caught:
        account(**given)
    assert caught.value.field == field


def test_a_control_account_has_a_kind_of_subject_an_owner_and_a_floor() -> None:
    savings = account(AccountKind.LIABILITY, subject_kind="savings", owner="savings", is_floored=True, closed_on=date(2020, 12, 31))
    assert (savings.subject_kind, savings.owner, savings.is_floored, savings.closed_on) == ("savings", "savings", True, date(2020, 12, 31))
