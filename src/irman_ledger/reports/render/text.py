"""A paper as text, as wide as it is asked for: a head, aligned figures, rules over sums, room to sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from irman_ledger.core.money import Money
from irman_ledger.errors import Lang
from irman_ledger.reports.paper import Row, Stamp, Statement
from irman_ledger.reports.render.cells import figure, on_paper
from irman_ledger.reports.render.grid import GAP, INDENT, Grid, checkpoint_start, grid_of, head_lines, root_pieces, wrapped

_CURRENCIES = {"IDR": {"id": "Rupiah", "en": "Rupiah"}, "EUR": {"id": "Euro", "en": "Euro"}}


def render(statement: Statement, lang: Lang = "id", *, width: int = 90, lines_per_page: int | None = None) -> str:
    """The paper, each line without blanks at its end.

    Parameters
    ----------
    width
        No line is longer. Where it is tight, names go on below and figures stand under their label.
    lines_per_page
        Repeat the head on a new page after so many lines, with a page feed between; None: one endless page.

    Raises
    ------
    NarrowPaperError
        ``report.too-narrow``: it cannot be drawn in this width; the error says the least.
    """
    grid = grid_of(statement, lang, width)
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
    sheets = [[*head, *columns, *page, f"{word} {no}/{len(pages)}".rjust(grid.width)] for no, page in enumerate(pages, 1)]
    return "\f".join(_joined(sheet) for sheet in sheets)


def _joined(lines: Sequence[str]) -> str:
    return "".join(f"{line.rstrip()}\n" for line in lines)


# --- head ---


def _head(statement: Statement, grid: Grid) -> list[str]:
    lang = grid.lang
    unit = _CURRENCIES.get(statement.currency, {}).get(lang, statement.currency)
    # Figures are grouped the Indonesian way in both languages, so that both papers can be laid side by side.
    note = f"(dalam {unit})" if lang == "id" else f"(in {unit}; a dot marks thousands)"
    lines = (statement.owner.upper(), statement.title.text(lang).upper(), statement.dated.text(lang), note if statement.columns else "")
    head = [piece.center(grid.width) for line in lines if line for piece in wrapped(line, grid.width)]
    return [*head, "", *_facts(statement, grid)]


def _facts(statement: Statement, grid: Grid) -> list[str]:
    if not statement.facts:
        return []
    lang = grid.lang
    wide = max(len(one.label.text(lang)) for one in statement.facts)
    lines: list[str] = []
    for one in statement.facts:
        value = one.value.text() if isinstance(one.value, Money) else on_paper(one.value, lang)
        start = f"{one.label.text(lang):<{wide}} : "
        lines += wrapped(value, grid.width, start, " " * len(start)) or [start]
    return [*lines, ""]


def _column_heads(statement: Statement, grid: Grid) -> list[str]:
    layout, lang = statement.layout, grid.lang
    left = [*([column.label.text(lang)] for column in layout.texts), wrapped(layout.label.text(lang), max(grid.label, 1))]
    right = [head_lines(column.label.text(lang), width - 1) for column, width in zip(layout.columns, grid.amounts, strict=True)]
    tail = [] if layout.remark is None else wrapped(layout.remark.label.text(lang), grid.remark)
    sides = [(left, [], []), ([], right, tail)] if grid.is_tall else [(left, right, tail)]
    lines: list[str] = []
    for lefts, rights, tails in sides:
        deep = max([0, *map(len, [*lefts, *rights, tails])])
        for depth in range(deep):
            texts, amounts = [_at(cell, depth, deep) for cell in lefts], [f"{_at(cell, depth, deep)} " for cell in rights]
            lines += _line(texts[:-1], texts[-1] if texts else "", amounts, _at(tails, depth, deep), grid)
    return ["=" * grid.width, *lines, "-" * grid.width]


def _at(lines: Sequence[str], depth: int, deep: int) -> str:
    """The line at this depth of a head that stands at the bottom of its cell."""
    place = depth - (deep - len(lines))
    return lines[place] if place >= 0 else ""


# --- rows ---


def _line(texts: Sequence[str], label: str, amounts: Sequence[str], remark: str, grid: Grid) -> list[str]:
    """One line; two where the figures have no room beside the label."""
    cells = [f"{text:<{width}}" for text, width in zip([*texts, *[""] * len(grid.texts)], grid.texts, strict=False)]
    left = GAP.join([*cells, f"{label:<{grid.label}}"])
    cells = [f"{amount:>{width}}" for amount, width in zip([*amounts, *[""] * len(grid.amounts)], grid.amounts, strict=False)]
    right = grid.gap.join([*cells, *([f"{remark:<{grid.remark}}"] if grid.remark else [])])
    if not grid.is_tall:
        return [f"{left}{GAP}{right}"]
    left, free = left.rstrip(), grid.width - len(right)
    if not right.strip() or len(left) + len(GAP) <= free:
        return [f"{left:<{free}}{right}"]
    return [left, f"{'':<{free}}{right}"] if left else [f"{'':<{free}}{right}"]


def _body(statement: Statement, grid: Grid) -> Iterator[str]:
    is_ruled = True  # the head ends in a rule
    for row in _printed(statement):
        if row.kind == "blank":
            yield ""
            is_ruled = False
            continue
        is_sum = row.kind in ("subtotal", "total") and not is_ruled
        yield from _row(row, grid, _rule("-", row, grid) if is_sum else [])
        is_ruled = row.kind == "total"
        if is_ruled:
            yield from _rule("=", row, grid)


def _printed(statement: Statement) -> Iterable[Row]:
    """The rows; of an entry the debits first, as a bookkeeper reads it, whatever order it was booked in."""
    if not statement.layout.is_debit_first:
        return statement.rows
    runs = groupby(statement.rows, key=lambda row: row.kind == "line")
    return [row for is_line, run in runs for row in (sorted(run, key=_is_credit) if is_line else run)]


def _is_credit(row: Row) -> bool:
    return row.amounts[:1] == (None,)


def _row(row: Row, grid: Grid, rule: Sequence[str]) -> Iterator[str]:
    """The lines of a row; a rule stands over its figures."""
    lang = grid.lang
    start = " " * (INDENT * row.level)
    texts = [on_paper(cell, lang) for cell in row.texts]
    if not row.amounts:
        # Nothing stands beside it, so it may run on over the columns; without texts it begins at the margin.
        left = sum(grid.texts) + len(GAP) * len(grid.texts) if texts else 0
        cells = [f"{text:<{width}}" for text, width in zip(texts, grid.texts, strict=False)]
        for place, piece in enumerate(_label(row.label.text(lang), grid.width - left, start)):
            yield GAP.join([*cells, piece]) if place == 0 else " " * left + piece
        return
    label, remarks = _label(row.label.text(lang), grid.label, start), wrapped(on_paper(row.remark, lang), max(grid.remark, 1))
    above = [line for place, piece in enumerate(label[:-1]) for line in _line(texts if place == 0 else [], piece, [], "", grid)]
    amounts = [figure(amount, grid.with_sen) for amount in row.amounts]
    last = _line(texts if len(label) == 1 else [], label[-1], amounts, remarks[0] if remarks else "", grid)
    below = [line for piece in remarks[1:] for line in _line([], "", [], piece, grid)]
    yield from [*rule, *above, *last, *below] if len(last) == 1 else [*above, last[0], *rule, last[1], *below]


def _label(label: str, width: int, start: str) -> list[str]:
    """A label that is too long goes on below, deeper; the figures stand on its last line."""
    return wrapped(label, max(width, 1), start, f"{start}{' ' * INDENT}") or [""]


def _rule(mark: str, row: Row, grid: Grid) -> list[str]:
    rules = []
    for place, width in enumerate(grid.amounts):
        is_there = place < len(row.amounts) and row.amounts[place] is not None
        rules.append(mark * (width - 1) + " " if is_there else "")
    return _line([], "", rules, "", grid)


# --- foot ---


def _tail(statement: Statement, grid: Grid) -> Iterator[str]:
    lang = grid.lang
    for note in statement.notes:
        yield ""
        yield from wrapped(note.text(lang), grid.width)
    if statement.signatures:
        yield from _signatures([label.text(lang) for label in statement.signatures], grid.width)
    if statement.stamp is not None:
        yield ""
        yield from _stamp(statement.stamp, grid)


def _signatures(names: Sequence[str], total: int) -> Iterator[str]:
    """Who signs, beside each other; in two rows or more where they do not fit in one."""
    most = max(total // (max(map(len, names)) + 3), 1)
    rows = -(-len(names) // most)
    beside = -(-len(names) // rows)
    each = total // beside
    line = "(" + "_" * (min(each, 24) - 6) + ")"
    for start in range(0, len(names), beside):
        here = names[start : start + beside]
        yield ""
        yield "".join(f"{name},".center(each) for name in here)
        yield from ("", "", "")
        yield "".join(line.center(each) for _ in here)


def _stamp(stamp: Stamp, grid: Grid) -> Iterator[str]:
    """The book, and the checkpoint (``size:root``) whole, as `irman verify --checkpoint` takes it."""
    words = ("Buku", "catatan") if grid.lang == "id" else ("Book", "record" if stamp.size == 1 else "records")
    yield from wrapped(f"{words[0]} {stamp.book}, {stamp.size} {words[1]}", grid.width)
    if stamp.root:
        start = checkpoint_start(stamp.size, grid.lang)
        for place, piece in enumerate(root_pieces(stamp.root, grid.width - len(start))):
            yield f"{start if place == 0 else ' ' * len(start)}{piece}"
