"""A first `city.yaml` from the raw files alone, and what they do not tell."""

from analysis.intake.draft.city import draft_city

__all__ = ["draft_city"]
