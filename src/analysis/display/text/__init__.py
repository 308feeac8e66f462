"""Generated sentences in both languages, one module a question."""
