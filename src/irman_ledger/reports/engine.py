"""From a plan, balances and a chart to a face statement: pure, and only if it ties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from irman_ledger.core.account import AccountKind, Side
from irman_ledger.core.balances import Balances
from irman_ledger.core.chart import Chart
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.reports.paper import BLANK, NO_LABEL, Column, Layout, Row, RowKind, Stamp, Statement
from irman_ledger.reports.refusals import Difference, ReportInputError, StatementDoesNotTieError
from irman_ledger.reports.spec import Formula, Group, Item, Part, Share, Spec

RESULT_KINDS = frozenset({AccountKind.INCOME, AccountKind.EXPENSE})
_NOT_IN_CHART = Label("tidak ada dalam bagan akun", "is not in the chart")
_NO_LINE = Label("barisnya ({line}) tidak ada pada laporan ini", "names a line ({line}) that is not on this statement")
_WRONG_KIND = Label("jenis akunnya tidak cocok dengan baris {line}", "is of a kind that line {line} does not take")
_ACCOUNTS = Label("seluruh akun pendapatan dan beban", "all income and expense accounts")

_Values = dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one column of a statement is summed from.

    Parameters
    ----------
    key
        The column in JSON: ``2014-05-31``, ``2014-05``.
    balances
        A position: everything up to and including the day. A result: the turnovers of the period.
    earlier
        A position's balances at the end of the book year before; None: nothing was booked then.
    """

    key: str
    label: Label
    balances: Balances
    earlier: Balances | None = None


def build(
    spec: Spec,
    figures: Sequence[Figures],
    chart: Chart,
    *,
    owner: str = "",
    dated: Label = NO_LABEL,
    zeros: bool = False,
    signatures: tuple[Label, ...] = (),
    stamp: Stamp | None = None,
) -> Statement:
    """The statement of a plan, a column for each of `figures`.

    Parameters
    ----------
    zeros
        Print lines that are zero in every column too.

    Raises
    ------
    StatementDoesNotTieError
        ``report.does-not-tie``: its halves do not meet, its result is not that of the accounts, or an account that was posted
        to is not in the chart, names a line that the plan does not have, or one for another kind of account.
    ReportInputError
        ``report.input``: no column, two with one key, or columns of several currencies.
    """
    currency = _currency(figures)
    strays = _strays(spec, figures, chart, currency)
    values = _evaluate(spec, figures, chart, frozenset(one.key for one in strays))
    differences = (*strays, *_untied(spec, figures, chart, values, currency))
    layout = Layout(name=spec.name, title=spec.title, columns=tuple(Column(one.key, one.label) for one in figures))
    money = {key: tuple(Money(minor, currency) for minor in column) for key, column in values.items()}
    rows = tuple(_spaced(_rows(spec.items, values, currency, zeros, 0)))
    paper = Statement(
        layout=layout, owner=owner, dated=dated, currency=currency, rows=rows, signatures=signatures, stamp=stamp, figures=money
    )
    if differences:
        raise StatementDoesNotTieError(title=spec.title, differences=differences, paper=list_of_differences(differences, paper))
    return paper


def _currency(figures: Sequence[Figures]) -> str:
    keys, currencies = [one.key for one in figures], {one.balances.currency for one in figures}
    if not keys or len(set(keys)) != len(keys):
        raise ReportInputError(field="figures", value=keys, reason="must be one column or more, each of another date")
    if len(currencies) != 1:
        raise ReportInputError(field="figures", value=sorted(currencies), reason="must be of one currency")
    return currencies.pop()


# --- what the accounts add up to ---


def _strays(spec: Spec, figures: Sequence[Figures], chart: Chart, currency: str) -> tuple[Difference, ...]:
    lines, sums = spec.lines(), [one.balances.by_account() for one in figures]
    posted = sorted({code for column in sums for code, turnover in column.items() if turnover.debit or turnover.credit})
    found = []
    for code in posted:
        reason = _stray(code, spec, lines, chart)
        if reason is not None:
            nets = tuple(Money(column[code].net if code in column else 0, currency) for column in sums)
            found.append(Difference(key=code, reason=reason, amounts=nets, is_account=True))
    return tuple(found)


def _stray(code: str, spec: Spec, lines: Mapping[str, frozenset[AccountKind]], chart: Chart) -> Label | None:
    if code not in chart:
        return _NOT_IN_CHART
    account = chart[code]
    if account.kind not in spec.covers:
        return None
    if account.line not in lines:
        return _filled(_NO_LINE, line=account.line)
    return None if account.kind in lines[account.line] else _filled(_WRONG_KIND, line=account.line)


def _evaluate(spec: Spec, figures: Sequence[Figures], chart: Chart, strays: frozenset[str]) -> _Values:
    """Every figure by key, as it is printed: positive on the side of its group."""
    nets = [_by_line(one.balances, chart, spec.covers, strays) for one in figures]
    added = {
        "": (0,) * len(figures),
        "result-of-year": tuple(-_result(one.balances, chart) + _result(one.earlier, chart) for one in figures),
        "result-of-earlier-years": tuple(-_result(one.earlier, chart) for one in figures),
    }
    values: _Values = {}

    def visit(items: Sequence[Part], side: Side) -> None:
        sign = 1 if side == "debit" else -1
        for part in items:
            match part:
                case Item():
                    own = (sign * net.get(part.key, 0) for net in nets)
                    values[part.key] = tuple(a + b for a, b in zip(own, added[part.adds], strict=True))
                case Group():
                    visit(part.items, part.side or side)
                    inner = [values[one.key] for one in part.items if isinstance(one, Item | Group)]
                    values[part.key] = tuple(sum(v[i] for v in inner) for i in range(len(figures)))
                case Formula():
                    plus, minus = [values[key] for key in part.plus], [values[key] for key in part.minus]
                    values[part.key] = tuple(sum(v[i] for v in plus) - sum(v[i] for v in minus) for i in range(len(figures)))
                case Share():
                    values.update(_shared(part, values))

    visit(spec.items, "debit")
    return values


def _by_line(balances: Balances, chart: Chart, covers: frozenset[AccountKind], strays: frozenset[str]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for code, turnover in balances.by_account().items():
        if code not in strays and turnover.net and chart[code].kind in covers:
            line = chart[code].line
            sums[line] = sums.get(line, 0) + turnover.net
    return sums


def _result(balances: Balances | None, chart: Chart) -> int:
    """Debit less credit of all income and expense accounts: a loss is positive."""
    if balances is None:
        return 0
    return sum(t.net for code, t in balances.by_account().items() if code in chart and chart[code].kind in RESULT_KINDS)


def _shared(share: Share, values: _Values) -> _Values:
    whole = values[share.of]
    columns = []
    for place, minor in enumerate(whole):
        weights = [max(values[key][place], 0) for key in share.by]
        if not any(weights):
            weights[0] = 1
        # The key is pro rata in whole rupiah, by largest remainder: the parts always add up to the whole.
        columns.append([part.minor for part in Money(minor, "IDR").split(weights, step=Money(100, "IDR"))])
    return {key: tuple(column[place] for column in columns) for place, (key, _) in enumerate(share.parts)}


# --- does it tie ---


def _untied(spec: Spec, figures: Sequence[Figures], chart: Chart, values: _Values, currency: str) -> Iterator[Difference]:
    labels = _labels(spec.items)
    if spec.equal is not None:
        left, right = spec.equal
        gap = tuple(a - b for a, b in zip(values[left], values[right], strict=True))
        if any(gap):
            for key in spec.equal:
                yield Difference(key=key, reason=labels[key], amounts=_money(values[key], currency))
            yield Difference(key="difference", reason=_less(labels[left], labels[right]), amounts=_money(gap, currency))
    if spec.result:
        gap = tuple(v + _result(one.balances, chart) for v, one in zip(values[spec.result], figures, strict=True))
        if any(gap):
            yield Difference(key="difference", reason=_less(labels[spec.result], _ACCOUNTS), amounts=_money(gap, currency))


def _less(left: Label, right: Label) -> Label:
    return Label(f"Selisih: {left.id} dikurangi {right.id}", f"Difference: {left.en} less {right.en}")


def _labels(items: Sequence[Part]) -> dict[str, Label]:
    found: dict[str, Label] = {}
    for part in items:
        if isinstance(part, Group):
            found |= _labels(part.items)
            found[part.key] = part.total or part.label
        elif not isinstance(part, Share):
            found[part.key] = part.label
    return found


def list_of_differences(differences: Sequence[Difference], paper: Statement) -> Statement:
    """What is printed in place of a paper that does not tie."""
    title = Label(f"Daftar selisih {paper.title.id.lower()}", f"List of differences: {paper.title.en.lower()}")
    layout = Layout(
        name=paper.name,
        title=title,
        texts=(Column("key", Label("Akun/pos", "Account/item")),),
        label=Label("Uraian", "Reason"),
        columns=paper.columns,
    )
    rows = tuple(Row(key=one.key, label=one.reason, texts=(one.key,), amounts=one.amounts) for one in differences)
    note = Label(
        "Laporan tidak dicetak karena tidak seimbang. Angka akun: debit dikurangi kredit.",
        "The statement is not printed because it does not tie. Figures of accounts: debit less credit.",
    )
    return Statement(
        layout=layout, owner=paper.owner, dated=paper.dated, currency=paper.currency, rows=rows, notes=(note,), stamp=paper.stamp
    )


def _money(minors: Sequence[int], currency: str) -> tuple[Money, ...]:
    return tuple(Money(minor, currency) for minor in minors)


def _filled(label: Label, *, line: str) -> Label:
    return Label(label.id.format(line=line), label.en.format(line=line))


# --- rows ---


def _rows(items: Sequence[Part], values: _Values, currency: str, zeros: bool, level: int) -> Iterator[Row]:
    def row(key: str, label: Label, kind: RowKind, deep: int = level) -> Row:
        return Row(key=key, label=label, kind=kind, level=deep, amounts=_money(values[key], currency))

    for part in items:
        match part:
            case Item():
                if zeros or any(values[part.key]):
                    yield row(part.key, part.label, "line")
            case Group():
                inside = tuple(_rows(part.items, values, currency, zeros, level + 1))
                if inside or part.is_face:
                    yield Row(key=part.key, label=part.label, kind="heading", level=level)
                    yield from inside
                    if part.total is not None:
                        yield row(part.key, part.total, "total" if part.is_face else "subtotal")
            case Formula():
                yield row(part.key, part.label, "total" if part.is_face else "line" if part.is_plain else "subtotal")
            case Share():
                for key, label in part.parts:
                    if any(values[part.of]):
                        yield row(key, label, "line", level + 1)


def _spaced(rows: Iterator[Row]) -> Iterator[Row]:
    """A blank row before each heading of the two upper levels, unless under another heading, and between a sum and a plain figure."""
    before: Row | None = None
    for row in rows:
        is_opening = row.kind == "heading" and row.level <= 1 and before is not None and before.kind != "heading"
        is_figure = _is_plain(row) and before is not None and not _is_plain(before)
        if is_opening or is_figure:
            yield BLANK
        yield row
        before = row


def _is_plain(row: Row) -> bool:
    return row.kind == "line" and row.level == 0
