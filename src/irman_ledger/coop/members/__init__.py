"""Members: calon, anggota, keluar, each from a day on; groups (kelompok) and districts (kecamatan) with their dates."""

from __future__ import annotations

from irman_ledger.coop.members.commands import (
    AdmitMember,
    AmendGroup,
    AmendMember,
    EndMembership,
    RegisterCandidate,
    RegisterGroup,
    TakeOverMember,
)
from irman_ledger.coop.members.events import (
    CandidateRegistered,
    GroupAmended,
    GroupRegistered,
    MemberAdmitted,
    MemberAmended,
    MembershipEnded,
    MemberTakenOver,
)
from irman_ledger.coop.members.posting import entry_for
from irman_ledger.coop.members.refusals import (
    AlreadyAdmittedError,
    AlreadyLeftError,
    GroupExistsError,
    HistoryFullError,
    HoldingsRemainError,
    MemberExistsError,
    MemberInputError,
    MembersTermsError,
    NameRequiredError,
    NothingToAmendError,
    OutOfOrderError,
    PrivateInputError,
    UnknownGroupError,
    UnknownMemberError,
)
from irman_ledger.coop.members.rules import consult, decide
from irman_ledger.coop.members.state import GroupState, MemberState, evolve, index, standing
from irman_ledger.core.protocols import Module

__all__ = [
    "MODULE",
    "MemberState",
    "GroupState",
    "RegisterGroup",
    "AmendGroup",
    "RegisterCandidate",
    "AdmitMember",
    "AmendMember",
    "EndMembership",
    "TakeOverMember",
    "GroupRegistered",
    "GroupAmended",
    "CandidateRegistered",
    "MemberAdmitted",
    "MemberAmended",
    "MembershipEnded",
    "MemberTakenOver",
    "AlreadyAdmittedError",
    "AlreadyLeftError",
    "GroupExistsError",
    "HistoryFullError",
    "HoldingsRemainError",
    "MemberExistsError",
    "MemberInputError",
    "MembersTermsError",
    "NameRequiredError",
    "NothingToAmendError",
    "OutOfOrderError",
    "PrivateInputError",
    "UnknownGroupError",
    "UnknownMemberError",
]

MODULE = Module(
    name="members",
    commands=(AdmitMember, AmendMember, EndMembership, RegisterCandidate, TakeOverMember, RegisterGroup, AmendGroup),
    events=(MemberAdmitted, MemberAmended, MembershipEnded, CandidateRegistered, MemberTakenOver, GroupRegistered, GroupAmended),
    subject_kinds={"member": MemberState, "group": GroupState},
    consult=consult,
    decide=decide,
    evolve=evolve,
    entry_for=entry_for,
    index=index,
    standing=standing,
    commutes=frozenset({MemberAmended.kind, GroupAmended.kind}),
)
