"""Dated rule sets of regulations as data files, each set with its source; what its terms mean is read by the module that uses it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final

from irman_ledger.core.codes import checked_code
from irman_ledger.core.label import Label
from irman_ledger.errors import InvalidInputError

__all__ = ["RuleSet", "RuleSetError", "RuleSetUnknownError", "rule_set", "rule_sets"]

_HEAD: Final = ("id", "en", "source")


class RuleSetError(InvalidInputError):
    """A data file of rules that cannot be read: names the set, the key and the value."""

    code = "regulation.malformed"
    text = {
        "en": "rule set {rules}, {field} = {value!r}: {reason}",
        "id": "perangkat aturan {rules}, {field} = {value!r}: {reason}",
    }


class RuleSetUnknownError(InvalidInputError):
    """A rule set that the library does not ship."""

    code = "regulation.unknown"
    category = "unknown"
    text = {
        "en": "there is no rule set {value!r}; there are {known}",
        "id": "tidak ada perangkat aturan {value!r}; yang ada: {known}",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """The rules of one regulation on one matter (perangkat aturan).

    Parameters
    ----------
    code
        The name by which bylaws choose it.
    source
        Where it is written.
    terms
        Everything else in its table, unread.
    """

    code: str
    label: Label
    source: str
    terms: Mapping[str, Any]


@cache
def rule_sets(matter: str) -> Mapping[str, RuleSet]:
    """The rule sets on a matter, by code: ``collectability``, ``allowance``, ``caps`` or ``revolving``.

    Raises
    ------
    RuleSetError
        ``regulation.malformed``
    """
    text = (resources.files("irman_ledger") / "core" / "regulations" / f"{matter}.toml").read_text(encoding="utf-8")
    return MappingProxyType({code: _read(code, table) for code, table in tomllib.loads(text, parse_float=_no_decimals).items()})


def rule_set(matter: str, code: str) -> RuleSet:
    """One rule set.

    Raises
    ------
    RuleSetUnknownError
        ``regulation.unknown``
    """
    found = rule_sets(matter).get(code)
    if found is None:
        raise RuleSetUnknownError(field=matter, value=code, known=", ".join(rule_sets(matter)))
    return found


def _no_decimals(text: str) -> object:
    raise RuleSetError(field="number", rules="", value=text, reason="is a decimal number; parts of an amount are written as text")


def _read(code: str, table: object) -> RuleSet:
    checked_code(code, field="rules")
    if not isinstance(table, Mapping):
        raise RuleSetError(field="table", rules=code, value=table, reason="must be a table")
    for key in _HEAD:
        if not isinstance(table.get(key), str) or not table[key].strip():
            raise RuleSetError(field=key, rules=code, value=table.get(key), reason="must be text that is not empty")
    terms = {key: value for key, value in table.items() if key not in _HEAD}
    return RuleSet(code=code, label=Label(id=table["id"], en=table["en"]), source=table["source"], terms=MappingProxyType(terms))
