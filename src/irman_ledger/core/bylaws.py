"""The bylaws of a cooperative as data: chart, products, cash boxes, numbering, time zone and currency, from a date on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from irman_ledger.core.calendar import FiscalYear, Month
from irman_ledger.core.chart import Chart
from irman_ledger.core.codes import CodeError, checked_code
from irman_ledger.core.fund import Fund
from irman_ledger.core.journal import GENERAL
from irman_ledger.core.label import Label
from irman_ledger.core.subject import Subject, subject_of
from irman_ledger.errors import InvalidInputError, UnknownSubjectError

T = TypeVar("T")

ROLES = (
    *("takeover", "in_transit", "correction", "set_off", "savings_transfer", "mutual", "between_funds"),
    *("prior_year", "prior_year_carried", "surplus", "cash_difference"),
)
POLICIES = ("membership", "leaving", "capital", "mutual", "prudence", "grants", "seized", "disposal", "asset_use")


class UnknownProductError(UnknownSubjectError):
    """A product that the bylaws do not have, or that belongs to another module."""

    code = "product.unknown"
    text = {"en": "product {product} is not a product of {module}", "id": "produk {product} bukan produk {module}"}


class UnknownBoxError(UnknownSubjectError):
    """A cash box or bank account that the bylaws do not have."""

    code = "box.unknown"
    text = {"en": "{box} is not a cash box or bank account of this book", "id": "{box} bukan kas atau rekening bank buku ini"}


class UnknownFundError(UnknownSubjectError):
    """A fund that the bylaws do not have."""

    code = "fund.unknown"
    text = {"en": "{fund} is not a fund of this book", "id": "{fund} bukan dana buku ini"}


class MissingRoleError(InvalidInputError):
    """The chart names no account for a role that a command needs."""

    code = "bylaws.role-missing"
    text = {"en": "the bylaws name no account for the role {role}", "id": "anggaran dasar tidak menetapkan akun untuk peran {role}"}


class MissingPolicyError(InvalidInputError):
    """The bylaws say nothing on a matter that a command needs."""

    code = "bylaws.policy-missing"
    text = {"en": "the bylaws have no policy {policy}", "id": "anggaran dasar tidak mempunyai ketentuan {policy}"}


@dataclass(frozen=True, slots=True)
class Product:
    """A named product (POKOK, SUKARELA, REGULER); `terms` are read by its module only."""

    code: str
    module: str
    label: Label
    terms: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        checked_code(self.code, field="product")


@dataclass(frozen=True, slots=True)
class Box:
    """Where money is paid: a cash box (kas) or a bank account, with its voucher series in and out."""

    code: str
    label: Label
    account: str
    series_in: str
    series_out: str

    def __post_init__(self) -> None:
        checked_code(self.code, field="box")
        checked_code(self.series_in, field="series_in", length_max=12)
        checked_code(self.series_out, field="series_out", length_max=12)

    @property
    def subject(self) -> Subject:
        """The subject of its lines."""
        return subject_of("cash", self.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bylaws:
    """One version of the rules of a book. A command uses the latest adopted version with ``from_on <= value date``.

    Parameters
    ----------
    fiscal_first_month
        1 to 12; a book year begins in this month and has twelve months, unless `fiscal_years` says otherwise.
    fiscal_years
        Book years of another length, by their own first month.
    boxes
        Cash boxes and bank accounts; `default_box` is the one used where a command names none.
    memorial_series
        The voucher series of entries that move no money.
    funds
        Funds beside the general one, by code.
    roles
        Accounts with a function of their own: see `ROLES`.
    policies
        What the cooperative has decided beside its products, by name: see `POLICIES`; read by the module that it is for.
    source
        The TOML text that it was read from; the books keep it.
    """

    name: str
    from_on: date
    currency: str
    time_zone: str
    chart: Chart
    products: Mapping[str, Product]
    boxes: Mapping[str, Box]
    default_box: str
    roles: Mapping[str, str]
    funds: Mapping[str, Fund] = field(default_factory=dict)
    memorial_series: str = "BM"
    fiscal_first_month: int = 1
    fiscal_years: tuple[FiscalYear, ...] = ()
    policies: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    source: str = field(default="", repr=False)
    _terms: dict[tuple[str, object], object] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for box in self.boxes.values():
            if self.chart[box.account].subject_kind != "cash":
                raise CodeError(field="boxes", value=box.code, reason=f"account {box.account} does not take cash boxes as subjects")
        if self.boxes and self.default_box not in self.boxes:
            raise CodeError(field="default_box", value=self.default_box, reason="is not one of the boxes")
        for fund in self.funds.values():
            self.chart[fund.capital]
        for role, account in self.roles.items():
            if role not in ROLES:
                raise CodeError(field="roles", value=role, reason="is not a role")
            self.chart[account]

    @classmethod
    def sample(cls, name: str) -> Bylaws:
        """Sample bylaws shipped with the library; ``ksp``: a savings-and-loan cooperative."""
        from irman_ledger.core.bylaws_toml import read_sample

        return read_sample(name)

    @classmethod
    def from_toml(cls, source: str | Path) -> Bylaws:
        """Read bylaws from a TOML file (a `Path`) or from TOML text (a `str`); strict: errors name file, key and value."""
        from irman_ledger.core.bylaws_toml import read_bylaws

        return read_bylaws(source)

    def product(self, code: str, module: str) -> Product:
        """The product, if it belongs to the module; else `UnknownProductError`."""
        product = self.products.get(code)
        if product is None or product.module != module:
            raise UnknownProductError(field="product", product=code, module=module)
        return product

    def terms(self, code: str, module: str, parse: Callable[[Product, Bylaws], T]) -> T:
        """The product's terms as its module reads them, parsed once a version."""
        key = (code, parse)
        found = self._terms.get(key)
        if found is None:
            found = self._terms[key] = parse(self.product(code, module), self)
        return found  # type: ignore[return-value]  # the key holds the parser, whose result this is

    def policy(self, name: str, parse: Callable[[Mapping[str, object], Bylaws], T]) -> T | None:
        """A policy as its module reads it, parsed once a version; None where the bylaws do not have it."""
        if name not in self.policies:
            return None
        key = (f"policies.{name}", parse)
        found = self._terms.get(key)
        if found is None:
            found = self._terms[key] = parse(self.policies[name], self)
        return found  # type: ignore[return-value]  # the key holds the parser, whose result this is

    def box(self, code: str | None) -> Box:
        """The cash box or bank account; None: the default one."""
        box = self.boxes.get(code or self.default_box)
        if box is None:
            raise UnknownBoxError(field="settle", box=code)
        return box

    def fund(self, code: str) -> str:
        """The code, if it is a fund of this book or the general one; else `UnknownFundError`."""
        if code != GENERAL and code not in self.funds:
            raise UnknownFundError(field="fund", fund=code)
        return code

    def role(self, name: str) -> str:
        """The account that has a function of its own."""
        account = self.roles.get(name)
        if account is None:
            raise MissingRoleError(field="roles", role=name, value=name)
        return account

    def fiscal_year(self, month: Month) -> FiscalYear:
        """The book year that a month lies in."""
        for year in self.fiscal_years:
            if year.contains(month.first_day):
                return year
        months_after = (self.fiscal_first_month - month.month - 1) % 12
        return FiscalYear(month.plus(months_after), 12)
