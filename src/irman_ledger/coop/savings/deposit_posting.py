"""How term deposits are booked: placed and paid out in cash or over the account of transfers, interest as it was accrued."""

from __future__ import annotations

from typing import assert_never

from irman_ledger.coop.savings.deposit_events import (
    DepositBroken,
    DepositEvent,
    DepositInstructed,
    DepositInterest,
    DepositInterestPaid,
    DepositMatured,
    DepositOpened,
    DepositPaidOut,
    DepositTakenOver,
    TransferReceived,
)
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.journal import Entry, Line
from irman_ledger.core.money import Money
from irman_ledger.core.subject import Subject, subject_of

_Part = tuple[str | None, Money, Subject | None]


def deposit_entry(event: DepositEvent, bylaws: Bylaws) -> Entry | None:
    """How each event of a deposit is booked; None where no money moves."""
    match event:
        case DepositOpened():
            return _placed(event, bylaws)
        case DepositTakenOver():
            return _taken_over(event, bylaws)
        case DepositInterestPaid():
            return _paid(event, bylaws)
        case DepositMatured():
            return _matured(event, bylaws)
        case DepositBroken():
            return _broken(event, bylaws)
        case DepositPaidOut():
            return _paid_out(event, bylaws)
        case TransferReceived():
            return _received(event, bylaws)
        case DepositInstructed():
            return None  # a choice; no money moves
        case _:
            assert_never(event)


def _placed(event: DepositOpened, bylaws: Bylaws) -> Entry | None:
    amount = event.placement.principal
    parts = [_payment(event.box, None, -amount, bylaws), (event.control, -amount, _deposit(event))]
    return _entry(event, f"Penempatan simpanan berjangka {event.deposit}", parts, bylaws)


def _taken_over(event: DepositTakenOver, bylaws: Bylaws) -> Entry | None:
    principal, deposit = event.placement.principal, _deposit(event)
    parts: list[_Part] = [
        (bylaws.role("takeover"), principal + event.interest_accrued, None),
        (event.control, -principal, deposit),
        (event.accrued, -event.interest_accrued, deposit),
    ]
    return _entry(event, f"Saldo awal simpanan berjangka {event.deposit}", parts, bylaws)


def _paid(event: DepositInterestPaid, bylaws: Bylaws) -> Entry | None:
    parts = [*_interest(event, event.interest), _payment(event.box, event.pay_to, event.interest.net, bylaws)]
    return _entry(event, f"Jasa simpanan berjangka {event.deposit}", parts, bylaws)


def _matured(event: DepositMatured, bylaws: Bylaws) -> Entry | None:
    interest, net = event.interest, event.moved
    parts: list[_Part] = [(event.control, event.moved, _deposit(event))]
    if interest is not None:
        parts += _interest(event, interest)
        net += interest.net
    kept: _Part = (event.control, -net, _deposit(event))
    parts.append(kept if event.pay_to is None else _payment(None, event.pay_to, net, bylaws))
    return _entry(event, f"Jatuh tempo simpanan berjangka {event.deposit}", parts, bylaws)


def _broken(event: DepositBroken, bylaws: Bylaws) -> Entry | None:
    parts = [
        *_interest(event, event.interest),
        (event.penalty_income, -event.penalty, None),
        (event.control, event.penalty - event.interest.net, _deposit(event)),
    ]
    return _entry(event, f"Pencairan sebelum jatuh tempo simpanan berjangka {event.deposit}", parts, bylaws)


def _paid_out(event: DepositPaidOut, bylaws: Bylaws) -> Entry | None:
    parts = [(event.control, event.amount, _deposit(event)), _payment(event.box, event.pay_to, event.amount, bylaws)]
    return _entry(event, f"Pencairan simpanan berjangka {event.deposit}", parts, bylaws)


def _received(event: TransferReceived, bylaws: Bylaws) -> Entry | None:
    account = subject_of("savings", event.account)
    parts = [_payment(None, event.account, -event.amount, bylaws), (event.control, -event.amount, account)]
    return _entry(event, f"Pemindahan ke simpanan {event.account}", parts, bylaws)


def _interest(event: DepositInterestPaid | DepositMatured | DepositBroken, interest: DepositInterest) -> list[_Part]:
    deposit = _deposit(event)
    return [
        (interest.expense, interest.interest - interest.released, deposit),
        (interest.accrued, interest.released, deposit),
        (interest.tax_account, -interest.tax, deposit),
    ]


def _payment(box: str | None, pay_to: str | None, amount: Money, bylaws: Bylaws) -> _Part:
    """Money that goes out of a box, or stands for an account on the account of transfers."""
    if pay_to is not None:
        return bylaws.role("savings_transfer"), -amount, subject_of("savings", pay_to)
    found = bylaws.box(box)
    return found.account, -amount, found.subject


def _deposit(
    event: DepositOpened | DepositTakenOver | DepositInterestPaid | DepositMatured | DepositBroken | DepositPaidOut,
) -> Subject:
    return subject_of("savings", event.deposit)


def _entry(event: DepositEvent, narration: str, parts: list[_Part], bylaws: Bylaws) -> Entry | None:
    lines = tuple(Line(code, amount, subject) for code, amount, subject in parts if code is not None and amount)
    return Entry(chart=bylaws.chart, on=event.on, narration=narration, lines=lines) if lines else None
