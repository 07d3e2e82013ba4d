"""Reconciliation (rekonsiliasi): two sets of figures, difference by difference, and what explains them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.reports.dates import check_begun, day_of, heading_of_days, whole_month
from irman_ledger.reports.paper import NO_LABEL, Column, Fact, Layout, Row, Stamp, Statement, same
from irman_ledger.reports.refusals import ReportInputError
from irman_ledger.reports.source import BookSource, stamp_of

TITLE = Label("Rekonsiliasi", "Reconciliation")
OURS = Label("Menurut buku", "By the book")
THEIRS = Label("Menurut daftar", "By the list")
_SAME = Label("sama", "same")
_EXPLAINED = Label("dijelaskan", "explained")
_DIFFERENT = Label("BEDA", "DIFFERENT")
_NOT_THERE = Label("tidak ada di daftar", "not on the list")
_NOT_HERE = Label("tidak ada di buku", "not in the book")
_TORN = Label(
    "PERHATIAN: buku besar dan buku pembantu tidak sama. Periksa buku dengan `irman verify`.",
    "ATTENTION: the ledger and its subsidiary differ. Check the book with `irman verify`.",
)
_REST = Label("belum dijelaskan", "not explained yet")


@dataclass(frozen=True, slots=True)
class Explanation:
    """A movement that leads from our figures to the others.

    Parameters
    ----------
    label
        What happened: ``J046, setoran dijurnal ke produk lain``.
    figures
        What it adds to our figures to reach the others, by key.
    """

    label: Label
    figures: Mapping[str, Money] = field(default_factory=dict)


def reconcile(
    ours: Mapping[str, Money],
    theirs: Mapping[str, Money],
    *,
    explained_by: Iterable[Explanation] = (),
    labels: Mapping[str, Label] | None = None,
    heads: tuple[Label, Label] = (OURS, THEIRS),
    title: Label = TITLE,
    owner: str = "",
    dated: Label = NO_LABEL,
    currency: str = "IDR",
    only_differing: bool = False,
    with_total: bool = True,
    facts: Sequence[Fact] = (),
    stamp: Stamp | None = None,
) -> Statement:
    """Our figures beside others, with each difference (theirs less ours) and the movements that explain it (Rekonsiliasi).

    Parameters
    ----------
    labels
        What a figure is called, by key; else its key.
    only_differing
        Count the figures that are equal instead of printing them.
    with_total
        Add the figures up; leave it out where they do not belong to one sum.

    Returns
    -------
    Statement
        Its `amount("unexplained")` is the sum of the sizes of what is left; zero where everything is explained.

    Raises
    ------
    ReportInputError
        ``report.input``: an explanation of a figure that neither side has.
    """
    keys = [*ours, *(key for key in theirs if key not in ours)]
    reasons = tuple(explained_by)
    _check_known(reasons, frozenset(keys))
    names, nothing = labels or {}, Money.zero(currency)
    rows: list[Row] = []
    unexplained, equal, is_even = nothing, [], True
    for key in keys:
        ending = [(one.label, one.figures[key]) for one in reasons if one.figures.get(key)]
        gap = theirs.get(key, nothing) - ours.get(key, nothing)
        rest = gap - Money.total((amount for _, amount in ending), currency)
        unexplained, is_even = unexplained + abs(rest), is_even and not gap
        if only_differing and not gap and not ending:
            equal.append(key)
            continue
        rows.extend(_figure(key, names.get(key, same(key)), ours.get(key), theirs.get(key), ending, gap, rest))
    if equal:
        rows.append(_equal(equal, ours, currency))
    totals = (Money.total(ours.values(), currency), Money.total(theirs.values(), currency))
    if with_total:
        sums = (*totals, totals[1] - totals[0])
        rows.append(Row(key="total", label=Label("Jumlah", "Total"), kind="total", amounts=sums, remark=_status(sums[2])))
    return Statement(
        layout=_layout(title, heads),
        owner=owner,
        dated=dated,
        currency=currency,
        rows=tuple(rows),
        facts=tuple(facts),
        notes=(_verdict(unexplained, is_even=is_even),),
        stamp=stamp,
        figures={"unexplained": (unexplained,)},
    )


def _check_known(reasons: Iterable[Explanation], keys: frozenset[str]) -> None:
    for reason in reasons:
        for key in reason.figures:
            if key not in keys:
                raise ReportInputError(field="explained_by", value=key, reason="is a figure of neither side")


def _layout(title: Label, heads: tuple[Label, Label]) -> Layout:
    columns = (Column("ours", heads[0]), Column("theirs", heads[1]), Column("difference", Label("Selisih", "Difference")))
    status = Column("status", Label("Keterangan", "Remark"))
    return Layout(name="reconciliation", title=title, label=Label("Pos", "Item"), columns=columns, remark=status)


def _figure(
    key: str, label: Label, our: Money | None, their: Money | None, ending: Sequence[tuple[Label, Money]], gap: Money, rest: Money
) -> Iterator[Row]:
    if our is None:
        status = _NOT_HERE
    elif their is None:
        status = _NOT_THERE
    else:
        status = _SAME if not gap else _EXPLAINED if not rest else _DIFFERENT
    yield Row(key=key, label=label, amounts=(our, their, gap), remark=status)
    for no, (reason, amount) in enumerate(ending):
        yield Row(key=f"{key}.{no}", label=reason, level=1, amounts=(None, None, amount))
    if ending and rest:
        yield Row(key=f"{key}.rest", label=_REST, level=1, amounts=(None, None, rest))


def _equal(keys: Sequence[str], ours: Mapping[str, Money], currency: str) -> Row:
    total = Money.total((ours[key] for key in keys if key in ours), currency)  # what only the list has is zero there
    count = len(keys)
    others = "other item is" if count == 1 else "other items are"
    label = Label(f"{count} pos lain sama", f"{count} {others} the same")
    return Row(key="equal", label=label, remark=_SAME, amounts=(total, total, Money.zero(currency)))


def _status(gap: Money) -> Label:
    return _DIFFERENT if gap else _SAME


def _verdict(unexplained: Money, *, is_even: bool) -> Label:
    if is_even:
        return Label("Tidak ada selisih.", "There is no difference.")
    if not unexplained:
        return Label("Semua selisih dijelaskan.", "Every difference is explained.")
    shown = unexplained.text()
    return Label(f"Selisih yang belum dijelaskan: {shown}.", f"Differences not explained yet: {shown}.")


def reconciliation(
    book: BookSource,
    account: str,
    listed: Mapping[str, Money],
    *,
    as_of: Month | date,
    explained_by: Iterable[Explanation] = (),
    only_differing: bool = True,
    stamped: bool = False,
) -> Statement:
    """A control account, subject by subject, against an outside list (Rekonsiliasi).

    Parameters
    ----------
    account
        The code of a control account.
    listed
        The list: amount by number of the subject (``SS-001``), positive on the side on which the account normally stands.
    explained_by
        Movements that lead from the book to the list.

    Raises
    ------
    UnknownAccountError
        ``account.unknown``
    ReportInputError
        ``report.input``: the account carries no subjects.
    BeforeBookError
        ``report.before-book``
    """
    check_begun(book, as_of, field="as_of")
    day = day_of(as_of)
    with book.read() as view:
        bylaws = view.bylaws_on(day)
        known = bylaws.chart[account]
        if known.subject_kind is None:
            raise ReportInputError(field="account", value=account, reason="is not a control account: its lines carry no subject")
        sign = 1 if known.normal == "debit" else -1
        ours = {subject.no: amount * sign for subject, amount in view.subject_balances(account, as_of=day).items()}
        control = view.balances(as_of=whole_month(as_of)).net(account) * sign
        stamp = stamp_of(book, view, stamped)
    subsidiary = Money.total(ours.values(), bylaws.currency)
    name = Label(f"{account} {known.label.id}", f"{account} {known.label.en}")
    facts = (
        Fact("account", Label("Akun kontrol", "Control account"), name),
        Fact("control", Label("Saldo buku besar", "Ledger balance"), control),
        Fact("subsidiary", Label("Jumlah buku pembantu", "Subsidiary total"), subsidiary),
    )
    paper = reconcile(
        dict(sorted(ours.items())),
        dict(sorted(listed.items())),
        explained_by=explained_by,
        owner=bylaws.name,
        dated=heading_of_days((day,)),
        currency=bylaws.currency,
        only_differing=only_differing,
        facts=facts,
        stamp=stamp,
    )
    return paper if control == subsidiary else replace(paper, notes=(*paper.notes, _TORN))
