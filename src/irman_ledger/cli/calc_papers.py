"""The papers of `irman calc`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from irman_ledger.cli.loan_terms import Share
from irman_ledger.cli.payoff_terms import Ending
from irman_ledger.cli.savings_terms import Tax, to_the_sen
from irman_ledger.core.calendar import format_date
from irman_ledger.core.label import Label
from irman_ledger.errors import Lang

if TYPE_CHECKING:
    from irman_ledger.coop.savings.interest import Earned


def earned_paper(earned: Earned, lang: Lang) -> str:
    """The spans that earned and the sum."""
    from irman_ledger.reports.paper import Column, Layout, Row, Statement, same

    currency = earned.interest.currency
    layout = Layout(
        name="calc-savings-interest",
        title=Label("Jasa simpanan", "Savings interest"),
        texts=(
            Column("from_on", Label("Dari", "From")),
            Column("to_on", Label("Sampai", "To")),
            Column("days", Label("Hari", "Days")),
            Column("rate", Label("Tarif", "Rate")),
        ),
        columns=(Column("balance", Label("Saldo", "Balance")), Column("interest", Label("Jasa", "Interest"))),
    )
    rows = [
        Row(
            key=span.from_on.isoformat(),
            label=same(""),
            texts=(span.from_on, span.to_on, str(span.days), span.rate.text(lang)),
            amounts=(to_the_sen(span.balance, currency), to_the_sen(span.interest, currency)),
        )
        for span in earned.spans
    ]
    total = Label("Jumlah, dibulatkan", "Total, rounded")
    rows.append(Row(key="total", label=total, kind="total", texts=(None,) * 4, amounts=(None, earned.interest)))
    said = Label("pembulatan sekali, pada jumlahnya", "rounded once, in the sum")
    return Statement(layout=layout, owner="", dated=said, currency=currency, rows=tuple(rows)).text(lang)


def tax_paper(found: Tax, lang: Lang) -> str:
    """The tax, and what of it is still to be withheld."""
    from irman_ledger.reports.paper import Column, Layout, Row, Statement

    layout = Layout(
        name="calc-tax",
        title=Label("PPh final atas bunga simpanan", "Final tax on savings interest"),
        columns=(Column("amount", Label("Jumlah", "Amount")),),
    )
    lines = (
        ("interest", Label("Bunga bulan ini sampai sekarang", "Interest of the month to date"), found.interest),
        ("tax", Label("PPh final", "Final tax"), found.tax),
        ("withheld", Label("Sudah dipotong", "Withheld before"), found.withheld),
        ("due", Label("Masih harus dipotong", "Still to be withheld"), found.due),
        ("net", Label("Bunga setelah pajak", "Interest after tax"), found.interest - found.tax),
    )
    rows = tuple(Row(key=key, label=label, texts=(), amounts=(amount,)) for key, label, amount in lines)
    said = Label(found.month.text("id"), found.month.text("en"))
    return Statement(layout=layout, owner="", dated=said, currency=found.interest.currency, rows=rows).text(lang)


def allocation_paper(found: Share, lang: Lang) -> str:
    """What the payment settled, and the instalments that are unpaid after it."""
    from irman_ledger.reports.paper import Column, Layout, Row, Statement

    layout = Layout(
        name="calc-allocation",
        title=Label("Pembagian angsuran", "Allocation of a payment"),
        columns=(Column("principal", Label("Pokok", "Principal")), Column("interest", Label("Jasa", "Interest"))),
    )
    rows = [Row(key="paid", label=Label("Dilunasi", "Settled"), amounts=(found.principal, found.interest))]
    for one in found.unpaid:
        due = {name: format_date(one.due_on, name) for name in ("id", "en")}
        label = Label(f"Sisa angsuran {one.no}, jatuh tempo {due['id']}", f"Left of instalment {one.no}, due {due['en']}")
        rows.append(Row(key=str(one.no), label=label, amounts=(one.principal, one.interest)))
    if found.excess:
        rows.append(Row(key="excess", label=Label("Lebih bayar", "Excess"), amounts=(found.excess, None)))
    if found.is_paid_off:
        rows.append(Row(key="paid-off", label=Label("Pinjaman lunas", "The loan is paid off"), amounts=(None, None)))
    said = Label(f"{found.amount} pada {format_date(found.on, 'id')}", f"{found.amount} on {format_date(found.on, 'en')}")
    return Statement(layout=layout, owner="", dated=said, currency=found.amount.currency, rows=tuple(rows)).text(lang)


def payoff_paper(found: Ending, lang: Lang) -> str:
    """The parts of the payoff, and of the penalty each instalment's."""
    from irman_ledger.reports.paper import Column, Layout, Row, Statement

    layout = Layout(
        name="calc-payoff",
        title=Label("Pelunasan pinjaman", "Payoff of a loan"),
        columns=(Column("amount", Label("Jumlah", "Amount")),),
    )
    due = found.payoff
    rows = [
        Row(key="principal", label=Label("Pokok", "Principal"), amounts=(due.principal,)),
        Row(key="interest", label=Label("Jasa", "Interest"), amounts=(due.interest,)),
    ]
    for one in found.penalties:
        label = Label(f"Denda angsuran {one.no}", f"Penalty of instalment {one.no}")
        rows.append(Row(key=f"penalty-{one.no}", label=label, amounts=(one.amount,)))
    rows.append(Row(key="total", label=Label("Harus dibayar", "To be paid"), kind="total", amounts=(due.total,)))
    said = Label(f"pada {format_date(due.on, 'id')}", f"on {format_date(due.on, 'en')}")
    return Statement(layout=layout, owner="", dated=said, currency=due.total.currency, rows=tuple(rows)).text(lang)
