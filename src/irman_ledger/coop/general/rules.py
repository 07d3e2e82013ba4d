"""What the general journal allows."""

from __future__ import annotations

from typing import assert_never

from irman_ledger.coop.general.commands import (
    CountCash,
    GeneralCommand,
    MoveBetweenFunds,
    PostJournal,
    ReceiveCash,
    SendCash,
    TakeOverBalance,
)
from irman_ledger.coop.general.events import BalanceTakenOver, CashCounted, CashReceived, CashSent, FundsMoved, GeneralEvent, JournalPosted
from irman_ledger.coop.general.refusals import TakeOverAccountError
from irman_ledger.coop.general.state import JournalState
from irman_ledger.coop.general.terms import check_open
from irman_ledger.core.bylaws import Box, Bylaws
from irman_ledger.core.facts import Ask, BalanceOn, Exists, Facts
from irman_ledger.core.fund_cash import check_fund_cash, fund_cash_asks
from irman_ledger.core.money import CurrencyMismatchError, Money
from irman_ledger.core.subject import Subject
from irman_ledger.errors import UnknownSubjectError

REGISTERED = frozenset({"member", "group", "share", "savings", "loan", "asset"})


def consult(command: GeneralCommand, state: JournalState | None, bylaws: Bylaws) -> tuple[Ask, ...]:  # noqa: ARG001  # the shape of every module
    """Whether the subjects that the lines name are there; a cash box is kept from falling below zero by its floor."""
    match command:
        case PostJournal():
            return tuple(dict.fromkeys(Exists(subject) for line in command.lines if (subject := _registered(line.subject)) is not None))
        case TakeOverBalance():
            subject = _registered(command.subject)
            return () if subject is None else (Exists(subject),)
        case SendCash() | ReceiveCash():
            return ()
        case MoveBetweenFunds():
            return fund_cash_asks(command.from_fund, bylaws)
        case CountCash():
            return (_at_the_end_of(command, bylaws.box(command.box)),)
        case _:
            assert_never(command)


def decide(command: GeneralCommand, state: JournalState | None, facts: Facts, bylaws: Bylaws) -> GeneralEvent:  # noqa: ARG001  # the same
    """The event, or a refusal; that the lines balance is checked where the entry is made."""
    match command:
        case PostJournal():
            return _post(command, facts, bylaws)
        case SendCash():
            return _send(command, facts, bylaws)
        case ReceiveCash():
            return _receive(command, facts, bylaws)
        case TakeOverBalance():
            return _take_over(command, facts, bylaws)
        case MoveBetweenFunds():
            return _move(command, facts, bylaws)
        case CountCash():
            return _count(command, facts, bylaws)
        case _:
            assert_never(command)


def _post(command: PostJournal, facts: Facts, bylaws: Bylaws) -> JournalPosted:
    for line in command.lines:
        check_open(line.account, line.subject, bylaws)
        bylaws.fund(line.fund)
        _check_subject(line.subject, facts)
        _check_currency(line.amount, facts)
    return JournalPosted(on=command.on, narration=command.narration, lines=command.lines)


def _move(command: MoveBetweenFunds, facts: Facts, bylaws: Bylaws) -> FundsMoved:
    _check_currency(command.amount, facts)
    moved = FundsMoved(
        box=bylaws.box(command.box).code,
        on=command.on,
        from_fund=bylaws.fund(command.from_fund),
        to_fund=bylaws.fund(command.to_fund),
        amount=command.amount,
        reason=command.reason,
        between=bylaws.role("between_funds"),
    )
    check_fund_cash(command.from_fund, command.amount, facts, bylaws)
    return moved


def _send(command: SendCash, facts: Facts, bylaws: Bylaws) -> CashSent:
    _check_currency(command.amount, facts)
    return CashSent(box=bylaws.box(command.box).code, on=command.on, amount=command.amount)


def _receive(command: ReceiveCash, facts: Facts, bylaws: Bylaws) -> CashReceived:
    _check_currency(command.amount, facts)
    return CashReceived(box=bylaws.box(command.box).code, on=command.on, amount=command.amount)


def _take_over(command: TakeOverBalance, facts: Facts, bylaws: Bylaws) -> BalanceTakenOver:
    check_open(command.account, command.subject, bylaws)
    bylaws.fund(command.fund)
    _check_subject(command.subject, facts)
    _check_currency(command.amount, facts)
    if command.account == bylaws.role("takeover"):
        raise TakeOverAccountError(field="account", account=command.account)
    return BalanceTakenOver(
        account=command.account,
        on=command.on,
        amount=command.amount,
        narration=command.narration or f"Saldo awal akun {command.account}",
        subject=command.subject,
        unit=command.unit,
        fund=command.fund,
    )


def _count(command: CountCash, facts: Facts, bylaws: Bylaws) -> CashCounted:
    _check_currency(command.counted, facts, field="counted")
    box = bylaws.box(command.box)
    booked = facts.balance_on(_at_the_end_of(command, box))
    account = None if command.counted == booked else bylaws.role("cash_difference")
    return CashCounted(box=box.code, on=command.on, counted=command.counted, booked=booked, account=account)


def _at_the_end_of(command: CountCash, box: Box) -> BalanceOn:
    return BalanceOn(box.account, box.subject, command.on)


def _registered(subject: str | None) -> Subject | None:
    """The subject, where its kind is one that the cooperative registers: parties, funds and cash boxes are only named."""
    given = None if subject is None else Subject.parse(subject)
    return given if given is not None and given.kind in REGISTERED else None


def _check_subject(subject: str | None, facts: Facts) -> None:
    given = _registered(subject)
    if given is not None and not facts.exists(given):
        raise UnknownSubjectError(field="subject", subject=given.no)


def _check_currency(amount: Money, facts: Facts, field: str = "amount") -> None:
    if amount.currency != facts.currency:
        raise CurrencyMismatchError(field=field, left=facts.currency, right=amount.currency, value=amount)
