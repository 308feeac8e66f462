"""How much does each setting of a smoothing constant deserve to count?

Instead of the one setting with the least error, all settings of a grid are averaged with weights
∝ (Σ|e|)^(−n), the likelihood of Laplace errors with their size profiled out: on short series the
best setting is mostly luck, and the average is both more accurate and smoother. Absolute errors,
because a fire or a lockdown month should not choose the setting, and because absolute errors are
what forecasts are judged by.
"""

import numpy as np

Array = np.ndarray


def weights(absolute_errors: Array, counts: Array) -> Array:
    """Weights of the grid's settings, summing to 1 for each series.

    Parameters
    ----------
    absolute_errors
        Sums of absolute one-step errors, (series, setting).
    counts
        Number of errors behind each sum, (series,).
    """
    relative = _relative(_log_likelihood(absolute_errors, counts))
    return relative / relative.sum(axis=1, keepdims=True)


def evidence(absolute_errors: Array, counts: Array) -> Array:
    """Log of the mean likelihood over all settings, (series,), up to a constant for each count."""
    found = _log_likelihood(absolute_errors, counts)
    return found.max(axis=1) + np.log(_relative(found).mean(axis=1))


def _log_likelihood(absolute_errors: Array, counts: Array) -> Array:
    mean = np.maximum(absolute_errors / counts[:, None], np.finfo(float).tiny)
    return -counts[:, None] * np.log(mean)


def _relative(log_likelihood: Array) -> Array:
    return np.exp(log_likelihood - log_likelihood.max(axis=1, keepdims=True))
