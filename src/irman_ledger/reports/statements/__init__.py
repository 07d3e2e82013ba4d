"""Face statements and the trial balance: one file a statement, mostly data."""
