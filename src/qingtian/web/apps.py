"""The web as a Django app: templates, static files and template tags, no models."""

from datetime import datetime

from django.apps import AppConfig

from qingtian.apps.operations.jobs import Counts, Job, register


class WebConfig(AppConfig):
    """Pages (网页)."""

    name = "qingtian.web"
    label = "web"

    def ready(self) -> None:
        # the checks of the ground come first on the checklist; the chapters' own follow
        from qingtian.founding.checks import register_built_in

        register_built_in()
        from qingtian.web.index_jobs import make_anew, take_over

        register(Job("sweep", daily_sweep))
        register(Job("text_index", take_over))
        register(Job("text_index_anew", make_anew))
        register(Job("petition_figures", count_petitions))
        register(Job("wechat", wechat_round))
        register(Job("alerts", run_alerts))
        register(Job("air_consultations", prepare_consultations))
        register(Job("grid", attend_to_grid))
        register(Job("air_warnings", look_ahead_for_warnings))
        register(Job("hot_issues", find_hot_issues))
        register(Job("classifier", train_classifier))
        register(Job("opinion", forget_opinion))
        register(Job("step_proposals", propose_steps))
        register(Job("monthly_schedule", keep_schedules))
        register(Job("integrity", look_at_data))
        register(Job("targeting", rank_units))
        register(Job("air_forecast", forecast_air))
        register(Job("forecast_scores", score_forecasts))
        register(Job("forecast_training", train_forecasters))


def daily_sweep(now: datetime) -> Counts:
    """What ``qingtian sweep`` does, on the day the city is on."""
    from qingtian.web.commands.sweep import run
    from qingtian.web.middleware import city_now

    on = city_now()
    done = run(on=on.date(), now=on)
    refused = len(done.refused)
    return {"acts": len(done.matters) - refused, "refused": refused, "drafts": done.drafts, "orphans": done.orphans}


def rank_units(now: datetime) -> Counts:
    """Tell plans of visits they were not told of, refresh the events of every source, make the ranking of the day;
    late in a month propose the plans of the next."""
    from qingtian.apps.targeting.actions.propose import propose_plans
    from qingtian.apps.targeting.actions.rank import rank_units as rank
    from qingtian.apps.targeting.actions.refresh import refresh
    from qingtian.apps.targeting.actions.tell_plan import catch_up
    from qingtian.web.middleware import city_now

    on = city_now()
    visits = catch_up(on.date(), on)
    done, ranking = refresh(on), rank(on)
    proposed = propose_plans(on)
    told = {
        "visits": visits,
        "new": done.new,
        "revised": done.revised,
        "withdrawn": done.withdrawn,
        "failed": len(done.failed),
    }
    told |= {"events": ranking.events, "objects": ranking.objects_ranked}
    return told | {"plans": proposed.plans, "plans_refused": proposed.refused}


def count_petitions(now: datetime) -> Counts:
    """Count the petitions and cases whose rows of figures are missing or behind their last act."""
    from qingtian.apps.indicators.actions import count_cases
    from qingtian.apps.petition_figures.actions.count import catch_up

    return {"petitions": catch_up(), "cases": count_cases.catch_up()}


def wechat_round(now: datetime) -> Counts:
    """News of reports that came by WeChat, and whatever its chats wait for. Nothing where no account is set up."""
    from qingtian.gateways.wechat.account import account
    from qingtian.gateways.wechat.actions.news import queue_news
    from qingtian.gateways.wechat.actions.queue import attend_now
    from qingtian.web.api.told import status_of
    from qingtian.web.middleware import city_now

    if account() is None:
        return {}
    on = city_now().date()
    return {"news": queue_news(now, lambda receipt: status_of(receipt, on)), **attend_now(now)}


def prepare_consultations(now: datetime) -> Counts:
    """Make the packs of quarterly consultations that wait, and count places whose quarter has none."""
    from qingtian.apps.air_consultations.actions.make_packs import make_packs
    from qingtian.apps.air_consultations.queries import without_consultation
    from qingtian.web.middleware import city_now

    on = city_now()
    done = make_packs(on)
    return {"packs": done.made, "refused": done.refused, "alarms": len(without_consultation(on.date()))}


def find_hot_issues(now: datetime) -> Counts:
    """Compute the hot issues of the day the city is on."""
    from dataclasses import asdict

    from qingtian.apps.hot_issues.actions.compute import compute
    from qingtian.apps.petition_figures.actions.count import catch_up
    from qingtian.web.middleware import city_now

    on = city_now()
    catch_up()
    return asdict(compute(on.date(), on))


def run_alerts(now: datetime) -> Counts:
    """Run the rules of alerts at the moment the city is at."""
    from dataclasses import asdict

    from qingtian.apps.alerts.actions.run import run
    from qingtian.web.middleware import city_now

    return asdict(run(city_now()))


def attend_to_grid(now: datetime) -> Counts:
    """Pass up events nobody assigned in time; put new objects in their leaves."""
    from dataclasses import asdict

    from qingtian.apps.grid.actions.escalate import escalate
    from qingtian.apps.grid.actions.place_objects import place_objects
    from qingtian.web.middleware import city_now

    on = city_now()
    return {**asdict(escalate(on)), **asdict(place_objects(on.date(), on))}


def look_ahead_for_warnings(now: datetime) -> Counts:
    """Hold the forecast against the tables of tiers; it suggests and notes, it issues nothing."""
    from dataclasses import asdict

    from qingtian.apps.air_warnings.actions.look import look
    from qingtian.web.middleware import city_now

    return asdict(look(city_now()))


def train_classifier(now: datetime) -> Counts:
    """Train on the office's own history; a history too short to learn from is no failure."""
    from qingtian.apps.classifier.actions.train import train
    from qingtian.errors import Refused

    try:
        model = train(now)
    except Refused:
        return {}
    return {"learned": model.reports}


def forget_opinion(now: datetime) -> Counts:
    """Delete items of public opinion whose time is over."""
    from qingtian.apps.opinion.actions.sweep import sweep

    return {"items": sweep(now)}


def propose_steps(now: datetime) -> Counts:
    """What the rules of supervision propose as of the day the city is on; nothing starts by itself."""
    from dataclasses import asdict

    from qingtian.apps.supervision.actions.compute import compute
    from qingtian.apps.supervision.air_figures import worse_air
    from qingtian.web.middleware import city_now

    on = city_now().date()
    return asdict(compute(on, worse_air(on)))


def keep_schedules(now: datetime) -> Counts:
    """Open the month that has begun, remind who owes after the day to fill in by."""
    from dataclasses import asdict

    from qingtian.apps.schedules.actions.keep_month import keep_month
    from qingtian.web.middleware import city_now

    on = city_now()
    return asdict(keep_month(on=on.date(), now=on))


def look_at_data(now: datetime) -> Counts:
    """Look for data that look too good, up to the day before the city's own; officers decide."""
    from qingtian.apps.integrity.actions.run import run
    from qingtian.web.middleware import city_now

    on = city_now()
    return run(on.date(), on).as_counts()


def forecast_air(now: datetime) -> Counts:
    """The draft of the day's air forecast; without any day value there is none, which is no failure."""
    from qingtian.apps.forecasts.actions.compute import compute
    from qingtian.errors import Refused
    from qingtian.web.middleware import city_now

    on = city_now()
    try:
        return {"days": compute(on.date(), on).days.count()}
    except Refused:
        return {"days": 0}


def score_forecasts(now: datetime) -> Counts:
    """Score the forecast days whose day of record has come or was revised."""
    from dataclasses import asdict

    from qingtian.apps.forecasts.actions.score import score
    from qingtian.web.middleware import city_now

    return asdict(score(city_now().date()))


def train_forecasters(now: datetime) -> Counts:
    """Train the models of the air forecast; a history too short to learn from is no failure."""
    from datetime import timedelta

    from qingtian.apps.forecasts.actions.train import train_all
    from qingtian.errors import Refused
    from qingtian.web.middleware import city_now

    on = city_now()
    try:
        done = train_all(on.date() - timedelta(days=1), on)
    except Refused:
        return {}
    return {"trained": len(done.items), "with_weather": len(done.with_weather), "short": len(done.short)}
