"""Papers as text, JSON and CSV: one file a renderer, one function `render(statement, lang)` each."""
