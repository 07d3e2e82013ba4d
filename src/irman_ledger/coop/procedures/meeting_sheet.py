"""The sheet of a group's meeting (lembar rapat kelompok): who came, what each brought, and what others paid for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from irman_ledger.coop.members import HoldMeeting, MeetingRow
from irman_ledger.coop.members.mutual import Attendance
from irman_ledger.core.codes import checked_code
from irman_ledger.core.money import CurrencyMismatchError, Money
from irman_ledger.errors import InvalidInputError

ItemKind = Literal["savings", "share", "loan", "fund", "repaid", "for-others", "covered-members", "covered-fund", "covered-assembly"]
ITEMS: Final[tuple[str, ...]] = get_args(ItemKind)
_NUMBERED: Final = ("savings", "share", "loan", "covered-members", "covered-fund", "covered-assembly")
_SUBJECTS: Final = {"savings": "savings", "loan": "loan", "covered-members": "loan", "covered-fund": "loan", "covered-assembly": "loan"}


class SheetInputError(InvalidInputError):
    """A value on a sheet that can never be right."""

    code = "meeting.input"


class CoversDifferError(InvalidInputError):
    """A sheet on which members paid another sum for others than was paid by members for others."""

    code = "meeting.covers-differ"
    text = {
        "en": "members paid {given} for others, but {covered} of instalments is marked as covered by members, a difference of {difference}",
        "id": "anggota membayar {given} untuk yang lain, tetapi angsuran yang ditanggung anggota {covered}, selisih {difference}",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetItem:
    """One amount on a row of a sheet.

    Parameters
    ----------
    item
        Money that the member brought: ``savings`` into an account, ``share`` for a product, ``loan`` for a loan, ``fund`` for the
        group, ``repaid`` to a group that paid earlier, ``for-others`` for those who do not pay today. Or what others paid on the
        member's loan: ``covered-members`` (today), ``covered-fund`` (the group), ``covered-assembly`` (the wider assembly).
    no
        The account, product or loan; of ``repaid`` the group where it is another than the member's own; else None.
    amount
        More than zero.
    """

    item: ItemKind
    no: str | None = None
    amount: Money

    def __post_init__(self) -> None:
        if self.item not in ITEMS:
            raise SheetInputError(field="item", value=self.item, reason=f"must be one of {', '.join(ITEMS)}")
        if not isinstance(self.amount, Money) or self.amount.minor <= 0:
            raise SheetInputError(field="amount", value=self.amount, reason="must be money, more than zero")
        if self.no is not None:
            checked_code(self.no, field="no")
            if self.item in ("fund", "for-others"):
                raise SheetInputError(field="no", value=self.no, reason=f"has no meaning for {self.item}")
        elif self.item in _NUMBERED:
            raise SheetInputError(field="no", value=None, reason="is missing")

    @property
    def is_covered(self) -> bool:
        """Whether others paid it."""
        return self.item.startswith("covered-")

    @property
    def account(self) -> str | None:
        """The savings account or the loan that it is about, as ``kind:no``."""
        kind = _SUBJECTS.get(self.item)
        return None if kind is None else f"{kind}:{self.no}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One member on the sheet: attendance (hadir, izin, alpa) and amounts; also one who is absent may have sent money."""

    member: str
    attendance: Attendance
    items: tuple[SheetItem, ...] = ()

    def sum_of(self, items: Iterable[str], currency: str) -> Money:
        """What its items of some kinds add up to."""
        return Money.total((one.amount for one in self.items if one.item in items), currency)

    def paid(self, currency: str) -> Money:
        """What the member brought."""
        return Money.total((one.amount for one in self.items if not one.is_covered), currency)

    def covered(self, currency: str) -> Money:
        """What others paid."""
        return Money.total((one.amount for one in self.items if one.is_covered), currency)

    def kept(self, currency: str) -> MeetingRow:
        """As the group's meeting keeps it."""
        accounts = dict.fromkeys(one.account for one in self.items if one.account is not None)
        return MeetingRow(
            member=self.member,
            attendance=self.attendance,
            paid=self.paid(currency),
            covered=self.covered(currency),
            accounts=tuple(accounts),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingSheet:
    """The sheet of one meeting; that it ties is part of what it is (klop).

    Parameters
    ----------
    cash
        The money that was counted on the table.
    box
        The cash box or bank account that it goes into; None: the default one.
    assembly
        The wider group that pays what ``covered-assembly`` says.

    Raises
    ------
    NotKlopError
        ``meeting.not-klop``, with the difference.
    CoversDifferError
        ``meeting.covers-differ``
    SheetInputError, RowTwiceError
        ``meeting.input``, ``meeting.row-twice``
    """

    group: str
    on: date
    cash: Money
    rows: tuple[SheetRow, ...]
    box: str | None = None
    assembly: str | None = None

    def __post_init__(self) -> None:
        currency = self.held_currency()
        for one in (one for row in self.rows for one in row.items):
            if one.amount.currency != currency:
                raise CurrencyMismatchError(field="amount", left=currency, right=one.amount.currency, value=one.amount)
        self.held()
        given, covered = (self.sum_of((kind,)) for kind in ("for-others", "covered-members"))
        if given != covered:
            raise CoversDifferError(field="rows", given=given, covered=covered, difference=given - covered)
        if self.assembly is None and self.sum_of(("covered-assembly",)):
            raise SheetInputError(field="assembly", value=None, reason="is missing")

    def held_currency(self) -> str:
        """The currency of the money that was counted."""
        if not isinstance(self.cash, Money):
            raise SheetInputError(field="cash", value=self.cash, reason="must be money")
        return self.cash.currency

    def held(self) -> HoldMeeting:
        """The meeting as the group keeps it."""
        rows = tuple(row.kept(self.cash.currency) for row in self.rows)
        return HoldMeeting(group=self.group, on=self.on, cash=self.cash, rows=rows)

    def sum_of(self, items: Iterable[str]) -> Money:
        """What all rows' items of some kinds add up to."""
        return Money.total((row.sum_of(items, self.cash.currency) for row in self.rows), self.cash.currency)
