"""The note that says what the members' shares are, where the bylaws have decided on more than equity."""

from __future__ import annotations

from typing import assert_never

from irman_ledger.coop.shares.capital import NAME, parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.label import Label


def share_notes(bylaws: Bylaws) -> tuple[Label, ...]:
    """The note on the classification of shares; none where they are equity, as the law has it (UU 25/1992, art. 41)."""
    policy = bylaws.policy(NAME, parse)
    if policy is None:
        return ()
    match policy.classification:
        case "equity":
            return ()
        case "liability":
            return (Label("Simpanan anggota disajikan sebagai kewajiban.", "Members' shares are presented as liabilities."),)
        case "equity-with-floor":
            assert policy.floor is not None, "a floor is what this class is about"
            floor = policy.floor.text()
            return (
                Label(
                    f"Simpanan anggota adalah ekuitas; tidak dikembalikan bila modal menjadi kurang dari {floor}.",
                    f"Members' shares are equity; none is paid back where the capital would fall below {floor}.",
                ),
            )
        case _:
            assert_never(policy.classification)
