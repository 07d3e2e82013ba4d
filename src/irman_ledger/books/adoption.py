"""Bylaws are adopted from a day on, and accounts never change what they are."""

from __future__ import annotations

from irman_ledger.books.charter import AdoptBylaws, BylawsAdopted
from irman_ledger.books.port import Port
from irman_ledger.books.refusals import AccountChangedError, BylawsDateError
from irman_ledger.books.shelf import Identity
from irman_ledger.books.unit import Decision, Unit
from irman_ledger.coop.register import MODULES
from irman_ledger.core.account import Account
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.prudence import prudence_on
from irman_ledger.errors import InvalidInputError

INSERT_ACCOUNT = "INSERT INTO irman_account (book, code, subject_kind, owner, is_memorandum) VALUES (?, ?, ?, ?, ?)"
INSERT_BYLAWS = "INSERT INTO irman_bylaws (book, version, from_on, seq, source) VALUES (?, ?, ?, ?, ?)"
READ_ACCOUNTS = "SELECT code, subject_kind, owner, is_memorandum FROM irman_account WHERE book = ?"


def account_row(account: Account) -> tuple[str, str, str, int]:
    """What the database's guards need to know of an account."""
    return (account.code, account.subject_kind or "", account.owner or "", int(account.is_memorandum))


def write_bylaws(port: Port, identity: Identity, version: int, bylaws: Bylaws, seq: int, known: set[str]) -> None:
    """Put a version and its new accounts into the tables."""
    rows = [(identity.book, *account_row(account)) for account in bylaws.chart if account.code not in known]
    port.many(INSERT_ACCOUNT, rows)
    port.run(INSERT_BYLAWS, (identity.book, version, bylaws.from_on.isoformat(), seq, bylaws.source))


def check_source(bylaws: Bylaws) -> None:
    """Refuse bylaws that were made by code: the book keeps the text that they are read from."""
    if not bylaws.source:
        raise InvalidInputError(field="bylaws", value=bylaws.name, reason="were not read from a text: use Bylaws.from_toml")


def check_products(bylaws: Bylaws) -> None:
    """Refuse bylaws with a product or policy that cannot be read."""
    for module in MODULES:
        for product in bylaws.products.values():
            if product.module == module.name and module.read_product is not None:
                bylaws.terms(product.code, module.name, module.read_product)
        for name, parse in module.policies.items():
            bylaws.policy(name, parse)
    prudence_on(bylaws, bylaws.from_on)


def decide_adoption(unit: Unit, command: AdoptBylaws, bylaws: Bylaws) -> Decision:
    """Whether the bylaws may follow those in force; their accounts are written, the record is sealed by the caller."""
    unit.check_day(command.on)
    check_source(bylaws)
    before = unit.shelf.latest
    if bylaws.from_on.year * 100 + bylaws.from_on.month <= unit.head.closed_to:
        raise BylawsDateError(field="from_on", from_on=bylaws.from_on, reason="the month is closed")
    if bylaws.from_on < before.from_on:
        raise BylawsDateError(field="from_on", from_on=bylaws.from_on, reason=f"the version before is in force from {before.from_on}")
    if (bylaws.currency, bylaws.time_zone) != (before.currency, before.time_zone):
        raise BylawsDateError(field="currency", from_on=bylaws.from_on, reason="currency and time zone never change")
    known = {row[0]: tuple(row) for row in unit.reader.port.rows(READ_ACCOUNTS, (unit.identity.book,))}
    offered = {account.code: account_row(account) for account in bylaws.chart}
    for code, row in known.items():
        if offered.get(code) != row:
            raise AccountChangedError(field="accounts", account=code)
    check_products(bylaws)
    version = unit.head.bylaws_version + 1
    unit.flush()
    write_bylaws(unit.reader.port, unit.identity, version, bylaws, unit.head.size, set(known))
    unit.head.bylaws_version = version
    unit.shelf = unit.shelf.copy()
    unit.shelf.add(version, bylaws)
    event = BylawsAdopted(on=command.on, bylaws_version=version, from_on=bylaws.from_on, bylaws=bylaws.source)
    return Decision(subject="book:BOOK", event=event, entry=None, state=None, index=None, bylaws_version=version, bylaws=bylaws)
