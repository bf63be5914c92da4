"""``qingtian noise evaluate``: levels given or made of hours, verdicts added, refusals by the name of the table."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from click.testing import CliRunner

from qingtian.standards.noise.commands import evaluate_command

LEVELS = """point,date,place,zone,ld,ln,lmax_night
a,2026-03-01,zone,2,60,50.1,65
a,2026-03-02,zone,4B,70.1,60,75.1
b,2026-03-01,construction,,70,55,
b,2025-12-31,construction,,70,55.1,
c,2026-03-01,boundary,4a,70,55,
c,2026-03-01,boundary,4,70,,
c,2026-03-01,shore,4,70,,
"""


def run(tmp_path: Path, text: str, *more: str) -> tuple[list[dict[str, str]], dict]:
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(text, encoding="utf-8")
    answer = CliRunner().invoke(evaluate_command, [str(source), "--out", str(out), "--json", *more])
    assert answer.exit_code == 0, answer.output
    return list(csv.DictReader(out.open(encoding="utf-8"))), json.loads(answer.stdout)


def test_levels_given_are_judged_by_place_class_and_day(tmp_path: Path):
    rows, counts = run(tmp_path, LEVELS)
    names = ("day_met", "night_met", "night_above", "burst_above", "not_judged", "edition")
    assert [tuple(row[name] for name in names) for row in rows] == [
        ("yes", "no", "0.1", "", "", "GB3096-2008"),
        ("no", "yes", "", "0.1", "", "GB3096-2008"),
        ("", "", "", "", "noise.construction", ""),
        ("yes", "no", "0.1", "", "", "GB12523-2011"),
        ("", "", "", "", "zone", ""),
        ("yes", "", "", "", "no_night_level", "GB12348-2008"),
    ]
    assert counts["refused"] == {"noise.construction": 1, "zone": 1}
    assert counts["rejected"] == {"no_place": 1}


def test_hours_are_averaged_by_energy_with_the_night_of_the_morning_after(tmp_path: Path):
    heading = ",".join(f"h{hour:02d}" for hour in range(24))
    quiet = [*["40"] * 6, *["50"] * 16, *["40"] * 2]
    loud = [*["40"] * 6, "60", *["50"] * 15, *["40"] * 2]
    gaps = [*[""] * 6, *["50"] * 16, *["40"] * 2]
    lines = "\n".join(f"p,2026-03-01,zone,1,{','.join(row)}" for row in (quiet, loud, gaps))
    rows, _ = run(tmp_path, f"point,date,place,zone,{heading}\n{lines}\n")
    names = ("day_level", "night_level", "day_night_level", "not_judged")
    assert [tuple(row[name] for name in names) for row in rows] == [
        ("50.0", "40.0", "50.0", ""),
        ("51.9", "40.0", "51.4", ""),  # means of 156,250 and 137,500
        ("50.0", "", "", "no_night_level"),
    ]


def test_the_limits_of_2025_are_taken_from_a_folder_with_what_the_office_entered(tmp_path: Path):
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "a.yaml").write_text(
        "table: noise.construction\nfirst_day: 2026-01-01\nvalues: { site: { day: '69', night: '54' } }\n"
        "basis: { instrument: GB 12523-2025, clause: 表 1, certainty: copy }\n",
        encoding="utf-8",
    )
    rows, _ = run(tmp_path, LEVELS, "--tables", str(folder))
    assert (rows[2]["day_above"], rows[2]["night_above"], rows[2]["edition"]) == ("1", "1", "GB12523-2025")
