"""What a report needs of a book and of one snapshot of it; the books offer it, and a test may fake it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from irman_ledger.core.balances import Balances
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.evidence.private import Private
from irman_ledger.core.facts import Holding
from irman_ledger.core.money import Money
from irman_ledger.core.prudence import AboveCap
from irman_ledger.core.subject import Subject
from irman_ledger.reports.paper import Stamp

if TYPE_CHECKING:
    from irman_ledger.books.asset_positions import AssetPosition, AssetStep
    from irman_ledger.books.cash import CashDay
    from irman_ledger.books.group_lives import GroupLife
    from irman_ledger.books.lives import MemberLife
    from irman_ledger.books.loan_life import LoanLife
    from irman_ledger.books.partner_lists import ListedPartner
    from irman_ledger.books.records import Record, RunningMovement
    from irman_ledger.books.savings_positions import SavingsPosition
    from irman_ledger.books.seized_positions import SeizedPosition
    from irman_ledger.books.stock_reader import StockCard, StockPosition
    from irman_ledger.coop.loans.assessing import LoanPosition


class MemberSource(Protocol):
    """A member as a paper names them."""

    @property
    def no(self) -> str: ...
    @property
    def name(self) -> Private: ...
    @property
    def status(self) -> str: ...
    @property
    def group(self) -> str | None: ...
    @property
    def district(self) -> str | None: ...


class MembersSource(Protocol):
    """The members of a snapshot."""

    def get(self, no: str) -> MemberSource: ...
    def names(self, numbers: Iterable[str]) -> Mapping[str, Private]: ...
    def positions(self, no: str) -> tuple[Holding, ...]: ...


class OwnedSource(Protocol):
    """A savings account or a loan: whose it is."""

    @property
    def member(self) -> str: ...


class OwnedReader(Protocol):
    """The savings accounts or the loans of a snapshot."""

    def get(self, no: str) -> OwnedSource: ...


class LoansSource(OwnedReader, Protocol):
    """The loans of a snapshot."""

    def positions(self, as_of: date) -> tuple[LoanPosition, ...]: ...
    def seized(self, as_of: date) -> tuple[SeizedPosition, ...]: ...
    def above_cap(self, on: date) -> tuple[AboveCap, ...]: ...


class SavingsSource(OwnedReader, Protocol):
    """The savings accounts and deposits of a snapshot."""

    def positions(self, as_of: date) -> tuple[SavingsPosition, ...]: ...


class StockSource(Protocol):
    """The inventories and biological assets of a snapshot."""

    def positions(self, as_of: date) -> tuple[StockPosition, ...]: ...
    def card(self, no: str, as_of: date) -> StockCard: ...


class ShareSource(Protocol):
    """A share account: whose it is, where it stands and what it holds."""

    @property
    def no(self) -> str: ...
    @property
    def member(self) -> str: ...
    @property
    def control(self) -> str: ...
    @property
    def balance(self) -> Money: ...


class ShareDue(Protocol):
    """How a share account stands against its bills."""

    @property
    def billed(self) -> Money: ...
    @property
    def arrears(self) -> Money: ...
    @property
    def advance(self) -> Money: ...
    @property
    def late_since(self) -> Month | None: ...


class SharesSource(Protocol):
    """The share accounts of a snapshot."""

    def arrears(self, as_of: Month | date) -> tuple[tuple[ShareSource, ShareDue], ...]: ...


class PageSource(Protocol):
    """Some movements, and where the next ones begin."""

    @property
    def rows(self) -> tuple[RunningMovement, ...]: ...
    @property
    def next(self) -> Any: ...


class ViewSource(Protocol):
    """One snapshot of a book."""

    size: int

    def root(self) -> bytes: ...
    def bylaws_on(self, on: date) -> Bylaws: ...
    @property
    def members(self) -> MembersSource: ...
    @property
    def shares(self) -> SharesSource: ...
    @property
    def savings(self) -> SavingsSource: ...
    @property
    def loans(self) -> LoansSource: ...
    @property
    def stock(self) -> StockSource: ...
    def balances(
        self, *, as_of: Month | date | None = None, period: Month | tuple[Month, Month] | None = None, known_at: int | None = None
    ) -> Balances: ...
    def balance_before(self, account: str, on: date) -> Money: ...
    def account_movements(self, account: str, period: Month | tuple[Month, Month]) -> Iterator[RunningMovement]: ...
    def subject_balances(self, account: str, as_of: Month | date | None = None) -> Mapping[Subject, Money]: ...
    def movements(self, subject: Subject, *, after: Any = None, limit: int = 50) -> PageSource: ...
    def journal(self, period: Month | tuple[Month, Month]) -> Iterator[Record]: ...
    def record(self, seq: int) -> Record: ...


class BookSource(Protocol):
    """A book."""

    @property
    def id(self) -> str: ...
    @property
    def begins_on(self) -> date: ...
    def read(self) -> AbstractContextManager[ViewSource]: ...


class MemberLives(MembersSource, Protocol):
    """The members of a snapshot with their history."""

    def life(self, no: str, on: date) -> MemberLife: ...
    def group_life(self, no: str, on: date) -> GroupLife: ...


class PartnerLists(MembersSource, Protocol):
    """The members of a snapshot who are partners of a programme."""

    def partners(self, on: date) -> tuple[ListedPartner, ...]: ...


class PartnerView(ViewSource, Protocol):
    """One snapshot of a book that knows the partners of a programme."""

    @property
    def members(self) -> PartnerLists: ...


class PartnerSource(Protocol):
    """A book that knows the partners of a programme."""

    @property
    def id(self) -> str: ...
    @property
    def begins_on(self) -> date: ...
    def read(self) -> AbstractContextManager[PartnerView]: ...


class AssetsSource(Protocol):
    """The register of assets of a snapshot."""

    def positions(self, on: date) -> tuple[AssetPosition, ...]: ...
    def life(self, no: str, on: date) -> tuple[AssetStep, ...]: ...


class AssetView(ViewSource, Protocol):
    """One snapshot of a book that knows its assets and the groups that keep them."""

    @property
    def assets(self) -> AssetsSource: ...
    @property
    def members(self) -> MemberLives: ...


class AssetSource(Protocol):
    """A book that knows its assets."""

    @property
    def id(self) -> str: ...
    @property
    def begins_on(self) -> date: ...
    def read(self) -> AbstractContextManager[AssetView]: ...


class ProgrammeMembers(MemberLives, Protocol):
    """The members of a snapshot with their history, and who of them are partners of a programme."""

    def partners(self, on: date) -> tuple[ListedPartner, ...]: ...


class PackView(AssetView, Protocol):
    """One snapshot of a book that knows its assets and the partners of a programme."""

    @property
    def closed_to(self) -> Month | None: ...
    @property
    def members(self) -> ProgrammeMembers: ...


class PackSource(Protocol):
    """A book that knows its assets and the partners of a programme."""

    @property
    def id(self) -> str: ...
    @property
    def begins_on(self) -> date: ...
    def read(self) -> AbstractContextManager[PackView]: ...


class LoanLives(LoansSource, Protocol):
    """The loans of a snapshot with their history."""

    def life(self, no: str, on: date) -> LoanLife: ...


class LifeView(ViewSource, Protocol):
    """One snapshot of a book that knows the life of a member and of a loan."""

    @property
    def members(self) -> MemberLives: ...
    @property
    def loans(self) -> LoanLives: ...


class LifeSource(Protocol):
    """A book that knows the life of a member and of a loan."""

    @property
    def id(self) -> str: ...
    @property
    def begins_on(self) -> date: ...
    def read(self) -> AbstractContextManager[LifeView]: ...


class CashView(ViewSource, Protocol):
    """One snapshot of a book that knows the days of its cash boxes."""

    def cash_day(self, box: str, on: date) -> CashDay: ...


class CashSource(Protocol):
    """A book that knows the days of its cash boxes."""

    @property
    def id(self) -> str: ...
    @property
    def begins_on(self) -> date: ...
    def read(self) -> AbstractContextManager[CashView]: ...


def stamp_of(book: BookSource, view: ViewSource, stamped: bool) -> Stamp | None:
    """Book, size and root of the snapshot, for the foot of a paper; None where it is not wanted."""
    return Stamp(book.id, view.size, view.root().hex()) if stamped else None
