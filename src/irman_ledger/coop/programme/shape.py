"""The keys of a deed of hand-over as a file: one list for the strict reader and for the JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

PartyRole = Literal["transferor", "implementer", "transferee", "witness"]
StipulationKind = Literal["restriction", "condition", "return-on-event", "reporting"]
Users = Literal["mustahik", "mitra", "any"]
Vesting = Literal["none", "cliff", "linear"]
LineClass = Literal["cash", "receivable", "inventory", "biological", "equipment", "building", "land", "right", "other"]
DeedTitle = Literal["grant", "restricted-grant", "conditional-grant", "trust", "loan-for-use", "custody", "wakaf"]
"""How a line is held: hibah, hibah terikat, hibah bersyarat, amanah, pinjam pakai, titipan, wakaf."""
LineCondition = Literal["good", "worn", "broken"]
Method = Literal["market", "replacement", "income", "nominal", "expected-cash"]
Confirmed = Literal["yes", "no", "disputed"]
Result = Literal["accepted", "rejected", "deferred"]
LiabilityKind = Literal["savings", "group-fund", "social-fund", "payable"]
PartnerStatus = Literal["calon", "anggota"]
Origin = Literal["zakat", "infak-restricted", "infak", "csr", "wakaf", "government", "partners"]

KeyKind = Literal["text", "code", "word", "day", "money", "count", "flag", "codes", "texts", "shares", "rows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What may stand under one key.

    Parameters
    ----------
    kind
        ``money`` is an amount as text, zero or more; ``shares`` a table of percentages as text; ``rows`` an array of tables.
    words
        The only ones allowed; of ``shares`` its keys.
    least
        Of a ``count``.
    """

    kind: KeyKind
    is_needed: bool = False
    words: tuple[str, ...] = ()
    least: int = 1


def _needed(kind: KeyKind, *words: str) -> Key:
    return Key(kind=kind, is_needed=True, words=words)


_TEXT, _CODE, _DAY, _MONEY, _COUNT = Key(kind="text"), Key(kind="code"), Key(kind="day"), Key(kind="money"), Key(kind="count")

SHAPE: Final[Mapping[str, Mapping[str, Key]]] = {
    "deed": {
        "number": _needed("code"),
        "version": _needed("count"),
        "event": _TEXT,
        "place": _needed("text"),
        "on": _needed("day"),
        "cutoff": _needed("day"),
        "currency": _needed("code"),
        "programme": _CODE,
        "mandate": _TEXT,
        "decisions": Key(kind="texts"),
        "supersedes": _COUNT,
    },
    "parties": {
        "role": _needed("word", *get_args(PartyRole)),
        "organisation": _needed("text"),
        "position": _needed("text"),
        "name": _needed("text"),
        "address": _TEXT,
    },
    "stipulations": {
        "code": _needed("code"),
        "kind": _needed("word", *get_args(StipulationKind)),
        "text": _needed("text"),
        "users": Key(kind="word", words=get_args(Users)),
        "test": _TEXT,
        "until": _DAY,
        "return_to": _TEXT,
        "vesting": Key(kind="word", words=get_args(Vesting)),
        "months": _COUNT,
    },
    "groups": {"code": _needed("code"), "name": _needed("text"), "district": _TEXT},
    "partners": {
        "member": _needed("code"),
        "name": _needed("text"),
        "group": _CODE,
        "business": _TEXT,
        "eligible": Key(kind="flag"),
        "since": _needed("day"),
        "status": Key(kind="word", words=get_args(PartnerStatus)),
    },
    "lines": {
        "no": _needed("count"),
        "class": _needed("word", *get_args(LineClass)),
        "description": _needed("text"),
        "title": Key(kind="word", words=get_args(DeedTitle)),
        "fund": _CODE,
        "quantity": _TEXT,
        "unit": _TEXT,
        "serial": _CODE,
        "condition": Key(kind="word", words=get_args(LineCondition)),
        "asset": _CODE,
        "category": _CODE,
        "group": _CODE,
        "location": _TEXT,
        "cost": _MONEY,
        "book_value": _MONEY,
        "fair_value": _MONEY,
        "method": Key(kind="word", words=get_args(Method)),
        "valuer": _TEXT,
        "valued_on": _DAY,
        "origin": Key(kind="shares", words=get_args(Origin)),
        "stipulations": Key(kind="codes"),
        "life_months": _COUNT,
        "salvage": _MONEY,
        "result": Key(kind="word", words=get_args(Result)),
        "reason": _TEXT,
        "box": _CODE,
        "item": _CODE,
        "account": _CODE,
        "loan": _CODE,
        "member": _CODE,
        "product": _CODE,
        "principal": _MONEY,
        "margin": _MONEY,
        "allowance": _MONEY,
        "contract_on": _DAY,
        "confirmed": Key(kind="word", words=get_args(Confirmed)),
        "schedule": Key(kind="rows"),
    },
    "schedule": {"no": _needed("count"), "due_on": _needed("day"), "amount": _needed("money"), "margin": _MONEY},
    "liabilities": {
        "kind": _needed("word", *get_args(LiabilityKind)),
        "amount": _needed("money"),
        "holder": _CODE,
        "product": _CODE,
        "account": _CODE,
        "since": _DAY,
        "fund": _CODE,
        "list": _TEXT,
    },
}
"""The keys of each table of the file; ``deed`` is one table, ``parties`` and ``lines`` are needed, the rest may be left out."""

TABLES: Final[Mapping[str, bool]] = {
    "deed": True,
    "parties": True,
    "stipulations": False,
    "groups": False,
    "partners": False,
    "lines": True,
    "liabilities": False,
}
"""The tables of a file; True: it must be there."""
