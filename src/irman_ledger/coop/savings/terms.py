"""What a savings product says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NoReturn, TypeVar

from irman_ledger.coop.savings.charge_terms import (
    InterestElsewhere,
    Overdraft,
    RoundingAccounts,
    read_elsewhere,
    read_fees,
    read_overdraft,
    read_rounding,
)
from irman_ledger.coop.savings.deposit_terms import DepositPolicy, read_deposit
from irman_ledger.coop.savings.dormancy import DormancyPolicy, read_dormancy
from irman_ledger.coop.savings.interest_terms import InterestPolicy, read_interest
from irman_ledger.coop.savings.programme import ProgrammePolicy, read_programme
from irman_ledger.coop.savings.refusals import SavingsTermsError
from irman_ledger.core.bylaws import Bylaws, Product
from irman_ledger.core.money import Money
from irman_ledger.core.terms import TermsReader
from irman_ledger.errors import InvalidInputError

_T = TypeVar("_T")
_ACCOUNT_KEYS = {"anggota": "account", "calon": "account_candidate", "non-anggota": "account_other", "keluar": "account_other"}
_TABLES = frozenset({"interest", "interest_elsewhere", "overdraft", "fees", "rounding", "deposit", "programme", "dormancy"})
_KEYS = frozenset({*_ACCOUNT_KEYS.values(), "statuses", "minimum_deposit", "minimum_balance", *_TABLES})


@dataclass(frozen=True, slots=True, kw_only=True)
class SavingsTerms:
    """The terms of one savings product (ketentuan simpanan).

    Parameters
    ----------
    controls
        The control account by the member's status on the day: ``account`` for anggota, ``account_candidate`` for calon,
        ``account_other`` for non-anggota and keluar.
    statuses
        The statuses that may open an account; by default those with an account of their own, without keluar.
    minimum_deposit
        The smallest deposit.
    minimum_balance
        What a withdrawal must leave, unless it is the closing one.
    interest
        None: the product earns nothing by its terms.
    elsewhere
        Where interest is booked that another system works out; None: none is. Never beside `interest`.
    overdraft
        How far accounts may be overdrawn; None: not at all, and the control accounts are floored.
    fees
        By the code of the fee, the income account by the member's status on the day.
    rounding
        None: no differences of rounding are corrected.
    deposit
        The product takes term deposits (simpanan berjangka); None: it takes savings accounts.
    programme
        A fixed amount is saved each month (tabungan terprogram); None: as the member likes.
    dormancy
        When its accounts are passive (rekening pasif); None: never.
    """

    controls: Mapping[str, str]
    statuses: frozenset[str]
    minimum_deposit: Money | None = None
    minimum_balance: Money | None = None
    interest: InterestPolicy | None = None
    elsewhere: InterestElsewhere | None = None
    overdraft: Overdraft | None = None
    fees: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    rounding: RoundingAccounts | None = None
    deposit: DepositPolicy | None = None
    programme: ProgrammePolicy | None = None
    dormancy: DormancyPolicy | None = None

    @property
    def is_ordinary(self) -> bool:
        """Whether its accounts take and give as the member likes."""
        return self.deposit is None and self.programme is None


def parse(product: Product, bylaws: Bylaws) -> SavingsTerms:
    """The terms, read strictly.

    Raises
    ------
    SavingsTermsError
        ``savings.terms``: an unknown or missing key, a wrong form, an account that cannot hold savings.
    """
    for key, value in product.terms.items():
        if key not in _KEYS:
            _refuse(product, key, value, f"is not a term of a savings product; known are {', '.join(sorted(_KEYS))}")
    if "account" not in product.terms:
        _refuse(product, "account", None, "is missing")
    for first, second in (("interest", "interest_elsewhere"), ("minimum_balance", "overdraft")):
        if first in product.terms and second in product.terms:
            _refuse(product, second, product.terms[second], f"does not go with {first}")
    controls = {status: _control(product, key, product.terms[key], bylaws) for status, key in _ACCOUNT_KEYS.items() if key in product.terms}
    return SavingsTerms(
        controls=controls,
        statuses=_statuses(product, controls),
        minimum_deposit=_amount(product, "minimum_deposit", bylaws),
        minimum_balance=_amount(product, "minimum_balance", bylaws),
        deposit=_deposit(product, bylaws),
        interest=_table(product, "interest", bylaws, read_interest),
        elsewhere=_table(product, "interest_elsewhere", bylaws, read_elsewhere),
        overdraft=_table(product, "overdraft", bylaws, read_overdraft),
        fees=read_fees(_reader(product, bylaws)) if "fees" in product.terms else {},
        rounding=_table(product, "rounding", bylaws, read_rounding),
        programme=_table(product, "programme", bylaws, read_programme),
        dormancy=_dormancy(product, bylaws),
    )


def _table(product: Product, key: str, bylaws: Bylaws, read: Callable[[TermsReader], _T]) -> _T | None:
    return read(_reader(product, bylaws).table(key)) if key in product.terms else None


def _deposit(product: Product, bylaws: Bylaws) -> DepositPolicy | None:
    if "deposit" not in product.terms:
        return None
    for key in ("interest", "programme", "dormancy", "minimum_deposit", "minimum_balance"):
        if key in product.terms:
            _refuse(product, key, product.terms[key], "is not a term of a product of term deposits")
    return _table(product, "deposit", bylaws, read_deposit)


def _dormancy(product: Product, bylaws: Bylaws) -> DormancyPolicy | None:
    policy = _table(product, "dormancy", bylaws, read_dormancy)
    if policy is not None and "programme" in product.terms:
        _refuse(product, "dormancy", product.terms["dormancy"], "does not go with programme")
    if policy is not None and not policy.earns and "interest" not in product.terms:
        _refuse(product, "dormancy.earns", False, "needs interest")
    return policy


def _reader(product: Product, bylaws: Bylaws) -> TermsReader:
    def refuse(key: str, value: object, reason: str) -> NoReturn:
        _refuse(product, key, value, reason)

    return TermsReader(product.terms, bylaws, refuse)


def _control(product: Product, key: str, value: object, bylaws: Bylaws) -> str:
    if not isinstance(value, str) or value not in bylaws.chart:
        _refuse(product, key, value, "is not an account of the chart")
    account = bylaws.chart[value]
    if account.subject_kind != "savings" or account.owner != "savings":
        _refuse(product, key, value, 'is an account without subject_kind = "savings" and owner = "savings"')
    if account.normal != "credit":
        _refuse(product, key, value, "must stand on the credit side")
    if account.is_floored == ("overdraft" in product.terms):
        # Without a floor a reversal could leave a saver below zero; with one nobody could be overdrawn.
        _refuse(product, key, value, "must not be floored, as accounts may be overdrawn" if account.is_floored else "must be floored")
    return value


def _statuses(product: Product, controls: Mapping[str, str]) -> frozenset[str]:
    value = product.terms.get("statuses")
    if value is None:
        return frozenset(controls) - {"keluar"}
    if not isinstance(value, list | tuple) or not value:
        _refuse(product, "statuses", value, "must be a list of statuses")
    for status in value:
        if not isinstance(status, str) or status not in _ACCOUNT_KEYS:
            _refuse(product, "statuses", status, f"is not a status; known are {', '.join(_ACCOUNT_KEYS)}")
        if status not in controls:
            _refuse(product, "statuses", status, f"has no account; {_ACCOUNT_KEYS[status]} is missing")
    return frozenset(value)


def _amount(product: Product, key: str, bylaws: Bylaws) -> Money | None:
    value = product.terms.get(key)
    if value is None:
        return None
    if not isinstance(value, int | str) or isinstance(value, bool):
        _refuse(product, key, value, 'must be a whole number or text such as "10.000"')
    try:
        amount = Money.parse(str(value), bylaws.currency)
    except InvalidInputError as error:
        raise SavingsTermsError(field=key, product=product.code, key=key, value=value, reason=error.message("en")) from error
    if amount.minor <= 0:
        _refuse(product, key, value, "must be more than zero")
    return amount


def _refuse(product: Product, key: str, value: object, reason: str) -> NoReturn:
    raise SavingsTermsError(field=key, product=product.code, key=key, value=value, reason=reason)
