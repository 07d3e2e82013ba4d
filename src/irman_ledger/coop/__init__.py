"""What a cooperative does: one package a module, each a stranger to the others."""
