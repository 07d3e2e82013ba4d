"""How a module reads the terms of a product: strictly, each refusal naming the product, the key and the value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, NoReturn, Protocol, Self, TypeVar

from irman_ledger.core.account import Account, AccountKind
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.journal import GENERAL
from irman_ledger.core.money import Money
from irman_ledger.core.prudence import prudence_on
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import HALF_UP, Rounding
from irman_ledger.errors import InvalidInputError

_T = TypeVar("_T")
_S = TypeVar("_S", bound=str)


class Refuse(Protocol):
    """What raises a module's own error."""

    def __call__(self, key: str, value: object, reason: str, /) -> NoReturn:
        """Refuse a key."""


@dataclass(frozen=True, slots=True)
class TermsReader:
    """Reads one table of terms.

    Parameters
    ----------
    refuse_with
        Raises the module's error for a key, written with the tables that it lies in: ``interest.rate``.
    """

    terms: Mapping[str, object]
    bylaws: Bylaws
    refuse_with: Refuse
    within: str = ""

    def refuse(self, key: str, value: object, reason: str) -> NoReturn:
        """Refuse a key of this table."""
        self.refuse_with(self.within + key, value, reason)

    def check_keys(self, known: Iterable[str], needed: Iterable[str] = ()) -> None:
        """Refuse a key that is not known, and one that is missing."""
        names = sorted(known)
        for key, value in self.terms.items():
            if key not in names:
                self.refuse(key, value, f"is not known here; known are {', '.join(names)}")
        for key in needed:
            if key not in self.terms:
                self.refuse(key, None, "is missing")

    def typed(self, key: str, kind: type[_T], name: str, default: _T | None = None) -> _T:
        """A value of one type; `name` says in words what it must be."""
        value = self.terms.get(key, default)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.refuse(key, value, f"must be {name}")
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        return self.typed(key, bool, "true or false", default)

    def choice(self, key: str, choices: Iterable[_S], default: _S | None = None) -> _S:
        """One of some words."""
        value = self.typed(key, str, "text", default)
        for choice in choices:
            if choice == value:
                return choice
        self.refuse(key, value, f"must be one of {', '.join(choices)}")

    def choices(self, key: str, known: Iterable[_S], default: tuple[_S, ...] | None = None) -> tuple[_S, ...]:
        """Some of some words, each at most once, at least one."""
        words, value = tuple(known), self.terms.get(key, default)
        if not isinstance(value, list | tuple) or not value or any(one not in words for one in value) or len(set(value)) != len(value):
            self.refuse(key, value, f"must be a list of {', '.join(words)}, each at most once")
        return tuple(next(word for word in words if word == one) for one in value)

    def count(self, key: str, most: int, default: int | None = None, *, least: int = 1) -> int:
        """A whole number."""
        value = self.typed(key, int, "a whole number", default)
        if not least <= value <= most:
            self.refuse(key, value, f"must be {least} to {most}")
        return value

    def table(self, key: str, default: Mapping[str, object] | None = None) -> Self:
        """A table within this one."""
        value = self.terms.get(key, default)
        if not isinstance(value, Mapping):
            self.refuse(key, value, "must be a table")
        return replace(self, terms=value, within=f"{self.within}{key}.")

    def tables(self, key: str) -> Iterator[Self]:
        """A list of tables, at least one."""
        value = self.terms.get(key)
        if not isinstance(value, list | tuple) or not value or not all(isinstance(one, Mapping) for one in value):
            self.refuse(key, value, "must be a list of tables")
        for place, one in enumerate(value):
            yield replace(self, terms=one, within=f"{self.within}{key}.{place}.")

    def money(self, key: str) -> Money:
        """Zero or more: whole units of the currency, or text such as "10.000"."""
        value = self.terms.get(key)
        if isinstance(value, bool) or not isinstance(value, int | str):
            self.refuse(key, value, 'must be a whole number or text such as "10.000"')
        try:
            amount = Money.parse(str(value), self.bylaws.currency)
        except InvalidInputError as error:
            self.refuse(key, value, error.message())
        if amount.minor < 0:
            self.refuse(key, value, "must not be below zero")
        return amount

    def amount(self, key: str) -> Money:
        """More than zero."""
        amount = self.money(key)
        if not amount:
            self.refuse(key, self.terms.get(key), "must be more than zero")
        return amount

    def rate(self, key: str, default: Rate | None = None, per: Iterable[str] = ("year",)) -> Rate:
        """Text such as "4%/year"; it must say what it is per, and be one that can be given per each of these."""
        if default is not None and key not in self.terms:
            return default
        text = self.typed(key, str, 'text such as "4%/year"')
        try:
            rate = Rate.parse(text)
            for unit in per:
                rate.to(unit)
        except InvalidInputError as error:
            self.refuse(key, text, error.message())
        return rate

    def savings_rate(self, key: str) -> Rate:
        """As `rate`, of money that is saved: at most the cap in force."""
        rate = self.rate(key)
        self.check_cap(key, rate, "savings_rate")
        return rate

    def check_cap(self, key: str, rate: Rate, cap: Literal["loan_rate", "savings_rate"]) -> None:
        """Refuse a rate above the cap in force when these bylaws begin."""
        prudence = prudence_on(self.bylaws, self.bylaws.from_on)
        if prudence is not None:
            most: Rate = getattr(prudence.caps, cap)
            if rate.to("year").value > most.to("year").value:
                self.refuse(key, rate.plain(), f"is above {most}, the cap of {prudence.caps.code} from {prudence.caps.from_on} on")

    def rounding(self, key: str = "rounding") -> tuple[Money, Rounding]:
        """Step and mode; by default whole units of the currency, half up."""
        table = self.table(key, {})
        table.check_keys(("step", "mode"))
        step = table.amount("step") if "step" in table.terms else Money.parse("1", self.bylaws.currency)
        return step, Rounding(table.choice("mode", [mode.value for mode in Rounding], default=HALF_UP.value))

    def fund(self, key: str) -> str:
        """A fund of the bylaws; the general one where none is named."""
        code = self.typed(key, str, "a fund of the bylaws", GENERAL)
        if code != GENERAL and code not in self.bylaws.funds:
            self.refuse(key, code, "is not a fund of these bylaws")
        return code

    def account(
        self,
        key: str,
        kind: AccountKind | tuple[AccountKind, ...],
        *,
        subject: str | tuple[str | None, ...] | None,
        owners: tuple[str | None, ...],
    ) -> Account:
        """An account of the chart, of a kind, with a kind of subject, that one of some modules posts to (None: any)."""
        code = self.typed(key, str, "an account of the chart")
        if code not in self.bylaws.chart:
            self.refuse(key, code, "is not in the chart")
        account = self.bylaws.chart[code]
        kinds, subjects = kind if isinstance(kind, tuple) else (kind,), subject if isinstance(subject, tuple) else (subject,)
        if account.kind not in kinds:
            self.refuse(key, code, f"must be an account of kind {' or '.join(kinds)}, it is {account.kind}")
        if account.subject_kind not in subjects:
            wanted = " or ".join(
                "be an account without subject_kind" if one is None else f'have subject_kind = "{one}"' for one in subjects
            )
            self.refuse(key, code, f"must {wanted}")
        if account.owner not in owners:
            wanted = " or ".join("no module" if owner is None else owner for owner in owners)
            self.refuse(key, code, f"belongs to {account.owner or 'no module'}, it must belong to {wanted}")
        return account
