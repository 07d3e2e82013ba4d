"""How the plan of a running loan is made anew: by another rate, or by money that came early.

What has fallen due by the day stays as it was, paid or not, and so do the days of what is still to come. The interest of the
running period is that of its pieces, each rounded and then added.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import assert_never

from irman_ledger.coop.loans.methods.remaking import Making, in_parts, kept_level, levelled, piece
from irman_ledger.coop.loans.refusals import InstalmentsOutOfRangeError
from irman_ledger.coop.loans.running import AgreedRate, RateChange, Replanning, Split
from irman_ledger.core.calendar import due_dates
from irman_ledger.core.money import Money
from irman_ledger.core.rate import Rate
from irman_ledger.core.schedule import Instalment

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A plan on a day.

    Parameters
    ----------
    kept
        What has fallen due by the day.
    later
        What has not, the instalment of the running period first; at least one.
    split
        Of the running period, where it was split before.
    """

    kept: tuple[Instalment, ...]
    later: tuple[Instalment, ...]
    began_on: date
    split: Split | None

    @property
    def instalment(self) -> Instalment:
        """That of the running period."""
        return self.later[0]

    @property
    def period(self) -> tuple[date, date]:
        """The running period."""
        return self.began_on, self.instalment.due_on

    @property
    def balance(self) -> Money:
        """The principal that the plan still asks for."""
        return Money.total((one.principal for one in self.later), self.instalment.principal.currency)


@dataclass(frozen=True, slots=True)
class Replanned:
    """A whole plan, old rows and new, and what the running period had earned when it was made."""

    plan: tuple[Instalment, ...]
    split: Split


def running(plan: Sequence[Instalment], runs_from: date, split: Split | None, on: date) -> Running | None:
    """What runs on a day; None: everything has fallen due."""
    kept, later = tuple(one for one in plan if one.due_on <= on), tuple(one for one in plan if one.due_on > on)
    if not later:
        return None
    began_on = max(runs_from, *(one.due_on for one in kept)) if kept else runs_from
    if split is not None and began_on in (split.began_on, split.on):  # money that came early is a row of its day
        return Running(kept=kept, later=later, began_on=split.began_on, split=split)
    return Running(kept=kept, later=later, began_on=began_on, split=None)


def by_rate(now: Running, agreed: AgreedRate, rate: Rate, on: date, how: RateChange, making: Making, most: int) -> Replanned:
    """The plan with a new rate, which the day itself earns already, unless money came early on it.

    Parameters
    ----------
    how
        Of an annuity: ``re-level``, the same term; ``keep-instalment``, fewer or more of them. Equal parts of principal stay.
    most
        So many instalments may be still to come.
    """
    split_on = max(on - _DAY, now.began_on if now.split is None else now.split.on)
    base = agreed.base if making.method == "flat" else now.balance
    so_far = _so_far(now, agreed.rate, base, split_on, making)
    interest = so_far + piece(making, base, rate, now.period, split_on, now.instalment.due_on)
    first, rest = replace(now.instalment, interest=interest), now.later[1:]
    left, start_on, ends = now.balance - first.principal, first.due_on, [one.due_on for one in rest]
    if not rest:
        later: tuple[Instalment, ...] = ()
    elif making.method != "annuity":
        later = in_parts(making, [one.principal for one in rest], rate, start_on, ends, base if making.method == "flat" else None)
    elif how == "keep-instalment":
        later = _kept_instalment(now, left, rate, making, most)
    else:
        later = levelled(making, left, rate, start_on, ends)
    return Replanned((*now.kept, first, *_numbered(later, first.no)), Split(began_on=now.began_on, on=split_on, interest=so_far))


def by_early_money(
    now: Running, agreed: AgreedRate, left: Money, interest_ahead: Money, on: date, how: Replanning, making: Making
) -> Replanned:
    """The plan after principal was paid before its time; of the running period only the interest is still asked for.

    Parameters
    ----------
    left
        The principal that is owed after it: less than the plan asks for after the running instalment.
    interest_ahead
        What was paid of the interest that is not due; it stays paid, and the running period asks no less.
    how
        ``shorten``: instalments as they were, fewer of them; ``re-level``: the same days, smaller instalments.
    """
    so_far, ahead = _so_far(now, agreed.rate, now.balance, on, making), now.balance - left
    interest = so_far + piece(making, left, agreed.rate, now.period, on, now.instalment.due_on)
    nothing, no = left - left, now.instalment.no
    paid = Instalment(no=no, due_on=on, principal=ahead, interest=nothing)
    first = replace(now.instalment, no=no + 1, principal=nothing, interest=max(interest, interest_ahead))
    ends = [one.due_on for one in now.later[1:]]
    match how:
        case "shorten":
            later = kept_level(making, left, agreed.rate, first.due_on, ends, _level(now, making))
        case "re-level":
            later = levelled(making, left, agreed.rate, first.due_on, ends)
        case _:
            assert_never(how)
    return Replanned((*now.kept, paid, first, *_numbered(later, first.no)), Split(began_on=now.began_on, on=on, interest=so_far))


def _so_far(now: Running, rate: Rate, balance: Money, on: date, making: Making) -> Money:
    """What the running period earned up to a day, and what its instalment asks beyond, which a new plan carried over into it."""
    beyond = now.instalment.interest - _earned(now, rate, balance, now.instalment.due_on, making)
    return _earned(now, rate, balance, on, making) + max(beyond, beyond - beyond)


def _earned(now: Running, rate: Rate, balance: Money, on: date, making: Making) -> Money:
    """What the running period earned up to a day."""
    if now.split is None:
        return piece(making, balance, rate, now.period, now.began_on, on)
    return now.split.interest + piece(making, balance, rate, now.period, now.split.on, on)


def _level(now: Running, making: Making) -> Money:
    """The instalment as it was; the last one, which takes what roundings leave, is not asked where there is another."""
    usual = now.instalment if len(now.later) < 3 and now.instalment.principal else now.later[1]
    return usual.total if making.method == "annuity" else usual.principal


def _kept_instalment(now: Running, left: Money, rate: Rate, making: Making, most: int) -> tuple[Instalment, ...]:
    start_on, level, last = now.instalment.due_on, _level(now, making), now.later[-1].due_on
    # The latest day of a month among them is the day that shorter months had to cut.
    seed = max((one.due_on for one in now.later), key=lambda day: day.day)
    beyond = [day for day in due_dates(seed, most + len(now.later), making.every) if day > last]
    ends = [*(one.due_on for one in now.later[1:]), *beyond][: max(most - 1, 1)]
    later = kept_level(making, left, rate, start_on, ends, level)
    if later[-1].total > level:
        raise InstalmentsOutOfRangeError(field="rate", instalments=most + 1, most=most)
    return later


def _numbered(later: Sequence[Instalment], after: int) -> tuple[Instalment, ...]:
    return tuple(replace(one, no=after + one.no) for one in later)
