"""How members are booked: not at all."""

from __future__ import annotations

from irman_ledger.coop.members.events import GroupEvent, MemberEvent
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.journal import Entry


def entry_for(event: MemberEvent | GroupEvent, bylaws: Bylaws) -> Entry | None:  # noqa: ARG001
    """None: a membership is no money; what a member pays or gets back is booked by the shares."""
    return None
