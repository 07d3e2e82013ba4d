"""A deed of hand-over (berita acara serah terima): who hands what to whom, as what, with which debts and stipulations.

Amounts are money and shares exact fractions. Names and addresses are `Private`: no command carries them, only the hash of the whole paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final

from irman_ledger.coop.programme.liability import Liability
from irman_ledger.coop.programme.refusals import FairValueError, OriginSharesError, ReceivableScheduleError
from irman_ledger.coop.programme.shape import (
    Confirmed,
    DeedTitle,
    LineClass,
    LineCondition,
    Method,
    Origin,
    PartnerStatus,
    PartyRole,
    Result,
    StipulationKind,
    Users,
    Vesting,
)
from irman_ledger.core.codes import checked_code
from irman_ledger.core.evidence.private import Private
from irman_ledger.core.journal import GENERAL
from irman_ledger.core.money import Money
from irman_ledger.core.quantity import Quantity
from irman_ledger.errors import InvalidInputError

THINGS: Final[frozenset[LineClass]] = frozenset({"equipment", "building", "land"})
"""Classes that are always kept one by one in the register of assets."""
TEXT_LENGTH_MAX: Final = 120
"""Of what the register of assets keeps of a thing."""
_NEEDS: Final[Mapping[LineClass, tuple[str, ...]]] = {
    "cash": ("box", "fair_value"),
    "receivable": ("loan", "member", "product", "principal", "contract_on", "schedule"),
    "inventory": ("fair_value",),
    "biological": ("fair_value",),
    "equipment": ("asset", "category", "fair_value"),
    "building": ("asset", "category", "fair_value"),
    "land": ("asset", "category", "fair_value"),
    "right": ("fair_value",),
    "other": ("fair_value",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who signs (pihak, saksi)."""

    role: PartyRole
    organisation: str
    position: str
    name: Private
    address: Private | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stipulation:
    """What binds a line (ketentuan): a limit of use, a condition, a return on an event, or a duty to report.

    Parameters
    ----------
    test
        How one finds out whether a condition is met.
    until
        The last day on which it can be broken, or must be met.
    months
        Of a linear vesting.
    """

    code: str
    kind: StipulationKind
    text: str
    users: Users = "any"
    test: str | None = None
    until: date | None = None
    return_to: str | None = None
    vesting: Vesting = "none"
    months: int | None = None

    def __post_init__(self) -> None:
        if (self.vesting == "linear") != (self.months is not None):
            raise InvalidInputError(field="months", value=self.months, reason="belongs to a linear vesting, and it needs them")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedGroup:
    """A group of partners in the annex (kelompok)."""

    code: str
    name: str
    district: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A partner of the programme in the annex (mitra).

    Parameters
    ----------
    eligible
        Entitled to zakat (mustahik).
    since
        When the membership began.
    """

    member: str
    name: Private
    since: date
    group: str | None = None
    business: str | None = None
    eligible: bool = False
    status: PartnerStatus = "anggota"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenInstalment:
    """What is still to be paid on a day; what is overdue keeps its old day. `margin` is the part of `amount` that is not earned yet."""

    no: int
    due_on: date
    amount: Money
    margin: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedLine:
    """One thing that is handed over, refused or deferred.

    Parameters
    ----------
    kind
        Its class (``class`` in the file).
    title
        None: not settled yet; such a deed cannot be signed.
    fund
        The fund of the bylaws that it goes into.
    asset, category, life_months, salvage
        For the register of assets.
    group, location
        Who keeps it and where.
    cost, book_value
        In the giver's books.
    fair_value
        Of a receivable it follows from the rest and may be left out.
    origin
        The giver's sources by share; they sum to one.
    box
        Of cash.
    item, product, quantity
        Of inventory and biological assets that are kept by card.
    account
        Of what is kept by no register and no card: inventory and biological assets without `item`, rights and others without `asset`.
    principal
        Owed by contract, margin included; `margin` the part that is not earned, `allowance` what is expected to be lost.
    """

    no: int
    kind: LineClass
    description: str
    currency: str
    title: DeedTitle | None = None
    fund: str = GENERAL
    quantity: str | None = None
    unit: str | None = None
    serial: str | None = None
    condition: LineCondition | None = None
    asset: str | None = None
    category: str | None = None
    group: str | None = None
    location: str | None = None
    cost: Money | None = None
    book_value: Money | None = None
    fair_value: Money | None = None
    method: Method | None = None
    valuer: str | None = None
    valued_on: date | None = None
    origin: Mapping[Origin, Fraction] = field(default_factory=dict)
    stipulations: tuple[str, ...] = ()
    life_months: int | None = None
    salvage: Money | None = None
    result: Result = "accepted"
    reason: str | None = None
    box: str | None = None
    item: str | None = None
    account: str | None = None
    loan: str | None = None
    member: str | None = None
    product: str | None = None
    principal: Money | None = None
    margin: Money | None = None
    allowance: Money | None = None
    contract_on: date | None = None
    confirmed: Confirmed | None = None
    schedule: tuple[OpenInstalment, ...] = ()

    def __post_init__(self) -> None:
        for name in _NEEDS[self.kind]:
            if getattr(self, name) in (None, ()):
                raise InvalidInputError(field=name, value=self.kind, reason=f"is missing; a line of class {self.kind} needs it")
        if self.kind in ("right", "other") and (self.asset is None) == (self.account is None):
            raise InvalidInputError(field="account", value=self.account, reason="must be given, or else asset and category")
        if self.kind in ("inventory", "biological"):
            self._check_stock()
        if self.asset is not None and self.category is None:
            raise InvalidInputError(field="category", value=None, reason="is missing; an asset needs it")
        for name in ("description", "location") if self.asset is not None or self.item is not None else ():
            if len(getattr(self, name) or "") > TEXT_LENGTH_MAX:
                raise InvalidInputError(field=name, value=getattr(self, name), reason=f"has more than {TEXT_LENGTH_MAX} characters")
        if (self.result == "accepted") != (self.reason is None):
            raise InvalidInputError(field="reason", value=self.reason, reason="belongs to what is rejected or deferred, and it needs one")
        if self.origin and sum(self.origin.values()) != 1:
            raise OriginSharesError(field="origin", line=self.no, total=percent_text(Fraction(sum(self.origin.values()))))
        if self.kind == "receivable":
            self._check_receivable()
        elif not self.value:
            raise InvalidInputError(field="fair_value", value=self.fair_value, reason="must be more than zero")

    def _check_stock(self) -> None:
        if (self.item is None) == (self.account is None):
            raise InvalidInputError(field="account", value=self.account, reason="must be given, or else item, product and quantity")
        if self.item is not None:
            Quantity.parse(self.quantity or "")
            if self.product is None:
                raise InvalidInputError(field="product", value=self.item, reason="must be given, or else item, product and quantity")

    def _check_receivable(self) -> None:
        assert self.principal is not None, "checked among what the class needs"
        if not self.principal:
            raise InvalidInputError(field="principal", value=self.principal, reason="must be more than zero")
        self._check_sum("amount", self.principal, [one.amount for one in self.schedule])
        margins = [one.margin for one in self.schedule if one.margin is not None]
        if margins:
            self._check_sum("margin", self.margin or Money.zero(self.currency), margins)
        for name in ("margin", "allowance"):
            if (getattr(self, name) or Money.zero(self.currency)) > self.principal:
                raise InvalidInputError(field=name, value=getattr(self, name), reason="is more than the principal")
        if self.fair_value not in (None, self.value):
            raise FairValueError(field="fair_value", line=self.no, given=self.fair_value, wanted=self.value)

    def _check_sum(self, name: str, wanted: Money, parts: list[Money]) -> None:
        total = Money.total(parts, self.currency)
        if total != wanted:
            raise ReceivableScheduleError(field=name, line=self.no, loan=self.loan, total=total, wanted=wanted)

    @property
    def value(self) -> Money:
        """What it is worth: of a receivable its principal less margin and allowance, below zero where all of it is expected to be lost."""
        zero = Money.zero(self.currency)
        if self.kind == "receivable":
            return (self.principal or zero) - (self.margin or zero) - (self.allowance or zero)
        return self.fair_value or zero

    @property
    def is_asset(self) -> bool:
        """Whether it is kept in the register of assets."""
        return self.kind in THINGS or self.asset is not None

    @property
    def is_posted(self) -> bool:
        """Whether it enters the book: what is accepted, but wakaf, which has a book of its own."""
        return self.result == "accepted" and self.title != "wakaf"

    @property
    def is_owned(self) -> bool:
        """Whether it counts in totals: posted, and not another's thing kept or used."""
        return self.is_posted and self.title not in ("loan-for-use", "custody")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A deed as a whole; made by `irman_ledger.coop.programme.read_deed`.

    Parameters
    ----------
    on
        The day of the paper.
    cutoff
        The day by whose end everything was counted, at the latest `on`; it is booked on this day.
    mandate, decisions
        On what the transferor's signature rests; decisions of meetings.
    supersedes
        The version that it replaces.
    """

    number: str
    version: int
    place: str
    on: date
    cutoff: date
    currency: str
    parties: tuple[Party, ...]
    lines: tuple[DeedLine, ...]
    event: str | None = None
    programme: str | None = None
    mandate: str | None = None
    decisions: tuple[str, ...] = ()
    supersedes: int | None = None
    stipulations: tuple[Stipulation, ...] = ()
    groups: tuple[DeedGroup, ...] = ()
    partners: tuple[Partner, ...] = ()
    liabilities: tuple[Liability, ...] = ()

    def __post_init__(self) -> None:
        checked_code(self.no, field="number")
        if self.cutoff > self.on:
            raise InvalidInputError(field="cutoff", value=self.cutoff, reason=f"is after {self.on}")
        if self.supersedes is not None and self.supersedes >= self.version:
            raise InvalidInputError(field="supersedes", value=self.supersedes, reason=f"must be a version before {self.version}")
        for name, found in self._numbers():
            twice = next((one for place, one in enumerate(found) if one in found[:place]), None)
            if twice is not None:
                raise InvalidInputError(field=name, value=twice, reason="is given twice")
        known = {one.code for one in self.stipulations}
        for line in self.lines:
            if not known.issuperset(line.stipulations):
                unknown = next(code for code in line.stipulations if code not in known)
                raise InvalidInputError(field="stipulations", value=unknown, reason=f"is no stipulation of this deed; line {line.no}")

    def _numbers(self) -> Iterator[tuple[str, list[object]]]:
        yield "lines.no", [line.no for line in self.lines]
        yield "lines.asset", [line.asset for line in self.lines if line.asset is not None]
        yield "lines.item", [line.item for line in self.lines if line.item is not None]
        yield "lines.loan", [line.loan for line in self.lines if line.loan is not None]
        yield "stipulations.code", [one.code for one in self.stipulations]
        yield "groups.code", [one.code for one in self.groups]
        yield "partners.member", [one.member for one in self.partners]
        yield "liabilities.account", [one.account for one in self.liabilities if one.kind == "savings"]

    @property
    def no(self) -> str:
        """How the book knows it."""
        return deed_no(self.number, self.version)

    def stipulation(self, code: str) -> Stipulation:
        """One of its stipulations."""
        return next(one for one in self.stipulations if one.code == code)

    def totals(self, by: str) -> dict[str, Money]:
        """What comes to the cooperative, by ``class``, ``title`` or ``fund``, in order of first appearance; debts not taken off."""
        found: dict[str, Money] = {}
        for line in self.lines:
            if line.is_owned:
                key = {"class": line.kind, "title": line.title or "", "fund": line.fund}[by]
                found[key] = found.get(key, Money.zero(self.currency)) + line.value
        return found

    @property
    def gross(self) -> Money:
        """All that comes to the cooperative."""
        return Money.total((line.value for line in self.lines if line.is_owned), self.currency)

    @property
    def owed(self) -> Money:
        """All debts that come with it."""
        return Money.total((one.amount for one in self.liabilities), self.currency)

    @property
    def bound(self) -> Money:
        """What of it stays a debt: grants on condition, and things held in trust."""
        found = (
            one for one in self.lines if one.is_owned and (one.title == "conditional-grant" or (one.title == "trust" and one.is_asset))
        )
        return Money.total((one.value for one in found), self.currency)

    @property
    def net(self) -> Money:
        """What becomes capital: all that comes, less debts and what stays bound."""
        return self.gross - self.owed - self.bound


def deed_no(number: str, version: int) -> str:
    """How the book knows a version of a deed."""
    return f"{number}/v{version}"


def percent_text(share: Fraction) -> str:
    """A share as it is written: ``60%``, ``33.5%``; ``1/3`` where no decimal says it."""
    parts = share * 10**8
    if parts.denominator != 1:
        return str(share)
    whole, rest = divmod(parts.numerator, 10**6)
    return f"{whole}.{rest:06}".rstrip("0").rstrip(".") + "%"
