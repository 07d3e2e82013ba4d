"""Whatever the texts of a book hold, the real Beancount reads the directives that were meant, and no other."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from irman_ledger.adapters.beancount import ROOTS, Counts, account_names, plain, transactions
from irman_ledger.core.account import Account, AccountKind
from irman_ledger.core.chart import Chart
from irman_ledger.core.label import Label

loader = pytest.importorskip("beancount.loader")
account_type = pytest.importorskip("beancount.core.account")

FRAGMENTS = (
    '"', "\\", "\n", "\r\n", '\\"', '"\n2014-01-02 * "palsu"\n  Aset:A  9999999 IDR\n  Beban:B  -9999999 IDR\n',
    '\nplugin "os"\n', '\ninclude "/etc/passwd"\n', '\noption "title" "x"\n', "\n2014-01-01 open Aset:C\n", "pushtag #x", "; ", "\u2028",
    "\x00", "\x1a", "\u202e", "é", "國", "{}", "%s", "*", "  Aset:A 1 IDR",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=8), max_size=5).map("".join)
HEAD = 'option "name_assets" "Aset"\noption "name_expenses" "Beban"\noption "tolerance_multiplier" "0"\n'
HEAD += "2014-01-01 open Aset:A\n2014-01-01 open Beban:B\n"
NAMES = {"A": "Aset:A", "B": "Beban:B"}


def _rows(seq: int, narration: str, document: str, code: str, minor: int) -> list[Any]:
    record = (seq, "2014-01-02", "2014-01-02", "general.posted", code, code, code, code, 2014, seq, 0, document, narration, None)
    return [(*record, "A", code, code, code, minor), (*record, "B", code, code, code, -minor)]


@settings(max_examples=150)
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS, st.integers(1, 10**15)), min_size=1, max_size=4))
def test_no_text_becomes_a_directive(given_texts: list[tuple[str, str, str, int]]) -> None:
    rows = [row for n, texts in enumerate(given_texts) for row in _rows(n, *texts)]
    counts = Counts()
    text = HEAD + "".join(transactions(rows, NAMES, "IDR", 0, counts))
    entries, errors, options = loader.load_string(text.encode("utf-8", "strict").decode("utf-8"))
    assert errors == []
    assert (options["plugin"], options["title"]) == ([], "Beancount")
    assert Counter(type(entry).__name__ for entry in entries) == {"Open": 2, "Transaction": len(given_texts)}
    assert (counts.transactions, counts.postings) == (len(given_texts), 2 * len(given_texts))
    for (narration, document, code, minor), entry in zip(given_texts, entries[2:], strict=True):
        assert (entry.narration, entry.meta["dokumen"], entry.meta["kunci"]) == (plain(narration), plain(document), plain(code))
        assert [posting.units.number * 100 for posting in entry.postings] == [minor, -minor]


CODES = st.text(min_size=1, max_size=8).filter(lambda text: text.isprintable() and text == text.strip())


@settings(max_examples=100)
@given(st.lists(st.tuples(CODES, st.text(max_size=8), st.sampled_from(AccountKind)), max_size=6, unique_by=lambda given: given[0]))
def test_every_account_has_a_name_of_its_own_that_beancount_takes(given_accounts: list[tuple[str, str, AccountKind]]) -> None:
    accounts = []
    for code, label, kind in given_accounts:
        line = "" if kind is AccountKind.MEMORANDUM else "line"
        try:
            accounts.append(Account(code=code, label=Label(label, label), kind=kind, line=line))
        except ValueError:
            continue  # not a code: the chart never has it
    names = account_names(Chart(accounts))
    assert len(set(names.values())) == len(accounts)
    for account in accounts:
        assert names[account.code].startswith(ROOTS[account.kind] + ":")
        assert account_type.is_valid(names[account.code])
        assert names[account.code].isascii()
