"""Where the funds of groups and the debts to them stand (ketentuan tanggung renteng)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from irman_ledger.coop.members.mutual.refusals import CoverNotAgreedError, MutualPolicyError
from irman_ledger.core.account import Account
from irman_ledger.core.bylaws import Bylaws

NAME = "mutual"
KEYS = ("fund", "claim", "claim_contra")


@dataclass(frozen=True, slots=True, kw_only=True)
class MutualPolicy:
    """The accounts of mutual guarantee; in the bylaws, ``[policies.mutual]``.

    Parameters
    ----------
    fund
        ``subject = "group"``, on the credit side, floored: a group cannot pay what it does not have.
    claim
        ``subject = "cover"``, ``owner = "members"``, memorandum, on the debit side, floored.
    claim_contra
        Its counterpart on the credit side.
    """

    fund: str
    claim: str
    claim_contra: str


def parse(terms: Mapping[str, object], bylaws: Bylaws) -> MutualPolicy:
    """The policy, read strictly.

    Raises
    ------
    MutualPolicyError
        ``group.mutual-policy``
    """
    for key, value in terms.items():
        if key not in KEYS:
            _refuse(key, value, f"is not a key of this policy; known are {', '.join(sorted(KEYS))}")
    fund, claim, contra = (_account(key, terms.get(key), bylaws) for key in KEYS)
    if fund.subject_kind != "group" or fund.normal != "credit" or not fund.is_floored or fund.owner not in (None, "members"):
        _refuse("fund", fund.code, 'must be an account with subject = "group", on the credit side and floored')
    for key, account, side in (("claim", claim, "debit"), ("claim_contra", contra, "credit")):
        if not account.is_memorandum or account.normal != side:
            _refuse(key, account.code, f"must be a memorandum account on the {side} side")
        if account.subject_kind != "cover" or account.owner != "members":
            _refuse(key, account.code, 'is an account without subject = "cover" and owner = "members"')
    if not claim.is_floored:
        _refuse("claim", claim.code, "must be floored")
    return MutualPolicy(fund=fund.code, claim=claim.code, claim_contra=contra.code)


def mutual_policy(bylaws: Bylaws) -> MutualPolicy:
    """The policy, or a refusal where the bylaws have none.

    Raises
    ------
    CoverNotAgreedError
        ``group.mutual-not-agreed``
    """
    policy = bylaws.policy(NAME, parse)
    if policy is None:
        raise CoverNotAgreedError(field="policies", policy=NAME)
    return policy


def _account(key: str, code: object, bylaws: Bylaws) -> Account:
    if not isinstance(code, str) or code not in bylaws.chart:
        _refuse(key, code, "is missing" if code is None else "is not an account of the chart")
    return bylaws.chart[code]


def _refuse(key: str, value: object, reason: str) -> NoReturn:
    raise MutualPolicyError(field=key, key=key, value=value, reason=reason)
