"""Entries for a ledger of another app: balanced lines on its own accounts, and ones that are not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.chart import Chart
from irman_ledger.core.journal import Entry, Line
from irman_ledger.core.money import MAX_MINOR, Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject
from irman_ledger.testing.model import NaiveBook
from irman_ledger.testing.strategies.office import OFFICE
from irman_ledger.testing.strategies.situation import Situation
from irman_ledger.testing.strategies.values import days

LARGEST = MAX_MINOR // 20


@st.composite
def balanced_lines(draw: DrawFn, accounts: Sequence[str], max_lines: int = 6) -> list[tuple[str, int]]:
    """Accounts and amounts in minor units, debit positive, that sum to zero; two lines or more, none of zero."""
    count = draw(st.integers(1, max_lines - 1))
    amounts = draw(st.lists(st.one_of(st.integers(1, 10**9), st.integers(1, LARGEST)), min_size=count, max_size=count))
    sides = draw(st.lists(st.sampled_from([1, -1]), min_size=count, max_size=count))
    signed = [amount * side for amount, side in zip(amounts, sides, strict=True)]
    rest = -sum(signed)
    if not rest:
        signed[0] += 1 if signed[0] > 0 else -1
        rest = -sum(signed)
    return [(draw(st.sampled_from(accounts)), amount) for amount in (*signed, rest)]


@st.composite
def unbalanced_lines(draw: DrawFn, accounts: Sequence[str], max_lines: int = 6) -> list[tuple[str, int]]:
    """Lines that no ledger may take: off by a little or by much, of zero, or alone."""
    lines = draw(balanced_lines(accounts, max_lines))
    fault = draw(st.sampled_from(["off", "zero", "alone"]))
    if fault == "off":
        account, amount = lines[0]
        off = draw(st.one_of(st.sampled_from([1, -1, 100]), st.integers(1, LARGEST)))
        return [(account, amount + off if amount + off else amount + 2 * off), *lines[1:]]
    return [(accounts[0], 0), *lines] if fault == "zero" else lines[:1]


@st.composite
def entries(draw: DrawFn, chart: Chart, max_lines: int = 6) -> Entry:
    """An entry of the core on accounts of a chart, with subjects where the accounts demand them; on the books or the memorandum."""
    ledgers = [[account for account in chart if account.is_memorandum == wanted and account.closed_on is None] for wanted in (False, True)]
    accounts = {account.code: account for account in draw(st.sampled_from([ledger for ledger in ledgers if ledger]))}
    lines = draw(balanced_lines(sorted(accounts), max_lines))
    unit = draw(st.sampled_from(["UMUM", "UMUM", "TOKO"]))
    numbers = st.integers(1, 4).map(lambda number: f"X-{number}")
    return Entry(
        chart=chart,
        on=draw(days()),
        narration=draw(st.sampled_from(["Uji", "", "Baris dengan 'kutip'"])),
        lines=tuple(Line(code, Money(amount, "IDR"), _subject(draw, accounts[code].subject_kind, numbers), unit) for code, amount in lines),
    )


def _subject(draw: DrawFn, kind: str | None, numbers: st.SearchStrategy[str]) -> Subject | None:
    return None if kind is None else Subject(kind, draw(numbers))


@st.composite
def journals(draw: DrawFn, bylaws: Bylaws, on: date) -> Command[Any]:
    """A `PostJournal` on accounts that no module owns."""
    situation = Situation(NaiveBook(bylaws=bylaws, begins_on=on, today=on))
    return OFFICE["general.post"].make(draw, situation)
