"""How deeds are booked: not at all; what they hand over is brought in by `irman_ledger.coop.procedures.post_deed`."""

from __future__ import annotations

from typing import assert_never

from irman_ledger.coop.programme.events import (
    DeedDrafted,
    DeedEvent,
    DeedPosted,
    DeedRejected,
    DeedSigned,
    DeedSubmitted,
    DeedSuperseded,
)
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.journal import Entry


def entry_for(event: DeedEvent, bylaws: Bylaws) -> Entry | None:  # noqa: ARG001  # the shape of every module
    """A deed is a paper: each thing on it has a record and an entry of its own."""
    match event:
        case DeedDrafted() | DeedSubmitted() | DeedSigned() | DeedPosted() | DeedRejected() | DeedSuperseded():
            return None
        case _:
            assert_never(event)
