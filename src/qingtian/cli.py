"""The ``qingtian`` command. Groups load only when called, so that pure commands never import Django."""

from __future__ import annotations

import importlib
import json
import sys
from typing import Any

import click

from qingtian import __version__
from qingtian.errors import QingtianError
from qingtian.language import terminal_language

#: name -> (module, attribute, one-line help); the help stands here so that `qingtian --help` imports nothing.
COMMANDS: dict[str, tuple[str, str, str]] = {
    "init": ("qingtian.web.commands.init", "init", "Set up a real city: names, administrator, keys."),
    "ledger": ("qingtian.web.commands.ledger", "ledger", "Import Excel and CSV: organs, people, places, open matters."),
    "checklist": ("qingtian.web.commands.checklist", "checklist", "What is still missing before real use."),
    "law": ("qingtian.law.commands", "law", "Explain deadlines, list instruments, check what is unverified."),
    "alerts": ("qingtian.cli", "alerts", "Alerts: run the rules, list them, evidence for targeting."),
    "warnings": ("qingtian.cli", "warnings", "Warnings of heavy pollution: look ahead, the table of tiers."),
    "air": ("qingtian.cli", "air", "Air: indices, import of readings, statistics, bulletins."),
    "water": ("qingtian.cli", "water", "Surface water: class, exceedance and indices of a table of sections."),
    "hj212": ("qingtian.hj212.commands", "hj212", "HJ 212: read messages of field units, simulate units."),
    "soil": ("qingtian.cli", "soil", "Soil: classes of risk by the use of the land."),
    "noise": ("qingtian.cli", "noise", "Noise: day and night levels against the limits of their zone."),
    "forecast": ("qingtian.cli", "forecast", "Air forecasts: draft, train, score; of days past, to be judged."),
    "integrity": ("qingtian.cli", "integrity", "Data that look too good: a score for every station and day."),
    "enforcement": (
        "qingtian.enforcement.commands",
        "enforcement",
        "Days and yuan of fines and measures, each with its article.",
    ),
    "draw": ("qingtian.drawing.commands", "draw", "Random inspection: verify a published draw."),
    "targeting": ("qingtian.targeting.commands", "targeting", "Clusters of events; where to look first."),
    "procedures": ("qingtian.procedures.commands", "procedures", "Show and check the declared procedures."),
    "petitions": ("qingtian.cli", "petitions", "Petitions: read, classify, group, exchange."),
    "verify": ("qingtian.web.commands.verify", "verify", "Prove every trail in the database."),
    "export": ("qingtian.web.commands.export", "export", "Write one case file (一案一档) with its hashes."),
    "paper": ("qingtian.web.commands.paper", "paper", "Enter the numbers a document system gave to papers."),
    "upstream": ("qingtian.web.commands.upstream", "upstream", "Fill the tables of other systems, read theirs back."),
    "weather": ("qingtian.web.commands.weather", "weather", "Weather: import files, ask, hand our air over, simulate."),
    "partners": (
        "qingtian.web.commands.partners",
        "partners",
        "Systems that call this one: add, list, renew, end.",
    ),
    "exchange": ("qingtian.web.commands.exchange", "exchange", "City and county: hand matters over, by line or file."),
    "open311-check": ("qingtian.gateways.open311.commands", "open311_check", "Test any Open311 server, rule by rule."),
    "demo": ("qingtian.demo.commands", "demo", "Load the generated demonstration city."),
    "places": ("qingtian.web.commands.places", "places", "Import areas and grid cells from GeoJSON."),
    "calendar": ("qingtian.web.commands.calendar", "calendar", "Edit the working-day calendar, by recorded act."),
    "sweep": ("qingtian.web.commands.sweep", "sweep", "Do what time brings: silent ratings, lapses, orphans."),
    "backup": ("qingtian.web.commands.backup", "backup", "Save everything while officers go on working; keys apart."),
    "restore": ("qingtian.web.commands.restore", "restore", "Bring a backup back into an empty machine, proved."),
    "prepare": ("qingtian.web.commands.prepare", "prepare", "Create or upgrade the databases; after each upgrade."),
    "work": ("qingtian.web.commands.work", "work", "Run schedules and queued tasks; serve does it by itself."),
    "checkpoint": (
        "qingtian.web.commands.checkpoint",
        "checkpoint",
        "Sign the heads of all trails, on another disk too.",
    ),
    "health": ("qingtian.web.commands.health", "health", "Say what is well and what is not, with an exit code."),
    "serve": ("qingtian.web.commands.serve", "serve", "Serve the city's pages."),
    "gateway": ("qingtian.cli", "gateway", "Listen to the machines that send data."),
    "manage": ("qingtian.web.commands.manage", "manage", "Django's own commands (migrate, shell, …)."),
}


#: the commands of `qingtian air`, each in the room that computes it
AIR_COMMANDS: dict[str, tuple[str, str, str]] = {
    "aqi": ("qingtian.standards.air.commands", "aqi", "Index, primary pollutant and level of a national-feed file."),
    "index": (
        "qingtian.standards.air.index_command",
        "index",
        "Composite index, primary pollutant and rank of a table.",
    ),
    "import": ("qingtian.measurements.commands", "import_", "Import files of readings into the lake."),
    "statistics": (
        "qingtian.measurements.statistics.commands",
        "statistics",
        "Statistics of files of hourly readings, as a table.",
    ),
    "bulletin": ("qingtian.web.commands.air_papers", "bulletin", "Weekly bulletin as page, Word, PDF or Excel."),
    "ranking": ("qingtian.web.commands.air_papers", "ranking", "Monthly ranking as page, Word, PDF or Excel."),
    "daily": ("qingtian.web.commands.air_papers", "daily", "Daily text for a messaging app."),
    "reproduce": ("qingtian.web.commands.air_papers", "reproduce", "Compute a publication again, byte for byte."),
    "normalise": (
        "qingtian.foresight.normalising.commands",
        "normalise_command",
        "Means of years as if the weather had been the same.",
    ),
}


#: the commands of `qingtian water`
WATER_COMMANDS: dict[str, tuple[str, str, str]] = {
    "classify": ("qingtian.standards.water.commands", "classify", "Class, exceedance and indices of every row."),
}


#: the commands of `qingtian soil`
SOIL_COMMANDS: dict[str, tuple[str, str, str]] = {
    "classify": ("qingtian.standards.soil.commands", "classify", "Class of risk of every sample of a table."),
}

#: the commands of `qingtian alerts`
ALERT_COMMANDS: dict[str, tuple[str, str, str]] = {
    "run": ("qingtian.web.commands.alerts", "run_rules", "Evaluate the rules, tell, remind, pass up, clear."),
    "rules": ("qingtian.web.commands.alerts", "rules", "The rules in force on a day."),
    "evidence": ("qingtian.web.commands.alerts", "evidence", "What alerts say of places and units, as JSON lines."),
}

#: the commands of `qingtian warnings`
WARNING_COMMANDS: dict[str, tuple[str, str, str]] = {
    "look": ("qingtian.web.commands.warnings", "look_ahead", "Hold the forecast against the tiers; suggest, note."),
    "tiers": ("qingtian.web.commands.warnings", "tiers", "The table of tiers in force on a day, with its sources."),
}

#: the commands of `qingtian forecast`
FORECAST_COMMANDS: dict[str, tuple[str, str, str]] = {
    "run": ("qingtian.web.commands.forecast", "run", "Draft the forecast of a day."),
    "train": ("qingtian.web.commands.forecast", "train", "Train the city's models."),
    "score": ("qingtian.web.commands.forecast", "score", "Score forecasts by what came."),
    "backtest": ("qingtian.foresight.forecasting.commands", "backtest_command", "Forecast days past from a file."),
}

#: the commands of `qingtian noise`
NOISE_COMMANDS: dict[str, tuple[str, str, str]] = {
    "evaluate": ("qingtian.standards.noise.commands", "evaluate_command", "Day and night levels against their limits."),
}


#: the commands of `qingtian integrity`
INTEGRITY_COMMANDS: dict[str, tuple[str, str, str]] = {
    "score": ("qingtian.integrity.commands", "score", "Score every station and day of a file of hourly readings."),
    "look": ("qingtian.web.commands.integrity_run", "look", "Look at the city's own data, raise findings."),
}


#: the commands of `qingtian petitions`, each in the room that computes it
PETITION_COMMANDS: dict[str, tuple[str, str, str]] = {
    "report": ("qingtian.web.commands.petition_report", "report", "Draft a weekly, monthly or annual report."),
    "batch": ("qingtian.web.commands.petition_report", "batch", "Write the daily table of an inspection."),
    "reindex": ("qingtian.web.commands.reindex", "reindex", "Make the index of the search and of repeats anew."),
    "train": ("qingtian.insight.classifying.commands", "train", "Train a classifier on reports somebody sorted."),
    "classify": ("qingtian.insight.classifying.commands", "classify", "Say of every row which class it is."),
    "topics": ("qingtian.insight.topics.commands", "topics", "Group reports about the same matter at the same place."),
}


#: the commands of `qingtian gateway`: doors that machines knock at
GATEWAY_COMMANDS: dict[str, tuple[str, str, str]] = {
    "hj212": ("qingtian.web.commands.gateway_hj212", "hj212", "Listen for data loggers (HJ 212), store, answer."),
}


class Lazy(click.Group):
    """A group whose subcommands are imported on first use; ``lazy`` names them, in the order they are listed."""

    def __init__(self, *args: Any, lazy: dict[str, tuple[str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self._lazy)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self._lazy:
            return None
        module, attribute, _ = self._lazy[name]
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_) for name, (_, _, help_) in self._lazy.items()])


@click.command(cls=Lazy, lazy=COMMANDS, epilog="Example: qingtian law explain petitions.handling --from 2026-03-02")
@click.version_option(__version__, prog_name="qingtian")
def root() -> None:
    """Qingtian 青天: environmental supervision of a city, from a report to the end."""


@click.command(cls=Lazy, lazy=AIR_COMMANDS, epilog="Example: qingtian air aqi hour.csv.gz --out aqi.csv")
def air() -> None:
    """Air (空气): indices, readings, statistics and bulletins, by the edition in force on the day of the data."""


@click.command(cls=Lazy, lazy=WATER_COMMANDS, epilog="Example: qingtian water classify sections.csv --out classes.csv")
def water() -> None:
    """Surface water (地表水): classes and indices by the edition in force in the period of the data."""


@click.command(cls=Lazy, lazy=SOIL_COMMANDS, epilog="Example: qingtian soil classify samples.csv --out risk.csv")
def soil() -> None:
    """Soil (土壤): classes of risk by the use of the land, by the edition in force on the day of the sample."""


@click.command(cls=Lazy, lazy=NOISE_COMMANDS, epilog="Example: qingtian noise evaluate levels.csv --out result.csv")
def noise() -> None:
    """Noise (声环境): zones, boundaries of plants and construction sites, by day and night."""


@click.command(cls=Lazy, lazy=INTEGRITY_COMMANDS, epilog="Example: qingtian integrity score year.parquet --out s.csv")
def integrity() -> None:
    """Data that look too good (数据可疑): reasons to look, never a verdict."""


@click.command(cls=Lazy, lazy=ALERT_COMMANDS, epilog="Example: qingtian alerts run --json")
def alerts() -> None:
    """Alerts: one language of rules over the values of every medium."""


@click.command(cls=Lazy, lazy=WARNING_COMMANDS, epilog="Example: qingtian warnings tiers --on 2026-01-06")
def warnings() -> None:
    """Warnings of heavy pollution (重污染天气预警): suggested by tables, decided by people."""


@click.command(cls=Lazy, lazy=FORECAST_COMMANDS, epilog="Example: qingtian forecast run --json")
def forecast() -> None:
    """Air forecasts (预报): of the city, drafted for a forecaster; of days past, to be judged."""


@click.command(cls=Lazy, lazy=PETITION_COMMANDS, epilog="Example: qingtian petitions topics reports.csv --out out.csv")
def petitions() -> None:
    """Petitions (信访举报): train and use a classifier, group into topics, rebuild the search."""


@click.command(cls=Lazy, lazy=GATEWAY_COMMANDS, epilog="Example: qingtian gateway hj212 --port 9212")
def gateway() -> None:
    """Gateways (接入): listen to the machines that send data."""


def main() -> None:
    """Run a command. Exit 0: output written; 1: unusable input, output untouched; 2: wrong usage."""
    try:
        root(prog_name="qingtian")
    except QingtianError as error:
        if "--json" in sys.argv:
            click.echo(json.dumps({"error": error.as_dict()}, ensure_ascii=False), err=True)
        else:
            click.echo(error.sentence(terminal_language()), err=True)
        sys.exit(1)
