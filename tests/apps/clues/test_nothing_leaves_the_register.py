"""What the register holds stands nowhere else: no export, file, index, timeline, figure, log or table of a case."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from django.apps import apps
from django.core.serializers import serialize

from qingtian.apps.clues.actions.look import open_count
from qingtian.apps.proceedings.export import export_case_file
from qingtian.apps.proceedings.one_file import one_file
from tests.apps.proceedings.driving import case
from tests.days import TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
REASON = "夜查缺六晚标记"


@pytest.fixture
def answered(city: Any, caplog: pytest.LogCaptureFixture) -> Any:
    caplog.set_level(logging.DEBUG)
    drive = case(city).to("accepted")
    drive.do("close", fields={"dereliction": "suspected", "dereliction_reason": REASON})
    assert open_count() == 1
    return drive


def test_no_table_of_either_database_holds_the_answer_or_its_reason(answered: Any) -> None:
    for model in apps.get_models():
        database = "identity" if model._meta.app_label == "identities" else "default"
        held = serialize("json", model._base_manager.using(database).all(), ensure_ascii=False)
        assert REASON not in held, model._meta.label
        assert '"suspected"' not in held.replace('\\"', '"'), model._meta.label


def test_the_hash_export_and_the_one_file_say_only_that_it_was_asked(answered: Any) -> None:
    exported = export_case_file(answered.matter, now=at(TODAY)).decode()
    assert REASON not in exported
    assert '"suspected"' not in exported
    [held] = json.loads(exported)["body"]["proceedings"]
    closing = next(act for act in held["acts"] if (act.get("content") or {}).get("act") == "close")
    assert set(closing["content"]["fields"]["dereliction"]) == {"sealed"}
    assert set(closing["content"]["fields"]["dereliction_reason"]) == {"sealed"}
    for language in ("zh", "en"):
        told = repr(one_file([answered.matter], words={}, on=TODAY, language=language))
        assert REASON not in told
        assert "有线索" not in told
        assert "Suspected" not in told


def test_no_log_says_it(answered: Any, caplog: pytest.LogCaptureFixture) -> None:
    assert REASON not in caplog.text
