"""What a given asset stands against, by the title under which it was given: the policy ``grants`` of the bylaws.

Sources: what is given without return is own capital of a cooperative (UU 25/1992); accounting for grants as deferred or at once as
income follows IAS 20 and IFRS for SMEs section 24 by analogy. Which is chosen is a decision of the cooperative, dated with its bylaws.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from irman_ledger.coop.assets.refusals import GrantPolicyError, TitleError
from irman_ledger.core.account import AccountKind
from irman_ledger.core.bylaws import Bylaws, MissingPolicyError

NAME: Final = "grants"

Title = Literal["grant", "restricted-grant", "conditional-grant", "trust", "loan-for-use", "custody"]
"""How a thing that was given is held: hibah, hibah terikat, hibah bersyarat, amanah, pinjam pakai, titipan. Wakaf has a book of its own."""

Treatment = Literal["equity-static", "equity-release", "deferred-income", "income-now"]
OF_ANOTHER: Final[frozenset[str]] = frozenset({"loan-for-use", "custody"})

_ROLES: Final[Mapping[str, tuple[AccountKind, str | None]]] = {
    "unrestricted": (AccountKind.EQUITY, None),
    "restricted": (AccountKind.EQUITY, "asset"),
    "realised": (AccountKind.EQUITY, None),
    "conditional": (AccountKind.LIABILITY, "asset"),
    "trust": (AccountKind.LIABILITY, "asset"),
    "deferred": (AccountKind.LIABILITY, "asset"),
    "income": (AccountKind.INCOME, None),
    "settled": (AccountKind.INCOME, None),
    "damage": (AccountKind.EXPENSE, None),
    "owed": (AccountKind.LIABILITY, None),
}
_NEEDED: Final[Mapping[Treatment, tuple[str, ...]]] = {
    "equity-static": ("unrestricted", "restricted"),
    "equity-release": ("unrestricted", "restricted", "realised"),
    "deferred-income": ("deferred", "income"),
    "income-now": ("income",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantPolicy:
    """How grants are treated, and the account of each role; which roles must be named follows from the treatment.

    Parameters
    ----------
    treatment
        ``equity-static``: capital, and stays so. ``equity-release``: restricted capital, that becomes realised capital as what
        it financed wears out. ``deferred-income``: a debt, that becomes income likewise. ``income-now``: income on the day.
    accounts
        Beside those that things stand against: ``settled``, the gain when a grant on condition goes back; ``damage`` and ``owed``, what the
        giver then asks for damage, and the debt.
    noted_from
        Balance sheets of book years that begin on this day or later say how grants are treated; None: none does.
    """

    treatment: Treatment
    accounts: Mapping[str, str]
    noted_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
    """What a given asset stands against.

    Parameters
    ----------
    account
        Capital, debt or income; it carries the asset as its subject where it is kept by asset.
    released_to
        Where it goes as the asset wears out; None: it stays, or the asset's wear is taken off it itself.
    bears_wear
        The wear of the asset is taken off `account` and is no expense: things held in trust.
    """

    account: str
    by_asset: bool
    released_to: str | None = None
    bears_wear: bool = False


def parse(terms: Mapping[str, object], bylaws: Bylaws) -> GrantPolicy:
    """The policy, read strictly: ``treatment``, an account for each role, and ``noted_from`` if it is wanted.

    Raises
    ------
    GrantPolicyError
        ``bylaws.grants``
    """
    for key, value in terms.items():
        if key not in ("treatment", "noted_from") and key not in _ROLES:
            known = ", ".join(("treatment", "noted_from", *_ROLES))
            raise GrantPolicyError(field=key, value=value, reason=f"is not known here; known are {known}")
    given = terms.get("treatment")
    treatment = next((one for one in get_args(Treatment) if one == given), None)
    if treatment is None:
        raise GrantPolicyError(field="treatment", value=given, reason=f"must be one of {', '.join(get_args(Treatment))}")
    for role in _NEEDED[treatment]:
        if role not in terms:
            raise GrantPolicyError(field=role, value=None, reason=f"is missing; treatment {treatment} needs it")
    noted_from = terms.get("noted_from")
    if noted_from is not None and not isinstance(noted_from, date):
        raise GrantPolicyError(field="noted_from", value=noted_from, reason="must be a day")
    accounts = {role: _account(role, terms[role], bylaws) for role in _ROLES if role in terms}
    return GrantPolicy(treatment=treatment, accounts=accounts, noted_from=noted_from)


def backing_of(title: Title, bylaws: Bylaws) -> Backing:
    """What an asset given under a title stands against.

    Raises
    ------
    MissingPolicyError, TitleError
        ``bylaws.policy-missing``; ``asset.title``: the policy names no account for it, or the thing is another's.
    """
    policy = bylaws.policy(NAME, parse)
    if policy is None:
        raise MissingPolicyError(field="policies", policy=NAME, value=NAME)
    match title:
        case "conditional-grant":
            return Backing(account=_named(policy, "conditional", title), by_asset=True)
        case "trust":
            return Backing(account=_named(policy, "trust", title), by_asset=True, bears_wear=True)
        case "grant" | "restricted-grant":
            return _of_grant(policy, title)
        case _:
            raise TitleError(field="title", title=title, reason="a thing of another stands against nothing")


def account_of(role: str, bylaws: Bylaws) -> str:
    """The account of a role that no asset stands against: ``settled``, ``damage``, ``owed``.

    Raises
    ------
    MissingPolicyError, GrantPolicyError
        ``bylaws.policy-missing``, ``bylaws.grants``
    """
    policy = bylaws.policy(NAME, parse)
    if policy is None:
        raise MissingPolicyError(field="policies", policy=NAME, value=NAME)
    if role not in policy.accounts:
        raise GrantPolicyError(field=role, value=None, reason="is missing; a grant on condition that is given back needs it")
    return policy.accounts[role]


def _of_grant(policy: GrantPolicy, title: Title) -> Backing:
    match policy.treatment:
        case "income-now":
            return Backing(account=_named(policy, "income", title), by_asset=False)
        case "deferred-income":
            return Backing(account=_named(policy, "deferred", title), by_asset=True, released_to=_named(policy, "income", title))
        case "equity-static" | "equity-release" if title == "grant":
            return Backing(account=_named(policy, "unrestricted", title), by_asset=False)
        case "equity-static":
            return Backing(account=_named(policy, "restricted", title), by_asset=True)
        case _:
            return Backing(account=_named(policy, "restricted", title), by_asset=True, released_to=_named(policy, "realised", title))


def _named(policy: GrantPolicy, role: str, title: Title) -> str:
    account = policy.accounts.get(role)
    if account is None:
        raise TitleError(field="title", title=title, reason=f"policies.grants names no account {role}")
    return account


def _account(role: str, code: object, bylaws: Bylaws) -> str:
    kind, subject = _ROLES[role]
    if not isinstance(code, str) or code not in bylaws.chart:
        raise GrantPolicyError(field=role, value=code, reason="is not in the chart")
    account = bylaws.chart[code]
    if account.kind is not kind or account.subject_kind != subject:
        wanted = "without subject" if subject is None else f'with subject = "{subject}"'
        raise GrantPolicyError(field=role, value=code, reason=f"must be an account of kind {kind} {wanted}")
    if account.owner not in ((None,) if subject is None else ("assets",)):
        raise GrantPolicyError(field=role, value=code, reason="must belong to assets" if subject else "must belong to no module")
    return code
