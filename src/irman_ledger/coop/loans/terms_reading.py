"""How the terms of a loan product are read: strictly, each refusal naming the product, the key and the value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, NoReturn, TypeVar, get_args

from irman_ledger.coop.loans.allocation import INTEREST_FIRST, PENALTY_FIRST, Bucket
from irman_ledger.coop.loans.methods import Conventions, check_fits, check_sale_fits
from irman_ledger.coop.loans.methods.reading import read_conventions
from irman_ledger.coop.loans.refusals import LoanTermsError
from irman_ledger.coop.loans.sales import CURVE_MAX
from irman_ledger.core.account import AccountKind
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Every
from irman_ledger.core.money import Money
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import Rounding
from irman_ledger.errors import InvalidInputError

Borrower = Literal["anggota", "calon", "non-anggota"]

_BORROWERS: Final[tuple[Borrower, ...]] = get_args(Borrower)
_OF_LENDING: Final = ("rate", "rate_min", "rate_max", "fees", "capitalise_interest", "payoff")
_ACCOUNTS: Final = ("receivable", "interest_income")
_T = TypeVar("_T")
_S = TypeVar("_S", bound=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanAccounts:
    """Where a loan stands: the control account of its principal and the income account of its interest."""

    receivable: str
    interest_income: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one table of terms; what is wrong is refused with product, key and value."""

    product: str
    terms: Mapping[str, object]
    bylaws: Bylaws
    within: str = ""

    def refuse(self, key: str, value: object, reason: str) -> NoReturn:
        raise LoanTermsError(field=self.within + key, product=self.product, value=value, reason=reason)

    def check_keys(self, known: Iterable[str], needed: Iterable[str]) -> None:
        for key, value in self.terms.items():
            if key not in known:
                self.refuse(key, value, "is not a term of a loan product")
        for key in needed:
            if key not in self.terms:
                self.refuse(key, None, "is missing")

    def typed(self, key: str, kind: type[_T], name: str, default: _T | None = None) -> _T:
        value = self.terms.get(key, default)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.refuse(key, value, f"must be {name}")
        return value

    def choice(self, key: str, choices: Iterable[_S], default: _S | None = None) -> _S:
        value = self.typed(key, str, "text", default)
        for choice in choices:
            if choice == value:
                return choice
        self.refuse(key, value, f"must be one of {', '.join(choices)}")

    def choices(self, key: str, known: tuple[_S, ...], default: tuple[_S, ...]) -> tuple[_S, ...]:
        value = self.terms.get(key, default)
        if not isinstance(value, list | tuple) or not value or any(one not in known for one in value) or len(set(value)) != len(value):
            self.refuse(key, value, f"must be a list of {', '.join(known)}, each at most once")
        return tuple(next(choice for choice in known if choice == one) for one in value)

    def check_sale(self, method: str) -> None:
        """What goes only with money that is lent, and a margin that is not the same part of each of many instalments."""
        for key in _OF_LENDING:
            if key in self.terms:
                self.refuse(key, self.terms[key], "does not go with sale")
        if method == "annuity":
            self.count("instalments_max", CURVE_MAX)

    def order(self) -> tuple[Bucket, ...]:
        """The order of allocation, which names each bucket that the product has."""
        buckets: tuple[Bucket, ...] = PENALTY_FIRST if "penalty" in self.terms else INTEREST_FIRST
        order = self.choices("allocation", buckets, buckets)
        if len(order) != len(buckets):
            self.refuse("allocation", list(order), f"must name each of {', '.join(buckets)}")
        return order

    def titipan(self, is_needed: bool) -> str | None:
        """The account of money held for members, where some is held."""
        if not is_needed and "titipan" not in self.terms:
            return None
        return self.account("titipan", AccountKind.LIABILITY, ("loans", None), ("member",))

    def count(self, key: str, most: int, *, least: int = 1, default: int | None = None) -> int:
        value = self.typed(key, int, "a whole number", default)
        if not least <= value <= most:
            self.refuse(key, value, f"must be {least} to {most}")
        return value

    def table(self, key: str, default: Mapping[str, object] | None = None) -> Reader:
        value = self.terms.get(key, default)
        if not isinstance(value, Mapping):
            self.refuse(key, value, "must be a table")
        return Reader(self.product, value, self.bylaws, f"{self.within}{key}.")

    def tables(self, key: str) -> tuple[Reader, ...]:
        value = self.terms.get(key, ())
        if not isinstance(value, list | tuple) or not all(isinstance(one, Mapping) for one in value):
            self.refuse(key, value, "must be a list of tables")
        return tuple(Reader(self.product, one, self.bylaws, f"{self.within}{key}.{no}.") for no, one in enumerate(value, 1))

    def rate(self, key: str, default: Rate | None = None, per: Iterable[str] = ("year",)) -> Rate:
        """A rate that can be given per one of these."""
        if default is not None and key not in self.terms:
            return default
        text = self.typed(key, str, 'text such as "24%/year"')
        try:
            rate = Rate.parse(text)
            for unit in per:
                rate.to(unit)
        except InvalidInputError as error:
            self.refuse(key, text, error.message())
        return rate

    def rate_or_amount(self, per: Iterable[str]) -> tuple[Rate | None, Money | None]:
        """What is a part of something, or fixed: exactly one of the keys ``rate`` and ``amount``."""
        if ("rate" in self.terms) == ("amount" in self.terms):
            self.refuse("rate", self.terms.get("rate"), "give either a rate or an amount")
        return (self.rate("rate", per=per), None) if "rate" in self.terms else (None, self.money("amount"))

    def every(self) -> Every:
        table = self.table("every", {"months": 1})
        table.check_keys(("months", "weeks", "days"), ())
        counts = {key: table.count(key, 366) for key in table.terms}
        try:
            return Every(**counts)
        except InvalidInputError as error:
            self.refuse("every", dict(table.terms), error.message())

    def conventions(self, method: str) -> Conventions:
        try:
            found = read_conventions(self.terms, self.bylaws.currency)
            check_sale_fits(method, found) if "sale" in self.terms else check_fits(method, found)
        except InvalidInputError as error:
            key = error.field or "method"
            reason = error.details.get("reason", error.message())
            self.refuse(key, error.details.get("value", self.terms.get(key)), str(reason))
        return found

    def rounding(self) -> tuple[Money, Rounding]:
        table = self.table("rounding", {})
        table.check_keys(("step", "mode"), ())
        return table.step(), Rounding(table.choice("mode", [mode.value for mode in Rounding], default=Rounding.HALF_UP.value))

    def step(self) -> Money:
        return self.money("step", 1)

    def money(self, key: str, default: int | None = None) -> Money:
        """An amount, more than zero."""
        value = self.terms.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | str):
            self.refuse(key, value, 'must be whole units of the currency, or text such as "0,50"')
        try:
            amount = Money.parse(str(value), self.bylaws.currency)
        except InvalidInputError as error:
            self.refuse(key, value, error.message())
        if amount.minor <= 0:
            self.refuse(key, value, "must be more than zero")
        return amount

    def accounts(self) -> tuple[dict[str, LoanAccounts], LoanAccounts]:
        table = self.table("accounts")
        statuses = self.choices("statuses", _BORROWERS, ("anggota", "calon"))
        general = table.pair((*_ACCOUNTS, *statuses))
        return {status: table.table(status).pair(_ACCOUNTS) if status in table.terms else general for status in statuses}, general

    def pair(self, known: Iterable[str]) -> LoanAccounts:
        self.check_keys(known, _ACCOUNTS)
        return LoanAccounts(
            receivable=self.account("receivable", AccountKind.ASSET, ("loans",)),
            interest_income=self.account("interest_income", AccountKind.INCOME, ("loans", None)),
        )

    def accounts_by_status(
        self, key: str, statuses: Iterable[str], kind: AccountKind | tuple[AccountKind, ...], subjects: tuple[str | None, ...]
    ) -> dict[str, str]:
        """A table of the account of ``any`` status, and of each status that has its own."""
        table, owners = self.table(key), ("loans", None)
        table.check_keys(("any", *statuses), ("any",))
        general = table.account("any", kind, owners, subjects)
        return {status: table.account(status, kind, owners, subjects) if status in table.terms else general for status in statuses}

    def account(
        self,
        key: str,
        kind: AccountKind | tuple[AccountKind, ...],
        owners: tuple[str | None, ...],
        subjects: tuple[str | None, ...] = ("loan",),
    ) -> str:
        code = self.typed(key, str, "an account of the chart")
        if code not in self.bylaws.chart:
            self.refuse(key, code, "is not in the chart")
        account = self.bylaws.chart[code]
        kinds = kind if isinstance(kind, tuple) else (kind,)
        if account.kind not in kinds:
            self.refuse(key, code, f"must be an account of kind {' or '.join(kinds)}, it is {account.kind}")
        if account.subject_kind not in subjects:
            self.refuse(key, code, f'must be an account with subject_kind = "{subjects[0]}"')
        if account.owner not in owners:
            self.refuse(key, code, f"belongs to {account.owner or 'no module'}, it must belong to loans")
        return code
