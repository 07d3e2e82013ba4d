"""The programme that ends (program): the deed of hand-over, by which its assets and debts come to the cooperative."""

from __future__ import annotations

from irman_ledger.coop.programme.commands import DraftDeed, PostDeed, RejectDeed, SignDeed, SubmitDeed, SupersedeDeed
from irman_ledger.coop.programme.deed import (
    Deed,
    DeedGroup,
    DeedLine,
    OpenInstalment,
    Partner,
    Party,
    Stipulation,
    deed_no,
    percent_text,
)
from irman_ledger.coop.programme.drafting import draft_of, signing_of
from irman_ledger.coop.programme.events import (
    DeedDrafted,
    DeedPosted,
    DeedRejected,
    DeedSigned,
    DeedSubmitted,
    DeedSuperseded,
    DeedTotal,
    Signature,
)
from irman_ledger.coop.programme.fitness import check_fit, gaps
from irman_ledger.coop.programme.liability import Liability
from irman_ledger.coop.programme.posting import entry_for
from irman_ledger.coop.programme.reading import canonical, hash_of, read_deed
from irman_ledger.coop.programme.refusals import (
    ConditionIncompleteError,
    ConditionMissingError,
    DeedChangedError,
    DeedExistsError,
    DeedFileError,
    DeedNotReadyError,
    DeedStatusError,
    FairValueError,
    NotReplacedByError,
    OriginSharesError,
    PhysicalConditionMissingError,
    ProgrammeTermsError,
    ReceivableScheduleError,
    SignaturesMissingError,
    SupersededOpenError,
    TitleMissingError,
    UnknownDeedError,
)
from irman_ledger.coop.programme.rules import consult, decide
from irman_ledger.coop.programme.state import DeedState, evolve, index, leaning
from irman_ledger.coop.programme.terms import parse as read_product
from irman_ledger.core.protocols import Module

__all__ = [
    # the paper
    "Deed",
    "Party",
    "Stipulation",
    "DeedGroup",
    "Partner",
    "DeedLine",
    "OpenInstalment",
    "Liability",
    "read_deed",
    "canonical",
    "hash_of",
    "deed_no",
    "percent_text",
    "gaps",
    "check_fit",
    "draft_of",
    "signing_of",
    # commands
    "DraftDeed",
    "SubmitDeed",
    "SignDeed",
    "PostDeed",
    "RejectDeed",
    "SupersedeDeed",
    # events
    "DeedDrafted",
    "DeedSubmitted",
    "DeedSigned",
    "DeedPosted",
    "DeedRejected",
    "DeedSuperseded",
    "DeedTotal",
    "Signature",
    # state
    "DeedState",
    # errors
    "ConditionIncompleteError",
    "ConditionMissingError",
    "DeedChangedError",
    "DeedExistsError",
    "DeedFileError",
    "DeedNotReadyError",
    "DeedStatusError",
    "FairValueError",
    "NotReplacedByError",
    "OriginSharesError",
    "PhysicalConditionMissingError",
    "ProgrammeTermsError",
    "ReceivableScheduleError",
    "SignaturesMissingError",
    "SupersededOpenError",
    "TitleMissingError",
    "UnknownDeedError",
    # the door of the module
    "MODULE",
]

MODULE = Module(
    name="programme",
    commands=(DraftDeed, SubmitDeed, SignDeed, PostDeed, RejectDeed, SupersedeDeed),
    events=(DeedDrafted, DeedSubmitted, DeedSigned, DeedPosted, DeedRejected, DeedSuperseded),
    subject_kinds={"deed": DeedState},
    consult=consult,
    decide=decide,
    evolve=evolve,
    entry_for=entry_for,
    index=index,
    leaning=leaning,
    read_product=read_product,
)
