"""Partners (mitra): for whom a programme was made, and whether they still are; kept beside the money, for the donor's report."""

from __future__ import annotations

from irman_ledger.coop.partners.commands import AssessPartner, DropPartner, EnrolPartner, ResumePartner
from irman_ledger.coop.partners.events import PartnerAssessed, PartnerDropped, PartnerEnrolled, PartnerResumed, Reason
from irman_ledger.coop.partners.posting import entry_for
from irman_ledger.coop.partners.refusals import (
    PartnerDateError,
    PartnerDroppedError,
    PartnerExistsError,
    PartnerNotDroppedError,
    PartnerTermsError,
    UnknownPartnerError,
)
from irman_ledger.coop.partners.rules import consult, decide
from irman_ledger.coop.partners.state import Absence, Finding, PartnerState, evolve, index
from irman_ledger.coop.partners.terms import parse as read_product
from irman_ledger.core.protocols import Module

__all__ = [
    # commands
    "EnrolPartner",
    "AssessPartner",
    "DropPartner",
    "ResumePartner",
    # events
    "PartnerEnrolled",
    "PartnerAssessed",
    "PartnerDropped",
    "PartnerResumed",
    "Reason",
    # state
    "PartnerState",
    "Finding",
    "Absence",
    # errors
    "PartnerDateError",
    "PartnerDroppedError",
    "PartnerExistsError",
    "PartnerNotDroppedError",
    "PartnerTermsError",
    "UnknownPartnerError",
    # the door of the module
    "MODULE",
]

MODULE = Module(
    name="partners",
    commands=(EnrolPartner, AssessPartner, DropPartner, ResumePartner),
    events=(PartnerEnrolled, PartnerAssessed, PartnerDropped, PartnerResumed),
    subject_kinds={"partner": PartnerState},
    consult=consult,
    decide=decide,
    evolve=evolve,
    entry_for=entry_for,
    index=index,
    read_product=read_product,
)
