"""The monthly water report and the ranking: figures kept, words composed, published, corrected, computed again."""

from __future__ import annotations

import pytest

from qingtian.apps.air.publications.figures import canonical, digest
from qingtian.apps.water.actions.draft_publication import correct_publication, draft_publication
from qingtian.apps.water.actions.revise_value import revise_value
from qingtian.apps.water.models import WaterPublication
from qingtian.apps.water.publications.composing import compose
from qingtian.apps.water.publications.opening import fewer_of, open_issue
from qingtian.apps.water.publications.record import issue, recomputed, versions
from qingtian.errors import Refused, UnusableInput
from qingtian.language import Text
from qingtian.standards.periods import period
from tests.days import TODAY, at
from tests.publishing import ROAD, act
from tests.small_city import build
from tests.small_water import build_water, measure

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.once]
ORGAN, CITY = Text("市生态环境局", "City Bureau"), Text("云屏市", "Yunping")


@pytest.fixture
def city():
    return build()


@pytest.fixture
def water(city):
    found = build_water()
    for code, section in found.items():
        measure(section, "2026-10", TP={"W2": "0.25", "W5": "0.45"}.get(code, "0.02"))
        measure(section, "2025-10", TP="0.02")
    return found


def opened(kind="monthly", month="2026-10", **more):
    return open_issue(kind, month, on=TODAY, organ=ORGAN, city=CITY, **more)


def drafted(city, of=None):
    return draft_publication(
        of or opened(), by=city.actor("petition-officer", TODAY), on=TODAY, now=at(TODAY), reviewing="eeb"
    )


def published(city, matter):
    for name, post, fields in ROAD:
        act(city, matter, name, post, **fields)
    return act(city, matter, "publish", "petition-officer", place="本网页")


def test_the_report_says_what_the_month_was(water):
    found = opened()
    text = compose(found, "zh").text()
    assert "本月评价6个断面（点位），Ⅰ至Ⅲ类占66.7%，劣Ⅴ类占16.7%，总体轻度污染。" in text
    assert "Ⅰ至Ⅲ类比例同比变化−33.3个百分点" in text
    assert "劣于目标的断面：溪口大桥（Ⅳ）；石湾出境（劣Ⅴ）" in text
    assert "超过Ⅲ类限值的：溪口大桥（总磷 0.25）；石湾出境（总磷 1.25）" in text
    english = compose(found, "en")
    assert "Worse than their target: Section W2 (IV); Section W5 (worse than V)" in english.text()
    assert any("from memory, not verified" in note for note in english.notes), "what is not sure is named"


def test_a_lake_has_its_trophic_state_and_a_river_none(water):
    found = opened()
    assert found.get("L1", "WATER", "tli") == "38.5"
    assert found.get("L1", "WATER", "trophic") == "mesotrophic"
    assert found.figures.row("W1", "2026-10", "WATER", "tli") is None


def test_areas_are_ranked_by_their_index_and_the_incomplete_stand_apart(water):
    assert [opened("ranking").get(f"area:{code}", "WATER", "rank") for code in ("wangxi", "shiwan")] == ["1", "2"]
    measure(water["W1"], "2026-11")
    measure(water["W4"], "2026-11", Pb="")
    found = opened("ranking", "2026-11")
    assert [found.get(f"area:{code}", "WATER", "rank") for code in ("wangxi", "shiwan")] == ["1", ""]
    assert "石湾区缺：铅" in compose(found, "zh").text()
    ruled = opened("ranking", "2026-11", fewer=fewer_of("COD、TP", "云屏环发〔2026〕12号", TODAY))
    assert {ruled.get(f"area:{code}", "WATER", "rank") for code in ("wangxi", "shiwan")} == {"1"}
    assert "按 云屏环发〔2026〕12号 的规定，各区域都只用 2 项计算：化学需氧量、总磷" in compose(ruled, "zh").text()


@pytest.mark.parametrize(("codes", "basis"), [("COD, XX", "b"), ("TN", "b"), ("COD", " ")])
def test_a_ranking_by_fewer_items_needs_items_of_the_index_and_a_document(codes, basis):
    with pytest.raises(UnusableInput):
        fewer_of(codes, basis, TODAY)
    assert fewer_of(" ", basis, TODAY) is None


def test_a_month_without_values_makes_no_report(water):
    with pytest.raises(UnusableInput) as refused:
        opened(month="2024-01")
    assert refused.value.code == "water.no_data"
    with pytest.raises(UnusableInput):
        opened(month="2026-Q3")


def test_a_correction_shows_old_new_and_why_and_both_versions_can_be_computed_again(city, water):
    matter = published(city, drafted(city))
    revise_value(water["W2"], "TP", period("2026-10"), "0.15", why="实验室更正", by="analyst", at=at(TODAY))
    matter.refresh_from_db()
    correct_publication(
        matter,
        opened(),
        why="溪口大桥总磷由实验室更正。",
        by=city.actor("petition-officer", TODAY),
        on=TODAY,
        now=at(TODAY),
        expected_seq=matter.seq,
    )
    first, second = versions(matter)
    assert [digest(recomputed(one)) for one in (first, second)] == [first.sm3, second.sm3]
    text = compose(issue(second, [first, second], public=False), "zh").text()
    assert text.index("本版更正第1版") < text.index("总体情况"), "the correction stands first"
    table = compose(issue(second, [first, second], public=False), "zh").parts[0].table
    assert table is not None
    assert ["溪口大桥", "类别", "Ⅳ", "Ⅲ"] in [list(row) for row in table.rows]


def test_a_correction_before_publication_is_refused_and_leaves_no_version(city, water):
    matter = drafted(city)
    with pytest.raises(Refused):
        correct_publication(
            matter,
            opened(),
            why="w",
            by=city.actor("petition-officer", TODAY),
            on=TODAY,
            now=at(TODAY),
            expected_seq=matter.seq,
        )
    assert WaterPublication.objects.count() == 1


def test_the_canonical_file_is_the_same_for_the_same_values(water):
    assert canonical(opened().figures) == canonical(opened().figures)
