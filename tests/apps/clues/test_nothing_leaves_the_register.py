"""What the register holds stands nowhere else: no export, file, index, timeline, figure, log or table of a case."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.serializers import serialize
from django.db import transaction

import qingtian
from qingtian.apps.clues.actions.look import open_count
from qingtian.apps.proceedings.export import export_case_file
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.one_file import one_file
from qingtian.apps.proceedings.queries import connections, timeline, worklist
from qingtian.trail.case_file_verifier import faults
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
    assert list(faults(exported.encode())) == [], "the verifier that stands alone still proves it"
    for language in ("zh", "en"):
        told = repr(one_file([answered.matter], words={}, on=TODAY, language=language))
        assert REASON not in told
        assert "有线索" not in told
        assert "Suspected" not in told


def test_no_log_says_it(answered: Any, caplog: pytest.LogCaptureFixture) -> None:
    assert REASON not in caplog.text


# ---- nobody reads it, and the answer changes nothing elsewhere -------------------------------------------------------

SOURCE = Path(qingtian.__file__).parent
#: who may read the register: itself, its pages, the bare count on the home of supervision, the demonstration
READERS = {"apps/clues", "web/desk/clues", "web/desk/ladder/home.py", "demo/clue_life.py"}
NAMES = re.compile(r"apps\.clues|clues_registerentry|RegisterEntry|[\"']clues[\"'.]")
#: lines that name it without reading it: the app is installed, its rows are cleared with the demonstration's
NAMED = {"config/settings.py", "demo/clearing.py", "demo/loading.py", "web/desk/urls.py"}


def test_no_other_part_of_the_product_reads_the_register() -> None:
    """No export, exchange, disclosure, figure, statistic, search or worklist can tell what it never reads."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        place = path.relative_to(SOURCE).as_posix()
        if not any(place.startswith(reader) for reader in READERS) and NAMES.search(path.read_text(encoding="utf-8")):
            found.add(place)
    assert found <= NAMED, found - NAMED


def told_elsewhere(drive: Any, answer: str) -> str:
    """All that is said of the case after that answer, without what chance or the chain makes different each time."""
    with transaction.atomic():
        drive.do("close", fields={"dereliction": answer, "dereliction_reason": REASON})
        matter = Proceeding.objects.get(pk=drive.matter.pk)
        exported = json.loads(export_case_file(matter, now=at(TODAY)))
        inspector = drive.actor("inspector")
        said = {
            "projection": matter.projection,
            "export": [link.get("content") for held in exported["body"]["proceedings"] for link in held["acts"]],
            "timeline": [repr(entry) for entry in timeline(matter)],
            "links": [repr(one) for one in connections(matter)],
            "one_file": [repr(one_file([matter], words={}, on=TODAY, language=one)) for one in ("zh", "en")],
            "papers": list(matter.papers.values_list("template", "title_zh", "title_en", "number")),
            "lists": {
                which: [row.number for row in worklist(inspector, which, TODAY)]
                for which in ("mine", "due", "overdue", "waiting", "all", "ended")
            },
        }
        transaction.set_rollback(True)
    drive.matter.refresh_from_db()
    return CHANCE.sub("·", json.dumps(said, ensure_ascii=False, default=str, sort_keys=True))


#: digests, salts and keys of rows made anew
CHANCE = re.compile(r"[0-9a-f]{16,}|pk=\d+|\"id\": \d+|object at 0x[0-9a-f]+")


def test_either_answer_leaves_the_same_words_everywhere_but_in_the_register(city: Any) -> None:
    drive = case(city).to("accepted")
    none, suspected = (told_elsewhere(drive, answer) for answer in ("none", "suspected"))
    assert none == suspected
    assert '"close"' in none
