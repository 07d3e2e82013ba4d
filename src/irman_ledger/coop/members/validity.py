"""From when on a membership is valid (sah): from the admission, or once the entry share is paid in full."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from irman_ledger.coop.members.refusals import MembershipPolicyError
from irman_ledger.core.bylaws import Bylaws

NAME = "membership"
_KEYS = frozenset({"valid", "product"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipPolicy:
    """When a membership is valid (keanggotaan sah).

    In the bylaws, ``[policies.membership]``: ``valid = "admitted"``, or ``"pokok-full"`` with the ``product`` of the entry share.

    Parameters
    ----------
    product
        The share product that must be paid in full; None: the admission is enough.
    """

    product: str | None = None


def parse(terms: Mapping[str, object], bylaws: Bylaws) -> MembershipPolicy:
    """The policy, read strictly.

    Raises
    ------
    MembershipPolicyError
        ``member.membership-policy``
    """
    for key, value in terms.items():
        if key not in _KEYS:
            _refuse(key, value, f"is not a key of this policy; known are {', '.join(sorted(_KEYS))}")
    valid, product = terms.get("valid"), terms.get("product")
    if valid not in ("admitted", "pokok-full"):
        _refuse("valid", valid, "must be one of admitted, pokok-full")
    if valid == "admitted":
        if product is not None:
            _refuse("product", product, "has no meaning where the admission is enough")
        return MembershipPolicy()
    if not isinstance(product, str) or product not in bylaws.products or bylaws.products[product].module != "shares":
        _refuse("product", product, "is not a share product of the bylaws")
    return MembershipPolicy(product=product)


def _refuse(key: str, value: object, reason: str) -> NoReturn:
    raise MembershipPolicyError(field=key, key=key, value=value, reason=reason)
