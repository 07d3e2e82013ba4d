"""What money, days, accounts, entries and evidence are: pure values."""
