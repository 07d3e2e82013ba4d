"""The words of a deed of hand-over in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from irman_ledger.coop.programme.shape import (
    Confirmed,
    LiabilityKind,
    LineClass,
    LineCondition,
    Method,
    Origin,
    PartyRole,
    Result,
    StipulationKind,
    Users,
    Vesting,
)
from irman_ledger.core.label import Label

ROLES: Final[Mapping[PartyRole, Label]] = {
    "transferor": Label("Yang menyerahkan", "Transferor"),
    "implementer": Label("Pelaksana", "Implementer"),
    "transferee": Label("Yang menerima", "Transferee"),
    "witness": Label("Saksi", "Witness"),
}
CLASSES: Final[Mapping[LineClass, Label]] = {
    "cash": Label("Kas dan bank", "Cash and bank"),
    "receivable": Label("Piutang", "Receivables"),
    "inventory": Label("Persediaan", "Inventory"),
    "biological": Label("Aset biologis", "Biological assets"),
    "equipment": Label("Peralatan dan kendaraan", "Equipment and vehicles"),
    "building": Label("Bangunan", "Buildings"),
    "land": Label("Tanah", "Land"),
    "right": Label("Hak", "Rights"),
    "other": Label("Lain-lain", "Others"),
}
TITLES: Final[Mapping[str, Label]] = {
    "grant": Label("hibah", "grant"),
    "restricted-grant": Label("hibah terikat", "restricted grant"),
    "conditional-grant": Label("hibah bersyarat", "conditional grant"),
    "trust": Label("amanah", "trust"),
    "loan-for-use": Label("pinjam pakai", "loan for use"),
    "custody": Label("titipan", "custody"),
    "wakaf": Label("wakaf", "wakaf"),
}
CONDITIONS: Final[Mapping[LineCondition, str]] = {"good": "B", "worn": "RR", "broken": "RB"}
METHODS: Final[Mapping[Method, Label]] = {
    "market": Label("harga pasar", "market price"),
    "replacement": Label("biaya pengganti", "replacement cost"),
    "income": Label("nilai hasil", "income value"),
    "nominal": Label("nilai nominal", "nominal value"),
    "expected-cash": Label("kas yang diharapkan", "expected cash"),
}
ORIGINS: Final[Mapping[Origin, Label]] = {
    "zakat": Label("zakat", "zakat"),
    "infak-restricted": Label("infak terikat", "restricted infak"),
    "infak": Label("infak", "infak"),
    "csr": Label("CSR", "CSR"),
    "wakaf": Label("wakaf", "wakaf"),
    "government": Label("pemerintah", "government"),
    "partners": Label("mitra", "partners"),
}
CONFIRMED: Final[Mapping[Confirmed, Label]] = {
    "yes": Label("dikonfirmasi", "confirmed"),
    "no": Label("belum dikonfirmasi", "not confirmed"),
    "disputed": Label("disengketakan", "disputed"),
}
RESULTS: Final[Mapping[Result, Label]] = {
    "accepted": Label("diterima", "accepted"),
    "rejected": Label("ditolak", "rejected"),
    "deferred": Label("ditunda", "deferred"),
}
DEBTS: Final[Mapping[LiabilityKind, Label]] = {
    "savings": Label("Tabungan", "Savings"),
    "group-fund": Label("Dana kelompok", "Group funds"),
    "social-fund": Label("Dana sosial", "Social fund"),
    "payable": Label("Utang", "Payables"),
}
STIPULATIONS: Final[Mapping[StipulationKind, Label]] = {
    "restriction": Label("Pembatasan", "Restriction"),
    "condition": Label("Syarat", "Condition"),
    "return-on-event": Label("Kembali bila terjadi", "Goes back on an event"),
    "reporting": Label("Pelaporan", "Reporting"),
}
USERS: Final[Mapping[Users, Label]] = {
    "mustahik": Label("pemakai: mustahik", "users: mustahik"),
    "mitra": Label("pemakai: mitra", "users: partners"),
    "any": Label("pemakai: siapa pun", "users: anybody"),
}
VESTING: Final[Mapping[Vesting, Label]] = {
    "none": Label("tidak beralih", "does not vest"),
    "cliff": Label("beralih seluruhnya pada akhirnya", "vests whole at the end"),
    "linear": Label("beralih merata, bulan:", "vests evenly, months:"),
}
