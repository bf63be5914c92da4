"""N times the year: every copy has its own numbers and reporter, and its chain holds; what comes next goes on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import Count

from qingtian.apps.identities.models import SealedIdentity
from qingtian.apps.identities.vault import Opener, open_identity
from qingtian.apps.petitions.models import Petition, PetitionPhoto
from qingtian.apps.proceedings.models import Act, ActContent, CaseFile, Link, Paper, Proceeding, UpstreamNumber
from qingtian.apps.proceedings.models.number_series import next_number
from qingtian.apps.proceedings.verification import verify_all
from qingtian.demo.enter_once import clerks_rounds
from qingtian.demo.loading import Loaded, load_city
from qingtian.demo.merged_life import GROUPS, schedule_merged
from qingtian.demo.paper_life import paper_rounds
from qingtian.demo.scale import multiply
from qingtian.demo.scale.naming import Naming
from qingtian.demo.scale.round import moved_on
from qingtian.demo.schedule import schedule_reports
from qingtian.demo.stage import Stage
from tests.conftest import TODAY, at
from tests.demo.conftest import few_cases, undone

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.slow]


@pytest.fixture(scope="module")
def twice(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, int]]:
    """A very small year twice over: how many matters it had, and how many of them have photos."""
    with django_db_blocker.unblock(), undone():
        stage = Stage(TODAY, 7)
        load_city(stage, Loaded(TODAY, 7), lambda what, number: None, at(TODAY, 8), 0)
        few_cases(stage)
        schedule_merged(stage, GROUPS[1:2])
        schedule_reports(stage, 13)
        stage.begin(clerks_rounds(stage))
        stage.begin(paper_rounds(stage))
        stage.run()
        matters = Proceeding.objects.count()
        added = multiply(2, lambda what, number: None)
        yield {"matters": matters, "added": added}


def test_every_matter_without_photos_is_there_twice(twice: dict[str, int]) -> None:
    photographed = PetitionPhoto.objects.values("petition").distinct().count()
    assert photographed > 0
    assert twice["added"] == twice["matters"] - photographed
    assert Proceeding.objects.count() == twice["matters"] + twice["added"]
    kept = Proceeding.objects.exclude(petition__photos__isnull=False)
    for table in ("acts", "papers", "clocks", "parties", "files", "upstream_numbers"):
        counts = list(kept.order_by("pk").annotate(n=Count(table)).values_list("n", flat=True))
        assert counts[: len(counts) // 2] == counts[len(counts) // 2 :], table
        assert sum(counts) > 0


def test_every_chain_holds_and_every_row_equals_its_replay(twice: dict[str, int]) -> None:
    assert [finding for finding in verify_all() if finding] == []


def test_no_number_mark_receipt_or_head_is_there_twice(twice: dict[str, int]) -> None:
    for column in ("number", "uid", "head"):
        assert not Proceeding.objects.values(column).annotate(n=Count("pk")).filter(n__gt=1).exists(), column
    for column in ("receipt", "key_digest", "identity_token"):
        assert not Petition.objects.values(column).annotate(n=Count("pk")).filter(n__gt=1).exists(), column
    numbered = Paper.objects.exclude(number="")
    assert numbered.exists()
    assert not numbered.values("organ", "number").annotate(n=Count("pk")).filter(n__gt=1).exists()
    elsewhere = UpstreamNumber.objects.exclude(number="")
    assert elsewhere.exists()
    assert not elsewhere.values("system", "number").annotate(n=Count("pk")).filter(n__gt=1).exists()
    assert not CaseFile.objects.values("volume").annotate(n=Count("pk")).filter(n__gt=1).exists()
    assert not Act.objects.values("hash").annotate(n=Count("pk")).filter(n__gt=1).exists()


def test_a_copy_names_itself_and_its_kin_and_never_its_template(twice: dict[str, int]) -> None:
    for content in ActContent.objects.select_related("act__proceeding"):
        assert content.content["proceeding"] == content.act.proceeding.number
    merged = Link.objects.filter(kind=Link.Kind.DUPLICATE_OF).select_related("source", "target")
    assert merged.count() % 2 == 0
    for link in merged:
        act = link.source.acts.filter(act="merge").latest("seq")
        main = act.content.content["fields"]["main"]
        assert (main["number"], main["uid"]) == (link.target.number, link.target.uid)


def test_copies_name_their_own_files(twice: dict[str, int]) -> None:
    seals = ActContent.objects.filter(act__act="seal_paper").select_related("act__proceeding")
    assert seals.count() > 0
    for content in seals:
        keys = {file["id"] for file in content.content["fields"]["scan"]}
        assert keys <= set(content.act.proceeding.files.values_list("pk", flat=True))


def test_every_reporter_of_a_copy_is_sealed_and_visibly_invented(twice: dict[str, int]) -> None:
    tokens = set(Petition.objects.values_list("identity_token", flat=True))
    assert tokens == set(SealedIdentity.objects.filter(token__in=tokens, claimed=True).values_list("token", flat=True))
    copy = Petition.objects.filter(proceeding__projection__facts__naming="named").latest("pk")
    opener = Opener(1, "测试员", "post", "organ")
    identity = open_identity(copy.identity_token, by=opener, reason="核对演示数据", now=at(TODAY))
    assert identity.name.startswith(("演示居民", "Demo Resident"))


def test_the_next_number_follows_the_last_copy(twice: dict[str, int]) -> None:
    last = Proceeding.objects.filter(number__startswith="XF-2026-").order_by("-number").values_list("number", flat=True)
    assert next_number("XF", 2026) == f"XF-2026-{int(last[0][-6:]) + 1:06d}"


def test_names_are_changed_inside_texts_and_other_things_are_left_alone() -> None:
    names = Naming({"XF-2026-000001": "XF-2026-000009"}, {"云环〔2026〕1号": "云环〔2026〕1000001号"}, {4: 8})
    given = {
        "why": "与XF-2026-000001、XF-2026-000002 同一件",
        "number": "云环〔2026〕1号",
        "basis": "依据云环〔2026〕1号",
        "scan": [{"id": 4, "sm3": "ab"}, {"id": 5, "sm3": "cd"}],
        "id": 4,
    }
    named = names.of(given)
    assert named["why"] == "与XF-2026-000009、XF-2026-000002 同一件"
    assert named["number"] == "云环〔2026〕1000001号"
    assert named["basis"] == "依据云环〔2026〕1号"
    assert [file["id"] for file in named["scan"]] == [8, 5]
    assert named["id"] == 4
    assert given["scan"][0]["id"] == 4


@pytest.mark.parametrize(
    ("written", "moved"),
    [
        ("云环〔2026〕12号", "云环〔2026〕2000012号"),
        ("WS·2026-030", "WS·2026-2000030"),
        ("20260101-653456", "20260101-2653456"),
    ],
)
def test_numbers_of_papers_and_volumes_move_on_by_round(written: str, moved: str) -> None:
    assert moved_on(written, 2) == moved
