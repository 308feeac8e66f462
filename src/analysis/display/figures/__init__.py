"""Figures, one function each: a result table in, a matplotlib Figure out; one module a question."""
