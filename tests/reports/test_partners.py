"""The register of partners of a programme."""

from __future__ import annotations

from irman_ledger import Book
from irman_ledger.coop.members import RegisterCandidate
from irman_ledger.coop.partners import AssessPartner, DropPartner, EnrolPartner
from irman_ledger.reports import partners
from tests.books.kit import counter, day, with_savers
from tests.reports.conftest import Golden


def with_partners(url: str) -> Book:
    book = with_savers(url)
    desk = counter(book)
    desk.record(RegisterCandidate(member="A-009", name="Muhammad Ridwan Saputra", on=day("4-2")), key="candidate")
    for no, business, eligible in (("001", "rumput laut", True), ("002", "ikan keliling", True), ("009", "batu bata", False)):
        enrolled = EnrolPartner(partner=f"A-{no}", on=day("4-2"), business=business, eligible=eligible, assessed_on=day("3-20"))
        desk.record(enrolled, key=no)
    desk.record(DropPartner(partner="A-002", on=day("6-1"), reason="independent"), key="dropped")
    desk.record(AssessPartner(partner="A-001", on=day("9-1"), eligible=False), key="assessed")
    return book


def test_the_register_says_who_is_a_partner_and_entitled_on_its_day(database_url: str, golden: Golden) -> None:
    book = with_partners(database_url)
    paper = partners(book, as_of=day("6-30"))
    assert [fact.value for fact in paper.facts] == ["3", "2", "1", "1"]
    golden("partners.id.txt", paper.text("id"))
    golden("partners.en.txt", paper.text("en"))
    later = partners(book, as_of=day("9-1"))
    assert [fact.value for fact in later.facts] == ["3", "2", "1", "0"]
    earlier = partners(book, as_of=day("4-1"))
    assert [fact.value for fact in earlier.facts] == ["0", "0", "0", "0"]
    assert earlier.rows == ()


def test_an_erased_name_is_not_printed(database_url: str) -> None:
    book = with_partners(database_url)
    book.erase("A-001")
    printed = partners(book, as_of=day("6-30")).text("id")
    assert "Daeng 001" not in printed
    assert "(nama dihapus)" in printed
