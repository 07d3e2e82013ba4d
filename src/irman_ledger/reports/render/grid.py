"""How wide the columns of a paper are: the roomiest way of setting it that the page still holds."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

from irman_ledger.core.money import Money
from irman_ledger.errors import Lang
from irman_ledger.reports.paper import Row, Statement
from irman_ledger.reports.refusals import NarrowPaperError
from irman_ledger.reports.render.cells import figure, on_paper

GAP = "  "
INDENT = 2
_VALUE_MIN = 12  # of a fact, beside its name
_ROOT_PIECE_MIN = 16  # digits of the root on one line


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The widths of the columns, and how figures are written.

    Parameters
    ----------
    width
        Of the whole paper.
    gap
        Between two columns of figures.
    is_tall
        Figures stand below the label where there is no room beside it.
    """

    lang: Lang
    with_sen: bool
    width: int
    texts: tuple[int, ...]
    label: int
    amounts: tuple[int, ...]
    remark: int
    gap: str
    is_tall: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """One way of setting the columns: heads of figures wrapped at `head`, figures and labels not narrower than so much."""

    head: int
    amount: int
    label: int
    gap: str = " "
    is_remark_whole: bool = False
    is_tall: bool = False


# From roomy to tight; the first that the page holds is taken. Text columns (days, codes, vouchers) and figures are never broken.
_SETTINGS = (
    _Setting(head=16, amount=10, label=36, gap=GAP, is_remark_whole=True),
    _Setting(head=1, amount=10, label=22, gap=GAP, is_remark_whole=True),
    _Setting(head=1, amount=1, label=22, gap=GAP, is_remark_whole=True),
    _Setting(head=1, amount=1, label=22, is_remark_whole=True),  # a figure ends in a blank of its own, so two are left
    _Setting(head=1, amount=1, label=22),
    _Setting(head=1, amount=1, label=16),
    _Setting(head=1, amount=1, label=16, is_tall=True),
)


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Lines of at most `width`, broken between words; a number with a hyphen (``SS-001``) stays whole where it can."""
    return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def grid_of(statement: Statement, lang: Lang, width: int) -> Grid:
    """The grid of a paper that is exactly `width` columns wide.

    Raises
    ------
    NarrowPaperError
        ``report.too-narrow``: not even with wrapped names and figures below them; it says the least width.
    """
    least = _least_around(statement, lang)
    tightest: list[int] = []
    for setting in _SETTINGS:
        columns = _Columns.of(statement, lang, setting)
        needed = max(columns.needed, least)
        if needed <= width:
            return columns.grid(statement, lang, width)
        tightest.append(needed)
    raise NarrowPaperError(field="width", width=width, least=min(tightest))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """The columns as a setting makes them, before the label takes what is left."""

    texts: tuple[int, ...]
    label: int
    amounts: tuple[int, ...]
    remark: int
    gap: str
    is_tall: bool

    @staticmethod
    def of(statement: Statement, lang: Lang, setting: _Setting) -> _Columns:
        layout, rows = statement.layout, statement.rows
        labels = (len(row.label.text(lang)) + INDENT * row.level for row in rows if row.amounts)
        amounts = range(len(layout.columns))
        return _Columns(
            texts=tuple(_text_width(statement, place, lang) for place in range(len(layout.texts))),
            label=min(max([len(layout.label.text(lang)), *labels]), setting.label),
            amounts=tuple(max(_amount_width(statement, place, lang, setting.head), setting.amount) for place in amounts),
            remark=_remark_width(statement, lang, setting.is_remark_whole),
            gap=setting.gap,
            is_tall=setting.is_tall,
        )

    @property
    def needed(self) -> int:
        right = self._right
        if self.is_tall:
            return max(self._left + self.label, right)
        return self._left + self.label + len(GAP) * bool(right) + right

    def grid(self, statement: Statement, lang: Lang, width: int) -> Grid:
        taken = self._left if self.is_tall else self.needed - self.label
        return Grid(
            lang=lang,
            with_sen=has_sen(statement.rows),
            width=width,
            texts=self.texts,
            label=width - taken,
            amounts=self.amounts,
            remark=self.remark,
            gap=self.gap,
            is_tall=self.is_tall,
        )

    @property
    def _left(self) -> int:
        return sum(self.texts) + len(GAP) * len(self.texts)

    @property
    def _right(self) -> int:
        widths = [*self.amounts, *([self.remark] if self.remark else [])]
        return sum(widths) + len(self.gap) * max(len(widths) - 1, 0)


def has_sen(rows: Iterable[Row]) -> bool:
    """Whether some figure is not a whole number; then all are written with two decimals."""
    return any(amount is not None and amount.minor % 100 for row in rows for amount in row.amounts)


def _text_width(statement: Statement, place: int, lang: Lang) -> int:
    cells = (len(on_paper(row.texts[place], lang)) for row in statement.rows if place < len(row.texts))
    return max([len(statement.layout.texts[place].label.text(lang)), *cells])


def _amount_width(statement: Statement, place: int, lang: Lang, head: int) -> int:
    with_sen = has_sen(statement.rows)
    figures = (len(figure(row.amounts[place], with_sen)) for row in statement.rows if place < len(row.amounts))
    return max([0, *figures, *(len(piece) + 1 for piece in head_lines(statement.layout.columns[place].label.text(lang), head))])


def head_lines(label: str, width: int) -> list[str]:
    """The head of a column of figures; no word of it is broken."""
    return textwrap.wrap(label, width, break_long_words=False, break_on_hyphens=False)


def _remark_width(statement: Statement, lang: Lang, is_whole: bool) -> int:
    if statement.layout.remark is None:
        return 0
    texts = [statement.layout.remark.label.text(lang), *(on_paper(row.remark, lang) for row in statement.rows)]
    return max(len(piece) for text in texts for piece in ([text] if is_whole else [*text.split(), ""]))


def _least_around(statement: Statement, lang: Lang) -> int:
    """What the lines above and below the table need."""
    facts = [len(one.label.text(lang)) for one in statement.facts]
    beside = [len(one.value.text()) if isinstance(one.value, Money) else _VALUE_MIN for one in statement.facts]
    signatures = [len(label.text(lang)) + 3 for label in statement.signatures]
    stamp = statement.stamp
    root = 0 if stamp is None else len(checkpoint_start(stamp.size, lang)) + _ROOT_PIECE_MIN
    return max([_VALUE_MIN, *(max(facts) + 3 + one for one in beside), *signatures, root])


def checkpoint_start(size: int, lang: Lang) -> str:
    """What stands before the root: ``Checkpoint 17:``."""
    return f"{'Titik periksa' if lang == 'id' else 'Checkpoint'} {size}:"


def root_pieces(root: str, room: int) -> list[str]:
    """The root in equal pieces, as long as there is room for."""
    size = len(root)
    while size > max(room, _ROOT_PIECE_MIN):
        size = (size + 1) // 2
    return [root[start : start + size] for start in range(0, len(root), max(size, 1))]
