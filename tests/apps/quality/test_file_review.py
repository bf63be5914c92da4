"""A sample anybody can draw again, reviewed by another unit, returned to be mended, units compared."""

from datetime import date, timedelta

import pytest

from qingtian.apps.petition_figures.actions.count import catch_up
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.quality.actions.draw_sample import draw_sample
from qingtian.apps.quality.models import Mending, Sample, SampledFile
from qingtian.apps.quality.queries import candidates, drawn_again, results
from qingtian.drawing.ordering import digest, draw
from qingtian.errors import Refused
from qingtian.procedures.decide import FieldsRefused
from tests.apps.proceedings.driving import MONDAY, Drive, petition
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
ON = MONDAY + timedelta(days=30)
UNITS = {"a": [f"XF-2026-{n:06d}" for n in range(40)], "b": ["XF-2026-000900"]}


@pytest.fixture
def closed(city):
    made = [petition(city).to("closed") for _ in range(3)]
    catch_up()
    return made


def drawn(city, by="petition-officer", **more):
    days = {"first_day": "2026-06-01", "last_day": "2026-06-20"}
    fields = {"subject": "六月评查", **days, "per_unit": "2", "seed": "0142357"}
    return draw_sample(by=city.actor(by, ON), on=ON, now=at(ON), **{**fields, **more})


def driven(city, matter):
    return Drive(city, matter, ON)


def test_the_same_seed_draws_the_same_files_in_whatever_order_they_come():
    turned = {unit: numbers[::-1] for unit, numbers in reversed(UNITS.items())}
    assert draw("7", UNITS, 5) == draw("7", turned, 5)
    assert digest(UNITS) == digest(turned)


def test_another_seed_draws_others_and_a_small_unit_gives_all_it_has():
    assert draw("7", UNITS, 5)["a"] != draw("8", UNITS, 5)["a"]
    assert draw("7", UNITS, 5)["b"] == UNITS["b"]
    assert len(draw("7", UNITS, 40)["a"]) == 40


def test_every_file_has_the_same_chance():
    hits = dict.fromkeys(UNITS["a"], 0)
    for seed in range(1500):
        for number in draw(str(seed), {"a": UNITS["a"]}, 4)["a"]:
            hits[number] += 1
    assert 100 < min(hits.values()) <= max(hits.values()) < 210  # 150 on average


def test_a_sample_is_drawn_by_unit_and_can_be_drawn_again(city, closed):
    matter = drawn(city)
    sample = Sample.objects.get(proceeding=matter)
    assert (sample.population, sample.files.count()) == (3, 2)
    assert drawn_again(sample)
    SampledFile.objects.filter(pk=sample.files.first().pk).delete()
    assert not drawn_again(sample)


def test_accusations_and_open_matters_are_no_candidates(city, closed):
    petition(city).to("accusation")
    petition(city).to("replied")
    catch_up()
    assert {unit: len(numbers) for unit, numbers in candidates(MONDAY, ON).items()} == {"branch": 3}


def test_a_draw_that_makes_no_sense_is_refused_and_nothing_stands(city, closed):
    for more, error in (
        ({"last_day": "2026-07-01"}, Refused),
        ({"first_day": "2026-06-20", "last_day": "2026-06-01"}, Refused),
        ({"per_unit": "0"}, Refused),
        ({"per_unit": "101"}, Refused),
        ({"per_unit": "x"}, FieldsRefused),
        ({"seed": ""}, FieldsRefused),
        ({"first_day": "昨天"}, FieldsRefused),
        ({"first_day": "2025-01-01", "last_day": "2025-01-31"}, Refused),
    ):
        with pytest.raises(error):
            drawn(city, **more)
    assert not Proceeding.objects.filter(procedure="file_review").exists()


def test_only_drawn_files_are_reviewed_and_not_by_their_own_unit(city, closed):
    review = driven(city, drawn(city))
    inside = review.matter.sample.files.first().petition.number
    outside = next(d.matter.number for d in closed if not d.matter.samples.exists())
    with pytest.raises(Refused):
        review.do("review_file", fields={"file": outside})
    SampledFile.objects.update(unit="petitions")
    with pytest.raises(Refused):
        review.do("review_file", "petition-officer", fields={"file": inside})


def test_findings_go_back_to_the_unit_and_the_review_closes_when_all_is_mended(city, closed):
    review = driven(city, drawn(city))
    first, second = (one.petition.number for one in review.matter.sample.files.order_by("pk"))
    review.do("review_file", fields={"file": first, "findings": ["late", "no_service", "missing_papers"]})
    with pytest.raises(Refused):
        review.do("finish", fields={"result": "mend"})
    review.do("review_file", fields={"file": second})
    with pytest.raises(Refused):
        review.do("finish", fields={"result": "clean"})
    review.do("finish", fields={"result": "mend"})
    mending = driven(city, Mending.objects.get().proceeding)
    assert mending.clock("quality.mending").owner["chain"][-1] == "branch"
    assert first in mending.projection.facts["findings"]
    with pytest.raises(Refused):
        review.do("close_review")
    mending.do("mend")
    mending.do("check_mending", fields={"result": "again"})
    mending.do("mend")
    mending.do("check_mending", fields={"result": "good"})
    review.do("close_review")
    assert (review.state, mending.state) == ("closed", "done")
    review.holds()
    mending.holds()


def test_a_clean_sample_returns_nothing(city, closed):
    review = driven(city, drawn(city))
    for one in review.matter.sample.files.all():
        review.do("review_file", fields={"file": one.petition.number})
    review.do("finish", fields={"result": "clean"})
    assert (review.state, Mending.objects.count()) == ("closed", 0)


def test_a_voided_review_is_to_be_done_again(city, closed):
    review = driven(city, drawn(city))
    one = review.matter.sample.files.first()
    act = review.do("review_file", fields={"file": one.petition.number, "findings": ["late"]})
    review.do("correct", "petition-officer", fields={"number": act.seq})
    one.refresh_from_db()
    assert (one.reviewed, one.findings) == (False, [])


def test_units_are_compared_by_files_and_a_file_counts_once_a_part():
    files = [
        SampledFile(unit="a", reviewed=True, findings=["missing_papers", "no_service", "late"]),
        SampledFile(unit="a", reviewed=True, findings=[]),
        SampledFile(unit="b", reviewed=False, findings=[]),
    ]
    a, b = results(files)
    assert (a.drawn, a.reviewed, a.clean, a.parts["complete"], a.parts["timely"]) == (2, 2, 1, 1, 1)
    assert (b.drawn, b.reviewed, b.clean) == (1, 0, 0)


def test_the_unit_sees_its_own_mending_and_another_does_not(city, closed):
    from qingtian.apps.proceedings.policy import may_see

    review = driven(city, drawn(city))
    for one in review.matter.sample.files.all():
        review.do("review_file", fields={"file": one.petition.number, "findings": ["late"]})
    review.do("finish", fields={"result": "mend"})
    mending = Mending.objects.get().proceeding
    assert may_see(city.actor("handler", ON), mending)
    assert not may_see(city.actor("handler-2", ON), mending)
    assert date.fromisoformat(str(mending.next_due)) > ON
