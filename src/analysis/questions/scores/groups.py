"""The groups in which enterprises are ranked."""

from analysis.display.labels import value_label
from analysis.tables.evaluation import EVALUATION_GROUPS


def group_name(code: str, lang: str) -> str:
    """Return the name of a group: the dictionary's, or the scheme's own."""
    if code not in EVALUATION_GROUPS:
        return code
    return value_label("enterprise_scores", "evaluation_group", code, lang)
