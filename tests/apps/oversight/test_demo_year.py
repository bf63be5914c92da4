"""The year of the demonstration: every kind of oversight, done, late, moved and dropped."""

from datetime import date

import pytest

from qingtian.apps.oversight.models import AnnualDraft, OversightItem
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.verification import verify_proceeding
from qingtian.apps.tasks.models import TrackedTask
from qingtian.demo import people, places
from qingtian.demo.oversight_life import oversight_lives
from qingtian.demo.stage import Stage

pytestmark = [pytest.mark.slow, pytest.mark.django_db(databases=["default", "identity"])]


@pytest.mark.parametrize("today", [date(2026, 11, 26), date(2027, 3, 1)])
def test_every_kind_is_there_and_every_trail_holds(today, settings, tmp_path):
    settings.DATA = tmp_path
    stage = Stage(today, 7)
    places.create_areas()
    people.create_organs()
    people.create_posts()
    people.create_people(stage.rng("people"), today)
    people.create_duties(today)
    for life in oversight_lives(stage):
        stage.begin(life)
    stage.run()
    found = dict(OversightItem.objects.values_list("proceeding__title", "proceeding__state"))
    assert len(found) == 9
    assert {"published", "drafting", "followed_up", "preparing", "opinions", "inspected", "answer_again", "closed"} <= {
        *found.values()
    }
    assert TrackedTask.objects.count() == 5
    assert AnnualDraft.objects.count() == 1
    assert all(not list(verify_proceeding(one)) for one in Proceeding.objects.all())
