"""How much does each setting of a smoothing constant deserve to count?

Instead of the one setting with the least error, all settings of a grid are averaged with weights
∝ SSE^(−n/2), the Gaussian likelihood with its variance profiled out. On short series the best
setting is mostly luck, and the average is both more accurate and smoother.
"""

import numpy as np

Array = np.ndarray


def weights(squared_errors: Array, counts: Array) -> Array:
    """Weights of the grid's settings, summing to 1 for each series.

    Parameters
    ----------
    squared_errors
        Sums of squared one-step errors, (series, setting).
    counts
        Number of errors behind each sum, (series,).
    """
    mean = np.maximum(squared_errors / counts[:, None], np.finfo(float).tiny)
    log_likelihood = -0.5 * counts[:, None] * np.log(mean)
    relative = np.exp(log_likelihood - log_likelihood.max(axis=1, keepdims=True))
    return relative / relative.sum(axis=1, keepdims=True)
