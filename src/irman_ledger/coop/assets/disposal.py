"""How things leave for good: the policy ``disposal`` of the bylaws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, get_args

from irman_ledger.coop.assets.grants import Title
from irman_ledger.coop.assets.refusals import DisposalPolicyError
from irman_ledger.core.account import AccountKind
from irman_ledger.core.bylaws import Bylaws, MissingPolicyError

NAME: Final = "disposal"

_ACCOUNTS: Final[Mapping[str, tuple[AccountKind, str | None]]] = {
    "gain": (AccountKind.INCOME, None),
    "loss": (AccountKind.EXPENSE, None),
    "receivable": (AccountKind.ASSET, "asset"),
}
_TITLES: Final = ("approval", "consent")


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalPolicy:
    """What is booked when a thing is sold, scrapped or lost, and who must have agreed.

    Parameters
    ----------
    gain, loss
        The accounts of what it brought beyond, or below, what it stood at.
    receivable
        What a responsible party or an insurer owes for a lost thing (piutang ganti rugi), by asset.
    approval, consent
        The titles of things that need the number of a decision, and of the giver's consent.
    """

    gain: str
    loss: str
    receivable: str
    approval: frozenset[Title]
    consent: frozenset[Title]


def parse(terms: Mapping[str, object], bylaws: Bylaws) -> DisposalPolicy:
    """The policy, read strictly: an account for each of ``gain``, ``loss`` and ``receivable``; ``approval`` and ``consent`` list titles.

    Raises
    ------
    DisposalPolicyError
        ``bylaws.disposal``
    """
    for key, value in terms.items():
        if key not in (*_ACCOUNTS, *_TITLES):
            raise DisposalPolicyError(field=key, value=value, reason=f"is not known here; known are {', '.join((*_ACCOUNTS, *_TITLES))}")
    accounts = {key: _account(key, terms.get(key), bylaws) for key in _ACCOUNTS}
    return DisposalPolicy(**accounts, approval=_titles("approval", terms), consent=_titles("consent", terms))


def policy_of(bylaws: Bylaws) -> DisposalPolicy:
    """The policy in force.

    Raises
    ------
    MissingPolicyError
        ``bylaws.policy-missing``
    """
    policy = bylaws.policy(NAME, parse)
    if policy is None:
        raise MissingPolicyError(field="policies", policy=NAME, value=NAME)
    return policy


def _titles(key: str, terms: Mapping[str, object]) -> frozenset[Title]:
    given = terms.get(key, [])
    known = {title for title in get_args(Title) if isinstance(given, list) and title in given}
    if not isinstance(given, list) or len(known) != len(given):
        raise DisposalPolicyError(field=key, value=given, reason=f"must be a list of some of {', '.join(get_args(Title))}")
    return frozenset(known)


def _account(key: str, code: object, bylaws: Bylaws) -> str:
    kind, subject = _ACCOUNTS[key]
    if not isinstance(code, str) or code not in bylaws.chart:
        raise DisposalPolicyError(field=key, value=code, reason="is not in the chart")
    account = bylaws.chart[code]
    if account.kind is not kind or account.subject_kind != subject or account.owner != (None if subject is None else "assets"):
        wanted = "of no module and without subject" if subject is None else 'of assets with subject = "asset"'
        raise DisposalPolicyError(field=key, value=code, reason=f"must be an account of kind {kind}, {wanted}")
    return code
