"""The tables and pictures of docs/explanation/forecast.md, out of the scores of ``bench.forecast``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.forecast import Score

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/explanation/forecast.md"
PICTURES = ROOT / "docs/pictures"
BEGIN, END = "<!-- tables: begin -->", "<!-- tables: end -->"
WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 520, 280, 52, 44, 30
#: what a line is: its words, its colour, its dashes
LINES = (
    ("model", "#0b5cad", ""),
    ("month_median", "#6b6b6b", "6 3"),
    ("climatology", "#9a7b00", "2 3"),
    ("persistence", "#b3261e", "1 3"),
)


def write_page(every: Sequence[Score]) -> None:
    """Put tables between the marks of the page and the pictures beside it."""
    parts = []
    for item, year in dict.fromkeys((one.item, one.year) for one in every):
        mine = [one for one in every if (one.item, one.year) == (item, year)]
        parts.append(_table(item, year, mine))
        name = f"forecast-{item.lower()}-{year}.svg"
        (PICTURES / name).write_text(_picture(item, year, [one for one in mine if not one.weather]), encoding="utf-8")
        parts.append(f"![Error by day ahead, {item}, year from March {year}](../pictures/{name})")
    page = PAGE.read_text(encoding="utf-8")
    before, after = page.split(BEGIN)[0], page.split(END)[1]
    PAGE.write_text(before + BEGIN + "\n\n" + "\n\n".join(parts) + "\n\n" + END + after, encoding="utf-8")


def _table(item: str, year: int, mine: Iterable[Score]) -> str:
    head = (
        f"**{item}, year from March {year}** (mean absolute error, µg/m³)\n\n"
        "| weather | day | model | month median | climatology | last week | persistence | bias | in 80 % interval | "
        "width | median given |\n|---|---|---|---|---|---|---|---|---|---|---|\n"
    )
    return head + "\n".join(
        f"| {'perfect' if one.weather else 'none'} | {one.horizon} | **{one.error:.1f}** | "
        f"{one.beside['month_median']:.1f} | {one.beside['climatology']:.1f} | {one.beside['last_week']:.1f} | "
        f"{one.beside['persistence']:.1f} | {one.bias:+.1f} | {one.inside:.1f} % | {one.width:.0f} | "
        f"{one.medians:.0f} % |"
        for one in mine
    )


def _picture(item: str, year: int, mine: Sequence[Score]) -> str:
    most = 10 * (int(max(max(one.beside.values()) for one in mine)) // 10 + 1)
    furthest = max(one.horizon for one in mine)

    def at(horizon: float, error: float) -> str:
        x = LEFT + (horizon - 1) / max(furthest - 1, 1) * (WIDTH - LEFT - 130)
        return f"{x:.1f},{HEIGHT - BOTTOM - error / most * (HEIGHT - BOTTOM - TOP):.1f}"

    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        'font-size="12" role="img">',
        f"<title>{item}, year from March {year}: mean absolute error by day ahead</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fdfcf9"/>',
        f'<text x="{LEFT}" y="18">{item}, {year}-03 – {year + 1}-02, µg/m³</text>',
    ]
    for error in range(0, most + 1, 10 if most <= 60 else 20):
        x, y = at(1, error).split(",")
        right = at(furthest, error).split(",")[0]
        drawn.append(f'<path d="M{x},{y} H{right}" stroke="#ddd8cc"/>')
        drawn.append(f'<text x="{LEFT - 8}" y="{float(y) + 4:.1f}" text-anchor="end">{error}</text>')
    for one in mine:
        x = at(one.horizon, 0).split(",")[0]
        drawn.append(f'<text x="{x}" y="{HEIGHT - 24}" text-anchor="middle">{one.horizon}</text>')
    drawn.append(f'<text x="{LEFT}" y="{HEIGHT - 6}">days ahead</text>')
    for number, (name, colour, dashes) in enumerate(LINES):
        errors = [one.error if name == "model" else one.beside[name] for one in mine]
        points = " ".join(at(one.horizon, error) for one, error in zip(mine, errors, strict=True))
        style = f'fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"'
        drawn.append(f'<polyline points="{points}" {style}/>')
        y = TOP + 20 + 22 * number
        drawn.append(f'<path d="M{WIDTH - 118},{y - 4} h22" {style}/>')
        drawn.append(f'<text x="{WIDTH - 90}" y="{y}">{name.replace("_", " ")}</text>')
    return "\n".join([*drawn, "</svg>\n"])
