"""What the bylaws say about the general journal: it has no products; the chart says where it may post."""

from __future__ import annotations

from irman_ledger.coop.general.refusals import BoxAccountError, ControlAccountError
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.subject import Subject


def check_open(account: str, subject: str | None, bylaws: Bylaws) -> None:
    """Refuse accounts that a module owns, and a cash box on an account that is not its own.

    Raises
    ------
    UnknownAccountError
        ``account.unknown``
    ControlAccountError
        ``general.control-account``
    UnknownBoxError
        ``box.unknown``
    BoxAccountError
        ``general.box-account``
    """
    owner = bylaws.chart[account].owner
    if owner is not None:
        raise ControlAccountError(field="account", account=account, owner=owner)
    given = None if subject is None else Subject.parse(subject)
    if given is not None and given.kind == "cash":
        box = bylaws.box(given.no)
        if box.account != account:
            raise BoxAccountError(field="subject", box=box.code, account=account, wanted=box.account)
