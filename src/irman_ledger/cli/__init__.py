"""How a hand touches the books: the `irman` command."""
