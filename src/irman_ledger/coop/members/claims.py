"""What is due to who left: owed once the shares are claimed, and paid within the days that the bylaws name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import NoReturn

from irman_ledger.coop.members.commands import OweLeaver, PayLeaver, TakeOverMember
from irman_ledger.coop.members.events import LeaverOwed, LeaverPaid
from irman_ledger.coop.members.refusals import ClaimExceededError, LeavingPolicyError, NothingOwedError, NotLeftError
from irman_ledger.coop.members.state import MemberState
from irman_ledger.core.bylaws import Bylaws, MissingPolicyError
from irman_ledger.core.facts import Ask, BalancesOf, Facts, Lowest
from irman_ledger.core.money import CurrencyMismatchError, Money
from irman_ledger.core.subject import Subject

NAME = "leaving"
_KEYS = frozenset({"account", "pay_within_days"})
DAYS_MAX = 3660


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavingPolicy:
    """What is due to leavers, and when (pengembalian simpanan anggota keluar).

    In the bylaws, ``[policies.leaving]``: ``account`` and, where the co-op binds itself to a time, ``pay_within_days``.

    Parameters
    ----------
    account
        ``subject = "member"``, ``owner = "members"``, on the credit side, floored.
    pay_within_days
        0 to 3660, from the day on which it is owed; None: no time is named.
    """

    account: str
    pay_within_days: int | None = None


def parse(terms: Mapping[str, object], bylaws: Bylaws) -> LeavingPolicy:
    """The policy, read strictly.

    Raises
    ------
    LeavingPolicyError
        ``member.leaving-policy``
    """
    for key, value in terms.items():
        if key not in _KEYS:
            _refuse(key, value, f"is not a key of this policy; known are {', '.join(sorted(_KEYS))}")
    code, days = terms.get("account"), terms.get("pay_within_days")
    if not isinstance(code, str) or code not in bylaws.chart:
        _refuse("account", code, "is missing" if code is None else "is not an account of the chart")
    account = bylaws.chart[code]
    if account.subject_kind != "member" or account.owner != "members":
        _refuse("account", code, 'is an account without subject = "member" and owner = "members"')
    if account.normal != "credit" or not account.is_floored:
        _refuse("account", code, "must stand on the credit side and be floored")
    if days is not None and (type(days) is not int or not 0 <= days <= DAYS_MAX):
        _refuse("pay_within_days", days, f"must be 0 to {DAYS_MAX}")
    return LeavingPolicy(account=code, pay_within_days=days if isinstance(days, int) else None)


def claim_asks(command: PayLeaver, state: MemberState | None) -> tuple[Ask, ...]:
    """What must be known before a claim is paid: what it is now, and at least from the day on."""
    if state is None or state.claim_account is None:
        return ()
    return BalancesOf(_subject(command)), _lowest(command, state.claim_account)


def owe(command: OweLeaver, state: MemberState, facts: Facts, bylaws: Bylaws) -> LeaverOwed:
    """The debt to who left; it comes from the set-off account."""
    if facts.standing is None or facts.standing.status != "keluar":
        raise NotLeftError(field="member", member=state.no, on=command.on)
    policy = _policy(bylaws)
    _check_currency(command.amount, facts)
    days = policy.pay_within_days
    return LeaverOwed(
        member=state.no,
        on=command.on,
        amount=command.amount,
        # One claim stands on one account, whatever later bylaws say.
        account=state.claim_account or policy.account,
        pay_by=None if days is None else command.on + timedelta(days=days),
    )


def pay(command: PayLeaver, state: MemberState, facts: Facts, bylaws: Bylaws) -> LeaverPaid:
    """What is paid of it, to the heirs where the membership ended by death."""
    if state.claim_account is None:
        raise NothingOwedError(field="member", member=state.no)
    owed = -facts.balance(state.claim_account, _subject(command))
    amount = owed if command.amount is None else command.amount
    if owed.minor <= 0:
        raise NothingOwedError(field="member", member=state.no)
    _check_currency(amount, facts)
    lowest = facts.lowest(_lowest(command, state.claim_account))
    if amount > lowest:
        raise ClaimExceededError(field="amount", member=state.no, amount=amount, available=lowest, on=command.on)
    return LeaverPaid(
        member=state.no,
        on=command.on,
        amount=amount,
        account=state.claim_account,
        box=bylaws.box(command.settle).code,
        recipient="heirs" if state.left_for == "died" else "member",
    )


def old_claim_account(command: TakeOverMember, facts: Facts, bylaws: Bylaws) -> str | None:
    """Where a claim of the old books stands; None where there is none."""
    if command.owed is None:
        return None
    _check_currency(command.owed, facts, field="owed")
    return _policy(bylaws).account


def _policy(bylaws: Bylaws) -> LeavingPolicy:
    policy = bylaws.policy(NAME, parse)
    if policy is None:
        raise MissingPolicyError(field="policies", policy=NAME, value=NAME)
    return policy


def _check_currency(amount: Money, facts: Facts, field: str = "amount") -> None:
    if amount.currency != facts.currency:
        raise CurrencyMismatchError(field=field, left=facts.currency, right=amount.currency, value=amount)


def _lowest(command: PayLeaver, account: str) -> Lowest:
    return Lowest(account, _subject(command), command.on)


def _subject(command: PayLeaver) -> Subject:
    return Subject("member", command.member)


def _refuse(key: str, value: object, reason: str) -> NoReturn:
    raise LeavingPolicyError(field=key, key=key, value=value, reason=reason)
