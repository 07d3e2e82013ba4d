"""What a paper prints where a name is no longer known."""

from __future__ import annotations

from irman_ledger.core.label import Label

ERASED = Label("(nama dihapus)", "(name erased)")
