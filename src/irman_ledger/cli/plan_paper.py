"""The paper of `irman calc schedule`."""

from __future__ import annotations

from irman_ledger.cli.plan import Plan
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.errors import Lang

_PRINCIPAL, _INTEREST, _FEES = Label("Pokok", "Principal"), Label("Jasa", "Interest"), Label("Biaya", "Fees")
_TOTAL, _BALANCE = Label("Angsuran", "Instalment"), Label("Sisa pokok", "Balance")
_COST, _MARGIN, _COST_LEFT = Label("Perolehan", "Cost"), Label("Marjin", "Margin"), Label("Sisa", "Balance")


def schedule_paper(plan: Plan, lang: Lang) -> str:
    """The instalments with the principal left after each, and what the plan costs a year."""
    from irman_ledger.reports.paper import Column, Layout, Row, Statement, same

    heads = {
        "principal": _COST if plan.is_sale else _PRINCIPAL,
        "interest": _MARGIN if plan.is_sale else _INTEREST,
        "fees": _FEES,
        "total": _TOTAL,
        "balance": _COST_LEFT if plan.is_sale else _BALANCE,
    }
    if not any(plan.fees):
        del heads["fees"]
    layout = Layout(
        name="calc-schedule",
        title=Label("Jadwal angsuran", "Repayment schedule"),
        texts=(Column("no", Label("No.", "No.")), Column("due_on", Label("Jatuh tempo", "Due on"))),
        columns=tuple(Column(key, head) for key, head in heads.items()),
    )
    rows = [
        Row(
            key=str(one.no),
            label=same(""),
            texts=(str(one.no), one.due_on),
            amounts=_cells(heads, one.principal, one.interest, fee, one.total + fee, left),
        )
        for one, fee, left in plan.rows()
    ]
    sums = _cells(heads, plan.principal, plan.interest, plan.fees_paid, plan.principal + plan.interest + plan.fees_paid, None)
    rows.append(Row(key="total", label=Label("Jumlah", "Total"), kind="total", texts=(None, None), amounts=sums))
    paper = Statement(layout=layout, owner="", dated=plan.said, currency=plan.principal.currency, rows=tuple(rows), notes=_notes(plan))
    return paper.text(lang)


def _cells(heads: dict[str, Label], *amounts: Money | None) -> tuple[Money | None, ...]:
    """The amounts of a row, without fees where there is no column for them."""
    return amounts if "fees" in heads else (*amounts[:2], *amounts[3:])


def _notes(plan: Plan) -> tuple[Label, ...]:
    notes = []
    if plan.up_front:
        notes.append(
            Label(
                f"Biaya dipotong saat pencairan {plan.up_front}, diterima {plan.paid_out}.",
                f"Fees taken at disbursement {plan.up_front}, paid out {plan.paid_out}.",
            )
        )
    nominal, compounded = plan.effective_rates
    if nominal is not None:
        id, en = f"Tarif efektif {nominal.replace('.', ',')} per tahun", f"Effective rate {nominal} a year"
        if compounded is not None:
            id, en = f"{id}; {compounded.replace('.', ',')} jika dimajemukkan", f"{en}; {compounded} compounded"
        notes.append(Label(f"{id}.", f"{en}."))
    return tuple(notes)
