"""A paper as text for 80 to 100 columns: a head, aligned figures, rules over sums, room to sign."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from irman_ledger.core.money import Money
from irman_ledger.errors import Lang
from irman_ledger.reports.paper import Row, Statement
from irman_ledger.reports.render.cells import figure, on_paper

_GAP = "  "
_INDENT = 2
_LABEL_MIN = 22
_LABEL_WISH = 36
_AMOUNT_MIN = 10
_HEAD_MAX = 16
_CURRENCIES = {"IDR": {"id": "Rupiah", "en": "Rupiah"}, "EUR": {"id": "Euro", "en": "Euro"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """The widths of the columns, and how figures are written."""

    lang: Lang
    with_sen: bool
    texts: tuple[int, ...]
    label: int
    amounts: tuple[int, ...]
    remark: int

    @property
    def widths(self) -> tuple[int, ...]:
        remark = (self.remark,) if self.remark else ()
        return (*self.texts, self.label, *self.amounts, *remark)

    @property
    def total(self) -> int:
        return sum(self.widths) + len(_GAP) * (len(self.widths) - 1)


def render(statement: Statement, lang: Lang = "id", *, width: int = 90, lines_per_page: int | None = None) -> str:
    """The paper, each line without blanks at its end.

    Parameters
    ----------
    width
        It is made wider where the figures need more.
    lines_per_page
        Repeat the head on a new page after so many lines, with a page feed between; None: one endless page.
    """
    grid = _grid(statement, lang, width)
    head, columns = _head(statement, grid), _column_heads(statement, grid)
    body, tail = list(_body(statement, grid)), list(_tail(statement, grid))
    if lines_per_page is None:
        return _joined([*head, *columns, *body, *tail])
    room = max(lines_per_page - len(head) - len(columns) - 1, 5)
    pages = [body[start : start + room] for start in range(0, len(body), room)] or [[]]
    if len(pages[-1]) + len(tail) > room:
        pages.append([])
    pages[-1] = [*pages[-1], *tail]
    word = "Halaman" if lang == "id" else "Page"
    sheets = [[*head, *columns, *page, f"{word} {no}/{len(pages)}".rjust(grid.total)] for no, page in enumerate(pages, 1)]
    return "\f".join(_joined(sheet) for sheet in sheets)


def _joined(lines: Sequence[str]) -> str:
    return "".join(f"{line.rstrip()}\n" for line in lines)


# --- widths ---


def _grid(statement: Statement, lang: Lang, width: int) -> _Grid:
    layout, rows = statement.layout, statement.rows
    with_sen = any(amount is not None and amount.minor % 100 for row in rows for amount in row.amounts)
    texts = tuple(
        max([len(column.label.text(lang)), *(len(on_paper(row.texts[place], lang)) for row in rows if place < len(row.texts))])
        for place, column in enumerate(layout.texts)
    )
    remark = 0
    if layout.remark is not None:
        remark = max([len(layout.remark.label.text(lang)), *(len(on_paper(row.remark, lang)) for row in rows)])
    wanted = min(max([0, *(len(row.label.text(lang)) + _INDENT * row.level for row in rows if row.amounts)]), _LABEL_WISH)
    for head in (_HEAD_MAX, 1):  # heads in one piece where there is room, else a word a line
        amounts = tuple(_amount_width(statement, place, lang, with_sen, head) for place in range(len(layout.columns)))
        others = _Grid(lang=lang, with_sen=with_sen, texts=texts, label=0, amounts=amounts, remark=remark)
        if others.total + wanted <= width:
            break
    return replace(others, label=max(width - others.total, _LABEL_MIN))


def _amount_width(statement: Statement, place: int, lang: Lang, with_sen: bool, head: int) -> int:
    figures = [len(figure(row.amounts[place], with_sen)) for row in statement.rows if place < len(row.amounts)]
    words = textwrap.wrap(statement.layout.columns[place].label.text(lang), head, break_long_words=False)
    return max([_AMOUNT_MIN, *figures, *(len(word) + 1 for word in words)])


# --- head ---


def _head(statement: Statement, grid: _Grid) -> list[str]:
    lang = grid.lang
    unit = _CURRENCIES.get(statement.currency, {}).get(lang, statement.currency)
    # Figures are grouped the Indonesian way in both languages, so that both papers can be laid side by side.
    note = f"(dalam {unit})" if lang == "id" else f"(in {unit}; a dot marks thousands)"
    lines = (statement.owner.upper(), statement.title.text(lang).upper(), statement.dated.text(lang), note)
    head = [piece.center(grid.total) for line in lines if line for piece in textwrap.wrap(line, grid.total)]
    return [*head, "", *_facts(statement, grid)]


def _facts(statement: Statement, grid: _Grid) -> list[str]:
    if not statement.facts:
        return []
    lang = grid.lang
    wide = max(len(one.label.text(lang)) for one in statement.facts)
    lines: list[str] = []
    for one in statement.facts:
        value = one.value.text() if isinstance(one.value, Money) else on_paper(one.value, lang)
        start = f"{one.label.text(lang):<{wide}} : "
        lines += textwrap.wrap(value, grid.total, initial_indent=start, subsequent_indent=" " * len(start)) or [start]
    return [*lines, ""]


def _column_heads(statement: Statement, grid: _Grid) -> list[str]:
    layout, lang = statement.layout, grid.lang
    cells = [*((column.label.text(lang),) for column in layout.texts), (layout.label.text(lang),)]
    heads = [tuple(textwrap.wrap(column.label.text(lang), width - 1)) for column, width in zip(layout.columns, grid.amounts, strict=True)]
    tail = [] if layout.remark is None else [(layout.remark.label.text(lang),)]
    deep = max(len(lines) for lines in (*cells, *heads, *tail))
    rows = []
    for depth in range(deep):
        left = [_at(lines, depth, deep) for lines in cells]
        right = [f"{_at(lines, depth, deep)} " for lines in heads]
        rows.append(_line(left[:-1], left[-1], right, "".join(_at(lines, depth, deep) for lines in tail), grid))
    rule = "=" * grid.total
    return [rule, *rows, "-" * grid.total]


def _at(lines: Sequence[str], depth: int, deep: int) -> str:
    """The line at this depth of a head that stands at the bottom of its cell."""
    place = depth - (deep - len(lines))
    return lines[place] if place >= 0 else ""


# --- rows ---


def _line(texts: Sequence[str], label: str, amounts: Sequence[str], remark: str, grid: _Grid) -> str:
    cells = [f"{text:<{width}}" for text, width in zip([*texts, *[""] * len(grid.texts)], grid.texts, strict=False)]
    cells.append(f"{label:<{grid.label}}")
    cells += [f"{amount:>{width}}" for amount, width in zip([*amounts, *[""] * len(grid.amounts)], grid.amounts, strict=False)]
    if grid.remark:
        cells.append(remark)
    return _GAP.join(cells)


def _body(statement: Statement, grid: _Grid) -> Iterator[str]:
    is_ruled = True  # the head ends in a rule
    for row in statement.rows:
        if row.kind == "blank":
            yield ""
            is_ruled = False
            continue
        if row.kind in ("subtotal", "total") and not is_ruled:
            yield _rule("-", row, grid)
        yield from _row(row, grid)
        is_ruled = row.kind == "total"
        if is_ruled:
            yield _rule("=", row, grid)


def _row(row: Row, grid: _Grid) -> Iterator[str]:
    lang = grid.lang
    start = " " * (_INDENT * row.level)
    texts = [on_paper(cell, lang) for cell in row.texts]
    if row.amounts:
        label = _wrapped(row.label.text(lang), grid.label, start)
    else:
        # Nothing stands beside it, so it may run on over the columns; without texts it begins at the margin.
        left = sum(grid.texts) + len(_GAP) * len(grid.texts) if texts else 0
        label = _wrapped(row.label.text(lang), grid.total - left, start)
        if not texts:
            yield from label
            return
    amounts = [figure(amount, grid.with_sen) for amount in row.amounts]
    for place, piece in enumerate(label):
        is_last = place == len(label) - 1
        remark = on_paper(row.remark, lang) if is_last else ""
        yield _line(texts if place == 0 else [], piece, amounts if is_last else [], remark, grid)


def _wrapped(label: str, width: int, start: str) -> list[str]:
    """A label that is too long goes on below, deeper; the figures stand on its last line."""
    return textwrap.wrap(label, width, initial_indent=start, subsequent_indent=f"{start}{' ' * _INDENT}") or [""]


def _rule(mark: str, row: Row, grid: _Grid) -> str:
    rules = []
    for place, width in enumerate(grid.amounts):
        is_there = place < len(row.amounts) and row.amounts[place] is not None
        rules.append(mark * (width - 1) + " " if is_there else "")
    return _line([], "", rules, "", grid)


# --- foot ---


def _tail(statement: Statement, grid: _Grid) -> Iterator[str]:
    lang = grid.lang
    for note in statement.notes:
        yield ""
        yield from textwrap.wrap(note.text(lang), grid.total)
    if statement.signatures:
        yield from _signatures([label.text(lang) for label in statement.signatures], grid.total)
    if statement.stamp is not None:
        stamp = statement.stamp
        words = ("Buku", "catatan", "akar") if lang == "id" else ("Book", "records", "root")
        root = f", {words[2]} {stamp.root[:16]}" if stamp.root else ""
        yield ""
        yield f"{words[0]} {stamp.book}, {stamp.size} {words[1]}{root}"


def _signatures(names: Sequence[str], total: int) -> Iterator[str]:
    each = total // len(names)
    line = "(" + "_" * (min(each, 24) - 6) + ")"
    yield ""
    yield "".join(f"{name},".center(each) for name in names)
    yield from ("", "", "")
    yield "".join(line.center(each) for _ in names)
