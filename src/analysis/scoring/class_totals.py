"""Class counts must add up to the enterprises evaluated; published ones sometimes do not."""

from collections.abc import Mapping

from analysis.errors import DataError


def require_total(counts: Mapping[str, int], evaluated: int, where: str) -> None:
    """Raise DataError if the counts of the classes do not add up to ``evaluated``."""
    total = sum(counts.values())
    if total != evaluated:
        listed = "+".join(str(n) for n in counts.values())
        raise DataError(
            f"{where}：各类合计 {listed} = {total}，与参评 {evaluated} 家不符",
            f"{where}: classes add up to {total}, but {evaluated} were evaluated",
        )
