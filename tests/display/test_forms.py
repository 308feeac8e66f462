"""Every form draws what its rows hold, marks what is withheld, and stays on its sheet."""

import warnings

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex

from analysis.display import forms
from analysis.display.forms.course import Line, continued, intervals
from analysis.display.style import BLUE, CATEGORIES, MUTED, RED, use_style
from analysis.errors import DataError
from analysis.tables.dictionary import Table, quantity, text
from analysis.tables.result_columns import amount, pct, pp

NAN = float("nan")
LANGS = ["zh", "en"]
MADE = Table(
    name="made",
    zh="项目",
    en="Projects",
    row=("一个项目", "one project"),
    key=("said",),
    columns={
        "said": text("名称", "Name"),
        "done": amount("完成投资", "Invested"),
        "planned": amount("年度计划", "Plan of the year"),
        "due": amount("序时进度", "On schedule"),
        "before": amount("上年完成投资", "Invested last year"),
        "rate": pct("完成率", "Completed"),
        "count": quantity("项目数", "Projects", "count", decimals=0),
        "up_pp": pp("上拉", "Up"),
        "down_pp": pp("下拉", "Down"),
        "growth_pct": pct("增速", "Growth"),
    },
)
LONG = {
    "zh": "计算机、通信和其他电子设备制造业产业园二期扩建及配套基础设施项目",
    "en": "Second extension of the park for computers, communication and other electronics",
}


@pytest.fixture(autouse=True, scope="module")
def style():
    use_style()


def rows(lang):
    """甲 is the report's own, 丙 is withheld, 丁 has a name that fills two lines."""
    frame = pd.DataFrame(
        {
            "said": ["甲", "乙", "丙", LONG[lang]],
            "done": [120.0, 430.0, NAN, 90.0],
            "planned": [300.0, 400.0, 50.0, 95.0],
            "due": [200.0, 300.0, 20.0, 80.0],
            "before": [100.0, 200.0, NAN, NAN],
            "up_pp": [3.0, 2.0, NAN, 0.0],
            "down_pp": [-1.0, 0.0, NAN, -2.0],
            "growth_pct": [2.0, 2.0, NAN, -2.0],
            "own": [True, False, False, False],
            "masked": [False, False, True, False],
        }
    )
    return frame.assign(
        rate=100 * frame["done"] / frame["planned"], count=[9.0, 6.0, NAN, 2.0], kind=list("abab")
    )


def cells(lang):
    """Two counties by two titles: one cell withheld, one not there."""
    return pd.DataFrame(
        {
            "county": ["01", "01", "02"],
            "title": ["a", "b", "a"],
            "count": [3.0, NAN, 0.0],
            "growth_pct": [12.5, NAN, -4.0],
            "masked": [False, True, False],
        }
    )


def names(lang):
    return {"01": "甲县", "02": LONG[lang][:12]}, {"a": LONG[lang], "b": "乙"}


def steps():
    frame = pd.DataFrame(
        [("a", "a", 12.0), ("a", "b", 4.0), ("b", "a", 1.0), ("b", "b", NAN)],
        columns=["start", "end", "count"],
    )
    return frame.assign(masked=frame["count"].isna(), illegal=frame["start"] > frame["end"])


def months():
    periods = [f"2022-{m:02d}" for m in range(2, 8)]
    return pd.DataFrame(
        {
            "period": periods,
            "stage": ["actual"] * 4 + ["forecast"] * 2,
            "value": [1.0, 2.0, NAN, 3.0, 4.0, 5.0],
            **{f"{side}{n}": [NAN] * 4 + [end] * 2 for n, *ends in ((80, 3.5, 5.5), (95, 3, 6))
               for side, end in zip(("lo", "hi"), ends, strict=True)},
            "code": "x",
            "growth_pct": [1.0, -2.0, 3.0, NAN, 5.0, 6.0],
        }
    )  # fmt: skip


def days(lang):
    return pd.DataFrame(
        {
            "title": ["小巨人", "小巨人", "小巨人", LONG[lang], "过期"],
            "until": ["2022-12-31", "2023-01-01", "2023-03-31", "2023-03-01", "2022-09-30"],
            "masked": [False, False, False, True, False],
        }
    )


def flow(lang):
    """A level, what came and went, the level since, what is expected."""
    rows = [
        ("年初", 1000.0, True, False), (LONG[lang], 30.0, False, False),
        ("退库", -45.0, False, False), ("期末", 985.0, True, False), ("预计", 12.0, False, True),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["said", "count", "level", "ahead"])


def weeks():
    """Two weeks of two enterprises: one withheld, one without a colour."""
    return pd.DataFrame(
        {
            "week": [1, 1, 2, 2],
            "firm": list("abab"),
            "colour": ["red", "green", None, "red"],
            "said": ["-40%", "0%", "…", "-50%"],
            "masked": [False, False, False, True],
        }
    )


def bins():
    frame = pd.DataFrame(
        {"edge": [0.0, 0, 1, 1, 2], "kind": list("ABABA"), "count": [5.0, 2, 7, 4, NAN]}
    )
    return frame.assign(masked=frame["count"].isna())


def spans(lang):
    begin = pd.to_datetime(["2022-11-15", "2022-11-17", "2022-12-20", "2022-11-15"])
    end = pd.to_datetime(["2023-03-16", "2022-12-18", "2023-03-16", "2023-03-16"])
    kind = ["required", "actual", "actual", "required"]
    name = ["K1", "K1", "K1", LONG[lang]]
    return pd.DataFrame({"name": name, "kind": kind, "begin": begin, "end": end})


def gantt(lang, some=slice(None), **more):
    roles = {"name": "name", "start": "begin", "end": "end", "kind": "kind"}
    roles |= {"colours": {"required": MUTED, "actual": BLUE}, "now": "2023-01-01"}
    words = {"required": "应停", "actual": "实停", "now": "期末"}
    return forms.gantt(spans(lang)[some], **roles | more, titles=words, lang=lang)


DRAWN = {
    "bars": lambda lang, some=slice(None): forms.bars(
        rows(lang)[some], name="said", value={"before": MUTED, "done": BLUE}, own="own",
        table=MADE, lang=lang,
    ),
    "calendar": lambda lang, some=slice(None): forms.calendar(
        days(lang)[some], name="title", date="until", start="2022-12", periods=4, lang=lang
    ),
    "course": lambda lang, some=slice(None): forms.course(
        months()[some], x="period", y="value", hue="stage", unit="亿元", goal=(4.5, "目标"),
        lines={"actual": Line("实际", MUTED), "forecast": Line("预测", BLUE)},
        bands=intervals("lo{}", "hi{}", lang),
    ),
    "distribution": lambda lang, some=slice(None): forms.distribution(
        bins()[some], edge="edge", count="count", hue="kind", colours={"A": BLUE, "B": MUTED},
        axis="亩均税收", few=3, table=MADE, lang=lang,
    ),
    "effects": lambda lang, some=slice(None): forms.effects(
        rows(lang)[some], name="said", parts={"up_pp": BLUE, "down_pp": MUTED},
        total="growth_pct", axis="%", table=MADE, lang=lang,
    ),
    "funnel": lambda lang, some=slice(None): forms.funnel(
        rows(lang)[some], name="said", value="count", table=MADE, lang=lang
    ),
    "gantt": gantt,
    "heat map": lambda lang, some=slice(None): forms.heat_map(
        cells(lang)[some], x="county", y="title", value="count", names=names(lang), table=MADE,
        lang=lang,
    ),
    "heat map of changes": lambda lang, some=slice(None): forms.heat_map(
        cells(lang)[some], x="county", y="title", value="growth_pct", names=names(lang),
        limit=10, whole=True, table=MADE, lang=lang,
    ),
    "pairs": lambda lang, some=slice(None): forms.pairs(
        rows(lang)[some], name="said", value="done", beside="before", own="own",
        line=(150.0, "全市"), table=MADE, lang=lang,
    ),
    "progress": lambda lang, some=slice(None): forms.progress(
        rows(lang)[some], name="said", done="done", planned="planned", schedule="due", own="own",
        table=MADE, lang=lang,
    ),
    "pyramid": lambda lang, some=slice(None): forms.pyramid(
        rows(lang)[some], name="said", value="count", table=MADE, lang=lang
    ),
    "ranking": lambda lang, some=slice(None): forms.ranking(
        rows(lang)[some], name="said", value=["rate", "done"], own="own", table=MADE, lang=lang,
        whole=pd.Series({"rate": 70.0, "done": NAN}),
    ),
    "scatter": lambda lang, some=slice(None): forms.scatter(
        rows(lang)[some], x="done", y="rate", name="said", own="own", table=MADE, lang=lang
    ),
    "scatter by kind": lambda lang, some=slice(None): forms.scatter(
        rows(lang)[some], x="done", y="rate", hue="kind", colours={"a": BLUE, "b": MUTED},
        logarithmic=True, table=MADE, lang=lang,
    ),
    "small multiples": lambda lang, some=slice(None): forms.small_multiples(
        months()[some], panel="code", x="period", bar="growth_pct", line="value",
        names={"x": LONG[lang]}, axis="%", lang=lang,
    ),
    "strip": lambda lang, some=slice(None): forms.strip(
        weeks()[some], x="week", y="firm", category="colour", text="said", lang=lang,
        looks={"red": ("红色", "#e08a84"), "green": ("绿色", "#b5dcc0")},
        names=({1: "11-23", 2: "11-30"}, {"a": LONG[lang], "b": "乙"}),
    ),
    "transition": lambda lang, some=slice(None): forms.transition(
        steps()[some], start="start", end="end", count="count", illegal="illegal",
        stages={"a": "前期", "b": "开工"}, titles=("上月", "本月"), lang=lang,
    ),
    "waterfall": lambda lang, some=slice(None): forms.waterfall(
        flow(lang)[some], name="said", value="count", level="level", expected="ahead",
        table=MADE, lang=lang,
    ),
}  # fmt: skip


def texts(axes):
    return [text.get_text() for text in axes.texts]


def widths(axes):
    return [round(bar.get_width(), 6) for bar in axes.patches]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("form", DRAWN)
def test_all_is_on_the_sheet_and_every_letter_in_the_font(form, lang):
    figure = DRAWN[form](lang)
    canvas = FigureCanvasAgg(figure)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        canvas.draw()
    box, size = figure.get_tightbbox(canvas.get_renderer()), figure.get_size_inches()
    assert min(box.x0, box.y0) >= -0.01
    assert box.x1 <= size[0] + 0.01
    assert box.y1 <= size[1] + 0.01


@pytest.mark.parametrize("form", DRAWN)
def test_without_rows_there_is_no_figure(form):
    assert DRAWN[form]("zh", slice(0)) is None


@pytest.mark.parametrize("form", DRAWN)
def test_one_row_is_enough(form):
    FigureCanvasAgg(DRAWN[form]("zh", slice(0, 1))).draw()


@pytest.mark.parametrize("form", ["ranking", "effects", "pairs", "scatter"])
def test_where_all_is_withheld_there_is_no_figure(form):
    assert DRAWN[form]("zh", slice(2, 3)) is None


def test_a_role_that_names_no_column_is_refused_with_the_nearest():
    with pytest.raises(DataError, match="'plan'; 'planned'"):
        forms.progress(rows("zh"), name="said", done="done", planned="plan", table=MADE, lang="zh")


def test_bars_are_the_numbers_and_what_is_withheld_has_its_mark():
    axes = DRAWN["bars"]("zh").axes[0]
    assert widths(axes) == [100, 200, 120, 430, 90]
    assert texts(axes) == ["100.0", "200.0", "***", "–", "120.0", "430.0", "***", "90.0"]


def test_text_beside_a_bar_leaves_neither_its_axes_nor_lies_on_the_names():
    figure = forms.bars(
        rows("zh").assign(pull=[1.0, -4.0, NAN, -3.9], text="-3.72 (-11.1%)"), name="said",
        value="done", text="text", table=MADE, lang="zh",
    )  # fmt: skip
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    (axes,) = figure.axes
    for said in axes.texts:
        extent = said.get_window_extent()
        assert extent.x0 >= axes.bbox.x0 - 1
        assert extent.x1 <= axes.bbox.x1 + 1


def test_a_ranking_falls_in_every_panel_in_the_order_of_the_first():
    left, right = DRAWN["ranking"]("zh").axes
    assert widths(left) == pytest.approx([107.5, 100 * 90 / 95, 40.0])
    assert widths(right) == [430, 90, 120]
    assert texts(left)[-1] == texts(right)[-1] == "***"
    assert [name.get_fontweight() for name in left.get_yticklabels()][2] == "bold"
    colours = [bar.get_facecolor() for bar in left.patches]
    assert colours[0] == colours[1] != colours[2]


def test_effects_end_at_their_sum():
    (axes,) = DRAWN["effects"]("en").axes
    up, down = np.array(widths(axes)).reshape(2, -1)
    np.testing.assert_allclose(up + down, [2.0, 2.0, -2.0])
    (dots,) = (line for line in axes.get_lines() if line.get_marker() == "o")
    assert list(dots.get_xdata()) == [2.0, 2.0, -2.0]
    assert len(axes.get_yticklabels()) == 3  # the withheld one is left out


def test_a_withheld_cell_is_hatched_marked_and_has_no_colour():
    (axes,) = DRAWN["heat map"]("zh").axes
    drawn = axes.collections[0].get_array()
    assert drawn.mask.tolist() == [[False, False], [True, True]]
    assert drawn.compressed().tolist() == [3.0, 0.0]
    (hatched,) = axes.patches
    assert hatched.get_hatch()
    assert sorted(texts(axes)) == ["***", "0", "3"]
    changes = DRAWN["heat map of changes"]("zh")
    assert changes.axes[0].collections[0].get_clim() == (-10, 10)
    assert texts(changes.axes[0]) == []


def test_a_strip_has_the_colour_of_each_category_and_says_what_stands_in_it():
    from matplotlib.colors import to_hex

    figure = DRAWN["strip"]("zh")
    (axes,) = figure.axes
    drawn = {(box.get_x(), box.get_y()): to_hex(box.get_facecolor()) for box in axes.patches}
    assert drawn == {(0, 0): "#e08a84", (0, 1): "#b5dcc0"}  # the withheld has none
    assert texts(axes) == ["-40%", "0%", "***"]
    assert [entry.get_text() for entry in figure.legends[0].get_texts()] == ["红色", "绿色"]


def test_transitions_are_counts_shaded_by_share_and_forbidden_steps_are_framed():
    (axes,) = DRAWN["transition"]("zh").axes
    assert sorted(texts(axes)) == ["***", "1", "12", "4"]
    shares = axes.collections[0].get_array()
    np.testing.assert_allclose(shares[0], [75.0, 25.0])
    assert shares.mask[1, 1]
    framed = [patch for patch in axes.patches if not patch.get_fill()]
    assert [(patch.get_x() // 1, patch.get_y() // 1) for patch in framed] == [(0, 1)]


def test_a_line_of_steps_is_drawn_in_steps():
    lines = {"actual": Line("实际", MUTED, steps=True), "forecast": Line("预测", BLUE)}
    figure = forms.course(months(), x="period", y="value", hue="stage", unit="家", lines=lines)
    assert [line.get_drawstyle() for line in figure.axes[0].lines] == ["steps-mid", "default"]


def test_a_waterfall_begins_each_change_where_the_last_one_ended():
    (axes,) = DRAWN["waterfall"]("zh").axes
    assert texts(axes) == ["1,000", "+30", "-45", "985", "+12"]
    ends = [(bar.get_x(), round(bar.get_x() + bar.get_width(), 6)) for bar in axes.patches]
    assert ends == [(1000, 1030), (1030, 985), (985, 997)]
    wrong = flow("zh").assign(count=[1000.0, 30.0, -45.0, 984.0, 12.0])
    for rows_ in (wrong, flow("zh")[1:]):
        with pytest.raises(DataError, match="存量"):
            forms.waterfall(rows_, name="said", value="count", level="level", table=MADE, lang="zh")


def test_a_funnel_prints_what_passed_and_nothing_beside_what_is_withheld():
    (axes,) = DRAWN["funnel"]("zh").axes
    assert texts(axes) == ["9", "6（上一环节的66.7%）", "***", "2"]
    with pytest.raises(DataError, match="no stage"):
        forms.funnel(rows("zh")[::-1], name="said", value="count", table=MADE, lang="zh")


def test_a_gantt_draws_what_was_within_what_was_to_be():
    (axes,) = gantt("zh").axes
    assert widths(axes) == [121, 121, 31, 86]
    heights = [bar.get_height() for bar in axes.patches]
    assert heights[0] == heights[1] > heights[2] == heights[3]
    middles = [bar.get_y() + bar.get_height() / 2 for bar in axes.patches]
    assert middles == pytest.approx([1, 0, 1, 1])
    only = gantt("zh", colours={"required": MUTED})
    assert widths(only.axes[0]) == [121, 121]
    with pytest.raises(DataError, match="before it begins"):
        gantt("zh", start="end", end="begin")


def test_progress_prints_its_rate_with_the_denominator():
    (axes,) = DRAWN["progress"]("zh").axes
    assert texts(axes) == [
        "120.0/300.0 = 40.0%",
        "430.0/400.0 = 107.5%",
        "***",
        "90.0/95.0 = 94.7%",
    ]
    assert widths(axes) == [300, 400, 50, 95, 120, 430, 90]
    (ticks,) = axes.get_lines()
    assert list(ticks.get_xdata()) == [200, 300, 20, 80]


@pytest.mark.parametrize(("behind", "red"), [(None, []), ("不足", [120.0])])
def test_a_bar_below_the_schedule_is_red_where_that_has_a_name(behind, red):
    figure = forms.progress(
        rows("zh"), name="said", done="done", planned="planned", schedule="due", behind=behind,
        table=MADE, lang="zh",
    )  # fmt: skip
    bars = figure.axes[0].patches
    assert [bar.get_width() for bar in bars if to_hex(bar.get_facecolor()) == RED] == red
    assert [text.get_text() for text in figure.legends[0].get_texts()].count("不足") == len(red)


def test_progress_draws_no_axis_where_everything_is_withheld():
    hidden = rows("zh").assign(done=NAN, planned=NAN, due=NAN, masked=True)
    roles = {"name": "said", "done": "done", "planned": "planned"}
    assert forms.progress(hidden, **roles, table=MADE, lang="zh") is None
    assert forms.progress(hidden.assign(planned=5.0), **roles, table=MADE, lang="zh") is not None


def test_a_calendar_counts_by_quarter_and_hides_the_sum_of_what_is_withheld():
    (axes,) = DRAWN["calendar"]("zh").axes
    heads = [label.get_text() for label in axes.get_xticklabels()]
    assert heads == ["22Q4", "23Q1", "23Q2", "23Q3"]
    names_of_rows = [label.get_text() for label in axes.get_yticklabels()]
    assert names_of_rows[0] == "小巨人"
    assert names_of_rows[-1] == "合计"
    assert "过期" not in names_of_rows
    said = {tuple(text.get_position()): text.get_text() for text in axes.texts}
    shown = {place: text for place, text in said.items() if text}
    assert shown == {(0.5, 0.5): "1", (1.5, 0.5): "2", (1.5, 1.5): "***", (0.5, 2.5): "1",
                     (1.5, 2.5): "***"}  # fmt: skip
    by_month = forms.calendar(
        days("zh"), name="title", date="until", start="2022-12-01", periods=2, by="month", lang="zh"
    )
    assert [x.get_text() for x in by_month.axes[0].get_xticklabels()] == ["22-12", "23-01"]
    with pytest.raises(DataError, match="quarter or month"):
        forms.calendar(days("zh"), name="title", date="until", start="2022", periods=2, by="week",
                       lang="zh")  # fmt: skip


def test_a_calendar_of_counts_hides_those_that_are_missing_alone():
    counts = days("zh").assign(count=[5.0, 2.0, 3.0, NAN, 9.0], masked=True)
    (axes,) = forms.calendar(
        counts, name="title", date="until", count="count", start="2022-12", periods=2, lang="zh"
    ).axes
    assert sorted(text for text in texts(axes) if text) == ["***", "***", "5", "5", "5"]


def test_the_steps_of_a_pyramid_are_centred():
    (axes,) = DRAWN["pyramid"]("zh").axes
    assert widths(axes) == [9, 6, 2]
    assert [bar.get_x() for bar in axes.patches] == [-4.5, -3, -1]
    assert texts(axes)[2] == "***"


def test_bins_of_few_and_withheld_bins_are_not_drawn():
    (axes,) = DRAWN["distribution"]("zh").axes
    assert [bar.get_height() for bar in axes.patches] == [5, 7, 4]
    assert [bar.get_y() for bar in axes.patches] == [0, 0, 7]
    assert texts(axes) == ["企业过少的分段不画"]


def test_a_scatter_draws_the_known_and_names_its_own():
    (axes,) = DRAWN["scatter"]("zh").axes
    (points,) = axes.collections
    drawn = [[430.0, 107.5], [90.0, pytest.approx(100 * 90 / 95)], [120.0, 40.0]]
    assert points.get_offsets().tolist() == drawn  # its own last, on top of the others
    assert points.get_sizes().tolist() == [26, 26, 52]
    assert [said.strip() for said in texts(axes)] == ["甲"]


def test_pairs_and_panels_draw_their_rows():
    (axes,) = DRAWN["pairs"]("zh").axes
    drawn = {line.get_label(): list(line.get_xdata()) for line in axes.get_lines()}
    assert drawn["完成投资"] == [120.0]
    assert drawn["全市"] == [150.0, 150.0]
    (axes,) = DRAWN["small multiples"]("zh").axes
    assert axes.get_title(loc="left") == LONG["zh"][:12] + "…"


def test_a_forecast_begins_where_what_came_ends():
    bands = intervals("lo{}", "hi{}", "zh")
    both = continued(months(), stage="stage", y="value", bands=bands)
    ahead = both[both["stage"] == "forecast"]
    assert ahead["value"].tolist() == [3.0, 4.0, 5.0]
    assert ahead["lo95"].tolist() == [3.0, 3.0, 3.0]
    assert ahead["hi80"].tolist() == [3.0, 5.5, 5.5]
    assert len(both) == len(months()) + 1
    (axes,) = DRAWN["course"]("zh").axes
    (came,) = (line for line in axes.get_lines() if line.get_label() == "实际")
    assert np.isnan(came.get_ydata()[2])  # a gap is not bridged
    assert texts(axes) == ["目标"]


def test_seaborn_draws_in_the_style_of_the_reports():
    import seaborn as sns
    from matplotlib.colors import to_hex

    assert [to_hex(colour) for colour in sns.color_palette()] == list(CATEGORIES)
    assert sns.axes_style()["font.sans-serif"] is not None
    assert sns.axes_style()["axes.grid"]
    assert not sns.axes_style()["axes.spines.top"]
