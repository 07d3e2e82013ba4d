"""Mutual guarantee (tanggung renteng): meetings of a group, its fund, and what it paid for its members."""

from __future__ import annotations

from irman_ledger.coop.members.mutual.commands import (
    CoverMember,
    ForgiveCover,
    HoldMeeting,
    PayIntoGroupFund,
    PayOutOfGroupFund,
    RepayCover,
)
from irman_ledger.coop.members.mutual.events import (
    Attendance,
    CoverForgiven,
    CoverRepaid,
    GroupFundPaidIn,
    GroupFundPaidOut,
    MeetingHeld,
    MeetingRow,
    MemberCovered,
    MutualEvent,
)
from irman_ledger.coop.members.mutual.policy import MutualPolicy
from irman_ledger.coop.members.mutual.state import CoverState

__all__ = [
    "HoldMeeting",
    "PayIntoGroupFund",
    "PayOutOfGroupFund",
    "CoverMember",
    "RepayCover",
    "ForgiveCover",
    "MeetingHeld",
    "GroupFundPaidIn",
    "GroupFundPaidOut",
    "MemberCovered",
    "CoverRepaid",
    "CoverForgiven",
    "MutualEvent",
    "Attendance",
    "MeetingRow",
    "MutualPolicy",
    "CoverState",
]
