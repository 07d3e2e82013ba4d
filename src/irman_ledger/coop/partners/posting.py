"""How partners are booked: not at all."""

from __future__ import annotations

from typing import assert_never

from irman_ledger.coop.partners.events import PartnerAssessed, PartnerDropped, PartnerEnrolled, PartnerEvent, PartnerResumed
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.journal import Entry


def entry_for(event: PartnerEvent, bylaws: Bylaws) -> Entry | None:  # noqa: ARG001  # the shape of every module
    """Who is a partner moves no money."""
    match event:
        case PartnerEnrolled() | PartnerAssessed() | PartnerDropped() | PartnerResumed():
            return None
        case _:
            assert_never(event)
