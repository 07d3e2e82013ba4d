"""Loan products with every convention: how they count, round, spare, charge and take money, and bylaws that offer some of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from irman_ledger.coop.loans import LoanTermsError
from irman_ledger.coop.loans.methods import AT_THE_END, EQUAL_PRINCIPAL, METHODS, SALES
from irman_ledger.coop.loans.methods.conventions import (
    BALANCES,
    DAY_COUNTS_OF_LOANS,
    HOLIDAY_RULES,
    MULTIPLES_OF,
    REMAINDERS,
    SIZINGS,
)
from irman_ledger.coop.loans.running import REPLANNED, REPLANNINGS, UNFIT
from irman_ledger.coop.loans.terms import parse
from irman_ledger.core.bylaws import Bylaws, Product
from irman_ledger.core.label import Label
from irman_ledger.core.rounding import Rounding
from irman_ledger.testing.strategies.draws import pick

Terms = dict[str, Any]

_MODES: Final = tuple(mode.value for mode in Rounding)
_LABEL: Final = Label("Pinjaman uji", "Loan for tests")


def loan_terms(bylaws: Bylaws) -> SearchStrategy[Terms]:
    """The terms of a loan product, as a table: lent or sold, by any method, with conventions, fees, penalties and orders that fit.

    Parameters
    ----------
    bylaws
        Whose loan products name the accounts; what none of them has (penalties, money held for members, fees, sales), the new one
        has not either.
    """
    return _terms(bylaws).filter(lambda terms: _reads(terms, bylaws))


@st.composite
def lending_bylaws(draw: DrawFn, bylaws: Bylaws | None = None, max_size: int = 6) -> Bylaws:
    """Bylaws with one loan product more, or a few: ``UJI-1``, ``UJI-2`` …

    Parameters
    ----------
    bylaws
        None: `Bylaws.sample("ksp")`.
    """
    base = bylaws or Bylaws.sample("ksp")
    drawn = draw(st.lists(loan_terms(base), min_size=1, max_size=max_size))
    return Bylaws.from_toml(base.source + "".join(_block(f"UJI-{no}", terms) for no, terms in enumerate(drawn, 1)))


def _reads(terms: Terms, bylaws: Bylaws) -> bool:
    try:
        parse(Product("UJI", "loans", _LABEL, terms), bylaws)
    except LoanTermsError:
        return False
    return True


@st.composite
def _terms(draw: DrawFn, bylaws: Bylaws) -> Terms:
    said = [product.terms for product in bylaws.products.values() if product.module == "loans"]
    sold = [terms for terms in said if "sale" in terms]
    is_sale = bool(sold) and pick(draw, [False, False, False, True])
    like = pick(draw, sold if is_sale else [terms for terms in said if "sale" not in terms])
    method = pick(draw, sorted(SALES if is_sale else METHODS))
    found: Terms = {"method": method, "instalments_max": 24, "every": draw(_rhythms()), "rounding": draw(_roundings())}
    found |= {key: like[key] for key in ("accounts", "statuses", "write_off", "quality", "sale") if key in like}
    found |= draw(_graces(is_sale)) | draw(_seasons()) | draw(_wholes(method, is_sale)) | draw(_payments(said, method))
    if not is_sale:
        found |= draw(_interest(method)) | draw(_fees(said))
        if method in REPLANNED and pick(draw, [False, False, True]):
            found = draw(_replanned(found))
    if _first(said, "penalty") is not None:
        found |= draw(_penalties(_first(said, "penalty")))
    order = ["penalty", "interest", "principal"] if "penalty" in found else ["interest", "principal"]
    return found | {"allocation": draw(st.permutations(order))}


def _first(said: list[Mapping[str, Any]], key: str) -> Any:
    """What the first product says that says something on it."""
    return next((terms[key] for terms in said if key in terms), None)


def _rhythms() -> SearchStrategy[Terms]:
    monthly = {"months": 1}
    return st.sampled_from([monthly, monthly, monthly, {"months": 3}, {"weeks": 1}, {"days": 10}, {"days": 1}])


def _roundings() -> SearchStrategy[Terms]:
    return st.fixed_dictionaries({"step": st.sampled_from([1, 1, 100, "0,01"]), "mode": st.sampled_from(_MODES)})


@st.composite
def _interest(draw: DrawFn, method: str) -> Terms:
    found: Terms = {"rate": pick(draw, ["0%/year", "12%/year", "18.1%/year", "24%/year", "2%/month"])}
    found["day_count"] = pick(draw, DAY_COUNTS_OF_LOANS)
    if method == "annuity":
        found["sizing"] = pick(draw, SIZINGS)
    if pick(draw, [False, False, True]):
        found["precision"] = pick(draw, [4, 12])
    found["payoff"] = pick(draw, ["whole", "to-next-due", "to-date"])
    found["capitalise_interest"] = draw(st.booleans())
    return found


@st.composite
def _replanned(draw: DrawFn, found: Terms) -> Terms:
    """The same, but the plan is made anew by another rate, and often by early money."""
    kept = {key: value for key, value in found.items() if key not in (*UNFIT, "ahead_partial")}
    kept |= {"rate_kind": pick(draw, ["fixed", "floating"]), "early_payment": pick(draw, ["refuse", *REPLANNINGS]), "overpayment": "refuse"}
    return kept if kept["rate_kind"] == "fixed" else kept | {"rate_min": "0%/year", "rate_max": "36%/year"}


@st.composite
def _graces(draw: DrawFn, is_sale: bool) -> Terms:
    """For some of the first instalments; a sale bears no interest that could be spared."""
    keys = ["principal"] if is_sale else ["principal", "interest_payment", "interest_free"]
    grace = {key: draw(st.integers(0, 2)) for key in draw(st.lists(st.sampled_from(keys), unique=True))}
    return {"grace": grace} if any(grace.values()) else {}


@st.composite
def _seasons(draw: DrawFn) -> Terms:
    found: Terms = {"idle_months": pick(draw, [[], [], [5, 6]]), "due_after_days": pick(draw, [0, 0, 10]), "month_end": draw(st.booleans())}
    rule = pick(draw, ["none", *HOLIDAY_RULES])
    if rule != "none":
        holidays = {"from_year": 2000, "to_year": 2099, "days": ["2014-05-01", "2014-05-15", "2014-06-02"]}
        found["holidays"] = {"rule": rule, "weekend": pick(draw, [["sunday"], ["friday"], []]), **holidays}
    return found


@st.composite
def _wholes(draw: DrawFn, method: str, is_sale: bool) -> Terms:
    """Multiples, balances and places of the remainder, as far as the method has a place for them."""
    found: Terms = {}
    if method in AT_THE_END:
        return found
    if pick(draw, [False, True]):
        found |= {"instalment_multiple": pick(draw, [500, 1_000]), "multiple_mode": pick(draw, _MODES)}
        if method in EQUAL_PRINCIPAL:
            found["multiple_of"] = pick(draw, MULTIPLES_OF)
    elif method in ("declining", "annuity") and not is_sale:
        found["balance"] = pick(draw, BALANCES)
    return found | {"remainder": pick(draw, ["last", *REMAINDERS])}


@st.composite
def _payments(draw: DrawFn, said: list[Mapping[str, Any]], method: str) -> Terms:
    """What early money does, and money beyond the debt."""
    titipan = _first(said, "titipan")
    held = [] if titipan is None else ["titipan"]
    found: Terms = {"early_payment": pick(draw, ["next-instalment", "refuse", *held, *(["principal"] * (method == "flat"))])}
    if found["early_payment"] == "next-instalment":
        found["ahead_partial"] = draw(st.booleans())
    found["overpayment"] = pick(draw, ["refuse", *held])
    return found if titipan is None else found | {"titipan": titipan}


@st.composite
def _fees(draw: DrawFn, said: list[Mapping[str, Any]]) -> Terms:
    like = _first(said, "fees")
    if like is None:
        return {}
    income = {"any": like[0]["income"]["any"]}
    deferred = {"deferred": like[0]["deferred"]} if "deferred" in like[0] else {}
    takings = st.sampled_from(["withheld", "upfront", *(["spread"] if deferred else [])])
    costs: SearchStrategy[Terms] = st.sampled_from([{"rate": "2%/once"}, {"rate": "1/3/once"}, {"amount": 2_500}])
    drawn = draw(st.lists(st.tuples(takings, costs, _roundings()), max_size=2))
    fees = [
        {"code": f"BIAYA-{no}", "taken": taken, **cost, "rounding": rounding, "income": income, **(deferred if taken == "spread" else {})}
        for no, (taken, cost, rounding) in enumerate(drawn)
    ]
    return {"fees": fees} if fees else {}


@st.composite
def _penalties(draw: DrawFn, like: Mapping[str, Any]) -> Terms:
    if pick(draw, [False, True]):
        return {}
    per = pick(draw, ["day", "instalment"])
    cost: Terms = pick(draw, [{"rate": "0.1%/day" if per == "day" else "5%/once"}, {"amount": 5_000}])
    limit: Terms = pick(draw, [{}, {"cap": 10_000}, {"cap_rate": "10%/once"}])
    found = {
        "per": per,
        "of": pick(draw, ["instalment", "principal", "interest"]),
        "grace_days": pick(draw, [0, 3]),
        "counts_from": pick(draw, ["grace", "due"]),
        "rounding": draw(_roundings()),
        "income": {"any": like["income"]["any"]},
        "waived": like["waived"],
        "waived_contra": like["waived_contra"],
    }
    return {"penalty": {**found, **cost, **limit}}


def _block(code: str, terms: Terms) -> str:
    """A product as bylaws write it."""
    head = f'\n[[products]]\ncode = "{code}"\nmodule = "loans"\nid = "{_LABEL.id} {code}"\nen = "{_LABEL.en} {code}"\n\n[products.terms]\n'
    return head + "".join(f"{key} = {_toml(value)}\n" for key, value in terms.items())


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return str(value) if isinstance(value, int) else f'"{value}"'
