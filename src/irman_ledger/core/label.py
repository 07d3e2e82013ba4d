"""The name of a thing in Indonesian and in English."""

from __future__ import annotations

from dataclasses import dataclass

from irman_ledger.errors import Lang


@dataclass(frozen=True, slots=True)
class Label:
    """One name, in the two languages of the papers.

    Examples
    --------
    >>> Label("Kas", "Cash on hand").text("id")
    'Kas'
    """

    id: str
    en: str

    def text(self, lang: Lang) -> str:
        """The name in one language."""
        return self.id if lang == "id" else self.en
