"""Partners of a programme on a day: who they are, where, and whether they still are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from irman_ledger.coop.members.state import standing
from irman_ledger.coop.partners import PartnerState
from irman_ledger.core.evidence.private import Private

if TYPE_CHECKING:
    from irman_ledger.books.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPartner:
    """A partner who was enrolled by a day, with the group and district of the member on it."""

    state: PartnerState
    name: Private
    group: str | None
    district: str | None


def partners_on(view: View, day: date) -> tuple[ListedPartner, ...]:
    """Everybody who was enrolled by a day, those off the list included, by district, group and number."""
    rows = view.reader.subjects_of_kind("partner", includes_closed=True)
    states = {row.state.no: row.state for row in rows if row.state is not None and row.state.opened_on <= day}
    members = {row.state.no: row.state for row in view.reader.subjects(sorted(f"member:{no}" for no in states))}
    names = view.members.names(states)
    places = {no: standing(member, day) for no, member in members.items()}
    groups = {
        row.state.no: row.state for row in view.reader.subjects(sorted({f"group:{one.group}" for one in places.values() if one.group}))
    }
    found = []
    for no, state in states.items():
        group = places[no].group
        district = groups[group].district_on(day) if group in groups else places[no].district
        found.append(ListedPartner(state=state, name=names[no], group=group, district=district))
    return tuple(sorted(found, key=lambda one: (one.district or "", one.group or "", one.state.no)))
