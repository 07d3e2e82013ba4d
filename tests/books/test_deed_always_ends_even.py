"""Whatever a deed hands over, what becomes capital is what comes less debts and what stays bound; or nothing is booked at all."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from irman_ledger import Book, idr
from irman_ledger.coop.procedures import post_deed, sign_deed
from irman_ledger.coop.programme import read_deed
from irman_ledger.core.money import Money
from irman_ledger.errors import RefusedError
from tests.books.kit import KSP, counter, day, new_book

ON = day("3-25")
HEAD = {"number": "BAST-09", "version": 1, "place": "Bantaeng", "on": "2014-03-25", "cutoff": "2014-03-25", "currency": "IDR"}
PARTIES = [{"role": role, "organisation": "O", "position": "P", "name": "N"} for role in ("transferor", "transferee", "witness")]
CONDITION = {"code": "K1", "kind": "condition", "text": "dipakai", "test": "buku", "until": "2016-03-25", "return_to": "O"}
AMOUNTS = st.integers(1, 9_000_000).map(lambda rupiah: idr(rupiah).plain())
FUNDS = st.sampled_from(["UMUM", "BERGULIR", "PROGRAM"])
KEPT = {"class": "equipment", "category": "PERALATAN", "condition": "good", "life_months": 24, "description": "Alat"}


def _plain(kind: str, **more: str) -> st.SearchStrategy[dict[str, Any]]:
    titles = st.sampled_from(["grant", "restricted-grant", "trust"])
    made = st.fixed_dictionaries({"title": titles, "fund": FUNDS, "fair_value": AMOUNTS})
    return made.map(lambda line: {"class": kind, "description": kind, **more, **line})


def _receivable(principal: int, percents: tuple[int, int], title: str) -> dict[str, Any]:
    margin, allowance = (principal * percent // 100 for percent in percents)
    first = principal // 3
    amounts = [idr(part).plain() for part in (first, principal - first)]
    plan = [{"no": no, "due_on": f"2014-0{no + 3}-05", "amount": amount} for no, amount in enumerate(amounts, 1)]
    given = {"principal": idr(principal).plain(), "margin": idr(margin).plain(), "allowance": idr(allowance).plain()}
    whose = {"member": "A-001", "product": "PEMBIAYAAN", "contract_on": "2014-01-05", "fund": "BERGULIR"}
    return {"class": "receivable", "description": "Piutang", "title": title, "schedule": plan, **whose, **given}


LINES = st.one_of(
    _plain("cash", box="KAS"),
    _plain("inventory", account="1-1740"),
    st.builds(
        _receivable,
        st.integers(3, 9_000_000),
        st.tuples(st.integers(0, 30), st.sampled_from([0, 1, 50, 100])),
        st.sampled_from(["grant", "restricted-grant"]),
    ),
    st.builds(
        lambda title, fund, value: {**KEPT, "title": title, "fund": fund, "fair_value": value, "stipulations": ["K1"]},
        st.sampled_from(["grant", "restricted-grant", "conditional-grant", "trust"]),
        FUNDS,
        AMOUNTS,
    ),
)
DEBTS = st.one_of(
    AMOUNTS.map(lambda amount: {"kind": "savings", "holder": "A-001", "product": "MITRA", "since": "2012-01-02", "amount": amount}),
    st.builds(lambda fund, amount: {"kind": "social-fund", "account": "2-1600", "fund": fund, "amount": amount}, FUNDS, AMOUNTS),
)


def net(book: Book, start: str) -> Money:
    return book.balances(as_of=ON).net_where(lambda key: key.account.startswith(start))


@settings(max_examples=40, deadline=None)
@given(lines=st.lists(LINES, min_size=1, max_size=5), debts=st.lists(DEBTS, max_size=3))
def test_capital_is_what_comes_less_what_is_owed(lines: list[dict[str, Any]], debts: list[dict[str, Any]]) -> None:
    numbers = {"receivable": ("loan", "PB-"), "equipment": ("asset", "AP-")}
    for no, line in enumerate(lines, 1):
        line.update({"no": no} | {name: f"{start}{no}" for kind, (name, start) in numbers.items() if kind == line["class"]})
    for no, one in enumerate(debts, 1):
        one.update({"account": f"TM-{no}"} if one["kind"] == "savings" else {})
    partners = [{"member": "A-001", "name": "N", "since": "2014-03-01"}]
    tables = {"parties": PARTIES, "stipulations": [CONDITION], "partners": partners, "lines": lines, "liabilities": debts}
    deed = read_deed(json.dumps({"deed": HEAD, **tables}))
    book = new_book("sqlite://", bylaws=KSP, begins_on=ON)
    before = book.root()
    try:
        with counter(book).transaction() as tx:
            sign_deed(tx, deed, on=ON)
            post_deed(tx, deed)
    except RefusedError:
        assert book.root() == before
        return
    assert -net(book, "3-") == deed.net
    assert -net(book, "2-") == deed.owed + deed.bound
    cleared = [key.fund for key, turnover in book.balances(as_of=ON).items() if key.account == "1-1910" and turnover.net]
    assert cleared == []
