"""What a naive book carries to equity when it reverses a result of an earlier book year."""

from __future__ import annotations

from datetime import date

from irman_ledger.coop.general import JournalLine, PostJournal
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.money import Money
from irman_ledger.testing.naive_answers import Played


def carrying(reversals: list[tuple[Played, Played]], on: date, bylaws: Bylaws) -> PostJournal | None:
    """The journal entry that takes it out of this year's result; each reversal stands beside what it reversed."""
    year = bylaws.fiscal_year(Month.of(on))
    old = [reversal for reversal, target in reversals if target.booked_on < year.begins_on]
    results = [line for one in old if one.entry for line in one.entry.lines if bylaws.chart[line.account].kind in ("income", "expense")]
    lines: list[JournalLine] = []
    for unit, fund in sorted({(line.unit, line.fund) for line in results}):
        net = sum(line.amount.minor for line in results if (line.unit, line.fund) == (unit, fund))
        for role, minor in (("prior_year", net), ("prior_year_carried", -net)):
            if minor:
                amount = Money.from_minor(minor, bylaws.currency)
                lines.append(JournalLine(account=bylaws.role(role), amount=amount, unit=unit, fund=fund))
    if not lines:
        return None
    seqs = ", ".join(str(target.seq) for target in sorted((target for _reversal, target in reversals), key=lambda one: one.seq))
    return PostJournal(on=on, narration=f"Koreksi SHU tahun lalu dari pembalikan catatan {seqs}", lines=tuple(lines))
