"""Restricted capital by asset beside what the assets stand at (daftar modal hibah terikat)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from irman_ledger.books.lives import Kept
from irman_ledger.core.account import AccountKind
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.reports.dates import check_begun, day_of, heading_of_days, whole_month
from irman_ledger.reports.paper import Column, Fact, Layout, Row, Statement, same
from irman_ledger.reports.source import AssetSource, stamp_of
from irman_ledger.reports.ties import tied

if TYPE_CHECKING:
    from irman_ledger.books.asset_positions import AssetPosition
    from irman_ledger.coop.assets.grants import Backing

LAYOUT = Layout(
    name="restricted-list",
    title=Label("Daftar modal hibah terikat", "Restricted capital by asset"),
    texts=(Column("asset", Label("No.", "No.")),),
    label=Label("Aset", "Asset"),
    columns=(
        Column("carrying", Label("Nilai tercatat", "Carrying amount")),
        Column("restricted", Label("Modal terikat", "Restricted capital")),
        Column("owed", Label("Masih bersyarat", "Still on condition")),
        Column("own", Label("Dibiayai sendiri", "Financed otherwise")),
    ),
)
_NOTE = Label(
    "Nilai tercatat = modal terikat + yang masih bersyarat + yang dibiayai sendiri.",
    "Carrying amount = restricted capital + what is still on condition + what was financed otherwise.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Financed:
    """One asset: what it stands at, and what against."""

    no: str
    description: str
    carrying: Money
    restricted: Money
    owed: Money

    @property
    def own(self) -> Money:
        return self.carrying - self.restricted - self.owed

    @property
    def amounts(self) -> tuple[Money, ...]:
        return (self.carrying, self.restricted, self.owed, self.own)


def restricted_list(book: AssetSource, *, as_of: Month | date, stamped: bool = False) -> Statement:
    """The assets whose capital is released as they wear out, each with the capital that is still restricted (Daftar modal hibah terikat).

    Parameters
    ----------
    as_of
        As booked up to this day, or to the end of this month.
    stamped
        Print the book and its checkpoint, size and root of its log, at the foot.

    Raises
    ------
    BeforeBookError
        ``report.before-book``
    StatementDoesNotTieError
        ``report.does-not-tie``: the assets do not add up to a control account, or one has more capital than it stands at.

    Notes
    -----
    Of a grant on condition that becomes own month by month, the part that did stands against capital; what is owed for the rest
    is shown up to what the asset stands at. One that is impaired meanwhile has more capital than it stands at until the next part vests.
    """
    check_begun(book, as_of, field="as_of")
    day = day_of(as_of)
    with book.read() as view:
        bylaws, positions = view.bylaws_on(day), view.assets.positions(day)
        balances = view.balances(as_of=whole_month(as_of))
        released = [one for one in positions if _released(one, bylaws) is not None]
        controls = sorted({backing.account for one in released if (backing := _released(one, bylaws)) is not None})
        listed = [one for one in (_financed(one, bylaws) for one in released) if any(one.amounts)]
        paper = Statement(
            layout=LAYOUT,
            owner=bylaws.name,
            dated=heading_of_days((day,)),
            currency=bylaws.currency,
            rows=tuple(_rows(listed, bylaws.currency)),
            facts=tuple(Fact(f"control.{code}", _named(code, bylaws), -balances.net(code)) for code in controls),
            notes=(_NOTE,),
            stamp=stamp_of(book, view, stamped),
        )
        zero = Money.zero(bylaws.currency)
        sums = [
            Kept(code, balances.net(code), Money.total((one.balances.get(code, zero) for one in positions), bylaws.currency))
            for code in controls
        ]
    return tied(paper, [*sums, *(Kept(one.no, zero, min(one.own, zero)) for one in listed)])


def _released(position: AssetPosition, bylaws: Bylaws) -> Backing | None:
    """What of it stands against capital that is released as it wears out; None where nothing does."""
    state = position.state
    for backing in (state.vested, state.backing):
        if backing is not None and backing.released_to is not None and bylaws.chart[backing.account].kind is AccountKind.EQUITY:
            return backing
    return None


def _financed(position: AssetPosition, bylaws: Bylaws) -> _Financed:
    state, zero, backing = position.state, Money.zero(position.currency), _released(position, bylaws)
    assert backing is not None, "only assets that stand against released capital are listed"
    restricted = -position.balances.get(backing.account, zero)
    owed = zero
    if state.backing is not None and state.backing is not backing:
        owed = max(zero, min(-position.balances.get(state.backing.account, zero), position.carrying - restricted))
    return _Financed(no=state.no, description=state.description, carrying=position.carrying, restricted=restricted, owed=owed)


def _rows(listed: Sequence[_Financed], currency: str) -> Iterator[Row]:
    for one in listed:
        yield Row(key=one.no, label=same(one.description), texts=(one.no,), amounts=one.amounts)
    sums = tuple(Money.total((one.amounts[place] for one in listed), currency) for place in range(4))
    yield Row(key="total", label=Label("Jumlah", "Total"), kind="total", texts=("",), amounts=sums)


def _named(code: str, bylaws: Bylaws) -> Label:
    label = bylaws.chart[code].label
    return Label(f"{code} {label.id}", f"{code} {label.en}")
