"""New files for exports: never over another one, for their owner's eyes only."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from irman_ledger.adapters.refusals import ExportExistsError

__all__ = ["new_file"]


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file that was not there, to be written; removed again where the writing fails.

    Raises
    ------
    ExportExistsError
        ``export.exists``: a file, a folder or a link of that name.
    """
    try:
        # O_EXCL follows no link either.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except FileExistsError:
        raise ExportExistsError(field="path", path=str(path)) from None
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
    except BaseException:
        path.unlink(missing_ok=True)
        raise
