"""Of single entries: balanced, on open accounts, numbered, in open months, recorded once, reversed exactly."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from irman_ledger.testing.invariants.material import Invariant, Material, multiset

LIMIT = 2**63 - 1


def _balanced(material: Material) -> Iterator[str]:
    for entry in material.entries:
        rest: dict[tuple[str, str, bool], int] = {}
        for line in entry.lines:
            key = (line.unit, line.fund, material.is_memorandum(line.account))
            rest[key] = rest.get(key, 0) + line.amount_minor
        for (unit, fund, _is_memorandum), amount in rest.items():
            if amount:
                yield f"entry {entry.no} is off by {amount} in unit {unit}, fund {fund}"


def _two_lines(material: Material) -> Iterator[str]:
    for entry in material.entries:
        if len(entry.lines) < 2:
            yield f"entry {entry.no} has {len(entry.lines)} lines"
        for line in entry.lines:
            if not line.amount_minor:
                yield f"entry {entry.no} has a line of zero on {line.account}"


def _open_accounts(material: Material) -> Iterator[str]:
    for entry in material.entries:
        for line in entry.lines:
            account = material.accounts.get(line.account)
            if account is None:
                yield f"entry {entry.no} is on account {line.account}, which is not in the chart"
            elif account.closed_on is not None and entry.on > account.closed_on:
                yield f"entry {entry.no} of {entry.on} is on account {account.code}, closed on {account.closed_on}"
            elif account.opened_on is not None and entry.on < account.opened_on:
                yield f"entry {entry.no} of {entry.on} is on account {account.code}, opened on {account.opened_on}"


def _whole(material: Material) -> Iterator[str]:
    running: dict[str, int] = {}
    for entry in material.entries:
        for line in entry.lines:
            if type(line.amount_minor) is not int:
                yield f"entry {entry.no} has {line.amount_minor!r} on {line.account}, which is not a whole number"
                continue
            running[line.account] = running.get(line.account, 0) + line.amount_minor
            if not -LIMIT <= line.amount_minor <= LIMIT or not -LIMIT <= running[line.account] <= LIMIT:
                yield f"entry {entry.no} leaves account {line.account} beyond 2**63 - 1"


def _dense(material: Material) -> Iterator[str]:
    for entry, after in pairwise(material.entries):
        if after.no <= entry.no:
            yield f"entry {after.no} follows entry {entry.no}"
    for name, numbers in material.view.numbers().items() if material.shows("numbers") else ():
        if numbers and numbers[0] not in (0, 1):
            yield f"{name} begins with {numbers[0]}"
        for number, after in pairwise(numbers):
            if after != number + 1:
                yield f"{name}: {after} follows {number}"


def _open_months(material: Material) -> Iterator[str]:
    for closing, after in pairwise(material.closings):
        if after.last_day <= closing.last_day or after.last_no < closing.last_no:
            yield f"the month to {after.last_day} was closed after the one to {closing.last_day}"
    for entry in material.entries:
        for closing in material.closings:
            if entry.no > closing.last_no and entry.month_on <= closing.last_day:
                yield f"entry {entry.no} of {entry.month_on} was recorded after the month to {closing.last_day} was closed"


def _keys(material: Material) -> Iterator[str]:
    first: dict[str, int] = {}
    for entry in material.entries:
        if entry.key is not None and first.setdefault(entry.key, entry.no) != entry.no:
            yield f"key {entry.key} was recorded as entries {first[entry.key]} and {entry.no}"


def _reversals(material: Material) -> Iterator[str]:
    by_no = {entry.no: entry for entry in material.entries}
    by_target: dict[int, int] = {}
    for entry in material.entries:
        if entry.reverses is None:
            continue
        target = by_no.get(entry.reverses)
        if target is None or target.no >= entry.no:
            yield f"entry {entry.no} reverses {entry.reverses}, which was not there"
            continue
        if target.reverses is not None:
            yield f"entry {entry.no} reverses {target.no}, a reversal itself"
        if by_target.setdefault(target.no, entry.no) != entry.no:
            yield f"entry {target.no} is reversed by {by_target[target.no]} and {entry.no}"
        if multiset(entry.lines) != multiset(target.lines, -1):
            yield f"entry {entry.no} is not the exact negation of {target.no}"


ENTRIES = (
    Invariant(1, "the lines of an entry sum to zero in each unit and fund", _balanced),
    Invariant(2, "an entry has two lines or more, none of zero", _two_lines),
    Invariant(3, "every account exists and is open", _open_accounts, ("accounts",)),
    Invariant(4, "amounts and running sums are whole and within 2**63 - 1", _whole),
    Invariant(5, "numbers have no gap and no repetition", _dense),
    Invariant(6, "nothing is recorded into a closed month", _open_months, ("closings",)),
    Invariant(8, "a key is recorded once", _keys),
    Invariant(9, "a reversal is the exact negation, once, and never of a reversal", _reversals),
)
