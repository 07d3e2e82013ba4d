"""The states of a deed: drafted, submitted, signed, posted; rejected or superseded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from irman_ledger.coop.programme import DeedState, PostDeed, RejectDeed, SignDeed, SubmitDeed, SupersedeDeed, draft_of, signing_of
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.money import Money
from irman_ledger.core.subject import Subject
from irman_ledger.errors import IrmanError
from irman_ledger.testing.model import NaiveBook
from tests.coop.programme.kit import small

ON = date(2014, 3, 25)
NO = "BAST-02/2014/v1"
SECOND = small(("version = 1", "version = 2\nsupersedes = 1"), ('"worn"', '"broken"'))


def book(*commands: Any) -> NaiveBook:
    given = NaiveBook(Bylaws.sample("ksp"), begins_on=ON)
    for command in commands:
        given.record(command)
    return given


def refused(given: NaiveBook, command: Any) -> IrmanError:
    before = (len(given.played), dict(given.states))
    with pytest.raises(IrmanError) as refusal:
        given.record(command)
    assert (len(given.played), given.states) == before, "a refusal leaves no trace"
    assert refusal.value.message("id")
    return refusal.value


def state(given: NaiveBook, no: str = NO) -> DeedState:
    found: DeedState = given.states[Subject("deed", no)]
    return found


DRAFT, SUBMIT, SIGN = draft_of(small()), SubmitDeed(deed=NO, on=ON), signing_of(small(), ON)
POST = PostDeed(deed=NO, on=ON, sha256=SIGN.sha256)


def test_a_deed_goes_from_draft_to_posted_without_an_entry() -> None:
    given = book()
    for command, status in ((DRAFT, "draft"), (SUBMIT, "submitted"), (SIGN, "signed"), (POST, "posted")):
        given.record(command)
        assert state(given).status == status
    assert all(one.entry is None for one in given.played)


def test_no_name_enters_a_command() -> None:
    assert "Rekaan" not in repr((DRAFT, SIGN))


@pytest.mark.parametrize(
    ("given", "command", "code"),
    [
        ((), SUBMIT, "deed.unknown"),
        ((DRAFT,), DRAFT, "deed.exists"),
        ((DRAFT,), SIGN, "deed.status"),
        ((DRAFT, SUBMIT), POST, "deed.status"),
        ((DRAFT, SUBMIT, SIGN, POST), POST, "deed.status"),
        ((DRAFT, SUBMIT, SIGN), RejectDeed(deed=NO, on=ON, reason="nilai"), "deed.status"),
        ((DRAFT, SUBMIT), replace(SIGN, sha256="0" * 64), "deed.changed"),
        ((DRAFT, SUBMIT, SIGN), replace(POST, sha256="0" * 64), "deed.changed"),
        ((DRAFT, SUBMIT), replace(SIGN, signatures=SIGN.signatures[:2]), "deed.signatures-missing"),
        ((replace(DRAFT, on=date(2014, 3, 26)),), SUBMIT, "input.invalid"),
        ((), draft_of(SECOND), "deed.unknown"),
        ((), replace(DRAFT, gross=Money.from_minor(100, "EUR")), "money.currency-mismatch"),
        ((DRAFT,), SupersedeDeed(deed=NO, on=ON, by="BAST-02/2014/v2"), "deed.unknown"),
    ],
)
def test_what_the_state_does_not_allow(given: tuple[Any, ...], command: Any, code: str) -> None:
    assert refused(book(*given), command).code == code


@pytest.mark.parametrize(
    ("old", "new", "gap"),
    [
        ('title = "grant"\nfund = "BERGULIR"\nloan', 'fund = "BERGULIR"\nloan', "deed.title-missing:2"),
        ('test = "buku pemakaian mesin"\n', "", "deed.condition-incomplete:K1"),
        ("until = 2016-03-25\n", "", "deed.condition-incomplete:K1"),
    ],
)
def test_what_lacks_title_test_or_deadline_is_not_signed(old: str, new: str, gap: str) -> None:
    deed = small((old, new))
    error = refused(book(draft_of(deed), SUBMIT), signing_of(deed, ON))
    assert (error.code, error.details["gap"]) == ("deed.not-ready", gap)


def test_a_draft_may_be_rejected_and_says_why() -> None:
    given = book(DRAFT, SUBMIT, RejectDeed(deed=NO, on=ON, reason="nilai belum disepakati"))
    assert (state(given).status, state(given).closed_on) == ("rejected", ON)


def test_a_later_version_is_posted_only_in_the_place_of_the_older_one() -> None:
    second = SECOND.no
    given = book(DRAFT, SUBMIT, SIGN, draft_of(SECOND), SubmitDeed(deed=second, on=ON), signing_of(SECOND, ON))
    post = PostDeed(deed=second, on=ON, sha256=signing_of(SECOND, ON).sha256)
    assert refused(given, post).code == "deed.older-stands"
    given.record(SupersedeDeed(deed=NO, on=ON, by=second))
    assert (state(given).status, state(given).superseded_by) == ("superseded", second)
    assert refused(given, POST).code == "deed.status"
    given.record(post)


def test_only_a_version_that_says_so_replaces_another() -> None:
    other = replace(DRAFT, deed="BAST-03/2014/v1")
    assert refused(book(DRAFT, other), SupersedeDeed(deed=NO, on=ON, by=other.deed)).code == "deed.not-replaced"


def test_what_was_undone_is_as_before_and_a_replaced_version_stays_while_the_later_one_stands() -> None:
    given = book(DRAFT, SUBMIT, SIGN)
    before = state(given)
    given.record(POST)
    given.reverse(4, on=ON, reason="salah catat")
    assert state(given) == before
    given.record(draft_of(SECOND))
    given.record(SupersedeDeed(deed=NO, on=ON, by=SECOND.no))
    with pytest.raises(IrmanError) as refusal:
        given.reverse(7, on=ON, reason="salah catat")
    assert refusal.value.code == "reversal.dependents"


def test_a_signature_and_a_hash_must_be_what_they_say() -> None:
    with pytest.raises(IrmanError):
        SignDeed(deed=NO, on=ON, sha256="ABC", signatures=SIGN.signatures)
    with pytest.raises(IrmanError):
        replace(SIGN, signatures=(replace(SIGN.signatures[0], role="guest"),))  # type: ignore[arg-type]  # on purpose
