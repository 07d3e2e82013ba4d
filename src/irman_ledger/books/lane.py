"""A connection and, beside it, a thread that loads rows on it while its owner does something else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any


class Lane:
    """One connection for an owner and a loader in turn: whoever wants it next waits for the other.

    The loader is a thread of its own, made when it is first needed.
    """

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._thread: ThreadPoolExecutor | None = None
        self._loading: Future[None] | None = None

    @property
    def connection(self) -> Any:
        """The connection, once nothing is being loaded on it; what went wrong there is raised here."""
        if self._loading is not None:
            loading, self._loading = self._loading, None
            loading.result()
        return self._connection

    def start(self, load: Callable[[Any, Sequence[Any]], None], batches: Sequence[Any]) -> None:
        """Load, after what was started before; the batches are the loader's from now on."""
        connection = self.connection
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="irman-load")
        self._loading = self._thread.submit(load, connection, batches)

    def leave(self) -> Any:
        """End the thread, once what it loads is done, and give the connection; whether that went well is not asked any more."""
        thread, self._thread, self._loading = self._thread, None, None
        if thread is not None:
            thread.shutdown()
        return self._connection


def is_shareable(connection: Any) -> bool:
    """Whether a driver lets another thread than the one that made it use this connection, as SQLite's may forbid."""
    with ThreadPoolExecutor(1, thread_name_prefix="irman-load") as thread:
        return thread.submit(connection.cursor).exception() is None
