"""Analysis of county-level industry: forecast output, compare clusters, score enterprises."""

__version__ = "0.1.0"
