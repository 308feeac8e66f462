"""Where does the year end? Forecasts of a city's panel that add up, with honest intervals.

`city_outlook` is the one call of a batch; `ensemble` and `base_forecasts` work on plain matrices.
"""

from analysis.forecasting.outcome import Target
from analysis.forecasting.what_if import Event, what_if
from analysis.forecasting.whole_city import city_outlook

__all__ = ["Event", "Target", "city_outlook", "what_if"]
