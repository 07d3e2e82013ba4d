"""Every invariant holds of a good ledger, is violated by a bad one, and says so where it cannot look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from irman_ledger.core.evidence.merkle import leaf_hash
from irman_ledger.core.evidence.merkle import root as merkle_root
from irman_ledger.testing.fresh_book import fresh_book
from irman_ledger.testing.invariants import INVARIANTS, UnknownInvariantError, check_invariants
from irman_ledger.testing.ledger_view import LedgerView, ViewAccount, ViewClosing, ViewEntry, ViewLine, ViewLoan, ViewPayment, ViewPrivate
from irman_ledger.testing.own_views import BookView, NaiveView
from irman_ledger.testing.play import SideBySide
from irman_ledger.testing.spoilt import SPOILT, Spoilt
from irman_ledger.testing.steps import Do
from irman_ledger.testing.strategies import balanced_lines, unbalanced_lines
from tests.testing.beginnings import busy_month
from tests.testing.foreign import KINDS, ForeignLedger, ForeignView, ForeignViewWithChart

APRIL, MAY = date(2014, 4, 10), date(2014, 5, 2)
CASH, SAVER = "cash:KAS", "savings:SS-001"
ACCOUNTS = (
    ViewAccount(code="1100", kind="asset", floored=True, cash=True),
    ViewAccount(code="1900", kind="asset", clearing=True),
    ViewAccount(code="2100", kind="liability", floored=True),
    ViewAccount(code="4100", kind="income", opened_on=date(2014, 4, 1), closed_on=date(2014, 12, 31)),
    ViewAccount(code="9100", kind="memorandum", normal="debit"),
)


def entry(no: int, on: date, *lines: tuple[str, int, str | None], **more: Any) -> ViewEntry:
    return ViewEntry(no=no, on=on, lines=tuple(ViewLine(*line) for line in lines), **more)


FIRST = entry(1, APRIL, ("1100", 500, CASH), ("2100", -500, SAVER), key="k1")
SECOND = entry(2, APRIL, ("2100", 200, SAVER), ("1100", -200, CASH), key="k2")
BACK = entry(3, APRIL, ("2100", -200, SAVER), ("1100", 200, CASH), key="k3", reverses=2)
LATER = entry(4, MAY, ("1100", 30, CASH), ("4100", -30, None), key="k4")
GOOD = (FIRST, SECOND, BACK, LATER)
LEAVES = [leaf_hash(bytes([no])) for no in range(3)]


@dataclass
class Shown:
    """A small ledger that can show everything; what is not said is right."""

    found: tuple[ViewEntry, ...] = GOOD
    kept: Mapping[str, int] | None = None
    subjects: Mapping[str, Mapping[str, int]] | None = None
    month: Mapping[str, tuple[int, int]] | None = None
    known: Mapping[str, int] | None = None
    closed: tuple[ViewClosing, ...] = (ViewClosing(date(2014, 4, 30), 3),)
    series: Mapping[str, list[int]] = field(default_factory=lambda: {"log": [0, 1, 2, 3, 4], "BKM/2014": [1, 2]})
    lent: tuple[ViewLoan, ...] = (
        ViewLoan(no="PJ-1", lent_minor=100, plan=((60, 1), (40, 0)), principal_paid_minor=60, outstanding_minor=40),
    )
    paid: tuple[ViewPayment, ...] = (ViewPayment("record 9", 61, (1, 60)),)
    personal: tuple[ViewPrivate, ...] = ()
    wrong: tuple[str, ...] = ()
    tree: bytes = bytes.fromhex("00")

    def entries(self) -> tuple[ViewEntry, ...]:
        return self.found

    def _sums(self, entries: Any) -> dict[str, int]:
        sums: dict[str, int] = {}
        for one in entries:
            for line in one.lines:
                sums[line.account] = sums.get(line.account, 0) + line.amount_minor
        return sums

    def balances(self, as_of: date | None = None) -> Mapping[str, int]:
        if self.kept is not None:
            return self.kept
        return self._sums(one for one in self.found if as_of is None or one.month_on <= as_of)

    def controls(self) -> Mapping[str, Mapping[str, int]]:
        return self.subjects or {"1100": {CASH: 530}, "2100": {SAVER: -500}}

    def accounts(self) -> tuple[ViewAccount, ...]:
        return ACCOUNTS

    def closings(self) -> tuple[ViewClosing, ...]:
        return self.closed

    def numbers(self) -> Mapping[str, list[int]]:
        return self.series

    def turnovers(self, month: date) -> Mapping[str, tuple[int, int]]:
        if self.month is not None:
            return self.month
        sums: dict[str, tuple[int, int]] = {}
        for one in self.found:
            for line in one.lines if one.month_on.month == month.month else ():
                debit, credit = sums.get(line.account, (0, 0))
                sums[line.account] = (debit + max(line.amount_minor, 0), credit + max(-line.amount_minor, 0))
        return sums

    def balances_known_before(self, no: int) -> Mapping[str, int]:
        return self.known if self.known is not None else self._sums(one for one in self.found if one.no < no)

    def loans(self) -> tuple[ViewLoan, ...]:
        return self.lent

    def payments(self) -> tuple[ViewPayment, ...]:
        return self.paid

    def leaves(self) -> list[bytes]:
        return LEAVES

    def root(self) -> bytes:
        return merkle_root(LEAVES) if self.tree == b"\0" else self.tree

    def findings(self) -> tuple[str, ...]:
        return self.wrong

    def private_values(self) -> tuple[ViewPrivate, ...]:
        return self.personal


SALT, OTHER = bytes(range(32)), bytes(range(1, 33))
LOAN = Shown().lent[0]


def changed(place: int, **changes: Any) -> tuple[ViewEntry, ...]:
    return tuple(replace(one, **changes) if at == place else one for at, one in enumerate(GOOD))


def loan(**changes: Any) -> tuple[ViewLoan, ...]:
    return (replace(LOAN, **changes),)


VIOLATIONS: list[tuple[int, Shown]] = [
    (1, Shown(changed(0, lines=(ViewLine("1100", 500, CASH), ViewLine("2100", -499, SAVER))))),
    (1, Shown(changed(0, lines=(ViewLine("1100", 500, CASH, "TOKO"), ViewLine("2100", -500, SAVER))))),
    (1, Shown(changed(3, lines=(ViewLine("9100", 30), ViewLine("4100", -30))))),
    (2, Shown(changed(3, lines=()))),
    (2, Shown(changed(3, lines=(*LATER.lines, ViewLine("4100", 0))))),
    (3, Shown(changed(3, lines=(ViewLine("1100", 30, CASH), ViewLine("4999", -30))))),
    (3, Shown(changed(3, on=date(2015, 1, 1)))),
    (3, Shown(changed(3, on=date(2014, 3, 31)))),
    (4, Shown(changed(3, lines=(ViewLine("1100", 2**63, CASH), ViewLine("4100", -(2**63)))))),
    (4, Shown(changed(3, lines=(ViewLine("1100", 30.0, CASH), ViewLine("4100", -30))))),  # type: ignore[arg-type]
    (5, Shown(changed(3, no=3))),
    (5, Shown(series={"BKM/2014": [1, 3]})),
    (5, Shown(series={"BKM/2014": [2, 3]})),
    (6, Shown(changed(3, on=APRIL))),
    (6, Shown(closed=(ViewClosing(date(2014, 5, 31), 3), ViewClosing(date(2014, 4, 30), 4)))),
    (8, Shown(changed(3, key="k1"))),
    (9, Shown(changed(2, lines=(ViewLine("2100", -201, SAVER), ViewLine("1100", 201, CASH))))),
    (9, Shown(changed(2, reverses=7))),
    (9, Shown((*GOOD, entry(5, MAY, *(("2100", -200, SAVER), ("1100", 200, CASH)), reverses=2)))),
    (9, Shown((*GOOD, entry(5, MAY, *(("2100", 200, SAVER), ("1100", -200, CASH)), reverses=3)))),
    (10, Shown(wrong=("leaf: record 3",))),
    (11, Shown(kept={"1100": 530, "2100": -500, "4100": -29})),
    (12, Shown(month={"1100": (500, 0), "2100": (0, 499)})),
    (13, Shown(kept={"1100": 529, "2100": -499, "4100": -30})),
    (14, Shown(month={"1100": (30, 0), "4100": (0, 30)})),
    (15, Shown(kept={"1100": 500, "2100": -499})),
    (17, Shown(subjects={"2100": {SAVER: -499}})),
    (17, Shown(subjects={"2100": {SAVER: -499, "savings:SS-002": -1}})),
    (17, Shown(changed(1, lines=(ViewLine("2100", 200), ViewLine("1100", -200, CASH))))),
    (18, Shown(changed(1, lines=(ViewLine("1900", 200), ViewLine("1100", -200, CASH))))),
    (19, Shown((replace(FIRST, on=date(2014, 4, 11)), SECOND, LATER))),
    (20, Shown((FIRST, entry(2, APRIL, ("2100", 501, SAVER), ("4100", -501, None)), LATER))),
    (21, Shown(lent=loan(plan=((60, 1), (39, 0))))),
    (21, Shown(lent=loan(plan=((160, 1), (-60, 0))))),
    (23, Shown(lent=loan(outstanding_minor=41))),
    (23, Shown(lent=loan(outstanding_minor=-1, principal_paid_minor=101))),
    (24, Shown(paid=(ViewPayment("record 9", 61, (2, 60)),))),
    (24, Shown(paid=(ViewPayment("record 9", 61, (-1, 62)),))),
    (25, Shown(lent=loan(is_closed=True))),
    (25, Shown(lent=loan(is_closed=True, outstanding_minor=0, principal_paid_minor=100, unsettled_minor=1))),
    (34, Shown(known={"1100": 500, "2100": -500})),
    (35, Shown(kept={"1100": 499, "2100": -499})),
    (37, Shown(tree=bytes(32))),
    (41, Shown(personal=(ViewPrivate("member:A-1", "Sija", SALT, b"a" * 32), ViewPrivate("member:A-2", "Sri", SALT, b"b" * 32)))),
    (41, Shown(personal=(ViewPrivate("member:A-1", "Sija", SALT, b"a" * 32), ViewPrivate("member:A-2", "Sija", OTHER, b"a" * 32)))),
    (41, Shown(personal=(ViewPrivate("member:A-1", "Sija", SALT, sha256(b"sija").digest()),))),
    (41, Shown(personal=(ViewPrivate("member:A-1", "Sija", bytes(32), b"a" * 32),))),
]


def test_a_good_ledger_violates_nothing() -> None:
    report = check_invariants(Shown())
    assert report.is_ok, report.text()
    assert report.held == (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 25, 34, 35, 37, 41)


@pytest.mark.parametrize(("number", "ledger"), VIOLATIONS, ids=lambda value: str(value) if isinstance(value, int) else "")
def test_each_invariant_is_violated_by_some_ledger(number: int, ledger: Shown) -> None:
    (result,) = check_invariants(ledger, only=[number]).results
    assert result.outcome == "violated", str(result)
    assert result.examples[0]


def test_every_invariant_that_can_be_checked_is_shown_to_fail() -> None:
    assert {number for number, _ledger in VIOLATIONS} == {number for number, one in INVARIANTS.items() if one.check is not None}


def test_invariants_are_numbered_1_to_41_and_say_what_they_need_or_where_they_are_looked_after() -> None:
    assert sorted(INVARIANTS) == list(range(1, 42))
    assert all(one.title and (one.check is not None or one.elsewhere) for one in INVARIANTS.values())


def test_what_a_view_does_not_show_is_not_applicable_and_never_green() -> None:
    report = check_invariants(ForeignView(ForeignLedger()))
    assert report.held == (1, 2, 4, 5, 8, 9, 11, 13, 17)
    (closings,) = check_invariants(ForeignView(ForeignLedger()), only=[6]).results
    assert (closings.outcome, closings.reason) == ("not applicable", "the view shows no closings")
    assert str(closings) == "  6 not applicable nothing is recorded into a closed month: the view shows no closings"


def test_a_number_that_no_invariant_has_is_refused() -> None:
    with pytest.raises(UnknownInvariantError, match="is not the number of an invariant"):
        check_invariants(Shown(), only=[1, 99])


def filled(books: list[list[tuple[str, int]]]) -> ForeignLedger:
    ledger = ForeignLedger()
    for place, lines in enumerate(books):
        ledger.post(date(2024, 1 + place % 3, 28), lines, request=f"r{place}")
    return ledger


@settings(max_examples=40)
@given(st.lists(balanced_lines(sorted(KINDS)), min_size=1, max_size=8))
def test_another_apps_ledger_passes_and_every_planted_fault_in_it_is_found(books: list[list[tuple[str, int]]]) -> None:
    view: LedgerView = ForeignViewWithChart(filled(books))
    assert check_invariants(view).is_ok, check_invariants(view).text()
    for name, spoil in SPOILT.items():
        if name in ("stale balances", "a swapped sign") and not moves_something(books[-1]):
            continue
        assert not check_invariants(spoil(view)).is_ok, name


def moves_something(lines: list[tuple[str, int]]) -> bool:
    return any(sum(amount for account, amount in lines if account == code) for code in KINDS)


@settings(max_examples=40)
@given(unbalanced_lines(sorted(KINDS)))
def test_another_apps_ledger_that_takes_unbalanced_lines_is_found(lines: list[tuple[str, int]]) -> None:
    assert {1, 2} & set(check_invariants(ForeignView(filled([lines]))).violated)


def test_a_spoilt_view_shows_everything_else_as_it_is() -> None:
    view = Spoilt(view=Shown(), change_controls=lambda found: {**found, "2100": {SAVER: -499}})
    assert check_invariants(view).violated == (17,)


def test_the_real_book_and_the_naive_one_pass_after_a_busy_month() -> None:
    with fresh_book() as book:
        both = SideBySide(book)
        for place, command in enumerate(busy_month()):
            assert both.take(Do(command=command, key=f"k{place}")).refusal is None
        with book.read() as view:
            real = check_invariants(BookView(view))
        naive = check_invariants(NaiveView(both.model))
    assert real.is_ok, real.text()
    assert naive.is_ok, naive.text()
    assert real.held == (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 25, 34, 35, 37, 41)
    assert set(real.held) - set(naive.held) == {10, 12, 14, 34, 37, 41}
