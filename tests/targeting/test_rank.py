"""A ranking learns from earlier inspections alone, keeps every cell, and finds earlier what was found."""

from __future__ import annotations

import csv
import gzip
import json
import random
from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from qingtian.cli import root
from qingtian.errors import UnusableInput
from qingtian.targeting.rank import days_earlier
from qingtian.targeting.rank.encoding import Feature, encode

OUTCOME_ONLY = "criticalCount,seriousCount,minorCount,pass_flag,fail_flag,Results"
HEAD = ["no", "on", "past", "kind", "owner", "found"]


def written(path, rows, head=HEAD):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    return path


def invented(count=240, seed=5):
    """Rows whose outcome depends on ``past`` and ``kind``, two a day."""
    draw = random.Random(seed)
    for at in range(count):
        past, kind = draw.randint(0, 6), draw.choice(["餐饮", "喷涂"])
        chance = 0.05 + 0.1 * past + 0.2 * (kind == "喷涂")
        day = date(2026, 1, 1) + timedelta(days=at // 2)
        yield [f"{at:05}", str(day), past if at % 17 else "", kind, f"owner {at}", int(draw.random() < chance)]


def ranked(tmp_path, train, due, *more):
    out = tmp_path / "out.csv"
    asked = ["targeting", "rank", "--train", train, "--in", due, "--outcome", "found", "--date", "on", "--out", out]
    done = CliRunner().invoke(root, [*map(str, asked), *more], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    with out.open(encoding="utf-8") as file:
        return list(csv.DictReader(file)), done


@pytest.fixture(scope="module")
def split():
    rows = list(invented())
    return rows[:200], [row[:-1] for row in rows[200:]], [row[-1] for row in rows[200:]]


def test_every_row_keeps_its_cells_and_its_place_and_gets_a_probability(tmp_path, split):
    past, due, found = split
    rows, done = ranked(
        tmp_path, written(tmp_path / "t.csv", past), written(tmp_path / "i.csv", due, HEAD[:-1]), "--json"
    )
    assert [[row[name] for name in HEAD[:-1]] for row in rows] == [[str(cell) for cell in row] for row in due]
    scores = [float(row["score"]) for row in rows]
    assert all(0 < score < 1 for score in scores)
    told = json.loads(done.stdout)
    assert told["used"] == ["kind", "no", "past"]
    assert "owner" in told["left_out"]
    assert days_earlier([date.fromisoformat(row["on"]) for row in rows], scores, found) > 0


def test_what_happened_on_or_after_the_first_day_to_rank_changes_nothing(tmp_path, split):
    past, due, _ = split
    later = [["x", due[0][1], 6, "喷涂", "o", 0], ["y", "2027-01-01", 0, "餐饮", "o", 1]] * 40
    asked = written(tmp_path / "i.csv", due, HEAD[:-1])
    plain, _ = ranked(tmp_path, written(tmp_path / "t.csv", past), asked)
    with_later, _ = ranked(tmp_path, written(tmp_path / "t.csv", [*later, *past]), asked)
    assert plain == with_later


def test_columns_dropped_or_missing_from_either_file_are_not_looked_at(tmp_path, split):
    past, due, _ = split
    less = written(tmp_path / "i.csv", [row[:3] for row in due], HEAD[:3])
    _, done = ranked(tmp_path, written(tmp_path / "t.csv", past), less, "--json", "--drop", "no")
    assert json.loads(done.stdout)["used"] == ["past"]


def test_a_column_of_names_and_one_that_never_changes_are_left_out():
    cells = {"n": ["1", "2", ""], "same": ["a", "a", "a"], "word": ["x", "y", "x"]}
    names = {"name": [f"n{at}" for at in range(40)]}
    assert encode(cells, list(cells)).features == (Feature("n"), Feature("word", "x"), Feature("word", "y"))
    assert encode(names, ["name"]).left_out == ("name",)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda row: [row[0], "tomorrow", *row[2:]], "targeting.day"),
        (lambda row: [*row[:5], "perhaps"], "targeting.outcome"),
        (lambda row: [*row[:5], 0], "targeting.rank_too_few"),
    ],
)
def test_a_table_that_cannot_teach_is_refused_with_row_and_reason_and_nothing_is_written(tmp_path, split, change, code):
    past, due, _ = split
    train = written(tmp_path / "t.csv", [change(row) for row in past])
    with pytest.raises(UnusableInput) as refused:
        ranked(tmp_path, train, written(tmp_path / "i.csv", due, HEAD[:-1]))
    assert refused.value.code == code
    assert not (tmp_path / "out.csv").exists()


def test_days_earlier_is_none_where_the_order_was_that_already():
    days = [date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 8)]
    assert days_earlier(days, [0.9, 0.5, 0.1], [1, 1, 1]) == 0
    assert days_earlier(days, [0.1, 0.5, 0.9], [0, 0, 1]) == 7


@pytest.mark.evidence
@pytest.mark.parametrize(("drop", "least"), [("", 8.7), (",Inspector_Assigned,Inspection_ID", 3.0)])
def test_critical_violations_in_chicago_would_have_been_found_days_earlier(tmp_path, evidence, drop, least):
    """One window of the forward validation; ``bench`` runs them all."""
    with gzip.open(evidence / "targeting" / "chicago_food_train.csv.gz", "rt") as file:
        rows = list(csv.reader(file))
    head, rows = rows[0], rows[1:]
    at = {name: index for index, name in enumerate(head)}
    cut = "2013-11-01"
    coming = [row for row in rows if cut <= row[at["Inspection_Date"]] < "2013-12-31"]
    outcome = at["criticalFound"]
    train = written(tmp_path / "t.csv", rows, head)
    due = written(
        tmp_path / "i.csv", [row[:outcome] + row[outcome + 1 :] for row in coming], head[:outcome] + head[outcome + 1 :]
    )
    out = tmp_path / "o.csv"
    asked = ["--train", train, "--in", due, "--outcome", "criticalFound", "--date", "Inspection_Date", "--out", out]
    told = ["targeting", "rank", *map(str, asked), "--drop", OUTCOME_ONLY + drop]
    assert CliRunner().invoke(root, told, catch_exceptions=False).exit_code == 0
    with out.open() as file:
        scores = [float(row["score"]) for row in csv.DictReader(file)]
    days = [date.fromisoformat(row[at["Inspection_Date"]]) for row in coming]
    assert days_earlier(days, scores, [int(float(row[outcome])) for row in coming]) > least
