"""Everything at the end: principal alone (interest-only with a balloon), or principal and interest (bullet, sekaligus)."""

from __future__ import annotations

from irman_ledger.coop.loans.methods.parts import Parts, Task, carried, repay


def interest_only(task: Task) -> Parts:
    """Each instalment is the interest of its period; the last one repays the principal with it (bunga saja)."""
    return repay(task, lambda _no, _interest: 0)


def bullet(task: Task) -> Parts:
    """The last instalment brings the principal and the interest of all periods, without interest on it (sekaligus).

    Notes
    -----
    The interest of each period is rounded by itself and then added. So is harvest finance without instalments
    reckoned.
    """
    return carried(interest_only(task), len(task.factors))
