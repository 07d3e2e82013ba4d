"""Registers (buku): journal, ledger, member card, voucher and reconciliation."""
