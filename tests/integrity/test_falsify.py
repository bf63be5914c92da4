"""Each kind of falsification is what its name says, and nothing outside its hours changes."""

from __future__ import annotations

import numpy as np
import pytest

from qingtian.integrity.falsify import Episode, apply, falsified
from qingtian.integrity.kinds import CAP, CLIP, COPY, FREEZE, KINDS, NAMES, OFFLINE, ROUND, SCALE, SMOOTH
from qingtian.integrity.learning import NONE, UNSURE, day_labels
from tests.integrity.invented import invented

GRID = invented()


def changed(kind: str, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    episode = Episode(1, 100, 400, kind)
    after = apply(episode, GRID.reported, np.random.default_rng(seed))
    assert after is not None
    return GRID.reported[1, 100:400], after


def test_kinds_have_names_in_both_languages() -> None:
    assert set(NAMES) == set(KINDS)
    assert len(KINDS) == 8


def test_clip_leaves_nothing_above_the_limit_and_nothing_below_it_changes() -> None:
    before, after = changed(CLIP)
    limit = next(one for one in (35.0, 75.0, 115.0) if after.max() <= one)
    assert (after[before <= limit] == before[before <= limit]).all()
    assert (after[before > limit] >= limit - 13).all()


def test_freeze_is_one_value() -> None:
    assert len(np.unique(changed(FREEZE)[1])) == 1


def test_scale_lowers_high_values_only() -> None:
    before, after = changed(SCALE)
    touched = before != after
    assert (before[touched] > 84).all()
    assert (after[touched] / before[touched] < 0.82).all()


def test_copy_is_another_station() -> None:
    after = changed(COPY)[1]
    assert any((after == GRID.reported[row, 100:400]).all() for row in (0, 2, 3, 4))


def test_cap_holds_the_upper_part_within_a_few_micrograms() -> None:
    before, after = changed(CAP)
    assert np.ptp(after[before != after]) <= 9
    assert (before != after).mean() > 0.2


def test_round_leaves_multiples_of_five() -> None:
    assert (np.mod(changed(ROUND)[1], 5) == 0).all()


def test_offline_loses_high_hours_only() -> None:
    before, after = changed(OFFLINE)
    assert before[np.isnan(after)].min() > 85
    assert np.isnan(after).any()


def test_smooth_is_calmer() -> None:
    before, after = changed(SMOOTH)
    assert np.abs(np.diff(after)).mean() < 0.5 * np.abs(np.diff(before)).mean()


def test_a_copy_changes_only_the_hours_of_its_episodes() -> None:
    copy, episodes = falsified(GRID, 16, np.random.default_rng(3))
    inside = np.zeros(GRID.reported.shape, dtype=bool)
    for one in episodes:
        inside[one.station, one.start : one.end] = True
    assert episodes
    assert (copy.reported[~inside] == GRID.reported[~inside]).all()


@pytest.mark.parametrize(("hours", "label"), [(5, UNSURE), (6, KINDS.index(FREEZE)), (24, KINDS.index(FREEZE))])
def test_a_day_belongs_to_an_episode_from_six_hours_on(hours: int, label: int) -> None:
    labels = day_labels([Episode(0, 24, 24 + hours, FREEZE)], (1, 72))
    assert labels.tolist() == [[NONE, label, NONE]]
