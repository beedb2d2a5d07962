"""Results against targets as a chart: bars reach, marks aim.

What comes back is a chart of plotly.js as plain data; Gradio ships the drawing program, so nothing
is fetched. Plotly reads a few HTML tags in texts, links among them: every text is escaped.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from itertools import islice
from textwrap import wrap
from typing import Any

from assistant.naming import value
from ingest.document import Figure
from prompts import Language, say
from ui.page.ledger import Column, Line, Pair, column_name, size, source_name

_MOST_LINES = 12
_LETTERS, _NAME_LINES = 24, 2  # of a name beside its bar
_ROOM = 0.15  # of the longest bar: what a value needs to stand in its own
_BAR, _AIM, _INK, _MUTE, _GRID = "#6f8fb3", "#9b1c1f", "#1d2733", "#566370", "#dfe4ea"
_FONT = "Noto Sans, Segoe UI, system-ui, sans-serif"
_DONG = "đồng"
_BILLION, _MILLION = Decimal(10**9), Decimal(10**6)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A line with a pair of the measure that is drawn."""

    line: Line
    pair: Pair


@dataclass(frozen=True, slots=True)
class _Scale:
    """What the axis counts in."""

    measure: str
    divisor: Decimal

    def __call__(self, figure: Figure | None) -> float | None:
        number = size(figure)
        return None if number is None else float(number / self.divisor)


def chart(lines: Sequence[Line], language: Language) -> tuple[dict[str, Any], str] | None:
    """The chart of the lines' commonest measure and its title; None where nothing can be drawn."""
    pairs = [_Drawn(line, line.pair) for line in lines if line.pair]
    if not pairs:
        return None
    measure = Counter(drawn.pair.measure for drawn in pairs).most_common(1)[0][0]
    shown = list(islice((d for d in pairs if d.pair.measure == measure), _MOST_LINES))
    scale = _scale(measure, shown)
    figure = {
        "data": _traces(shown, scale, language),
        "layout": _layout(shown, language),
        "config": {"displayModeBar": False, "displaylogo": False, "responsive": True},
    }
    return figure, _title(shown, scale, language)


def _scale(measure: str, shown: Sequence[_Drawn]) -> _Scale:
    if measure != _DONG:
        return _Scale(measure, Decimal(1))
    sizes = [size(f) for d in shown for f in (d.pair.reached, d.pair.aim)]
    largest = max(s for s in sizes if s is not None)
    return _Scale("tỷ đồng", _BILLION) if largest >= _BILLION else _Scale("triệu đồng", _MILLION)


def _title(shown: Sequence[_Drawn], scale: _Scale, language: Language) -> str:
    """`Kết quả 2025 và chỉ tiêu 2026 (%)` where every line has these, else what they have alike."""
    measure = scale.measure or say("ui.chart_no_measure", language)
    names = [_only({d.pair.columns[side] for d in shown}, language) for side in (0, 1)]
    if all(names):
        result, target = names[0], names[1][0].lower() + names[1][1:]
        return say("ui.chart_titled", language, result=result, target=target, measure=measure)
    return say("ui.chart_nearest", language, measure=measure)


def _only(columns: set[Column | None], language: Language) -> str:
    """The name of the one column there is; "" where there are several, or none."""
    known = [column for column in columns if column]
    return column_name(known[0], language) if len(known) == 1 else ""


# --- what plotly draws ---------------------------------------------------------------------


def _traces(shown: Sequence[_Drawn], scale: _Scale, language: Language) -> list[dict[str, Any]]:
    reached = [scale(d.pair.reached) for d in shown]
    aims = [scale(d.pair.aim) for d in shown]
    ends = [max(_known(pair)) for pair in zip(reached, aims, strict=True)]
    places = {"y": list(range(len(shown))), "hoverinfo": "text"}
    bars = {
        **places,
        **{"type": "bar", "orientation": "h", "width": 0.42, "x": reached},
        "name": say("ui.chart_result", language),
        "marker": {"color": _BAR, "cornerradius": 4},
        "hovertext": [_hover(d.pair.reached, language) for d in shown],
    }
    marks = {
        **places,
        **{"type": "scatter", "mode": "markers", "x": aims, "cliponaxis": False},
        "name": say("ui.chart_target", language),
        "marker": {"symbol": "line-ns", "size": 26, "line": {"color": _AIM, "width": 3}},
        "hovertext": [_hover(d.pair.aim, language) for d in shown],
    }
    inside = _inside([d.pair.reached for d in shown], reached, max(ends))
    beside = [f"  {_bare(d.pair.aim)}" for d in shown]
    # An aim is written beyond both, so that neither the bar nor the mark runs through it.
    return [bars, marks, _texts([0.0] * len(shown), inside, "#ffffff"), _texts(ends, beside, _AIM)]


def _texts(x: Sequence[float], text: Sequence[str], color: str) -> dict[str, Any]:
    """Words that begin at x, a line each."""
    return {
        **{"type": "scatter", "mode": "text", "x": x, "y": list(range(len(x))), "text": text},
        **{"textposition": "middle right", "textfont": {"color": color, "size": 12}},
        **{"hoverinfo": "skip", "showlegend": False, "cliponaxis": False},
    }


def _known(numbers: Iterable[float | None]) -> list[float]:
    return [number for number in numbers if number is not None]


def _inside(
    figures: Sequence[Figure | None], sizes: Sequence[float | None], longest: float
) -> list[str]:
    """What stands in each bar; nothing in one too short to hold it."""
    return [
        f" {_bare(figure)}" if size and size > _ROOM * longest else ""
        for figure, size in zip(figures, sizes, strict=True)
    ]


def _bare(figure: Figure | None) -> str:
    """The value as written, without the unit that the title gives."""
    return escape(figure.text.removesuffix("%").strip(), quote=False) if figure else ""


def _hover(figure: Figure | None, language: Language) -> str:
    if figure is None:
        return ""
    name = column_name((figure.role, figure.period), language)
    return escape(f"{name}: {value(figure)}", quote=False)


def _layout(shown: Sequence[_Drawn], language: Language) -> dict[str, Any]:
    return {
        "height": 90 + 46 * len(shown),
        "margin": {"l": 8, "r": 36, "t": 8, "b": 24},
        "font": {"family": _FONT, "size": 12, "color": _MUTE},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "separators": ",." if language == "vi" else ".,",
        "showlegend": True,
        "legend": {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "itemclick": False},
        "dragmode": False,
        "xaxis": {
            **{"rangemode": "tozero", "gridcolor": _GRID, "zeroline": False, "fixedrange": True},
            "automargin": True,
        },
        "yaxis": {
            **{"autorange": "reversed", "fixedrange": True, "automargin": True, "showgrid": False},
            **{"ticks": "outside", "ticklen": 6, "tickcolor": "rgba(0,0,0,0)"},
            "tickvals": list(range(len(shown))),
            "ticktext": _names(shown, language),
        },
    }


def _names(shown: Sequence[_Drawn], language: Language) -> list[str]:
    """What tells the lines apart: the unit, else the indicator; with the document where needed."""
    units = [d.line.unit for d in shown]
    indicators = [d.line.first.figure.indicator for d in shown]
    names = units if len(set(units)) > 1 and len(set(units)) >= len(set(indicators)) else indicators
    twice = {name for name, count in Counter(names).items() if count > 1}
    return [
        _broken(name, source_name(d.line.first) if name in twice else "")
        for name, d in zip(names, shown, strict=True)
    ]


def _broken(name: str, source: str) -> str:
    lines = wrap(name, _LETTERS)
    if len(lines) > _NAME_LINES:
        lines = [*lines[: _NAME_LINES - 1], f"{lines[_NAME_LINES - 1]} …"]
    if source:
        lines.append(wrap(source, _LETTERS)[0])
    return "<br>".join(escape(line, quote=False) for line in lines)
