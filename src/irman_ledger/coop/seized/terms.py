"""Where foreclosed collateral stands (ketentuan agunan yang diambil alih)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NoReturn

from irman_ledger.coop.seized.refusals import SeizedNotAgreedError, SeizedPolicyError
from irman_ledger.core.account import Account, AccountKind
from irman_ledger.core.bylaws import Bylaws

NAME: Final = "seized"
_RESULT: Final = {
    "write_down": AccountKind.EXPENSE,
    "recovery": AccountKind.INCOME,
    "keeping": AccountKind.EXPENSE,
    "gain": AccountKind.INCOME,
    "loss": AccountKind.EXPENSE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SeizedPolicy:
    """The accounts of foreclosed collateral; in the bylaws, ``[policies.seized]``.

    Parameters
    ----------
    account
        Its control account: an asset with ``subject = "seized"`` and ``owner = "seized"``.
    surplus
        What is owed to a member whose collateral was worth more than the loan: a liability with ``subject = "member"`` and
        ``owner = "seized"``.
    write_down, recovery
        A lower value, and what of it comes back.
    keeping
        What it costs to keep it.
    gain, loss
        What a sale brings above or below the value in the books.
    """

    account: str
    surplus: str
    write_down: str
    recovery: str
    keeping: str
    gain: str
    loss: str


def parse(terms: Mapping[str, object], bylaws: Bylaws) -> SeizedPolicy:
    """The policy, read strictly.

    Raises
    ------
    SeizedPolicyError
        ``seized.policy``
    """
    known = ("account", "surplus", *_RESULT)
    for key, value in terms.items():
        if key not in known:
            _refuse(key, value, f"is not a key of this policy; known are {', '.join(sorted(known))}")
    found = {key: _account(key, terms.get(key), bylaws) for key in known}
    _check_owned("account", found["account"], AccountKind.ASSET, "seized")
    _check_owned("surplus", found["surplus"], AccountKind.LIABILITY, "member")
    for key, kind in _RESULT.items():
        if found[key].kind is not kind or found[key].subject_kind is not None or found[key].owner not in (None, "seized"):
            _refuse(key, found[key].code, f"must be an account of kind {kind} without subject, and of no other module")
    return SeizedPolicy(**{key: account.code for key, account in found.items()})


def seized_policy(bylaws: Bylaws) -> SeizedPolicy:
    """The policy, or a refusal where the bylaws have none.

    Raises
    ------
    SeizedNotAgreedError
        ``seized.not-agreed``
    """
    policy = bylaws.policy(NAME, parse)
    if policy is None:
        raise SeizedNotAgreedError(field="policies", policy=NAME)
    return policy


def _check_owned(key: str, account: Account, kind: AccountKind, subject: str) -> None:
    if account.kind is not kind or account.subject_kind != subject or account.owner != "seized" or not account.is_floored:
        _refuse(key, account.code, f'must be a floored account of kind {kind} with subject = "{subject}" and owner = "seized"')


def _account(key: str, code: object, bylaws: Bylaws) -> Account:
    if not isinstance(code, str) or code not in bylaws.chart:
        _refuse(key, code, "is missing" if code is None else "is not an account of the chart")
    return bylaws.chart[code]


def _refuse(key: str, value: object, reason: str) -> NoReturn:
    raise SeizedPolicyError(field=key, key=key, value=value, reason=reason)
