"""Paying on the tax that was withheld from savers (penyetoran PPh final)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import islice
from typing import Final, TypeVar

from irman_ledger.coop.general import JournalLine, PostJournal
from irman_ledger.coop.procedures.recorder import Recorder
from irman_ledger.core.bylaws import Box
from irman_ledger.core.calendar import Month
from irman_ledger.core.money import Money
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError

R = TypeVar("R")
_LINES_MAX: Final = 900


class NothingToRemitError(InvalidInputError):
    """A month for which nothing is owed any more."""

    code = "procedures.nothing-to-remit"
    text = {"en": "no tax is owed on account {value}", "id": "tidak ada pajak terutang pada akun {value}"}


def remit_tax(
    tx: Recorder[R],
    *,
    account: str,
    owed: Mapping[Subject, Money],
    box: Box,
    month: Month,
    on: date,
    key: str,
    document: str | None = None,
) -> tuple[R, ...]:
    """Pay on the final tax of a month (menyetor PPh final), savings account by savings account, in as few entries as they fit into.

    Parameters
    ----------
    account
        Where the tax is owed.
    owed
        Its balances by savings account at the end of the month, as ``view.subject_balances(account, month)`` gives them: debit
        positive, so that what is owed is below zero.
    document
        The number of the payment slip.

    Returns
    -------
    tuple
        What `tx.record` gave for each entry.

    Raises
    ------
    NothingToRemitError
        ``procedures.nothing-to-remit``
    """
    waiting = iter([(subject, -amount) for subject, amount in sorted(owed.items(), key=lambda item: item[0].text) if amount])
    done: list[R] = []
    while part := list(islice(waiting, _LINES_MAX)):
        total = Money.total((amount for _subject, amount in part), part[0][1].currency)
        lines = (
            *(JournalLine(account=account, amount=amount, subject=subject.text) for subject, amount in part),
            JournalLine(account=box.account, amount=-total, subject=box.subject.text),
        )
        posting = PostJournal(on=on, narration=f"Setoran PPh final {month}", lines=lines)
        done.append(tx.record(posting, key=f"{key}/{len(done) + 1}", document=document))
    if not done:
        raise NothingToRemitError(field="owed", value=account)
    return tuple(done)
