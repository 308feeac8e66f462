"""`python -m analysis.cli` is the command `analysis`."""

from analysis.cli import app

app()
