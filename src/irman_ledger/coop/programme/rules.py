"""What is allowed with deeds."""

from __future__ import annotations

from typing import assert_never

from irman_ledger.coop.programme.commands import DeedCommand, DraftDeed, PostDeed, RejectDeed, SignDeed, SubmitDeed, SupersedeDeed
from irman_ledger.coop.programme.events import (
    DeedDrafted,
    DeedEvent,
    DeedPosted,
    DeedRejected,
    DeedSigned,
    DeedSubmitted,
    DeedSuperseded,
)
from irman_ledger.coop.programme.fitness import SIGNERS
from irman_ledger.coop.programme.refusals import (
    DeedChangedError,
    DeedExistsError,
    DeedNotReadyError,
    DeedStatusError,
    NotReplacedByError,
    SignaturesMissingError,
    SupersededOpenError,
    UnknownDeedError,
)
from irman_ledger.coop.programme.state import DeedState, DeedStatus
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Ask, Facts, StateOf
from irman_ledger.core.money import CurrencyMismatchError
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError


def consult(command: DeedCommand, state: DeedState | None, bylaws: Bylaws) -> tuple[Ask, ...]:  # noqa: ARG001  # the shape of every module
    """The deed on the other side of a replacement."""
    match command:
        case DraftDeed():
            return () if command.supersedes is None else (_other(command.supersedes),)
        case SupersedeDeed():
            return (_other(command.by),)
        case PostDeed():
            return () if state is None or state.supersedes is None else (_other(state.supersedes),)
        case SubmitDeed() | SignDeed() | RejectDeed():
            return ()
        case _:
            assert_never(command)


def decide(command: DeedCommand, state: DeedState | None, facts: Facts, bylaws: Bylaws) -> DeedEvent:  # noqa: ARG001  # the same
    """The event, or a refusal."""
    match command:
        case DraftDeed():
            return _draft(command, state, facts)
        case SubmitDeed():
            _standing(command, state, "draft")
            return DeedSubmitted(deed=command.deed, on=command.on)
        case SignDeed():
            return _sign(command, state)
        case PostDeed():
            return _post(command, state, facts)
        case RejectDeed():
            _standing(command, state, "draft", "submitted")
            return DeedRejected(deed=command.deed, on=command.on, reason=command.reason)
        case SupersedeDeed():
            return _supersede(command, state, facts)
        case _:
            assert_never(command)


def _draft(command: DraftDeed, state: DeedState | None, facts: Facts) -> DeedDrafted:
    if state is not None:
        _check_content(command, state)
        raise DeedExistsError(field="deed", deed=command.deed)
    for amount in (command.gross, command.owed, *(one.amount for one in command.totals)):
        if amount.currency != facts.currency:
            raise CurrencyMismatchError(field="totals", left=facts.currency, right=amount.currency, value=amount)
    if command.supersedes is not None and facts.state(_other(command.supersedes)) is None:
        raise UnknownDeedError(field="supersedes", subject=command.supersedes)
    return DeedDrafted(
        deed=command.deed,
        on=command.on,
        sha256=command.sha256,
        totals=command.totals,
        gross=command.gross,
        owed=command.owed,
        gaps=command.gaps,
        supersedes=command.supersedes,
    )


def _sign(command: SignDeed, state: DeedState | None) -> DeedSigned:
    found = _standing(command, state, "submitted")
    _check_content(command, found)
    if found.gap is not None:
        raise DeedNotReadyError(field="deed", deed=found.no, gap=found.gap)
    there = {one.role for one in command.signatures}
    for role in SIGNERS:
        if role not in there:
            raise SignaturesMissingError(field="signatures", deed=found.no, missing=role)
    return DeedSigned(deed=command.deed, on=command.on, sha256=command.sha256, signatures=command.signatures)


def _post(command: PostDeed, state: DeedState | None, facts: Facts) -> DeedPosted:
    found = _standing(command, state, "signed")
    _check_content(command, found)
    if found.supersedes is not None:
        older: DeedState | None = facts.state(_other(found.supersedes))  # None: its draft was undone
        if older is not None and older.status not in ("superseded", "rejected"):
            raise SupersededOpenError(field="deed", deed=found.no, older=older.no, status=older.status)
    return DeedPosted(deed=command.deed, on=command.on, sha256=command.sha256)


def _supersede(command: SupersedeDeed, state: DeedState | None, facts: Facts) -> DeedSuperseded:
    _standing(command, state, "draft", "submitted", "signed")
    later: DeedState | None = facts.state(_other(command.by))
    if later is None:
        raise UnknownDeedError(field="by", subject=command.by)
    if later.supersedes != command.deed:
        raise NotReplacedByError(field="by", by=command.by, deed=command.deed)
    return DeedSuperseded(deed=command.deed, on=command.on, by=command.by)


def _other(deed: str) -> StateOf:
    return StateOf(Subject("deed", deed))


def _standing(command: DeedCommand, state: DeedState | None, *wanted: DeedStatus) -> DeedState:
    if state is None:
        raise UnknownDeedError(field="deed", subject=command.deed)
    if command.on < state.opened_on:
        raise InvalidInputError(field="on", value=command.on, reason=f"is before {state.opened_on}, when deed {state.no} was drafted")
    if state.status not in wanted:
        raise DeedStatusError(field="deed", deed=state.no, status=state.status, wanted=" / ".join(wanted))
    return state


def _check_content(command: DraftDeed | SignDeed | PostDeed, state: DeedState) -> None:
    if command.sha256 != state.sha256:
        raise DeedChangedError(field="sha256", deed=state.no, found=command.sha256[:16], wanted=state.sha256[:16])
