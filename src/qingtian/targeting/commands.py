"""``qingtian targeting``: clusters of events, and the order of inspections, on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import click

from qingtian.language import Text, terminal_language
from qingtian.tables.whole_file import WholeFile
from qingtian.targeting.rank.commands import rank_command
from qingtian.targeting.scan import Cluster, Distance, scan
from qingtian.targeting.scan.reading import places

FOUND = Text(
    "{count} 个聚集区；最可能的有 {cases} 例，期望 {expected}，对数似然比 {llr}，p = {p}",
    "{count} clusters; the most likely has {cases} cases where {expected} were expected, llr {llr}, p = {p}",
)
NONE = Text("没有聚集区。", "no cluster")


@click.group(
    epilog="Example: qingtian targeting scan counties.csv --cases n --population people --x lon --y lat "
    "--out clusters.json"
)
def targeting() -> None:
    """Targeting (靶向监管): where events lie closer together than chance would put them; which object first."""


targeting.add_command(rank_command)


@targeting.command(
    "scan",
    epilog="Example: qingtian targeting scan counties.csv --cases n --population people --x lon --y lat "
    "--out clusters.json",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--cases", required=True, metavar="COL", help="Column of counts, whole and not negative.")
@click.option("--population", required=True, metavar="COL", help="Column of population, or of what is expected.")
@click.option("--x", required=True, metavar="COL", help="Column of x, or of the longitude in degrees.")
@click.option("--y", required=True, metavar="COL", help="Column of y, or of the latitude in degrees.")
@click.option(
    "--max-share",
    type=click.FloatRange(0, 1, min_open=True),
    default=0.5,
    show_default=True,
    help="Most of the population a cluster may hold.",
)
@click.option(
    "--distance",
    type=click.Choice(list(Distance)),
    default=Distance.SPHERE,
    show_default=True,
    help="On the earth, or on a plane.",
)
@click.option(
    "--replications",
    type=click.IntRange(0, 99_999),
    default=999,
    show_default=True,
    help="Random data sets behind the p values; 0: no p.",
)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Seed of the random data sets.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="JSON to write.")
@click.option("--json", "as_json", is_flag=True, help="Print what was written, too.")
def scan_command(
    file: Path,
    cases: str,
    population: str,
    x: str,
    y: str,
    max_share: float,
    distance: Distance,
    replications: int,
    seed: int,
    out: Path,
    as_json: bool,
) -> None:
    """Spatial scan (空间扫描统计): circular, Poisson; clusters of FILE by falling likelihood ratio, none overlapping.

    OUT: {"clusters": [{"members", "cases", "expected", "llr", "p"}]}; members are rows of FILE from 0, llr a natural
    logarithm. Equal FILE and seed give equal OUT. A cluster is a reason to look, no finding about anybody.
    """
    there = places(file, cases, population, x, y)
    found = scan(
        there.cases,
        there.population,
        there.x,
        there.y,
        max_share=max_share,
        distance=Distance(distance),
        replications=replications,
        seed=seed,
    )
    written = json.dumps({"clusters": [_as_dict(one) for one in found]}, ensure_ascii=False, indent=1)
    with WholeFile(out) as whole:
        whole.text.write(written + "\n")
        whole.commit()
    click.echo(_summary(found).in_(terminal_language()), err=True)
    if as_json:
        click.echo(written)


def _as_dict(cluster: Cluster) -> dict[str, object]:
    return {
        "members": list(cluster.members),
        "cases": cluster.cases,
        "expected": cluster.expected,
        "llr": cluster.llr,
        "p": cluster.p,
    }


def _summary(found: list[Cluster]) -> Text:
    if not found:
        return NONE
    first = found[0]
    return FOUND.format(
        count=len(found),
        cases=f"{first.cases:g}",
        expected=f"{first.expected:.1f}",
        llr=f"{first.llr:.2f}",
        p="-" if first.p is None else f"{first.p:.3f}",
    )
