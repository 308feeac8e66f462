"""Is the ensemble better than the best published forecasts of industrial series?

    python bench/forecast_accuracy.py

M3 Industry Monthly, 334 series, 18 months ahead, scored by M4's formulas. Members, weights and all
settings were chosen on M1 and on M3's other categories, whose scores are printed first. The
entries' own forecasts are published but not in the data package; their scores are constants,
computed from the published forecasts against the same Naive2. Peers run here and now.
"""

import numpy as np
from competition import HORIZON, SEASON, Scoreboard, ask_peers, monthly, scores

from analysis.forecasting.backtest import backs, naive_helps, yearly_change
from analysis.forecasting.base import base_forecasts
from analysis.forecasting.intervals import calibrate

PUBLISHED = {"ForecastPro": 0.877, "ForcX": 0.881, "B-J auto": 0.897, "Theta": 0.911}
NOT_INDUSTRY = {"MICRO", "MACRO", "FINANCE", "DEMOGRAPHIC", "OTHER"}
CHOSEN_ON: tuple[tuple[str, str, set[str] | None], ...] = (
    ("M1", "m1", None),
    ("M1 industry alone", "m1", {"INDUST"}),
    ("M3 without industry", "m3", NOT_INDUSTRY),
)
PEER_NAMES = ["AutoETS", "AutoTheta", "Theta", "AutoCES", "smTheta"]


def forecast(history: np.ndarray) -> tuple[np.ndarray, dict[str, np.ndarray], bool]:
    """Our forecasts, their bounds, and whether the seasonal naive member took part.

    As in the engine, both are learnt from every second month of the last two years.
    """
    length = history.shape[1]
    no_days = np.ones(length + HORIZON)
    alone = np.arange(len(history))
    now = base_forecasts(history, no_days, HORIZON, SEASON, alone)
    origins = backs(length, SEASON)
    came = np.full((len(origins), *now.values.shape), np.nan)
    plain, mixed = came.copy(), came.copy()
    for i, back in enumerate(origins):
        known = length - int(back)
        then = base_forecasts(
            history[:, :known], no_days[: known + HORIZON], HORIZON, SEASON, alone
        )
        plain[i], mixed[i] = then.values, then.mixed(True)
        steps = min(int(back), HORIZON)
        came[i, :, :steps] = history[:, known : known + steps]
    with_naive = naive_helps(came, plain, mixed, yearly_change(history, SEASON))
    value = now.mixed(with_naive)
    error = np.log(came) - np.log(mixed if with_naive else plain)
    learnt = calibrate(error, now.sigma)
    bounds = {}
    for level in (80, 95):
        half = learnt.half_widths(level)
        bounds[f"lo{level}"] = np.exp(np.log(value) - half)
        bounds[f"hi{level}"] = np.exp(np.log(value) + half)
    return value, bounds, with_naive


def covered(bounds: dict[str, np.ndarray], actual: np.ndarray, level: int) -> float:
    """Percent of outcomes inside the interval."""
    inside = (bounds[f"lo{level}"] <= actual) & (actual <= bounds[f"hi{level}"])
    return 100 * float(inside.mean())


def main() -> None:
    """Score ours and the peers on the same series."""
    for name, competition, kinds in CHOSEN_ON:
        history, actual = monthly(competition, kinds)
        value, bounds, with_naive = forecast(history)
        board = Scoreboard(history, actual)
        cover = " ".join(f"{covered(bounds, actual, level):.1f}" for level in (80, 95))
        print(
            f"{name:22s} {len(actual):4d} series: OWA {board.owa(value):.4f}, "
            f"covered {cover}, seasonal naive member: {with_naive}",
            flush=True,
        )

    history, actual = monthly("m3", {"INDUSTRY"})
    board = Scoreboard(history, actual)
    ours, bounds, with_naive = forecast(history)
    answers = ask_peers(history, PEER_NAMES)
    print(f"\nM3 Industry Monthly, {len(actual)} series; seasonal naive member: {with_naive}")
    print(f"{'method':14s} {'sMAPE':>7s} {'MASE':>6s} {'OWA':>6s} {'80 %':>6s} {'95 %':>6s}")
    everyone = {"ours": (ours, bounds)}
    for name in PEER_NAMES:
        own = {b: answers[f"{name}.{b}"] for b in bounds if f"{name}.{b}" in answers}
        everyone[name] = (answers[f"{name}.mean"], own)
    for name, (value, own) in everyone.items():
        symmetric, scaled = (x.mean() for x in scores(value, history, actual))
        cover = [f"{covered(own, actual, x):6.1f}" if own else "     –" for x in (80, 95)]
        print(
            f"{name:14s} {symmetric:7.3f} {scaled:6.3f} {board.owa(value):6.4f} {' '.join(cover)}"
        )
    for name, owa in PUBLISHED.items():
        print(f"{name + ' *':14s} {'':7s} {'':6s} {owa:6.3f}")
    print("* published forecasts, scored elsewhere")

    low, high = board.interval(ours)
    best = PUBLISHED["ForecastPro"]
    print(f"\nours {board.owa(ours):.4f}, 95 % bootstrap interval {low:.4f} to {high:.4f}")
    print(f"ours − ForecastPro (a constant here) {low - best:+.4f} to {high - best:+.4f}")
    for name in PEER_NAMES:
        low, high = board.interval(ours, answers[f"{name}.mean"])
        print(f"ours − {name:10s} {low:+.4f} to {high:+.4f}")
    print(
        f"RESULT owa={board.owa(ours):.4f} forecastpro_owa={best} "
        f"autoets_owa={board.owa(answers['AutoETS.mean']):.4f} "
        f"theta_owa={board.owa(answers['Theta.mean']):.4f} "
        f"coverage80={covered(bounds, actual, 80):.1f} coverage95={covered(bounds, actual, 95):.1f}"
    )


if __name__ == "__main__":
    main()
