"""What is paid for the use of an asset: the policy ``asset_use`` of the bylaws."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from irman_ledger.coop.assets.care_commands import ChargeUse
from irman_ledger.coop.assets.care_events import UseCharged
from irman_ledger.coop.assets.refusals import UsePolicyError
from irman_ledger.coop.assets.state import AssetState
from irman_ledger.core.account import AccountKind
from irman_ledger.core.bylaws import Bylaws, MissingPolicyError

NAME: Final = "asset_use"

_ACCOUNTS: Final[Mapping[str, AccountKind]] = {
    "rent": AccountKind.INCOME,
    "profit_share": AccountKind.INCOME,
    "benevolent": AccountKind.LIABILITY,
}


def parse(terms: Mapping[str, object], bylaws: Bylaws) -> Mapping[str, str]:
    """The accounts of ``rent``, ``profit_share`` and ``benevolent``, read strictly.

    Raises
    ------
    UsePolicyError
        ``bylaws.asset-use``
    """
    for key, value in terms.items():
        if key not in _ACCOUNTS:
            raise UsePolicyError(field=key, value=value, reason=f"is not known here; known are {', '.join(_ACCOUNTS)}")
    return {key: _account(key, terms.get(key), bylaws) for key in _ACCOUNTS}


def charge_use(command: ChargeUse, state: AssetState, bylaws: Bylaws) -> UseCharged:
    """The cash and where it belongs."""
    policy = bylaws.policy(NAME, parse)
    if policy is None:
        raise MissingPolicyError(field="policies", policy=NAME, value=NAME)
    role = "benevolent" if command.is_benevolent else "rent" if command.use == "rent" else "profit_share"
    return UseCharged(
        asset=state.no,
        on=command.on,
        use=command.use,
        amount=command.amount,
        account=policy[role],
        box=bylaws.box(command.settle).code,
        fund=state.fund,
    )


def _account(key: str, code: object, bylaws: Bylaws) -> str:
    kind = _ACCOUNTS[key]
    if not isinstance(code, str) or code not in bylaws.chart:
        raise UsePolicyError(field=key, value=code, reason="is not in the chart")
    account = bylaws.chart[code]
    if account.kind is not kind or account.subject_kind is not None or account.owner is not None:
        raise UsePolicyError(field=key, value=code, reason=f"must be an account of kind {kind}, of no module and without subject")
    return code
