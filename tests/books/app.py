"""A small application of its own beside the books: tables, sessions and migrations that know nothing of the library's."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

from irman_ledger import Book
from irman_ledger.books import prepare_engine
from tests.books.kit import clock_at, with_savers


class Base(DeclarativeBase):
    """The application's tables."""


class Outbox(Base):
    """What the application tells others."""

    __tablename__ = "outbox"
    id: Mapped[int] = mapped_column(primary_key=True)
    topic: Mapped[str] = mapped_column(unique=True)
    seq: Mapped[int | None]


class App:
    """An application with its own engine, on which a book lives too."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = sa.create_engine(url)
        prepare_engine(self.engine)
        Base.metadata.create_all(self.engine)
        with_savers(url).close()
        self.book = Book.open(self.engine, clock=clock_at())
        self.sessions = sessionmaker(self.engine)

    def topics(self) -> list[str]:
        """What stands in the outbox."""
        with self.sessions() as session:
            return list(session.scalars(sa.select(Outbox.topic).order_by(Outbox.id)))

    def work(self, way: str, action: Callable[[Any, Callable[[str], None]], Any]) -> Any:
        """Run ``action(within, tell)`` in one transaction of the application, by a connection, a session or an async session."""
        if way == "connection":
            with self.engine.begin() as connection:
                return action(connection, lambda topic: _insert(connection, topic))
        if way == "session":
            with self.sessions.begin() as session:
                return action(session, lambda topic: _add(session, topic))
        return asyncio.run(self._work_async(action))

    async def _work_async(self, action: Callable[[Any, Callable[[str], None]], Any]) -> Any:
        with self.asynchronous() as engine:
            try:
                async with AsyncSession(engine) as session, session.begin():
                    return await session.run_sync(lambda inner: action(inner, lambda topic: _add(inner, topic)))
            finally:
                await engine.dispose()

    @contextmanager
    def asynchronous(self) -> Iterator[AsyncEngine]:
        """An async engine on the same database."""
        engine = create_async_engine(self.url.replace("sqlite:", "sqlite+aiosqlite:"))
        prepare_engine(engine)
        yield engine

    def close(self) -> None:
        """Give back all connections."""
        self.book.close()
        self.engine.dispose()


def _insert(connection: sa.Connection, topic: str) -> None:
    connection.execute(sa.insert(Outbox).values(topic=topic))


def _add(session: Session, topic: str) -> None:
    session.add(Outbox(topic=topic))
    session.flush()
