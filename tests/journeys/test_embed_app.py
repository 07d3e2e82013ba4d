"""An app's own rows and the ledger's records commit together or not at all."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from irman_ledger import Book, idr
from irman_ledger.books import prepare_engine

RUN = Path(__file__).resolve().parents[2] / "examples" / "embed_app" / "run.py"


class AppFailedError(Exception):
    """The app's own trouble, after the ledger has recorded."""


@pytest.fixture(scope="module")
def app() -> dict[str, Any]:
    return runpy.run_path(str(RUN))


@pytest.fixture
def engine(database_url: str) -> Iterator[sa.Engine]:
    made = sa.create_engine(database_url)
    prepare_engine(made)
    yield made
    made.dispose()


def test_the_app_keeps_one_repayment_of_three(
    app: dict[str, Any], engine: sa.Engine, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert app["main"](database_url) == 0
    assert capsys.readouterr().out == (
        "ditolak: pembayaran melebihi kewajiban pinjaman PJ-001 sebesar Rp6.840.000\n"
        "pesan keluar: loan.repaid; sisa pinjaman PJ-001: Rp1.800.000; catatan buku: 5\n"
    )
    book = Book.open(engine)
    with Session(engine) as session:
        sent = session.scalars(sa.select(app["Outbox"].seq)).all()
    with book.read() as view:
        assert [view.record(seq).kind for seq in sent] == ["loan.repaid"]
    assert book.verify().ok


def test_an_app_that_fails_after_the_repayment_leaves_neither_row_nor_record(
    app: dict[str, Any], engine: sa.Engine, database_url: str
) -> None:
    app["main"](database_url)
    book = Book.open(engine)
    before = (book.size, book.root())
    with pytest.raises(AppFailedError):
        _repay_and_fail(app, book, engine)
    with Session(engine) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(app["Outbox"])) == 1
    assert (book.size, book.root()) == before
    assert book.verify().ok


def test_the_same_key_in_another_transaction_pays_once(app: dict[str, Any], engine: sa.Engine, database_url: str) -> None:
    app["main"](database_url)
    book = Book.open(engine)
    for _ in range(2):
        with Session(engine) as session, session.begin():
            app["repay"](book, session, idr(240_000), "k8")
    with book.read() as view:
        assert view.loans.get("PJ-001").outstanding == idr(1_600_000)
    with Session(engine) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(app["Outbox"])) == 2


def _repay_and_fail(app: dict[str, Any], book: Book, engine: sa.Engine) -> None:
    with Session(engine) as session, session.begin():
        app["repay"](book, session, idr(240_000), "k7")
        session.flush()
        raise AppFailedError
