"""What is erased is gone: from the book, from its files, and from the reach of somebody who guesses names."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from irman_ledger import Book, Month
from irman_ledger.coop.loans import DisburseLoan
from irman_ledger.coop.members import AdmitMember, AmendMember
from irman_ledger.coop.savings import OpenSavings
from irman_ledger.core.money import idr
from irman_ledger.reports import balance_sheet, trial_balance
from tests.books.kit import counter, day, deposit, every_row, new_book, refused
from tests.postgres import ENV_URL, PostgresServer, libpq_url

NAME, OLD_NAME, IDENTITY, PHONE = "Ballo Daeng Kanang", "Ballo Daeng Kiri", "7303011204680077", "0812-4455-0077"
SECRETS = [NAME, OLD_NAME, IDENTITY, PHONE]
KEPT = "Tetap Daeng Tinggal"
GUESSES = [*SECRETS, "Daeng Sija", "Ballo Daeng Kanak", "Budi", "7303011204680078"]
DOMAIN = b"irman/private/v1\0"


def written(url: str) -> Book:
    """A book in which a member with a name was admitted, amended, lent to, and stood among others."""
    book = new_book(url)
    desk = counter(book)
    desk.record(AdmitMember(member="A-001", name=OLD_NAME, identity=IDENTITY, phone=PHONE, on=day("4-1")), key="1")
    desk.record(AdmitMember(member="A-002", name=KEPT, on=day("4-1")), key="2")
    desk.record(AmendMember(member="A-001", name=NAME, on=day("4-2")), key="3")
    for no in ("001", "002"):
        desk.record(OpenSavings(account=f"SS-{no}", member=f"A-{no}", product="SUKARELA", on=day("4-2")), key=f"s{no}")
    desk.record(deposit(3_000_000), key="d")
    desk.record(
        DisburseLoan(loan="PJ-001", member="A-001", product="REGULER", on=day("4-10"), principal=idr(2_000_000), instalments=10), key="l"
    )
    return book


def commitments(book: Book) -> list[bytes]:
    """What everybody who holds a copy of the log knows of A-001."""
    with book.engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT commitment FROM irman_private WHERE subject = 'member:A-001'"))
        return [bytes(row[0]) for row in rows]


def attack(contents: list[bytes], known: list[bytes]) -> set[str]:
    """The guesses that an attacker can confirm from the bytes of all files.

    By the value in plain sight, by a hash without salt, or by a salt that is still lying somewhere.
    """
    confirmed = {guess for guess in GUESSES for content in contents if guess.encode() in content or guess.encode("utf-16-le") in content}
    wanted = set(known)
    for guess in GUESSES:
        plain = (guess.encode(), DOMAIN + guess.encode(), DOMAIN + bytes(32) + guess.encode())
        if any(sha256(text).digest() in wanted for text in plain):
            confirmed.add(guess)
    for content in contents:
        for start in range(len(content) - 31):
            salt = content[start : start + 32]
            if salt.count(0) < 8:
                begun = sha256(DOMAIN + salt)
                for guess in (NAME, IDENTITY):
                    tried = begun.copy()
                    tried.update(guess.encode())
                    if tried.digest() in wanted:
                        confirmed.add(guess)
    return confirmed


# ---------------------------------------------------------------- what the book shows


def test_root_statements_and_verification_are_what_they_were(database_url: str) -> None:
    book = written(database_url)

    def papers() -> list[str]:
        return [paper(book, as_of=Month(2014, 4)).text(lang="id") for paper in (balance_sheet, trial_balance)]

    before = (book.root(), book.size, papers(), [record.leaf for record in book.records()], book.balances(as_of=Month(2014, 4)))
    assert book.verify().ok
    assert book.erase("A-001") == 4
    assert (book.root(), book.size, papers(), [record.leaf for record in book.records()], book.balances(as_of=Month(2014, 4))) == before
    assert book.verify().ok
    assert Book.open(database_url).verify().ok


def test_nobody_can_read_an_erased_name_and_the_others_are_still_there(database_url: str) -> None:
    book = written(database_url)
    book.erase("A-001")
    with book.read() as view:
        assert view.members.get("A-001").name.value is None
        assert view.members.get("A-002").name.value == KEPT
        assert [member.name.value for member in view.members.all()] == [None, KEPT]
        assert view.private(view.event(view.record(1)).name).value is None  # type: ignore[attr-defined]
    rows = every_row(book)
    assert not [row for table in rows.values() for row in table if any(secret in row for secret in SECRETS)]
    assert len(rows["irman_private"]) == 5


def test_erasing_twice_erases_nothing_more_and_a_wrong_number_erases_nothing(database_url: str) -> None:
    book = written(database_url)
    assert [book.erase("A-009"), book.erase("A-001"), book.erase("A-001")] == [0, 4, 0]
    with refused("code.malformed", book):
        book.erase("")


def test_a_book_goes_on_after_an_erasure(database_url: str) -> None:
    book = written(database_url)
    book.erase("A-001")
    desk = counter(book)
    desk.record(deposit(1_000, "4-11"), key="after")
    desk.record(AmendMember(member="A-001", phone="0811", on=day("4-12")), key="phone")
    assert desk.reverse(9, on=day("4-13"), reason="batal", key="x").seq == 10
    assert book.verify().ok


def test_no_name_enters_what_is_hashed(database_url: str) -> None:
    book = written(database_url)
    for record in book.records():
        everything = repr(record)
        assert not [secret for secret in [*SECRETS, KEPT] if secret in everything]


def test_no_refusal_shows_a_name(database_url: str) -> None:
    book = written(database_url)
    with refused("member.already-admitted") as held:
        counter(book).record(AdmitMember(member="A-001", name=NAME, on=day("4-3")), key="9")
    with refused("key.reused") as again:
        counter(book).record(AdmitMember(member="A-003", name=NAME, on=day("4-3")), key="1")
    for error in (held[0], again[0]):
        assert NAME not in repr(error) + error.message("id") + repr(error.details)


# ---------------------------------------------------------------- what the files hold


def test_a_dictionary_finds_nothing_in_the_files_of_sqlite(tmp_path: Path) -> None:
    book = written(f"sqlite:///{(tmp_path / 'book.db').as_posix()}")
    known = commitments(book)

    def contents() -> list[bytes]:
        """Through another process: opening the file here would drop SQLite's lock on it."""
        return [subprocess.run(["cat", str(path)], capture_output=True, check=True).stdout for path in sorted(tmp_path.iterdir())]

    assert attack(contents(), known) == set(SECRETS)
    assert book.erase("A-001") == 4
    assert (tmp_path / "book.db-wal").stat().st_size == 0
    assert attack(contents(), known) == set()
    assert KEPT.encode() in b"".join(contents())
    book.close()
    assert attack(contents(), known) == set()


@pytest.fixture
def server_files(postgres_server: PostgresServer, postgres_url: str) -> tuple[str, Callable[[bool], list[bytes]]]:
    """A database and what reads its files: those of the database, and those of the server with its write-ahead log."""
    if postgres_server.origin == ENV_URL:
        pytest.skip("a server that somebody else uses keeps its settings")
    with psycopg.connect(libpq_url(postgres_url), autocommit=True) as connection:
        [folder] = connection.execute("SHOW data_directory").fetchone() or ("",)
        [oid] = connection.execute("SELECT oid FROM pg_database WHERE datname = current_database()").fetchone() or (0,)
    if not Path(folder).is_dir():
        pytest.skip("the server's files are not on this machine")

    def contents(whole_server: bool) -> list[bytes]:
        place = Path(folder) if whole_server else Path(folder) / "base" / str(oid)
        return [path.read_bytes() for path in sorted(place.rglob("*")) if path.is_file()]

    return postgres_url, contents


def test_a_dictionary_finds_nothing_in_the_files_of_postgresql(server_files: tuple[str, Callable[[bool], list[bytes]]]) -> None:
    url, contents = server_files
    book = written(url)
    known = commitments(book)
    with psycopg.connect(libpq_url(url), autocommit=True) as connection:
        connection.execute("ANALYZE")
        connection.execute("CHECKPOINT")
        assert _in_plain_sight(contents(False)) == set(SECRETS)
        assert book.erase("A-001") == 4
        for statement in ("VACUUM FULL irman_private", "CHECKPOINT"):
            connection.execute(statement)
        assert _in_plain_sight(contents(False)) == set()
        own = [content for content in contents(False) if any(commitment in content for commitment in known)]
        assert attack(own, known) == set()
        assert _in_plain_sight(contents(True)) == set(SECRETS)
        _renew_the_write_ahead_log(connection)
        assert _in_plain_sight(contents(True)) == set()
    assert book.verify().ok


def _in_plain_sight(contents: list[bytes]) -> set[str]:
    return {secret for secret in SECRETS for content in contents if secret.encode() in content}


def _renew_the_write_ahead_log(connection: psycopg.Connection) -> None:
    """What the guide tells a superuser to do."""
    connection.execute("ALTER SYSTEM SET wal_recycle = off")
    connection.execute("SELECT pg_reload_conf()")
    [segments] = connection.execute("SELECT count(*) FROM pg_ls_waldir()").fetchone() or (0,)
    for _ in range(segments + 1):
        connection.execute("SELECT pg_logical_emit_message(false, 'irman', '')")
        connection.execute("SELECT pg_switch_wal()")
    connection.execute("CHECKPOINT")
    connection.execute("ALTER SYSTEM RESET wal_recycle")
    connection.execute("SELECT pg_reload_conf()")
