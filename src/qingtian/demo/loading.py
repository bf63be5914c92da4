"""Load the demonstration: the city, its people, a year of reports and a year of cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from qingtian.apps.air.settle import settle
from qingtian.apps.installation.kind import DEMONSTRATION, mark
from qingtian.apps.people.models import Person
from qingtian.apps.proceedings.models import Act, Proceeding
from qingtian.apps.proceedings.papers import steps_taken_from
from qingtian.apps.repeats.text_index.writing import make
from qingtian.config.city import DEMO_CITY
from qingtian.demo import people, places
from qingtian.demo.air_life import schedule_air
from qingtian.demo.air_publication_life import schedule_air_publications
from qingtian.demo.alert_life import alert_lives
from qingtian.demo.case_life import schedule_cases
from qingtian.demo.clearing import check_only_generated, clear_generated, is_empty
from qingtian.demo.clue_life import clues
from qingtian.demo.command_life import field_commands
from qingtian.demo.compensation_life import compensation_lives
from qingtian.demo.complaint_life import complaint_batches
from qingtian.demo.consultation_life import schedule_consultations
from qingtian.demo.credit_life import credit_lives
from qingtian.demo.draw_life import draws
from qingtian.demo.enter_once import clerks_rounds, create_capability, note_some_uses
from qingtian.demo.forecast_life import forecast_lives
from qingtian.demo.foretold_life import weather_forecast_lives
from qingtian.demo.grid_life import grid_lives
from qingtian.demo.grid_staff import create_grid_staff, create_patrols, place_grid_objects
from qingtian.demo.handling_life import schedule_handling
from qingtian.demo.hot_life import hot_issues
from qingtian.demo.hotline_life import hotline_orders
from qingtian.demo.hours import continue_hours
from qingtian.demo.instruction_life import instruction_lives
from qingtian.demo.integrity_life import integrity_lives
from qingtian.demo.interrupted import marked_as_loading
from qingtian.demo.ladder_life import ladder_lives
from qingtian.demo.lake_years import MONTHS, fill_lake
from qingtian.demo.look_back_life import look_backs
from qingtian.demo.measure_life import measure_lives
from qingtian.demo.merged_life import schedule_merged
from qingtian.demo.noise import create_noise
from qingtian.demo.notice_life import notice_lives
from qingtian.demo.openings import openings
from qingtian.demo.opinion_life import opinion
from qingtian.demo.outlet_frames import write_frames
from qingtian.demo.outlets import create_outlets
from qingtian.demo.oversight_life import oversight_lives
from qingtian.demo.paper_life import TAKEN_UP, paper_rounds
from qingtian.demo.parties import create_parties
from qingtian.demo.penalty_life import penalty_lives
from qingtian.demo.problem_list_life import problem_lists
from qingtian.demo.publication_life import schedule_publications
from qingtian.demo.quality_life import drawn_sample
from qingtian.demo.quarterly_life import quarterly_lives
from qingtian.demo.rectification_life import inspection_feedback, special_feedback
from qingtian.demo.recurring_life import schedule_recurring
from qingtian.demo.regions import create_regions
from qingtian.demo.relapsed_life import schedule_relapsed
from qingtian.demo.remedy_life import remedy_lives
from qingtian.demo.roles import create_log_ins, tell_the_desk
from qingtian.demo.scale import multiply
from qingtian.demo.schedule import schedule_reports
from qingtian.demo.schedule_life import monthly_schedules
from qingtian.demo.secrecy_life import secrecy_notes
from qingtian.demo.soil import create_soil, soil_measures
from qingtian.demo.stage import Stage, moment
from qingtian.demo.suggestion_life import suggestions
from qingtian.demo.targeting_life import targeting_lives
from qingtian.demo.task_life import action_plan
from qingtian.demo.transfer_life import transfer_lives
from qingtian.demo.visit_life import visits
from qingtian.demo.warning_life import warning_lives
from qingtian.demo.water import create_water
from qingtian.demo.water_life import water_lives
from qingtian.demo.weather_life import exchange_weather, joint_forecasts
from qingtian.demo.wind import draw_wind

#: reports a load writes unless told otherwise, those of recurring, relapsed and merged matters not counted
REPORTS = 520
SEED = 20180614


@dataclass
class Loaded:
    """What was loaded, in countable things. ``passwords`` are shown once and kept nowhere."""

    today: date
    seed: int
    counts: dict[str, int] = field(default_factory=dict)
    passwords: dict[str, str] = field(default_factory=dict)


Progress = Callable[[str, int], None]


def _nothing(what: str, number: int) -> None:
    """Nobody watches."""


def load_city(stage: Stage, loaded: Loaded, progress: Progress, until: datetime, air_months: int) -> None:
    """Places, organs, people and log-ins; the air up to ``until``, in the lake ``air_months`` months of it."""
    steps: list[tuple[str, Callable[[], int]]] = [
        ("areas", places.create_areas),
        ("organs", people.create_organs),
        ("posts", people.create_posts),
        ("people", lambda: people.create_people(stage.rng("people"), stage.today)),
        ("absences", lambda: people.create_absence(stage.today)),
        ("duties", lambda: people.create_duties(stage.today)),
        ("area contracts", lambda: people.create_area_contracts(stage.today)),
        ("grid cells", places.create_grid),
        ("sources", places.create_sources),
        ("parties", lambda: create_parties(stage.today)),
        ("stations", places.create_stations),
        ("members of the grid", lambda: create_grid_staff(stage.rng("grid"), stage.today)),
        ("objects on the grid", lambda: place_grid_objects(stage.today)),
        ("patrols", lambda: create_patrols(stage.rng("patrols"), stage.today)),
        ("regions", create_regions),
        ("soil samples", lambda: create_soil(stage.today)),
        ("levels of noise", lambda: create_noise(stage.rng("noise"), stage.today)),
        ("values of water", lambda: create_water(stage.rng("water"), stage.today)),
        ("capability", lambda: create_capability(stage.rng("capability"), stage.today)),
        ("hourly readings", lambda: continue_hours(until)),
        ("hours of outlets", lambda: create_outlets(stage.today, until)),
        ("values in the lake", lambda: fill_lake(until, air_months).new if air_months else 0),
        ("hours of wind", lambda: draw_wind(until, air_months) if air_months else 0),
        ("weather readings", lambda: exchange_weather(until, stage.today)),
        ("frames of loggers", lambda: write_frames(until)),
    ]
    for what, step in steps:
        loaded.counts[what] = step()
        progress(what, loaded.counts[what])
    loaded.passwords = create_log_ins()
    tell_the_desk()


def load_matters(
    stage: Stage, loaded: Loaded, reports: int, scale: int, progress: Progress, air_months: int = 0
) -> None:
    """A season of reports and a year of cases, performed in the order of their days."""
    stage.progress = lambda acts: progress("acts", acts) if acts % 200 == 0 else None
    schedule_cases(stage)
    schedule_recurring(stage)
    schedule_merged(stage)
    schedule_handling(stage)
    schedule_relapsed(stage)
    schedule_reports(stage, reports)
    schedule_publications(stage)
    schedule_consultations(stage)
    schedule_air_publications(stage, air_months)
    stage.begin(clerks_rounds(stage))
    stage.begin(paper_rounds(stage))
    stage.begin(hot_issues(stage))
    stage.begin(hotline_orders(stage))
    stage.begin(drawn_sample(stage))
    stage.begin(look_backs(stage))
    stage.begin(monthly_schedules(stage))
    for life in (inspection_feedback, special_feedback, action_plan, complaint_batches):
        stage.begin(life(stage))
    for life in (
        *instruction_lives(stage),
        *ladder_lives(stage),
        *measure_lives(stage),
        *oversight_lives(stage),
        *penalty_lives(stage),
        *credit_lives(stage),
        *remedy_lives(stage),
        *problem_lists(stage),
        *suggestions(stage),
        *visits(stage),
        *draws(stage),
        *compensation_lives(stage),
        *transfer_lives(stage),
        *joint_forecasts(stage),
        *weather_forecast_lives(stage, air_months),
        *forecast_lives(stage, air_months),
        *quarterly_lives(stage),
        *alert_lives(stage),
        *warning_lives(stage),
        *integrity_lives(stage),
        *notice_lives(stage),
        *field_commands(stage),
        *soil_measures(stage),
        *water_lives(stage),
        *grid_lives(stage),
        *targeting_lives(stage),
    ):
        stage.begin(life)
    stage.begin(clues(stage))
    stage.begin(opinion(stage))
    stage.begin(secrecy_notes(stage))
    stage.begin(openings(stage))
    if air_months:
        schedule_air(stage, air_months)
    with steps_taken_from(stage.day(TAKEN_UP)):
        stage.run()
    settle(moment(stage.today, 8))
    note_some_uses(stage)
    if scale > 1:
        multiply(scale, progress)
    make()  # the index of the search
    loaded.counts["acts"] = Act.objects.count()
    for procedure, what in (("petition", "petitions"), ("five_ones_case", "cases"), ("publication", "publications")):
        loaded.counts[what] = Proceeding.objects.filter(procedure=procedure).count()
        progress(what, loaded.counts[what])


def load_demo(
    today: date,
    *,
    seed: int = SEED,
    reports: int = REPORTS,
    progress: Progress = _nothing,
    until: datetime | None = None,
    scale: int = 1,
    air_months: int = MONTHS,
) -> Loaded:
    """Load everything as of the morning of ``today``. The same seed, day and number give the same acts.

    The stations report up to ``until``, else up to eight o'clock of that morning. ``scale`` times the year: every
    petition and case once more for each time after the first, for load. The lake gets the air of this month and
    ``air_months`` before it; with 0 there is no lake.

    Receipt numbers, secret links, salts, seals and passwords are random and differ every time. Raises Refused
    ``demo.not_empty`` when the database holds anything that was not generated; an earlier demonstration is replaced.
    """
    check_only_generated()
    if not is_empty():
        clear_generated()
    stage, loaded = Stage(today, seed), Loaded(today, seed)
    with marked_as_loading():
        mark(DEMONSTRATION, receiver=DEMO_CITY.receiver, now=datetime.now(UTC))
        load_city(stage, loaded, progress, until or moment(today, 8), air_months)
        load_matters(stage, loaded, reports, scale, progress, air_months)
    assert Person.objects.filter(user__isnull=False).count() == len(loaded.passwords)
    return loaded
