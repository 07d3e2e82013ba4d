"""A deed of hand-over is signed (penandatanganan berita acara): drafted and submitted on its day, then signed."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from irman_ledger.coop.procedures.recorder import Recorder
from irman_ledger.coop.programme import Deed, SubmitDeed, check_fit, draft_of, hash_of, signing_of

__all__ = ["sign_deed"]

R = TypeVar("R")


def sign_deed(tx: Recorder[R], deed: Deed, *, on: date, document: str | None = None) -> tuple[R, R, R]:
    """Enter a deed and say that all who stand on it have signed it; asked for twice it is entered once.

    Parameters
    ----------
    on
        The day of signing.
    document
        None: the number of the deed.

    Returns
    -------
    tuple
        What `tx.record` gave for the draft, its submission and the signing.

    Raises
    ------
    TitleMissingError, ConditionMissingError, ConditionIncompleteError, PhysicalConditionMissingError, SignaturesMissingError
        ``deed.title-missing``, ``deed.condition-missing``, ``deed.condition-incomplete``, ``deed.state-missing``,
        ``deed.signatures-missing``
    DeedExistsError, DeedChangedError
        ``deed.exists``, ``deed.changed``: this version is in the book, entered otherwise or with another content.
    """
    check_fit(deed)
    key, paper = hash_of(deed)[:32], document or deed.number
    drafted = tx.record(draft_of(deed), key=f"{key}/draft", document=paper)
    submitted = tx.record(SubmitDeed(deed=deed.no, on=deed.on), key=f"{key}/submit", document=paper)
    return drafted, submitted, tx.record(signing_of(deed, on), key=f"{key}/sign", document=paper)
