"""The marks that stand in place of a number, in tables and figures alike."""

MASK = "***"
MISSING = "…"
UNDEFINED = "–"


def mark(masked: bool) -> str:
    """Return what stands in place of a number that is withheld, or is none."""
    return MASK if masked else UNDEFINED
