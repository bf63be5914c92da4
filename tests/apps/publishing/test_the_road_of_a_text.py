"""Nothing is published without three readings and a confidentiality review, each by somebody else (三审三校)."""

from __future__ import annotations

import pytest

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.verification import verify_proceeding
from qingtian.apps.publishing.actions.mask import masked
from qingtian.apps.publishing.models import Publication, PublishedVersion
from qingtian.apps.publishing.queries import once_published, versions_shown
from qingtian.errors import Refused
from qingtian.procedures import load_procedures
from qingtian.procedures.decide import FieldsRefused
from tests.conftest import TODAY
from tests.publishing import DRAFT, PASSED, ROAD, STANDING, act, drafted, published, standing, walk

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


def refusal(do) -> Refused:
    with pytest.raises(Refused) as refused:
        do()
    return refused.value


def test_a_text_goes_the_whole_road_and_its_chain_holds(city):
    matter = published(city)
    version = PublishedVersion.objects.get()
    assert (matter.state, version.version, version.text, version.masked) == ("published", 1, DRAFT["text"], 0)
    assert list(verify_proceeding(matter)) == []
    assert not matter.clocks.filter(status="running").exists()


@pytest.mark.parametrize("place", range(len(ROAD)))
def test_no_step_can_be_left_out(city, place):
    matter = drafted(city)
    for name, post, fields in ROAD[:place]:
        act(city, matter, name, post, **fields)
    for name, post, fields in [*ROAD[place + 1 :], ("publish", "petition-officer", {"place": "无"})]:
        refused = refusal(lambda name=name, post=post, fields=fields: act(city, matter, name, post, **fields))
        assert refused.code == "act.not_now", name
    assert not PublishedVersion.objects.exists()


@pytest.mark.parametrize(
    ("walked", "name", "post"),
    [
        (None, "read_1", "petition-officer"),
        ("read_1", "read_2", "petition-officer"),
        ("read_2", "read_3", "reviewer"),
        ("review", "approve", "petition-officer"),
    ],
)
def test_whoever_had_an_earlier_step_does_not_do_the_next(city, walked, name, post):
    matter = drafted(city)
    if walked:
        walk(city, matter, walked)
    fields = {"approved": "yes"} if name == "approve" else PASSED
    assert refusal(lambda: act(city, matter, name, post, **fields)).code == "act.guard"


@pytest.mark.parametrize("kind", ["facts", "words", "law", "persons"])
def test_a_returned_text_is_read_again_from_the_beginning(city, kind):
    matter = walk(city, drafted(city), "read_1")
    act(city, matter, "read_2", "reviewer", result=kind, opinion="退回。")
    assert matter.state == "drafted"
    act(city, matter, "revise", "petition-officer", text="新稿。", why="改了")
    assert walk(city, matter).state == "approved"


def test_every_wording_is_kept_and_the_public_reads_the_last(city):
    matter = walk(city, drafted(city), read_2={"text": "本月起，夜间施工要先公告。"})
    act(city, matter, "publish", "petition-officer", place="市局网站")
    publication = Publication.objects.get()
    assert [t.act for t in publication.texts.all()] == ["draft", "read_2"]
    assert versions_shown(once_published().get())[0]["text"] == "本月起，夜间施工要先公告。"


def test_masked_words_reach_neither_text_nor_title_of_the_public(city):
    text = "联系人王某某，电话另行公布。王某某值守。"
    masks = {"conclusion": "masked", "ground": "privacy", "masks": "王某某"}
    matter = walk(city, drafted(city, text=text, subject="王某某的公告"), review=masks)
    act(city, matter, "publish", "petition-officer", place="无")
    version = PublishedVersion.objects.get()
    shown = versions_shown(once_published().get())[0]
    assert "王某某" not in str(dict(shown.fields))
    assert (version.masked, version.ground, version.title) == (3, "privacy", "□□的公告")


@pytest.mark.parametrize(
    "fields",
    [
        {"conclusion": "masked", "ground": "privacy", "opinion": "隐去"},
        {"conclusion": "masked", "masks": "夜间", "opinion": "没有依据"},
        {"conclusion": "masked", "ground": "privacy", "masks": "没有这个词", "opinion": "隐去"},
        {"conclusion": "open", "masks": "夜间", "opinion": "可以"},
        {"conclusion": "withheld", "opinion": "没有依据"},
    ],
)
def test_masking_and_withholding_say_what_and_why(city, fields):
    matter = walk(city, drafted(city), "read_3")
    assert refusal(lambda: act(city, matter, "review", "secrecy", **fields)).code == "act.guard"


def test_a_longer_mask_wins_over_a_shorter_one_inside_it():
    assert masked("王某和王某某", ["王某", "王某某"]) == ("□□和□□", 2)
    assert masked("a.b", ["."]) == ("a□□b", 1)
    assert masked("x", []) == ("x", 0)


@pytest.mark.parametrize("text", ["机密★10年\n内容", "（秘密）", "内部资料 注意保存", "工作秘密"])
def test_a_marked_text_is_not_even_drafted(city, text):
    assert refusal(lambda: drafted(city, text=text)).code == "act.guard"
    assert not Publication.objects.exists()


def test_a_leader_is_named_only_with_a_recorded_decision(city):
    leader = city.people["vice-mayor"].name_zh
    text = f"{leader}包案。"
    assert leader in refusal(lambda: drafted(city, text=text)).message.zh
    matter = drafted(city, text=text, leader_decision="市委专题会 2026-11-02")
    assert walk(city, matter).state == "approved"
    other = drafted(city)
    assert refusal(lambda: act(city, other, "read_1", "discipline", **PASSED, text=text)).code == "act.guard"


def test_a_correction_takes_the_same_road_and_both_versions_stay(city):
    matter = published(city)
    act(city, matter, "amend", "petition-officer", text="改过的全文。", why="日期写错")
    assert [v["text"] for v in versions_shown(once_published().get())] == [DRAFT["text"]], "the old text stands"
    assert refusal(lambda: act(city, matter, "publish", "petition-officer", place="无")).code == "act.not_now"
    act(city, walk(city, matter), "publish", "petition-officer", place="无")
    latest, first = versions_shown(once_published().get())
    assert (latest["version"], latest["text"], latest["correction"]) == (2, "改过的全文。", "日期写错")
    assert (first["version"], first["text"], first["correction"]) == (1, DRAFT["text"], "")


def test_what_is_taken_down_shows_its_title_and_the_reason_only(city):
    matter = published(city)
    act(city, matter, "take_down", "petition-officer", why="已经失效")
    (shown,) = versions_shown(once_published().get())
    assert shown["withdrawn"] == "已经失效"
    assert "text" not in shown.fields


def test_a_standing_decision_and_a_notice_do_not_change_places(city):
    assert refusal(lambda: drafted(city, kinds=["matter"])).code == "act.guard"
    assert refusal(lambda: drafted(city, **(STANDING | {"kinds": []}))).code == "act.guard"
    notice, decision = walk(city, drafted(city)), walk(city, drafted(city, **STANDING))
    assert refusal(lambda: act(city, notice, "put_in_force", "reviewer")).code == "act.guard"
    assert refusal(lambda: act(city, decision, "publish", "petition-officer", place="无")).code == "act.guard"


def test_a_choice_nobody_offered_is_refused(city):
    with pytest.raises(FieldsRefused):
        drafted(city, **(STANDING | {"kinds": ["identities"]}))


def test_a_standing_decision_is_suspended_resumed_and_ended(city):
    matter = standing(city)
    for name, post, state in [
        ("suspend", "petition-officer", "suspended"),
        ("resume", "reviewer", "in_force"),
        ("take_down", "petition-officer", "withdrawn"),
    ]:
        assert act(city, matter, name, post, why="检修").state == state
    assert Proceeding.objects.get().ended_on == TODAY


def test_the_kinds_a_decision_may_name_are_those_of_the_gate():
    from qingtian.apps.publishing.kinds import BY_ITSELF, kinds

    field = load_procedures().editions("publication")[-1].transitions_from("start")[0].field("kinds")
    assert set(field.choices) == set(kinds()) - set(BY_ITSELF)
