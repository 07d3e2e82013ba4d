"""What the assets module does at the end of a month: it depreciates, then lets grants become own by months."""

from __future__ import annotations

from typing import Final

from irman_ledger.coop.assets.commands import DepreciateAsset
from irman_ledger.coop.assets.life_commands import VestAsset
from irman_ledger.coop.assets.refusals import NothingToDepreciateError, NothingToVestError
from irman_ledger.coop.assets.state import AssetState
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.core.protocols import MonthEndStep


def _depreciation(no: str, state: AssetState, _bylaws: Bylaws, month: Month) -> DepreciateAsset | None:
    if state.plan is None or state.plan.begins_on > month.last_day:
        return None
    return DepreciateAsset(asset=no, on=month.last_day)


def _vesting(no: str, state: AssetState, _bylaws: Bylaws, month: Month) -> VestAsset | None:
    if state.vests_months is None or state.met_on is not None or state.opened_on > month.last_day:
        return None
    return VestAsset(asset=no, on=month.last_day)


MONTH_END: Final = (
    MonthEndStep(
        name="depreciation",
        label=Label("Penyusutan aset", "Depreciation of assets"),
        subject_kind="asset",
        command=_depreciation,
        nothing=frozenset({NothingToDepreciateError.code}),
    ),
    MonthEndStep(
        name="vesting",
        label=Label("Hibah menjadi hak", "Grants that vest"),
        subject_kind="asset",
        command=_vesting,
        nothing=frozenset({NothingToVestError.code}),
    ),
)
