"""Whose line it is: the member, account, loan, asset, group, party or cash box behind a control account."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from irman_ledger.core.codes import CodeError, checked_code

SUBJECT_KINDS = frozenset(
    {
        "book",
        "member",
        "partner",
        "group",
        "cover",
        "share",
        "savings",
        "loan",
        "asset",
        "seized",
        "stock",
        "party",
        "facility",
        "cash",
        "fund",
        "journal",
        "deed",
    }
)


@dataclass(frozen=True, slots=True)
class Subject:
    """The kind and the number of what an event or a line is about; `text` is both, as it is stored.

    Examples
    --------
    >>> str(Subject("loan", "PJ-001"))
    'loan:PJ-001'
    """

    kind: str
    no: str
    text: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.kind not in SUBJECT_KINDS:
            raise CodeError(field="subject", value=self.kind, reason="is not a kind of subject")
        checked_code(self.no, field=self.kind)
        object.__setattr__(self, "text", f"{self.kind}:{self.no}")

    @classmethod
    def parse(cls, text: str) -> Subject:
        """The inverse of `str`."""
        kind, _, no = text.partition(":")
        return cls(kind, no)

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=8192)
def subject_of(kind: str, no: str) -> Subject:
    """The subject, made once and kept: what moves often is not checked anew at each line."""
    return Subject(kind, no)
