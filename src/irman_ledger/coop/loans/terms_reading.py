"""How the terms of a loan product are read: what only loans have, on top of the strict reader of terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, NoReturn, get_args

from irman_ledger.coop.loans.allocation import INTEREST_FIRST, PENALTY_FIRST, Bucket
from irman_ledger.coop.loans.methods import Conventions, check_fits, check_sale_fits
from irman_ledger.coop.loans.methods.reading import read_conventions
from irman_ledger.coop.loans.refusals import LoanTermsError
from irman_ledger.coop.loans.sales import CURVE_MAX
from irman_ledger.core.account import AccountKind
from irman_ledger.core.bylaws import Bylaws, Product
from irman_ledger.core.calendar import Every
from irman_ledger.core.money import Money
from irman_ledger.core.rate import Rate
from irman_ledger.core.terms import TermsReader
from irman_ledger.errors import InvalidInputError

Borrower = Literal["anggota", "calon", "non-anggota"]

OWNERS: Final = ("loans", None)
_BORROWERS: Final[tuple[Borrower, ...]] = get_args(Borrower)
_OF_LENDING: Final = (
    *("rate", "rate_min", "rate_max", "fees", "capitalise_interest", "payoff", "rate_kind", "rate_change"),
    *("recognition", "accrued", "effective", "top_up"),
)
_ACCOUNTS: Final = ("receivable", "interest_income")
_RECOGNITION: Final = ("cash", "contractual", "effective")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanAccounts:
    """Where a loan stands: the control account of its principal and the income account of its interest."""

    receivable: str
    interest_income: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectiveTerms:
    """Where interest by the effective rate stands beside that of the contract: between cost and contract, and as income by status."""

    adjustment: str
    incomes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reader(TermsReader):
    """Reads one table of a loan product's terms."""

    def check_sale(self, method: str) -> None:
        """Of a sale: what goes only with money that is lent, and a margin that is not the same part of each of many instalments."""
        if "sale" not in self.terms:
            return
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
        return self.account("titipan", AccountKind.LIABILITY, subject="member", owners=OWNERS).code

    def recognition(self) -> str | None:
        """The account of accrued interest, where interest is income as it is earned."""
        is_cash = self.choice("recognition", _RECOGNITION, default="cash") == "cash"
        if is_cash and "accrued" in self.terms:
            self.refuse("accrued", self.terms["accrued"], 'goes only with recognition = "contractual" or "effective"')
        return None if is_cash else self.account("accrued", AccountKind.ASSET, subject="loan", owners=("loans",)).code

    def effective(self, statuses: Iterable[str]) -> EffectiveTerms | None:
        """The term ``effective``: ``{adjustment = "1-1586", income = {any = "4-1105", calon = "4-2105"}}``."""
        if self.terms.get("recognition") != "effective":
            if "effective" in self.terms:
                self.refuse("effective", self.terms["effective"], 'goes only with recognition = "effective"')
            return None
        table = self.table("effective")
        table.check_keys(("adjustment", "income"), ("adjustment", "income"))
        adjustment = table.account("adjustment", AccountKind.ASSET, subject="loan", owners=("loans",))
        if adjustment.is_floored:
            table.refuse("adjustment", adjustment.code, "must be an account that may stand on either side")
        return EffectiveTerms(
            adjustment=adjustment.code, incomes=table.accounts_by_status("income", statuses, AccountKind.INCOME, ("loan", None))
        )

    def rate_or_amount(self, per: Iterable[str]) -> tuple[Rate | None, Money | None]:
        """What is a part of something, or fixed: exactly one of the keys ``rate`` and ``amount``."""
        if ("rate" in self.terms) == ("amount" in self.terms):
            self.refuse("rate", self.terms.get("rate"), "give either a rate or an amount")
        return (self.rate("rate", per=per), None) if "rate" in self.terms else (None, self.amount("amount"))

    def every(self) -> Every:
        """The rhythm of the instalments."""
        table = self.table("every", {"months": 1})
        table.check_keys(("months", "weeks", "days"))
        counts = {key: table.count(key, 366) for key in table.terms}
        try:
            return Every(**counts)
        except InvalidInputError as error:
            self.refuse("every", dict(table.terms), error.message())

    def conventions(self, method: str) -> Conventions:
        """The conventions of the plan."""
        try:
            found = read_conventions(self.terms, self.bylaws.currency)
            check_sale_fits(method, found) if "sale" in self.terms else check_fits(method, found)
        except InvalidInputError as error:
            key = error.field or "method"
            reason = error.details.get("reason", error.message())
            self.refuse(key, error.details.get("value", self.terms.get(key)), str(reason))
        return found

    def accounts(self) -> tuple[dict[str, LoanAccounts], LoanAccounts]:
        """The accounts of each status that is served, and those of a status without its own."""
        table = self.table("accounts")
        statuses = self.choices("statuses", _BORROWERS, ("anggota", "calon"))
        general = table.pair((*_ACCOUNTS, *statuses))
        return {status: table.table(status).pair(_ACCOUNTS) if status in table.terms else general for status in statuses}, general

    def pair(self, known: Iterable[str]) -> LoanAccounts:
        """The accounts of principal and interest."""
        self.check_keys(known, _ACCOUNTS)
        return LoanAccounts(
            receivable=self.account("receivable", AccountKind.ASSET, subject="loan", owners=("loans",)).code,
            interest_income=self.of_loans("interest_income", AccountKind.INCOME),
        )

    def accounts_by_status(
        self, key: str, statuses: Iterable[str], kind: AccountKind | tuple[AccountKind, ...], subject: str | tuple[str | None, ...]
    ) -> dict[str, str]:
        """A table of the account of ``any`` status, and of each status that has its own."""
        table = self.table(key)
        table.check_keys(("any", *statuses), ("any",))
        general = table.of_loans("any", kind, subject)
        return {status: table.of_loans(status, kind, subject) if status in table.terms else general for status in statuses}

    def of_loans(self, key: str, kind: AccountKind | tuple[AccountKind, ...], subject: str | tuple[str | None, ...] | None = "loan") -> str:
        """The code of an account that loans may post to."""
        return self.account(key, kind, subject=subject, owners=OWNERS).code


def reader_of(product: Product, bylaws: Bylaws) -> Reader:
    """Reads the terms of a product; what is wrong is refused with product, key and value."""

    def refuse(key: str, value: object, reason: str) -> NoReturn:
        raise LoanTermsError(field=key, product=product.code, value=value, reason=reason)

    return Reader(product.terms, bylaws, refuse)
