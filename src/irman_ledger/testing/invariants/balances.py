"""Of the whole book: balances are the sums of lines, at every moment and from every side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from irman_ledger.testing.invariants.material import Invariant, Material, differences, spread, sums
from irman_ledger.testing.ledger_view import ViewAccount

KNOWN_MAX = 20


def _sum_to_zero(material: Material) -> Iterator[str]:
    for day in (*material.days, None):
        rest = {False: 0, True: 0}
        for account, net in material.balances(day).items():
            rest[material.is_memorandum(account)] += net
        if any(rest.values()):
            yield f"as of {day or 'now'} all balances sum to {rest[False] or rest[True]}"


def _trial_balance(material: Material) -> Iterator[str]:
    for month in material.months:
        turnovers = material.view.turnovers(month.first_day)
        debit, credit = (sum(turnover[side] for turnover in turnovers.values()) for side in (0, 1))
        if debit != credit:
            yield f"in {month} the debits are {debit}, the credits {credit}"


def _kept(material: Material) -> Iterator[str]:
    yield from differences(sums(material.entries), material.balances(), "now")
    for day in material.days:
        upto = sums(entry for entry in material.entries if entry.month_on <= day)
        yield from differences(upto, material.balances(day), f"as of {day}")


def _rolls_forward(material: Material) -> Iterator[str]:
    for month in material.months:
        opening = material.balances(month.previous().last_day)
        closing = material.balances(month.last_day)
        turnovers = material.view.turnovers(month.first_day)
        for account in sorted(opening.keys() | closing.keys() | turnovers.keys()):
            debit, credit = turnovers.get(account, (0, 0))
            if opening.get(account, 0) + debit - credit != closing.get(account, 0):
                yield f"{account} in {month}: {opening.get(account, 0)} + {debit} - {credit} is not {closing.get(account, 0)}"


def _equation(material: Material) -> Iterator[str]:
    for day in (*(month.last_day for month in material.months), None):
        by_kind: dict[str, int] = {}
        for code, net in material.balances(day).items():
            kind = material.accounts[code].kind if code in material.accounts else "unknown"
            by_kind[kind] = by_kind.get(kind, 0) + net
        assets, costs = by_kind.get("asset", 0), by_kind.get("expense", 0)
        sources = -sum(by_kind.get(kind, 0) for kind in ("liability", "equity", "income"))
        if assets != sources - costs:
            yield f"as of {day or 'now'} assets are {assets}, liabilities, equity and the result {sources - costs}"


def _subledgers(material: Material) -> Iterator[str]:
    of_lines: dict[str, dict[str, int]] = {control: {} for control in material.controls}
    for entry in material.entries:
        for line in entry.lines:
            if line.account not in of_lines:
                continue
            if line.subject is None:
                yield f"entry {entry.no} has a line on control account {line.account} without a subject"
                continue
            subjects = of_lines[line.account]
            subjects[line.subject] = subjects.get(line.subject, 0) + line.amount_minor
    balances = material.balances()
    for control, given in material.controls.items():
        yield from differences(of_lines[control], given, f"on {control}")
        if sum(given.values()) != balances.get(control, 0):
            yield f"{control} stands at {balances.get(control, 0)}, its subjects at {sum(given.values())}"


def _clearing(material: Material) -> Iterator[str]:
    clearing = {account.code for account in material.accounts.values() if account.clearing}
    for closing in material.closings:
        before = sums(entry for entry in material.entries if entry.no <= closing.last_no and entry.month_on <= closing.last_day)
        for account in sorted(clearing & before.keys()):
            yield f"{account} stood at {before[account]} when the month to {closing.last_day} was closed"


def _cash(material: Material) -> Iterator[str]:
    return _floors(material, [account for account in material.accounts.values() if account.floored and account.cash])


def _members(material: Material) -> Iterator[str]:
    return _floors(material, [account for account in material.accounts.values() if account.floored and not account.cash])


def _floors(material: Material, accounts: list[ViewAccount]) -> Iterator[str]:
    signs = {account.code: account.sign for account in accounts}
    by_day: dict[tuple[str, str], dict[date, int]] = {}
    for entry in material.entries:
        for line in entry.lines:
            if line.account in signs:
                days = by_day.setdefault((line.account, line.subject or "-"), {})
                days[entry.on] = days.get(entry.on, 0) + line.amount_minor * signs[line.account]
    for (account, subject), days in sorted(by_day.items()):
        running = 0
        for day in sorted(days):
            running += days[day]
            if running < 0:
                yield f"{subject} stands at {running} on {account} at the end of {day}"


def _known(material: Material) -> Iterator[str]:
    for entry in spread(material.entries, KNOWN_MAX):
        before = sums(other for other in material.entries if other.no < entry.no)
        given = {account: net for account, net in material.view.balances_known_before(entry.no).items() if net}
        yield from differences(before, given, f"before entry {entry.no} was known")


def _sealed(material: Material) -> Iterator[str]:
    for closing in material.closings:
        then = sums(entry for entry in material.entries if entry.no <= closing.last_no and entry.month_on <= closing.last_day)
        yield from differences(then, material.balances(closing.last_day), f"as of {closing.last_day}, a closed month")


BALANCES = (
    Invariant(11, "all balances sum to zero as of every day", _sum_to_zero),
    Invariant(12, "debits equal credits in every month", _trial_balance, ("turnovers",)),
    Invariant(13, "a balance is the sum of its lines", _kept),
    Invariant(14, "opening and turnovers give the closing balance of each month", _rolls_forward, ("turnovers",)),
    Invariant(15, "assets are liabilities, equity and the result", _equation, ("accounts",)),
    Invariant(17, "subjects add up to their control account", _subledgers),
    Invariant(18, "clearing accounts are zero when a month is closed", _clearing, ("accounts", "closings")),
    Invariant(19, "no cash box is below zero on any day", _cash, ("accounts",)),
    Invariant(20, "no subject is below its floor on any day", _members, ("accounts",)),
    Invariant(34, "what was known before an entry does not change", _known, ("balances_known_before",)),
    Invariant(35, "the balances of a closed month stay as they were", _sealed, ("closings",)),
)
