"""The only place that reads a clock."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

_MINUTE = 60_000_000  # microseconds


@dataclass(frozen=True, slots=True)
class Clock:
    """Microseconds since 1970 in UTC, from the machine or, in tests, from a function."""

    now: Callable[[], int] = lambda: time.time_ns() // 1000

    def today(self, time_zone: str) -> date:
        """The day in a time zone, where a day begins on a whole minute."""
        return _day_of(self.now() // _MINUTE, time_zone)


@lru_cache(maxsize=256)
def _day_of(minute: int, time_zone: str) -> date:
    return datetime.fromtimestamp(minute * 60, ZoneInfo(time_zone)).date()


def as_datetime(entered_at: int) -> datetime:
    """An instant from its microseconds."""
    seconds, micro = divmod(entered_at, 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=micro)


def stopwatch() -> float:
    """Seconds from an arbitrary start, for progress and benchmarks."""
    return time.perf_counter()
