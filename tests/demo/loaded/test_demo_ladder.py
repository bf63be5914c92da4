"""The ladder of the invented city: every step begun, some of them overdue, returned, proposed upward or received."""

from __future__ import annotations

from datetime import timedelta

import pytest

from qingtian.apps.proceedings.models import Clock, Proceeding
from qingtian.apps.supervision.queries import waiting
from tests.conftest import TODAY

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.usefixtures("loaded")]
pytestmark += [pytest.mark.slow]


def test_steps_of_the_ladder_stand_at_every_stage() -> None:
    found = set(Proceeding.objects.values_list("procedure", "state"))
    assert {
        ("reminder_letter", "lifted"),
        ("reminder_letter", "delivered"),
        ("supervision_order", "delivered"),
        ("interview", "planned"),
        ("listed_supervision", "delivered"),
        ("listed_supervision", "lifted"),
        ("circular", "lifted"),
        ("regional_suspension", "proposed"),
        ("special_inspection", "delivered"),
    } <= found


def test_a_reminder_is_unanswered_and_the_rules_propose() -> None:
    late = Clock.objects.filter(key="supervision.reminder_reply", status="running", due__lt=TODAY - timedelta(days=9))
    assert late.exists()
    assert waiting().filter(rule="reminder_unanswered").exists()
    assert waiting().filter(step="supervision_order").exists()
