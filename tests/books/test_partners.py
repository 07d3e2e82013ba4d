"""Partners of a programme: who they are and whether they still are, on both databases."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from irman_ledger import Book
from irman_ledger.coop.partners import AssessPartner, DropPartner, EnrolPartner, PartnerState, ResumePartner
from irman_ledger.core.evidence.private import Private
from irman_ledger.errors import IrmanError
from tests.books.kit import counter, day, every_row, nothing_changes, with_savers

HOUSEHOLD = "rumah kayu, empat jiwa, tanpa perahu"
ENROLLED = EnrolPartner(
    partner="A-001", on=day("4-2"), business="rumput laut", eligible=True, assessed_on=day("3-20"), facts=HOUSEHOLD, deed="BAST-01/2014"
)


def partner(book: Book, no: str = "A-001") -> PartnerState:
    with book.read() as view:
        row = view.reader.subject(f"partner:{no}")
    assert row is not None
    assert isinstance(row.state, PartnerState)
    return row.state


def test_what_is_known_of_a_partner_is_known_from_its_day_on(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(ENROLLED, key="enrolled")
    desk.record(AssessPartner(partner="A-001", on=day("9-1"), eligible=False), key="assessed")
    desk.record(DropPartner(partner="A-001", on=day("10-1"), reason="independent"), key="dropped")
    desk.record(ResumePartner(partner="A-001", on=day("12-1")), key="resumed")
    known = partner(book)
    days = ["4-1", "4-2", "9-1", "10-1", "11-30", "12-1"]
    assert [known.is_listed(day(on)) for on in days] == [False, True, True, False, False, True]
    assert [known.is_eligible(day(on)) for on in days] == [True, True, False, False, False, False]
    assert book.verify().ok


def test_what_was_found_at_the_household_is_erased_with_the_member(database_url: str) -> None:
    book = with_savers(database_url)
    counter(book).record(ENROLLED, key="enrolled")
    rows = every_row(book)
    assert [table for table, found in rows.items() if any(HOUSEHOLD in row for row in found)] == ["irman_private"]
    assert book.erase("A-001") == 2
    assert not any(HOUSEHOLD in row for found in every_row(book).values() for row in found)
    assert book.verify().ok


def test_a_personal_fact_is_never_a_text() -> None:
    assert isinstance(ENROLLED.facts, Private)


def test_an_enrolment_is_undone_by_its_reversal(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(ENROLLED, key="enrolled")
    dropped = desk.record(DropPartner(partner="A-001", on=day("5-1"), reason="moved"), key="dropped")
    desk.reverse(dropped.seq, on=day("5-2"), reason="salah orang", key="undone")
    assert partner(book).is_listed(day("5-2"))


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (ENROLLED, "partner.exists"),
        (EnrolPartner(partner="A-9", on=day("4-2"), business="bata", eligible=True, assessed_on=day("4-2")), "subject.unknown"),
        (AssessPartner(partner="A-002", on=day("4-3"), eligible=True), "partner.unknown"),
        (AssessPartner(partner="A-001", on=day("4-1"), eligible=True), "partner.date"),
        (ResumePartner(partner="A-001", on=day("4-3")), "partner.not-dropped"),
    ],
)
def test_what_cannot_be_is_refused(database_url: str, command: Any, code: str) -> None:
    book = with_savers(database_url)
    counter(book).record(ENROLLED, key="enrolled")
    with nothing_changes(book), pytest.raises(IrmanError) as refusal:
        counter(book).record(command, key="wrong")
    assert refusal.value.code == code
    assert refusal.value.message("id")


def test_who_is_off_the_list_is_not_assessed(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(ENROLLED, key="enrolled")
    desk.record(DropPartner(partner="A-001", on=day("5-1"), reason="moved"), key="dropped")
    for command in (
        AssessPartner(partner="A-001", on=day("5-2"), eligible=True),
        DropPartner(partner="A-001", on=day("5-2"), reason="died"),
    ):
        with pytest.raises(IrmanError) as refusal:
            desk.record(command, key="wrong")
        assert (refusal.value.code, refusal.value.message("id")) == ("partner.dropped", "mitra A-001 sudah keluar sejak 2014-05-01")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"business": " "}, "business"),
        ({"eligible": "ya"}, "eligible"),
        ({"assessed_on": date(2014, 4, 3)}, "assessed_on"),
        ({"partner": ""}, "partner"),
    ],
)
def test_a_value_that_cannot_be_names_its_field(wrong: dict[str, Any], field: str) -> None:
    terms: dict[str, Any] = {"partner": "A-001", "on": day("4-2"), "business": "bata", "eligible": True, "assessed_on": day("4-2")}
    with pytest.raises(IrmanError) as refusal:
        EnrolPartner(**{**terms, **wrong})
    assert refusal.value.field == field
