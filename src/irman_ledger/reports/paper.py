"""A paper: what every report gives back, with typed rows, as text, JSON and CSV."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.errors import Lang
from irman_ledger.reports.refusals import UnknownRowError

RowKind = Literal["heading", "line", "subtotal", "total", "blank"]
Cell = str | date | Label | None


def same(text: str) -> Label:
    """A label that is the same in both languages: a code, a name, a narration."""
    return Label(text, text)


NO_LABEL = Label("", "")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a paper: its key in JSON and its head on paper."""

    key: str
    label: Label


@dataclass(frozen=True, slots=True)
class Fact:
    """One line above the table: the number of a voucher, the name of a member."""

    key: str
    label: Label
    value: Cell | Money


@dataclass(frozen=True, slots=True)
class Stamp:
    """Where the figures come from: the book, how many records it held, and the root of its log (hexadecimal)."""

    book: str
    size: int
    root: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row.

    Parameters
    ----------
    level
        How far the label is indented, from 0.
    texts
        One cell for each text column, before the label.
    amounts
        One for each amount column; None prints nothing, zero prints a dash.
    remark
        What stands behind the amounts, where the layout has a column for it.
    """

    key: str
    label: Label
    kind: RowKind = "line"
    level: int = 0
    texts: tuple[Cell, ...] = ()
    amounts: tuple[Money | None, ...] = ()
    remark: Cell = None


# The board signs the statements and answers for them: Permenkop UKM 2/2024, art. 7(3).
BOARD = (Label("Ketua", "Chair"), Label("Sekretaris", "Secretary"), Label("Bendahara", "Treasurer"))
BLANK = Row(key="", label=NO_LABEL, kind="blank")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The head of a paper as data: its name, title and columns.

    Parameters
    ----------
    is_debit_first
        The first two columns are debit and credit, and as text the debits of an entry stand before its credits; JSON and CSV
        keep the order in which they were booked.
    """

    name: str
    title: Label
    texts: tuple[Column, ...] = ()
    label: Label = NO_LABEL
    columns: tuple[Column, ...] = ()
    remark: Column | None = None
    is_debit_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A paper (laporan).

    Parameters
    ----------
    owner
        The name of the cooperative.
    dated
        The day or the period that it is about.
    facts, notes, signatures
        Lines above the table, lines below it, and who signs.
    figures
        Every figure by key, those of rows left out because they are zero too; face statements only.
    """

    layout: Layout
    owner: str
    dated: Label
    currency: str
    rows: tuple[Row, ...]
    facts: tuple[Fact, ...] = ()
    notes: tuple[Label, ...] = ()
    signatures: tuple[Label, ...] = ()
    stamp: Stamp | None = None
    figures: Mapping[str, tuple[Money, ...]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def name(self) -> str:
        """The name that it is asked for by: ``balance-sheet``."""
        return self.layout.name

    @property
    def title(self) -> Label:
        """What stands at its head."""
        return self.layout.title

    @property
    def columns(self) -> tuple[Column, ...]:
        """The amount columns."""
        return self.layout.columns

    def row(self, key: str) -> Row:
        """The first row with this key, one with figures before a heading; `UnknownRowError` where it is not printed."""
        found = [row for row in self.rows if row.key == key]
        if not found:
            raise UnknownRowError(field="key", value=key, reason=f"is not a row of {self.name}")
        return next((row for row in found if row.amounts), found[0])

    def amount(self, key: str, column: int = 0) -> Money:
        """One figure by its key, printed or not; an empty cell is zero."""
        if key in self.figures:
            return self.figures[key][column]
        return self.row(key).amounts[column] or Money.zero(self.currency)

    def text(self, lang: Lang = "id", *, width: int = 90, lines_per_page: int | None = None) -> str:
        """The paper for printing, no line longer than `width`, a page feed between pages where `lines_per_page` is given.

        Raises
        ------
        NarrowPaperError
            ``report.too-narrow``
        """
        from irman_ledger.reports.render.text import render

        return render(self, lang, width=width, lines_per_page=lines_per_page)

    def json(self, lang: Lang = "id") -> str:
        """The paper as JSON text; amounts are strings (``"1234567.50"``)."""
        from irman_ledger.reports.render.json import render

        return render(self, lang)

    def csv(self, lang: Lang = "id") -> str:
        """The table as CSV text: separator ``;``, byte order mark, amounts as plain numbers, no cell that a spreadsheet would run."""
        from irman_ledger.reports.render.csv import render

        return render(self, lang)
