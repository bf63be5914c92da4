"""``qingtian forecast run``, ``train`` and ``score``: the city's air forecast on the command line."""

from __future__ import annotations

from datetime import date, timedelta

import click

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.web.commands.setup import as_json, city_moment, day, django_ready, print_json, say

IN_FUTURE = Text("{on} 在今天 {today} 之后。", "{on} lies after today, {today}.")
DRAFTED = Text(
    "{number}：{on} 的预报，{days} 行（{places} 处），用到 {origin} 的数据；模型 {models}。{state}。",
    "{number}: forecast of {on}, {days} rows ({places} places), data up to {origin}; models {models}. {state}.",
)
NONE = Text("没有，按往年同月中位数", "none, the median of that month in earlier years")
TRAINED = Text(
    "训练了 {items}；带气象的 {weather}；数据太短的 {short}。",
    "Trained {items}; with weather {weather}; too short a history: {short}.",
)
SCORED = Text("检验了 {days} 个地方日。", "{days} days of places scored.")


@click.command(epilog="Example: qingtian forecast run --json")
@click.option("--on", type=day, metavar="DATE", help="Day of issue; today where it is left out.")
@as_json
def run(on: date | None, as_json: bool) -> None:
    """Draft the air forecast of a day from the days before it. A forecaster changes and issues it on the desk.

    The worker does it every morning. Repeating it changes nothing. Exit 1: there are no day values to forecast from.
    """
    django_ready()
    from qingtian.apps.forecasts.actions.compute import compute
    from qingtian.apps.forecasts.models import ForecastDay
    from qingtian.apps.proceedings.queries import procedure_of

    now = city_moment()
    on = on or now.date()
    if on > now.date():
        raise UnusableInput("forecast.in_future", IN_FUTURE.format(on=on, today=now.date()), where="--on")
    made = compute(on, now)
    rows = ForecastDay.objects.filter(forecast=made)
    told = {
        "number": made.proceeding.number,
        "on": on.isoformat(),
        "origin": made.origin.isoformat(),
        "days": rows.count(),
        "places": rows.values("place").order_by().distinct().count(),
    }
    if as_json:
        print_json(
            {**told, "models": made.versions, "weather_models": made.weather_versions, "state": made.proceeding.state}
        )
        return
    models = ", ".join(f"{item} {version}" for item, version in sorted(made.versions.items()))
    state = procedure_of(made.proceeding).states[made.proceeding.state].title
    say(DRAFTED, **told, models=models or NONE, state=state)


@click.command(epilog="Example: qingtian forecast train --item PM2_5 --item PM10 --json")
@click.option("--item", "items", multiple=True, metavar="CODE", help="PM2_5, PM10, O3_8h, NO2, SO2, CO; all if none.")
@click.option("--until", type=day, metavar="DATE", help="Last day learned from; yesterday where it is left out.")
@click.option("--workers", type=click.IntRange(1, 16), default=2, show_default=True, help="Horizons learned at once.")
@as_json
def train(items: tuple[str, ...], until: date | None, workers: int, as_json: bool) -> None:
    """Train the models of the city from its day values; each takes the place of the one in use.

    The same data, settings and library give the same version. Exit 1: the history of every item is too short.
    """
    django_ready()
    from qingtian.apps.forecasts.actions.train import train_all
    from qingtian.foresight.wording import ITEMS

    if unknown := set(items) - set(ITEMS):
        raise UnusableInput(
            "forecast.unknown_item",
            Text("不认识的项目：{items}", "unknown items: {items}").format(items=", ".join(sorted(unknown))),
            where="--item",
            remedy=Text("可用的项目：{items}。", "Known items: {items}.").format(items=", ".join(ITEMS)),
        )
    now = city_moment()
    done = train_all(until or now.date() - timedelta(days=1), now, items=items or ITEMS, workers=workers)
    if as_json:
        print_json({"trained": done.items, "with_weather": done.with_weather, "short": done.short})
    else:
        say(
            TRAINED,
            items=", ".join(done.items),
            weather=", ".join(done.with_weather) or "–",
            short=", ".join(done.short) or "–",
        )


@click.command(epilog="Example: qingtian forecast score --json")
@as_json
def score(as_json: bool) -> None:
    """Score the forecast days whose day of record has come or was revised, beside the simple ways.

    The worker does it every morning. Repeating it changes nothing.
    """
    django_ready()
    from qingtian.apps.forecasts.actions import score as scoring

    done = scoring.score(city_moment().date())
    if as_json:
        print_json({"days": done.days})
    else:
        say(SCORED, days=done.days)
