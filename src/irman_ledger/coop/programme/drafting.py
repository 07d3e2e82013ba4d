"""What the book keeps of a paper: the commands that a deed makes of itself."""

from __future__ import annotations

from datetime import date
from typing import get_args

from irman_ledger.coop.programme.commands import ITEMS_MAX, DraftDeed, SignDeed
from irman_ledger.coop.programme.deed import Deed, deed_no
from irman_ledger.coop.programme.events import DeedTotal, Signature, TotalBy
from irman_ledger.coop.programme.fitness import gaps
from irman_ledger.coop.programme.reading import hash_of


def draft_of(deed: Deed) -> DraftDeed:
    """The deed by its hash, totals and gaps; names stay on the paper."""
    by_all: tuple[TotalBy, ...] = get_args(TotalBy)
    lacking = [f"{gap.code}:{gap.details.get('line', gap.details.get('stipulation', 'parties'))}"[:64] for gap in gaps(deed)]
    return DraftDeed(
        deed=deed.no,
        on=deed.on,
        sha256=hash_of(deed),
        totals=tuple(DeedTotal(by=by, key=key or "-", amount=amount) for by in by_all for key, amount in deed.totals(by).items()),
        gross=deed.gross,
        owed=deed.owed,
        gaps=tuple(lacking[:ITEMS_MAX]),
        supersedes=None if deed.supersedes is None else deed_no(deed.number, deed.supersedes),
    )


def signing_of(deed: Deed, on: date) -> SignDeed:
    """That all who stand on the paper have signed it."""
    signatures = tuple(Signature(role=one.role, organisation=one.organisation, position=one.position) for one in deed.parties)
    return SignDeed(deed=deed.no, on=on, sha256=hash_of(deed), signatures=signatures[:ITEMS_MAX])
