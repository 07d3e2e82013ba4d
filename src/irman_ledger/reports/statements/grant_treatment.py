"""The note that says how grants are treated, from the book years on for which the policy `grants` wants it."""

from __future__ import annotations

from datetime import date
from typing import Final

from irman_ledger.coop.assets.grants import NAME, Treatment, parse
from irman_ledger.core.balances import Balances
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label

_LINES: Final = ("grants", "grants_fixed_assets", "grants_revolving", "grants_unrestricted", "grants_realised")
_NOTES: Final[dict[Treatment, Label]] = {
    "equity-static": Label("Perlakuan hibah: modal, tanpa pelepasan.", "Treatment of grants: capital, without release."),
    "equity-release": Label(
        "Perlakuan hibah: modal; modal terikat menjadi modal terealisasi sesuai penyusutan, di dalam ekuitas.",
        "Treatment of grants: capital; restricted capital becomes realised capital with the wear of what it financed, within equity.",
    ),
    "deferred-income": Label(
        "Perlakuan hibah: pendapatan tangguhan untuk hibah baru; hibah lama tetap sebagai modal.",
        "Treatment of grants: deferred income for new ones; earlier ones remain capital.",
    ),
    "income-now": Label(
        "Perlakuan hibah: pendapatan untuk hibah baru; hibah lama tetap sebagai modal.",
        "Treatment of grants: income for new ones; earlier ones remain capital.",
    ),
}


def grant_notes(bylaws: Bylaws, balances: Balances, day: date) -> tuple[Label, ...]:
    """The note of a balance sheet on whose day grants stand in equity; none before the first book year that the policy names."""
    policy = bylaws.policy(NAME, parse)
    if policy is None or policy.noted_from is None or bylaws.fiscal_year(Month.of(day)).begins_on < policy.noted_from:
        return ()
    stands = balances.by_account()
    if not any(stands[account.code].net for account in bylaws.chart if account.line in _LINES and account.code in stands):
        return ()
    return (_NOTES[policy.treatment],)
