"""An app with a table of its own that writes it and the ledger in one transaction: both are there afterwards, or neither.

python3 examples/embed_app/run.py [URL of an empty database]
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

from irman_ledger import Actor, Book, Bylaws, Money, idr
from irman_ledger.books import prepare_engine
from irman_ledger.coop.loans import DisburseLoan, RepayLoan
from irman_ledger.coop.members import AdmitMember
from irman_ledger.coop.shares import PayShare
from irman_ledger.errors import RefusedError

DAY, TELLER = date(2014, 4, 10), Actor("aplikasi", role="teller")


class Base(DeclarativeBase):
    """The app's own tables."""


class Outbox(Base):
    """What the app still has to tell others."""

    __tablename__ = "outbox"
    id: Mapped[int] = mapped_column(primary_key=True)
    topic: Mapped[str]
    seq: Mapped[int]


def repay(book: Book, session: Session, amount: Money, key: str) -> None:
    """A repayment in the ledger and a message about it, in the transaction of the session."""
    command = RepayLoan(loan="PJ-001", on=date(2014, 5, 10), amount=amount)
    receipt = book.desk(TELLER, within=session).record(command, key=key)
    if not receipt.replayed:  # asked again with the same key: booked before, and told before
        session.add(Outbox(topic="loan.repaid", seq=receipt.seq))


def main(url: str) -> int:
    """One repayment that is kept, one that the app gives up, one that the ledger refuses."""
    engine = sa.create_engine(url)
    prepare_engine(engine)
    Base.metadata.create_all(engine)
    sessions = sessionmaker(engine)
    book = Book.create(engine, Bylaws.sample("ksp"), id="irman", begins_on=date(2014, 4, 1))
    desk = book.desk(TELLER)
    desk.record(AdmitMember(member="A-001", name="Anggota 001", on=DAY), key="k1")
    desk.record(PayShare(member="A-001", product="WAJIB", on=DAY, amount=idr(2_500_000)), key="k2")
    desk.record(DisburseLoan(loan="PJ-001", member="A-001", product="REGULER", on=DAY, principal=idr(2_000_000), instalments=10), key="k3")

    with sessions.begin() as session:
        repay(book, session, idr(240_000), key="k4")
    with sessions() as session:
        repay(book, session, idr(240_000), key="k5")
        session.rollback()
    try:
        with sessions.begin() as session:
            repay(book, session, idr(9_000_000), key="k6")
    except RefusedError as refusal:
        print(f"ditolak: {refusal.message('id')}")

    with sessions() as session, book.read() as view:
        messages, outstanding = session.scalars(sa.select(Outbox.topic)).all(), view.loans.get("PJ-001").outstanding
    print(f"pesan keluar: {', '.join(messages)}; sisa pinjaman PJ-001: {outstanding}; catatan buku: {book.size}")
    book.close()
    return 0 if (len(messages), outstanding) == (1, idr(1_800_000)) else 1


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(main(sys.argv[1]))
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(main(f"sqlite:///{Path(folder) / 'app.db'}"))
