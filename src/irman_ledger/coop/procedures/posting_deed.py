"""A signed deed of hand-over is brought into the book (pembukuan berita acara serah terima): all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from irman_ledger.coop.assets import ReceiveAsset
from irman_ledger.coop.general import TakeOverBalance
from irman_ledger.coop.loans import TakeOverLoan
from irman_ledger.coop.loans.terms import parse as loan_terms
from irman_ledger.coop.members import RegisterGroup, TakeOverMember
from irman_ledger.coop.partners import EnrolPartner
from irman_ledger.coop.procedures.deed_grants import check_titles, grants_of
from irman_ledger.coop.procedures.deed_refusals import DeedClearingError, DeedPostedOtherwiseError, DeedProductError
from irman_ledger.coop.programme import Deed, DeedLine, Liability, PostDeed, check_fit, hash_of
from irman_ledger.coop.savings import TakeOverSavings
from irman_ledger.coop.stock import OpenStock, TakeOverStock
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.journal import Entry
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.quantity import Quantity
from irman_ledger.core.schedule import Instalment
from irman_ledger.core.subject import Subject
from irman_ledger.errors import IrmanError

__all__ = ["DeedRecorder", "PostedDeed", "post_deed"]

Steps = Iterator[tuple[str, Command[Any]]]


class _Recorded(Protocol):
    @property
    def event(self) -> Any: ...
    @property
    def entry(self) -> Entry | None: ...
    @property
    def replayed(self) -> bool: ...


class _Members(Protocol):
    def knows(self, subject: Subject) -> bool: ...


class _View(Protocol):
    @property
    def members(self) -> _Members: ...
    def bylaws_on(self, on: date) -> Bylaws: ...


G = TypeVar("G", bound=_Recorded, covariant=True)
T = TypeVar("T", bound=_Recorded)


class DeedRecorder(Protocol[G]):
    """What takes commands and knows who is there already: a transaction of a desk."""

    @property
    def view(self) -> _View: ...

    def record(self, command: Command[Any], *, key: str, document: str | None = None) -> G:
        """Take one command."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedDeed(Generic[T]):
    """What posting left.

    Parameters
    ----------
    posted
        The last step: the deed itself.
    records
        Everything before it, in order.
    """

    posted: T
    records: tuple[T, ...]


def post_deed(tx: DeedRecorder[T], deed: Deed, *, document: str | None = None) -> PostedDeed[T]:
    """Bring in what a signed deed hands over, on the day of its cut-off; a deed asked for twice is booked once.

    Who the book lacks of groups, members and partners comes first; then each line, each debt, and what stands against them: a thing
    in the register by its title, the rest as capital of its fund. All else goes over the take-over account, which each fund must
    leave at zero. Wakaf and what was rejected or deferred is not posted. Keys follow from the hash of the deed, so that two callers
    cannot post it twice.

    Parameters
    ----------
    document
        None: the number of the deed.

    Raises
    ------
    TitleMissingError, ConditionMissingError, ConditionIncompleteError
        ``deed.title-missing``, ``deed.condition-missing``, ``deed.condition-incomplete``
    DeedStatusError, DeedChangedError
        ``deed.status``: it is not signed; ``deed.changed``: another content was signed.
    DeedTitleError, TrustNotOwedError, DebtsExceedError, DeedClearingError, DeedProductError
        ``deed.title``, ``deed.trust-not-owed``, ``deed.debts-exceed``, ``deed.does-not-balance``, ``deed.product``
    DeedPostedOtherwiseError
        ``deed.posted-otherwise``: it was posted under bylaws that named other accounts.
    IrmanError
        Whatever refuses a line; `index` is its place on the deed.
    """
    check_fit(deed)
    view = tx.view
    bylaws = view.bylaws_on(deed.cutoff)
    check_titles(deed, bylaws)
    found = hash_of(deed)
    steps = [*_people(deed, view), *_lines(deed, bylaws), *_debts(deed, bylaws), *_capital(deed, bylaws)]
    records = tuple(_recorded(tx, deed, f"{found[:32]}/{name}", command, document) for name, command in steps)
    _check_clearing(deed, bylaws, records)
    last = _recorded(tx, deed, f"{found[:32]}/deed", PostDeed(deed=deed.no, on=deed.on, sha256=found), document)
    if any(one.replayed != last.replayed for one in records):
        raise DeedPostedOtherwiseError(field="deed", deed=deed.no)
    return PostedDeed(posted=last, records=records)


def _recorded(tx: DeedRecorder[T], deed: Deed, key: str, command: Command[Any], document: str | None) -> T:
    try:
        return tx.record(command, key=key, document=document or deed.number)
    except IrmanError as error:
        kind, _, no = key.partition("/")[2].partition(":")
        if kind == "line":
            error.index = next(place for place, line in enumerate(deed.lines) if str(line.no) == no.partition("/")[0])
        raise


def _people(deed: Deed, view: _View) -> Steps:
    for group in deed.groups:
        if not view.members.knows(Subject("group", group.code)):
            yield (
                f"group:{group.code}",
                RegisterGroup(group=group.code, name=group.name, district=group.district, on=deed.cutoff),
            )
    for one in deed.partners:
        if not view.members.knows(Subject("member", one.member)):
            member = TakeOverMember(
                member=one.member, name=one.name, group=one.group, joined_on=one.since, status=one.status, on=deed.cutoff
            )
            yield f"member:{one.member}", member
        if not view.members.knows(Subject("partner", one.member)):
            enrolled = EnrolPartner(
                partner=one.member, on=deed.cutoff, business=one.business, eligible=one.eligible, assessed_on=one.since, deed=deed.no
            )
            yield f"partner:{one.member}", enrolled


def _lines(deed: Deed, bylaws: Bylaws) -> Steps:
    for line in deed.lines:
        if line.is_posted:
            for place, command in enumerate(_line(deed, line, bylaws)):
                yield f"line:{line.no}/{place}", command


def _line(deed: Deed, line: DeedLine, bylaws: Bylaws) -> Iterator[Command[Any]]:
    if line.is_asset:
        yield _asset(deed, line)
    elif line.kind == "receivable":
        yield from _receivable(deed, line, bylaws)
    elif line.kind == "cash":
        box = bylaws.box(line.box)
        yield _balance(deed, box.account, line.value, line.fund, str(box.subject))
    elif line.item is not None:
        yield from _stock(deed, line, line.item)
    else:
        yield _balance(deed, line.account or "", line.value, line.fund)


def _stock(deed: Deed, line: DeedLine, item: str) -> Iterator[Command[Any]]:
    yield OpenStock(item=item, product=line.product or "", description=line.description, on=deed.cutoff, fund=line.fund)
    yield TakeOverStock(item=item, on=deed.cutoff, quantity=Quantity.parse(line.quantity or ""), value=line.value)


def _asset(deed: Deed, line: DeedLine) -> ReceiveAsset:
    assert line.title is not None, "a deed that is fit to be signed names the title of each line"
    assert line.title != "wakaf", "wakaf is not posted"
    return ReceiveAsset(
        asset=line.asset or "",
        description=line.description,
        category=line.category or "",
        on=deed.cutoff,
        title=line.title,
        value=line.value,
        fund=line.fund,
        group=line.group,
        location=line.location,
        serial=line.serial,
        condition=line.condition or "good",
        useful_life_months=line.life_months,
        salvage=line.salvage,
        giver_cost=line.cost,
        giver_book_value=line.book_value,
        deed=deed.no,
        deed_line=line.no,
        vests_months=_vests_months(deed, line),
    )


def _vests_months(deed: Deed, line: DeedLine) -> int | None:
    """By how many months a grant on condition becomes the cooperative's; None: at once, when its condition is met."""
    if line.title != "conditional-grant":
        return None
    return next((months for code in line.stipulations if (months := deed.stipulation(code).months) is not None), None)


def _receivable(deed: Deed, line: DeedLine, bylaws: Bylaws) -> Iterator[Command[Any]]:
    """The claim by contract, then what is not earned of it and what is expected to be lost; of a sale the margin comes with the claim."""
    terms = bylaws.terms(line.product or "", "loans", loan_terms)
    zero = Money.zero(deed.currency)
    principal, margin, allowance = line.principal or zero, line.margin or zero, line.allowance or zero
    is_sale = terms.sale is not None
    margins = _margins(line, margin) if is_sale else (zero,) * len(line.schedule)
    yield TakeOverLoan(
        loan=line.loan or "",
        member=line.member or "",
        product=line.product or "",
        on=deed.cutoff,
        contract_on=line.contract_on or deed.cutoff,
        principal_outstanding=principal - margin if is_sale else principal,
        schedule=tuple(
            Instalment(no=one.no, due_on=one.due_on, principal=one.amount - part, interest=part)
            for one, part in zip(line.schedule, margins, strict=True)
        ),
    )
    made = None if terms.quality is None else terms.quality.allowance
    accounts = {"margin": None if made is None else made.margin, "allowance": None if made is None else made.account}
    for name, amount in (("margin", zero if is_sale else margin), ("allowance", allowance)):
        account = accounts[name]
        if amount and account is None:
            raise DeedProductError(field="product", line=line.no, product=line.product, missing=name)
        if amount and account is not None:
            yield _balance(deed, account, -amount, line.fund, f"loan:{line.loan}")


def _margins(line: DeedLine, margin: Money) -> tuple[Money, ...]:
    """As the deed has them; else shared by the instalments, in whole units of the currency, by largest remainder."""
    if any(one.margin is not None for one in line.schedule):
        return tuple(one.margin or Money.zero(line.currency) for one in line.schedule)
    return margin.split([one.amount.minor for one in line.schedule], step=Money.from_minor(100, line.currency))


def _debts(deed: Deed, bylaws: Bylaws) -> Steps:
    for place, one in enumerate(deed.liabilities, 1):
        yield f"debt:{place}", _debt(deed, one, bylaws)


def _debt(deed: Deed, one: Liability, bylaws: Bylaws) -> Command[Any]:
    if one.kind == "savings":
        return TakeOverSavings(
            account=one.account or "",
            member=one.holder or "",
            product=one.product or "",
            opened_on=one.since or deed.cutoff,
            amount=one.amount,
            on=deed.cutoff,
        )
    account = bylaws.chart[one.account or ""]
    holder = None if one.holder is None or account.subject_kind is None else f"{account.subject_kind}:{one.holder}"
    return _balance(deed, account.code, -one.amount, one.fund, holder)


def _capital(deed: Deed, bylaws: Bylaws) -> Steps:
    for (fund, account), amount in grants_of(deed, bylaws).items():
        yield f"capital:{fund}:{account}", _balance(deed, account, -amount, fund)


def _balance(deed: Deed, account: str, amount: Money, fund: str, subject: str | None = None) -> TakeOverBalance:
    narration = f"Serah terima {deed.number}: {account}"
    return TakeOverBalance(account=account, on=deed.cutoff, amount=amount, narration=narration, subject=subject, fund=fund)


def _check_clearing(deed: Deed, bylaws: Bylaws, records: tuple[_Recorded, ...]) -> None:
    clearing, left = bylaws.role("takeover"), dict[str, Money]()
    for line in (line for one in records if one.entry is not None for line in one.entry.lines if line.account == clearing):
        left[line.fund] = left.get(line.fund, Money.zero(deed.currency)) + line.amount
    for fund, amount in left.items():
        if amount:
            raise DeedClearingError(field="lines", deed=deed.no, fund=fund, difference=amount)
