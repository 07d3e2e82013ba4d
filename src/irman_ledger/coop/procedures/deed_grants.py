"""What stands against the lines of a deed that no register keeps by itself: the capital of their fund, less the debts that come along."""

from __future__ import annotations

from collections.abc import Mapping

from irman_ledger.coop.assets.grants import NAME as GRANTS
from irman_ledger.coop.assets.grants import parse as read_grants
from irman_ledger.coop.procedures.deed_refusals import DebtsExceedError, DeedTitleError, TrustNotOwedError
from irman_ledger.coop.programme import Deed
from irman_ledger.core.bylaws import Bylaws, MissingPolicyError
from irman_ledger.core.journal import GENERAL
from irman_ledger.core.money import Money

__all__ = ["check_titles", "grants_of"]


def check_titles(deed: Deed, bylaws: Bylaws) -> None:
    """Refuse titles that cannot be kept: on condition, or of another, are only things in the register of assets.

    Raises
    ------
    DeedTitleError
        ``deed.title``
    """
    for line in deed.lines:
        if not line.is_posted:
            continue
        bylaws.fund(line.fund)
        if line.is_asset:
            continue
        if line.title not in ("grant", "restricted-grant", "trust"):
            raise DeedTitleError(field="title", line=line.no, title=line.title, reason="needs a thing of the register of assets")
        if line.title == "restricted-grant" and line.fund == GENERAL:
            raise DeedTitleError(field="title", line=line.no, title=line.title, reason="needs a fund of the bylaws")


def grants_of(deed: Deed, bylaws: Bylaws) -> Mapping[tuple[str, str], Money]:
    """What is credited by fund and account.

    What is held in trust stands against debts of the same fund; only in a fund of kind ``trust`` may there be more of it. Debts beyond
    what is held in trust for them lessen the capital of their fund.

    Raises
    ------
    TrustNotOwedError, DebtsExceedError
        ``deed.trust-not-owed``, ``deed.debts-exceed``
    """
    zero = Money.zero(deed.currency)
    given: dict[tuple[str, str], Money] = {}
    trust: dict[str, Money] = {}
    for line in (line for line in deed.lines if line.is_posted and not line.is_asset):
        if line.title == "trust" and not _is_trust(line.fund, bylaws):
            trust[line.fund] = trust.get(line.fund, zero) + line.value
        elif line.value:
            key = (line.fund, _capital(line.fund, bylaws))
            given[key] = given.get(key, zero) + line.value
    owed = dict.fromkeys(trust, zero)
    for one in deed.liabilities:
        owed[one.fund] = owed.get(one.fund, zero) + one.amount
    for fund, amount in owed.items():
        held = trust.get(fund, zero)
        if held > amount:
            raise TrustNotOwedError(field="lines", fund=fund, held=held, owed=amount, difference=held - amount)
        if held < amount:
            _lessen(given, fund, _capital(fund, bylaws), amount - held)
    for (fund, account), amount in given.items():
        if amount.minor < 0:
            raise DebtsExceedError(field="lines", fund=fund, account=account, left=zero, difference=-amount)
    return {key: amount for key, amount in given.items() if amount}


def _lessen(given: dict[tuple[str, str], Money], fund: str, account: str, by: Money) -> None:
    found = given.get((fund, account), by - by)
    if found < by:
        raise DebtsExceedError(field="liabilities", fund=fund, account=account, left=found, difference=by - found)
    given[fund, account] = found - by


def _is_trust(fund: str, bylaws: Bylaws) -> bool:
    return fund != GENERAL and bylaws.funds[fund].kind == "trust"


def _capital(fund: str, bylaws: Bylaws) -> str:
    """The capital of a fund; of the general one what the policy of grants says of a grant without a purpose."""
    if fund != GENERAL:
        return bylaws.funds[bylaws.fund(fund)].capital
    policy = bylaws.policy(GRANTS, read_grants)
    if policy is None:
        raise MissingPolicyError(field="policies", policy=GRANTS, value=GRANTS)
    return policy.accounts["unrestricted" if policy.treatment.startswith("equity") else "income"]
