"""What an export or its check refuses."""

from __future__ import annotations

from irman_ledger.errors import DamagedError, IrmanError

__all__ = ["BeancountMissingError", "ExportExistsError", "TrailMissingError", "UnwritableRecordError"]


class ExportExistsError(IrmanError):
    """A file or folder that holds something already: an export never overwrites."""

    code = "export.exists"
    category = "conflict"
    text = {"en": "{path} is there already; an export never overwrites", "id": "{path} sudah ada; ekspor tidak pernah menimpa"}


class TrailMissingError(IrmanError):
    """A folder without the manifest of an audit trail."""

    code = "trail.missing"
    category = "unknown"
    text = {"en": "{folder} holds no audit trail (no manifest.json)", "id": "{folder} bukan jejak audit (tanpa manifest.json)"}


class BeancountMissingError(IrmanError):
    """The real Beancount is not installed."""

    code = "beancount.missing"
    category = "unknown"
    text = {
        "en": "the package beancount is not installed; install irman-ledger[beancount]",
        "id": "paket beancount belum terpasang; pasang irman-ledger[beancount]",
    }


class UnwritableRecordError(DamagedError):
    """A stored record that the audit trail has no form for; `verify` says what is wrong with it."""

    code = "export.record"
    text = {"en": "record {seq} cannot be written: {reason}", "id": "catatan {seq} tidak dapat ditulis: {reason}"}
