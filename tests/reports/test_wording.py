"""What a line and its account are called: the same thing has one name, and a cooperative no hyphen."""

from __future__ import annotations

import pytest

from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.label import Label
from irman_ledger.reports.spec import Formula, Group, Item, Share, Spec, walk
from irman_ledger.reports.statements import balance_sheet, income_statement

SPECS = (balance_sheet.SPEC, income_statement.SPEC)


def labels(spec: Spec) -> dict[str, Label]:
    found: dict[str, Label] = {}
    for part in walk(spec.items):
        match part:
            case Item() | Formula():
                found[part.key] = part.label
            case Group():
                found[part.key] = part.label
                found[f"{part.key} total"] = part.total or part.label
            case Share():
                found |= dict(part.parts)
    return found


def test_a_cooperative_has_no_hyphen(ksp: Bylaws) -> None:
    words = [label.en for spec in SPECS for label in labels(spec).values()]
    assert [text for text in words if "co-op" in text.lower()] == []
    assert "co-op" not in ksp.source.lower()


@pytest.mark.parametrize(
    ("account", "line", "name"),
    [
        ("1-1400", "securities", Label("Surat berharga jangka pendek", "Short-term securities")),
        ("1-1590", "loan_allowance", Label("Penyisihan penghapusan pinjaman", "Allowance for loan losses")),
        ("1-1710", "supplies", Label("Perlengkapan", "Supplies")),
        ("5-3130", "expense_supplies", Label("Beban perlengkapan", "Supplies used")),
        ("5-3150", "expense_utilities", Label("Beban listrik, air, dan telepon", "Electricity, water and telephone")),
        ("5-3230", "expense_rent", Label("Beban sewa", "Rent paid")),
        ("5-3100", "expense_loan_losses", Label("Beban penyisihan penghapusan pinjaman", "Loan-loss expense")),
    ],
)
def test_a_line_with_one_account_bears_its_name(ksp: Bylaws, account: str, line: str, name: Label) -> None:
    printed = labels(SPECS[0]) | labels(SPECS[1])
    assert (ksp.chart[account].line, ksp.chart[account].label, printed[line]) == (line, name, name)
