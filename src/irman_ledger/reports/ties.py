"""What must be equal before a paper about one member or one loan is printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from irman_ledger.core.label import Label
from irman_ledger.reports.engine import list_of_differences
from irman_ledger.reports.paper import Column, Statement
from irman_ledger.reports.refusals import Difference, StatementDoesNotTieError

if TYPE_CHECKING:
    from irman_ledger.books.lives import Kept

_DIFFERENCE = (Column("difference", Label("Selisih", "Difference")),)
_REASON = Label("saldo yang disimpan dikurangi jumlah barisnya", "balance kept less the sum of its lines")


def tied(paper: Statement, checks: Iterable[Kept]) -> Statement:
    """The paper, where every figure that the books keep is the sum of its lines.

    Raises
    ------
    StatementDoesNotTieError
        ``report.does-not-tie``
    """
    differences = tuple(
        Difference(key=one.account, reason=_REASON, amounts=(one.kept - one.summed,), is_account=True)
        for one in checks
        if one.kept != one.summed
    )
    if differences:
        listed = list_of_differences(differences, replace(paper, layout=replace(paper.layout, columns=_DIFFERENCE)))
        raise StatementDoesNotTieError(title=paper.title, differences=differences, paper=listed)
    return paper
