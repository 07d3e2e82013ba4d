"""How the books leave and come in: exports and imports."""
