"""Synthetic cities in the raw layouts that Chinese bureaus export."""

from analysis.sample.city import write_city

__all__ = ["write_city"]
