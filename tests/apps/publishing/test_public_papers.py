"""A paper for the public says what passed the gate and nothing else, whichever procedure makes it."""

from __future__ import annotations

import pytest

from qingtian.apps.proceedings.actions import issue_paper
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.chapters import CHAPTERS, cleared
from qingtian.apps.proceedings.models import Act, Paper
from qingtian.apps.proceedings.papers import catalogue
from qingtian.apps.proceedings.queries import possible
from qingtian.apps.publishing.queries import papers_before_the_gate
from qingtian.errors import Refused
from qingtian.procedures import load_procedures
from qingtian.procedures.guards import GUARDS
from tests.apps.proceedings.driving import case
from tests.days import at
from tests.publishing import ROAD, act, cleared_notice, drafted

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
WORDS = "十二家喷涂车间都装了收集设施。"


def announce(drive, words=WORDS):
    values = {"notice": words, "published_at": "街道公告栏"}
    transition = drive.transition("announce")
    drive.matter.refresh_from_db()
    by = drive.who(transition)
    perform(
        drive.matter, "announce", by=by, on=drive.day, now=at(drive.day), fields=values, expected_seq=drive.matter.seq
    )


def refusal(do) -> Refused:
    with pytest.raises(Refused) as refused:
        do()
    return refused.value


def test_every_act_that_makes_a_public_paper_declares_both_conditions_of_the_gate():
    public = [
        (procedure.id, transition)
        for procedure in load_procedures()
        for transition in procedure.transitions
        if transition.paper and catalogue()[transition.paper].public
    ]
    assert public, "the notice of a case is a public paper"
    for where, transition in public:
        asked = {guard.name for guard in transition.guards}
        assert {"cleared_for_the_public", "says_what_was_cleared"} <= asked, (where, transition.act)


@pytest.mark.parametrize("until", [None, *(step for step, _, _ in ROAD[:-1])])
def test_a_notice_is_not_put_up_before_its_publication_was_approved(city, until):
    drive = case(city).to("county_checked")
    if until:
        cleared_notice(city, drive.matter, WORDS, drive.day, until)
    offered = {p.transition.act: p for p in possible(drive.matter, drive.who(drive.transition("announce")), drive.day)}
    assert not offered["announce"].allowed
    assert refusal(lambda: announce(drive)).code == "act.guard"
    assert not Paper.objects.filter(template="case_public_notice").exists()


def test_an_approved_notice_is_put_up_word_for_word(city):
    drive = case(city).to("county_checked")
    cleared_notice(city, drive.matter, WORDS, drive.day)
    refused = refusal(lambda: announce(drive, WORDS + "区长亲自督办。"))
    assert "一样" in refused.message.zh
    announce(drive)
    assert drive.matter.papers.get(template="case_public_notice").act.act == "announce"
    assert not papers_before_the_gate().exists()


def test_the_notice_put_up_is_the_masked_one(city):
    drive = case(city).to("county_checked")
    review = {"review": {"conclusion": "masked", "masks": "王某某", "ground": "privacy"}}
    cleared_notice(city, drive.matter, f"{WORDS}联系人王某某。", drive.day, changes=review)
    assert refusal(lambda: announce(drive, f"{WORDS}联系人王某某。")).code == "act.guard"
    announce(drive, f"{WORDS}联系人□□。")


@pytest.mark.parametrize("change", [{"kind": "notice"}, {"source": ""}])
def test_a_publication_of_another_kind_or_of_no_matter_opens_nothing(city, change):
    drive = case(city).to("county_checked")
    cleared_notice(city, drive.matter, WORDS, drive.day)
    assert cleared(drive.matter)
    drive.matter.publications.update(**({"source": None} if "source" in change else change))
    assert cleared(drive.matter) is None
    assert refusal(lambda: announce(drive)).code == "act.guard"


def test_a_publication_taken_down_or_being_corrected_opens_nothing(city):
    drive = case(city).to("county_checked")
    notice = cleared_notice(city, drive.matter, WORDS, drive.day)
    act(city, notice, "publish", "petition-officer", drive.day, place="仅本网页")
    assert cleared(drive.matter).number == notice.number
    act(city, notice, "amend", "petition-officer", drive.day, why="改一句", text=WORDS)
    assert cleared(drive.matter) is None


def test_the_kernel_refuses_a_public_paper_even_where_a_procedure_forgot_to_ask(city, monkeypatch):
    for name in ("cleared_for_the_public", "says_what_was_cleared"):
        free = GUARDS[name]
        monkeypatch.setitem(GUARDS, name, type(free)(name, lambda context: None, False, (), free.means))
    drive = case(city).to("county_checked")
    acts = Act.objects.count()
    assert refusal(lambda: announce(drive)).code == "paper.not_cleared"
    assert Act.objects.count() == acts


def test_without_a_chapter_that_keeps_the_gate_nothing_is_cleared(city, monkeypatch):
    drive = case(city).to("county_checked")
    cleared_notice(city, drive.matter, WORDS, drive.day)
    monkeypatch.delitem(CHAPTERS, "publication")
    assert cleared(drive.matter) is None


def test_a_notice_of_a_version_without_the_gate_stays_and_is_listed_until_its_publication_is_approved(
    city, monkeypatch
):
    drive = case(city).to("county_checked")
    with monkeypatch.context() as before:
        for name in ("cleared_for_the_public", "says_what_was_cleared"):
            free = GUARDS[name]
            before.setitem(GUARDS, name, type(free)(name, lambda context: None, False, (), free.means))
        before.setattr(issue_paper, "cleared", lambda matter: True)
        announce(drive)
    assert [paper.proceeding for paper in papers_before_the_gate()] == [drive.matter]
    drive.matter.refresh_from_db()
    drive.to("announced").holds()
    late = drafted(city, drive.day, kind="case_notice", subject="补审的公示", source=drive.matter.number, text=WORDS)
    assert papers_before_the_gate().exists()
    for step, post, fields in ROAD:
        act(city, late, step, post, drive.day, **fields)
    assert not papers_before_the_gate().exists()
