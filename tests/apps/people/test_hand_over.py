"""Terms of office begin, end and pass on by day, each with the number of its decision."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from qingtian.apps.people.actions.tenures import begin_tenure, end_tenure, hand_over
from qingtian.apps.people.models import Tenure
from qingtian.apps.people.queries import holder, posts_of
from qingtian.errors import Refused
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


@pytest.fixture
def tenure(city):
    return Tenure.objects.get(post=city.posts["handler"])


def test_the_post_passes_on_the_day_and_not_before(city, tenure):
    successor = city.people["handler-2"]
    begun = hand_over(tenure, successor, starts=TODAY, decision="云组任〔2026〕9号")
    assert holder(city.posts["handler"], TODAY - timedelta(days=1)) == city.people["handler"]
    assert holder(city.posts["handler"], TODAY) == successor
    assert not posts_of(city.people["handler"], TODAY)
    assert begun.decision == "云组任〔2026〕9号"
    tenure.refresh_from_db()
    assert "免：云组任〔2026〕9号" in tenure.decision


@pytest.mark.parametrize(
    ("change", "code"),
    [({"to": "handler"}, "same_person"), ({"decision": " "}, "decision_missing"),
     ({"starts": date(2020, 1, 1)}, "ends_before_it_starts")],
)  # fmt: skip
def test_an_impossible_hand_over_changes_nothing(city, tenure, change, code):
    told = {"to": "handler-2", "starts": TODAY, "decision": "9号"} | change
    with pytest.raises(Refused) as refused:
        hand_over(tenure, city.people[told.pop("to")], **told)
    assert refused.value.code == f"people.{code}"
    tenure.refresh_from_db()
    assert tenure.ends is None


def test_a_term_ends_once_and_a_post_is_held_once_by_a_person(city, tenure):
    with pytest.raises(Refused):
        begin_tenure(tenure.person, tenure.post, starts=TODAY, decision="9号")
    end_tenure(tenure, ends=TODAY, decision="9号")
    with pytest.raises(Refused):
        end_tenure(tenure, ends=TODAY, decision="9号")
    with pytest.raises(Refused):
        begin_tenure(tenure.person, tenure.post, starts=TODAY, decision="10号")
    assert begin_tenure(tenure.person, tenure.post, starts=TODAY + timedelta(days=1), decision="10号")
