"""What a regulation caps, from its day on (kehati-hatian): the policy ``prudence`` of the bylaws."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from typing import Final, Literal

from irman_ledger.core.account import AccountKind
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import format_date
from irman_ledger.core.label import Label
from irman_ledger.core.rate import Rate
from irman_ledger.core.regulations import RuleSetError, rule_set
from irman_ledger.errors import InvalidInputError

__all__ = ["AboveCap", "Capped", "Caps", "Prudence", "PrudenceError", "caps", "prudence_on", "warnings"]

Capped = Literal["product", "loan", "deposit"]
"""What may run above a cap."""
CapOf = Literal["loan_rate", "savings_rate"]

NAMED_MAX: Final = 20
"""So many numbers stands a warning for by name."""
_KINDS: Final[Mapping[Capped, Label]] = {
    "product": Label("produk", "product"),
    "loan": Label("pinjaman berjalan", "running loan"),
    "deposit": Label("simpanan berjangka berjalan", "running deposit"),
}
NAME: Final = "prudence"
_KEYS: Final = ("rules", "own_capital")
_RATES: Final = ("loan_rate", "savings_rate", "related_part")


class PrudenceError(InvalidInputError):
    """A policy of caps that cannot be read."""

    code = "bylaws.prudence"
    text = {
        "en": "policies.prudence.{field} = {value!r}: {reason}",
        "id": "policies.prudence.{field} = {value!r}: {reason}",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """What one regulation allows at most.

    Parameters
    ----------
    code
        The name of its rule set.
    from_on
        The first day on which it refuses.
    loan_rate, savings_rate
        By the year.
    related_part
        The part of the own capital that one related party may owe.
    """

    code: str
    from_on: date
    loan_rate: Rate
    savings_rate: Rate
    related_part: Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Prudence:
    """The caps that a cooperative keeps to, and the accounts of its own capital (modal sendiri)."""

    caps: Caps
    own_capital: tuple[str, ...]

    def exceeded(self, kind: Capped, no: str, rate: Rate, cap: CapOf) -> AboveCap | None:
        """That something bears more than a cap; None: it does not."""
        most: Rate = getattr(self.caps, cap)
        if rate.to("year").value <= most.to("year").value:
            return None
        return AboveCap(kind=kind, no=no, rate=rate, most=most, rules=self.caps.code, from_on=self.caps.from_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class AboveCap:
    """What was agreed or offered before a cap came into force, and runs above it since (melampaui batas).

    Parameters
    ----------
    no
        The code of the product, or the number of the loan or deposit.
    rate, most
        What it bears, or may bear, and the cap.
    rules, from_on
        The rule set, and the first day on which it refuses what is new.
    """

    kind: Capped
    no: str
    rate: Rate
    most: Rate
    rules: str
    from_on: date


def warnings(found: Iterable[AboveCap]) -> tuple[Label, ...]:
    """A sentence for each kind of thing above a cap, with the first `NAMED_MAX` numbers and their rates."""
    said = []
    for (kind, most, rules, from_on), some in groupby(found, key=lambda one: (one.kind, one.most, one.rules, one.from_on)):
        ones = tuple(some)
        named = [(f"{one.no} ({one.rate.text('id')})", f"{one.no} ({one.rate.text('en')})") for one in ones[:NAMED_MAX]]
        more = len(ones) - len(named)
        tail = Label(f" dan {more} lainnya", f" and {more} more") if more else Label("", "")
        id_, en = (", ".join(one[place] for one in named) for place in (0, 1))
        count, name, many = len(ones), _KINDS[kind], "s" if len(ones) > 1 else ""
        since = f"{rules}, berlaku sejak {format_date(from_on, 'id')}", f"{rules}, in force since {format_date(from_on, 'en')}"
        said.append(
            Label(
                f"PERHATIAN: {count} {name.id} di atas batas {most.text('id')} ({since[0]}): {id_}{tail.id}.",
                f"ATTENTION: {count} {name.en}{many} above the cap of {most.text('en')} ({since[1]}): {en}{tail.en}.",
            )
        )
    return tuple(said)


@cache
def caps(code: str) -> Caps:
    """The caps of a rule set.

    Raises
    ------
    RuleSetUnknownError, RuleSetError
        ``regulation.unknown``, ``regulation.malformed``
    """
    terms = rule_set("caps", code).terms
    from_on = terms.get("from_on")
    if type(from_on) is not date:
        raise RuleSetError(field="from_on", rules=code, value=from_on, reason="must be a day")
    rates: dict[str, Rate] = {}
    for key in _RATES:
        try:
            text = str(terms.get(key))
            rates[key] = Rate.once(text) if key == "related_part" else Rate.parse(text)
        except InvalidInputError as error:
            raise RuleSetError(field=key, rules=code, value=terms.get(key), reason=error.message()) from error
    return Caps(code=code, from_on=from_on, **rates)


def parse(terms: Mapping[str, object], bylaws: Bylaws) -> Prudence:
    """The policy, read strictly: ``rules``, the code of a rule set, and ``own_capital``, a list of equity accounts.

    Raises
    ------
    PrudenceError
        ``bylaws.prudence``
    """
    for key, value in terms.items():
        if key not in _KEYS:
            raise PrudenceError(field=key, value=value, reason=f"is not known here; known are {', '.join(_KEYS)}")
    rules, accounts = terms.get("rules"), terms.get("own_capital")
    if not isinstance(rules, str):
        raise PrudenceError(field="rules", value=rules, reason="must be the code of a rule set")
    if not isinstance(accounts, list | tuple) or not accounts or len(set(map(str, accounts))) != len(accounts):
        raise PrudenceError(field="own_capital", value=accounts, reason="must be a list of accounts, each once")
    for code in accounts:
        if code not in bylaws.chart or bylaws.chart[code].kind is not AccountKind.EQUITY:
            raise PrudenceError(field="own_capital", value=code, reason="is not an equity account of the chart")
    return Prudence(caps=caps(rules), own_capital=tuple(accounts))


def prudence_on(bylaws: Bylaws, on: date) -> Prudence | None:
    """The caps that refuse on a day; None: there are none yet, or the bylaws name none."""
    policy = bylaws.policy(NAME, parse)
    return None if policy is None or on < policy.caps.from_on else policy
