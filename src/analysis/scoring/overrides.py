"""What overrides the class by quota, in the order the scheme gives."""

import numpy as np

from analysis.scoring.adjustment_rules import Overrides


def override(
    initial: np.ndarray, targets: dict[str, np.ndarray], rules: Overrides
) -> dict[str, np.ndarray]:
    """Class index (0 the best) after each step, in the order of the steps.

    ``targets`` holds per step the index of the class named for a row, −1 where none: a
    protection lifts to at least it, a promotion raises to it, a veto lowers to at most it, a
    manual change sets it. With ``veto_is_final`` no later step lifts above the veto.
    """
    after: dict[str, np.ndarray] = {}
    current = initial
    veto_done = False
    for step in rules.order:
        target = targets[step]
        named = target >= 0
        if step in ("protect", "direct"):
            moved = np.minimum(current, target)
        elif step == "veto":
            moved = np.maximum(current, target)
            veto_done = True
        else:
            moved = target
        current = np.where(named, moved, current).astype(np.int8)
        if veto_done and rules.veto_is_final:
            current = np.maximum(current, targets["veto"]).astype(np.int8)  # −1 lifts nobody
        after[step] = current
    return after


def decided_by(initial: np.ndarray, after: dict[str, np.ndarray]) -> np.ndarray:
    """Index of the last step that changed the class, counted from 1; 0 for the quota itself."""
    last = np.zeros(len(initial), dtype=np.int8)
    before = initial
    for number, current in enumerate(after.values(), start=1):
        last[current != before] = number
        before = current
    return last
