"""Bylaws from TOML: a strict reader whose errors name the file, the key and the value."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from irman_ledger.core.account import Account, AccountKind, Side
from irman_ledger.core.bylaws import Box, Bylaws, Product
from irman_ledger.core.bylaws_table import MODULES, BylawsError, Table, read_document, read_file
from irman_ledger.core.calendar import FiscalYear, Month
from irman_ledger.core.chart import Chart
from irman_ledger.core.codes import checked_code
from irman_ledger.core.fund import FUND_KINDS, Fund
from irman_ledger.core.journal import GENERAL
from irman_ledger.core.money import Money
from irman_ledger.errors import InvalidInputError

__all__ = ["BylawsError", "UnknownSampleError", "read_bylaws", "read_sample"]

_RESULT_ROLES: Final = ("cash_difference", "prior_year_carried")
_CLEARING_ROLES: Final = ("takeover", "in_transit", "correction", "set_off", "savings_transfer", "mutual", "between_funds")
_SUBJECT_ROLES: Final = {"savings_transfer": "savings"}


class UnknownSampleError(InvalidInputError):
    """Sample bylaws that the library does not ship."""

    code = "bylaws.sample-unknown"
    category = "unknown"
    text = {
        "en": "there are no sample bylaws {value!r}; there are {known}",
        "id": "tidak ada contoh anggaran dasar {value!r}; yang ada: {known}",
    }


def read_bylaws(source: str | Path) -> Bylaws:
    """Read bylaws from a TOML file (a `Path`) or from TOML text (a `str`).

    Parameters
    ----------
    source
        UTF-8, at most 2 MB. An unknown, missing or repeated key, a repeated code, a wrong type and a decimal number are errors.

    Returns
    -------
    Bylaws
        Its `source` is the text exactly as read.

    Raises
    ------
    BylawsError
        ``bylaws.malformed``
    """
    if isinstance(source, Path):
        return _read(str(source), read_file(source))
    if not isinstance(source, str):
        raise BylawsError(file="text", field="source", value=type(source).__name__, reason="must be a Path or TOML text")
    return _read("text", source)


def read_sample(name: str) -> Bylaws:
    """Bylaws that are shipped with the library: ``ksp``.

    Raises
    ------
    UnknownSampleError
        ``bylaws.sample-unknown``
    """
    folder = resources.files("irman_ledger") / "core" / "samples"
    files = {file.name.removesuffix(".toml"): file for file in folder.iterdir() if file.name.endswith(".toml")}
    if name not in files:
        raise UnknownSampleError(field="sample", value=name, known=", ".join(sorted(files)))
    return _read(f"{name}.toml", files[name].read_bytes())


def _read(file: str, content: str | bytes) -> Bylaws:
    root, text = read_document(file, content)
    return _bylaws(root, text)


def _bylaws(root: Table, source: str) -> Bylaws:
    head = root.table("bylaws")
    chart = Chart(_account(table) for table in root.tables("accounts"))
    if not len(chart):
        raise root.error("accounts", [], "must not be empty")
    boxes = {box.code: box for box in (_box(table, chart) for table in root.tables("boxes"))}
    if boxes and not head.has("default_box"):
        raise head.error("default_box", None, "is missing")
    with head.blamed():
        bylaws = Bylaws(
            name=head.text("name"),
            from_on=head.day("from_on"),
            currency=_currency(head),
            time_zone=_time_zone(head),
            chart=chart,
            products={product.code: product for product in map(_product, root.tables("products"))},
            boxes=boxes,
            default_box=_default_box(head, boxes),
            funds={fund.code: fund for fund in (_fund(table, chart) for table in root.tables("funds"))},
            roles=_roles(root.table("roles"), chart) if root.has("roles") else {},
            memorial_series=_series(head, "memorial_series"),
            fiscal_first_month=head.number("fiscal_first_month", 1, 12),
            fiscal_years=tuple(_fiscal_year(table) for table in root.tables("fiscal_years")),
            policies=_policies(root.table("policies")) if root.has("policies") else {},
            source=source,
        )
    _check_fiscal_years(root, bylaws)
    return bylaws


def _account(table: Table) -> Account:
    subject = table.code("subject") if table.has("subject") else None
    with table.blamed():
        return Account(
            code=table.code("code"),
            label=table.label(),
            kind=AccountKind(table.word("kind", tuple(AccountKind))),
            line=table.code("line") if table.has("line") else "",
            normal=_side(table),
            subject_kind=subject,
            owner=table.word("owner", MODULES) if table.has("owner") else None,
            cash_flow=table.word("cash_flow", ("operating", "investing", "financing")) if table.has("cash_flow") else None,
            is_cash=table.flag("cash"),
            is_floored=table.flag("floored"),
            is_clearing=table.flag("clearing"),
            closed_on=table.day("closed_on") if table.has("closed_on") else None,
        )


def _side(table: Table) -> Side | None:
    if not table.has("normal"):
        return None
    return "debit" if table.word("normal", ("debit", "credit")) == "debit" else "credit"


def _known_account(table: Table, key: str, chart: Chart) -> Account:
    code = table.code(key)
    if code not in chart:
        raise table.error(key, code, "is not an account of the chart")
    return chart[code]


def _box(table: Table, chart: Chart) -> Box:
    account = _known_account(table, "account", chart)
    if account.subject_kind != "cash":
        raise table.error("account", account.code, "does not take cash boxes as subjects")
    return Box(
        code=table.code("code"),
        label=table.label(),
        account=account.code,
        series_in=_series(table, "series_in"),
        series_out=_series(table, "series_out"),
    )


def _fund(table: Table, chart: Chart) -> Fund:
    """Its capital is equity, or what is kept for others: a fund in trust is a debt, and so is one to be passed on."""
    kind = next(kind for kind in FUND_KINDS if kind == table.word("kind", FUND_KINDS))
    account = _known_account(table, "capital", chart)
    wanted = AccountKind.EQUITY if kind == "restricted" else AccountKind.LIABILITY
    if account.kind is not wanted or account.subject_kind is not None:
        raise table.error("capital", account.code, f"must be an account of kind {wanted} without subject, for a fund of kind {kind}")
    if table.code("code") == GENERAL:
        raise table.error("code", GENERAL, "is the general fund, which needs no entry")
    return Fund(code=table.code("code"), label=table.label(), kind=kind, capital=account.code)


def _series(table: Table, key: str) -> str:
    value = table.code(key)
    with table.blamed(key):
        return checked_code(value, field=key, length_max=12)


def _product(table: Table) -> Product:
    return Product(code=table.code("code"), module=table.word("module", MODULES), label=table.label(), terms=table.mapping("terms"))


def _default_box(head: Table, boxes: Mapping[str, Box]) -> str:
    if not head.has("default_box"):
        return ""
    value = head.code("default_box")
    if value not in boxes:
        raise head.error("default_box", value, "is not one of the boxes")
    return value


def _roles(table: Table, chart: Chart) -> dict[str, str]:
    """The accounts by role; the clearing roles lie on clearing accounts, cash differences in the result, the results of years on equity."""
    roles: dict[str, str] = {}
    for role in table.data:
        account = _known_account(table, role, chart)
        wanted = _SUBJECT_ROLES.get(role)
        if account.subject_kind != wanted:
            reason = "must not take subjects" if wanted is None else f'must have subject = "{wanted}"'
            raise table.error(role, account.code, reason)
        if role in _CLEARING_ROLES and not account.is_clearing:
            raise table.error(role, account.code, "must be a clearing account")
        if role in _RESULT_ROLES and account.kind not in (AccountKind.INCOME, AccountKind.EXPENSE):
            raise table.error(role, account.code, "must be an account of income or expense")
        if role not in (*_CLEARING_ROLES, *_RESULT_ROLES) and account.kind is not AccountKind.EQUITY:
            raise table.error(role, account.code, "must be an equity account")
        roles[role] = account.code
    return roles


def _policies(table: Table) -> dict[str, Mapping[str, object]]:
    return {name: table.mapping(name) for name in table.data}


def _currency(head: Table) -> str:
    value = head.text("currency")
    with head.blamed("currency"):
        return Money.zero(value).currency


def _time_zone(head: Table) -> str:
    value = head.text("time_zone")
    try:
        return ZoneInfo(value).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise head.error("time_zone", value, "is not a time zone") from error


def _fiscal_year(table: Table) -> FiscalYear:
    with table.blamed("ends_in"):
        ends_in = Month.parse(table.text("ends_in"))
        year = FiscalYear(ends_in, table.number("months", 1, 24))
        year.ends_in.next()
        return year


def _check_fiscal_years(root: Table, bylaws: Bylaws) -> None:
    """Book years must not share a month: two given ones, nor a given one and the regular one after it."""
    for index, year in enumerate(bylaws.fiscal_years):
        field, value = f"fiscal_years[{index}].ends_in", str(year.ends_in)
        others = bylaws.fiscal_years[:index]
        if any(other.contains(month.first_day) for other in others for month in year.months()):
            raise BylawsError(file=root.file, field=field, value=value, reason="its year overlaps another book year")
        after = year.ends_in.next()
        if bylaws.fiscal_year(after).begins_on != after.first_day:
            raise BylawsError(file=root.file, field=field, value=value, reason=f"the month after it, {after}, begins no book year")
