"""Damage claims in the invented city: a small one agreed and restored, a big one sued and restored at the second try,
one refused as slight, one in negotiation, one from a penalty case, one just registered. Three bureaus act for the city.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from qingtian.apps.parties.models import Party
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.store_file import store_file
from qingtian.apps.proceedings.models import Proceeding
from qingtian.demo.compensation_words import CLUES, WORDS
from qingtian.demo.pictures import photo
from qingtian.demo.publication_life import ROAD, PublicationLife
from qingtian.demo.stage import Life, Stage, moment, office_moment
from qingtian.secrecy import Declaration

CLAIMANT = "yunping-government"
DESIGNATION = "云政发〔2025〕12号"
#: by bureau: who acts and who decides
POSTS = {
    "yunping-eeb": ("yunping-eeb-reviewer", "yunping-eeb-deputy"),
    "yunping-water": ("yunping-water-officer", "yunping-water-head"),
    "yunping-forestry": ("yunping-forestry-officer", "yunping-forestry-head"),
}
DECIDED_BY_HEADS = frozenset(
    {
        *("open_claim", "refuse_claim", "agree", "fail_negotiation", "sue", "enforce", "claim_fallback"),
        "close_claim",
    }
)
#: fields that hold the day of the act
DAY_OF = {
    "begin_negotiation": "served_on",
    "meet": "held_on",
    "apply_confirmation": "applied_on",
    "record_announcement": "announced_on",
    "record_confirmation": "ruled_on",
    "sue": "filed_on",
    "record_judgment": "effective_on",
    "pay": "paid_on",
    "monitor": "measured_on",
    "finish_restoration": "finished_on",
    "note_public_interest": "on_day",
}
#: fields that hold a day so many days later
AHEAD = {
    "investigate": ("assess_by", 60),
    "begin_negotiation": ("answer_by", 10),
    "plan_restoration": ("finish_by", 90),
    "restore_further": ("finish_by", 50),
}
#: acts that carry a drawn photo of the place, and the field it goes in
PHOTOS = {"report_investigation": "evidence_files", "finish_restoration": "photos"}


@dataclass(frozen=True)
class Claim:
    """One claim: who acts, days before today of its clue, and the acts it has come to with the days before today."""

    key: str
    bureau: str
    before: int
    acts: tuple[tuple[str, int], ...]
    #: what is made public of it: subject, text, and the days before today it is published
    notice: tuple[str, str, int] | None = None
    words: dict[str, dict[str, Any]] = field(default_factory=dict)


UP_TO_ASSESSED = ("check_clue", "open_claim", "investigate", "report_investigation", "enter_losses", "assess")


def _days(first: int, *steps: tuple[str, int]) -> tuple[tuple[str, int], ...]:
    """The acts up to the assessment, some days apart from the day ``first`` on, then the others on their own days."""
    apart = (0, 2, 5, 18, 20, 26)
    opening = tuple((act, first - later) for act, later in zip(UP_TO_ASSESSED, apart, strict=True))
    return (*opening, *steps)


CLAIMS = (
    Claim(
        "small",
        "yunping-water",
        300,
        _days(
            288,
            *(("begin_negotiation", 255), ("meet", 246), ("agree", 240), ("pay", 226), ("plan_restoration", 224)),
            *(("monitor", 170), ("finish_restoration", 150), ("evaluate", 138), ("note_publication", 120)),
            ("close_claim", 112),
        ),
        (
            "桐浦填埋场渗滤液损害河道赔偿协议和修复结果",
            "赔偿义务人按协议缴纳评估费用并清理河道四百米，经评估达到修复目标。",
            125,
        ),
    ),
    Claim(
        "big",
        "yunping-eeb",
        385,
        _days(
            370,
            *(("report_major", 338), ("begin_negotiation", 335), ("meet", 322), ("meet", 305), ("meet", 290)),
            *(("note_public_interest", 288), ("fail_negotiation", 280), ("sue", 268), ("record_judgment", 205)),
            *(("enforce", 174), ("pay", 160), ("plan_restoration", 158), ("monitor", 110), ("finish_restoration", 95)),
            *(("evaluate", 84), ("restore_further", 80), ("monitor", 50), ("finish_restoration", 42)),
            *(("evaluate", 30), ("note_publication", 14), ("close_claim", 9)),
        ),
        (
            "三纬表面处理中心污染土壤案判决和修复评估结果",
            "法院判决赔偿义务人修复并缴纳赔偿金。第一次评估没有达到目标，补充修复以后达到。",
            18,
        ),
        {
            "check_clue": {"major": "serious_harm"},
            "assess": {"way": "appraisal", "qualification": "环境损害鉴定资质甲-0007"},
            "fail_negotiation": {"failed_as": "meetings_used", "facts_of_failure": "三次会议对修复范围没有一致。"},
        },
    ),
    Claim("slight", "yunping-eeb", 150, (("check_clue", 135), ("refuse_claim", 131))),
    Claim(
        "negotiating",
        "yunping-forestry",
        95,
        _days(84, ("begin_negotiation", 48), ("meet", 36), ("meet", 15)),
    ),
    Claim(
        "screened",
        "yunping-eeb",
        38,
        (("check_clue", 30), ("open_claim", 28), ("investigate", 25), ("report_investigation", 12)),
    ),
    Claim("fresh", "yunping-eeb", 9, ()),
)


def compensation_lives(stage: Stage) -> Iterator[Life]:
    """A life a claim, and one for each notice that goes through the gate."""
    for claim in CLAIMS:
        yield _life(stage, claim)
        if claim.notice:
            yield PublicationLife(stage, _notice(claim)).live()


def _life(stage: Stage, claim: Claim) -> Life:
    rng = stage.rng(f"claim-{claim.key}")
    at = office_moment(rng, moment(stage.day(claim.before), 9), 0)
    yield at
    matter = _registered(stage, claim, at)
    stage.cases[f"claim-{claim.key}"] = matter
    officer, head = POSTS[claim.bureau]
    turn: dict[str, int] = {}
    for act, before in claim.acts:
        on_the_day = office_moment(rng, moment(stage.day(before + 1), 12), 1)
        at = on_the_day if on_the_day > at else office_moment(rng, at, 0)
        if at.date() >= stage.today:
            return
        yield at
        while act == "note_publication" and not _is_public(stage, claim):  # holidays put the gate off
            at = office_moment(rng, at, 1)
            if at.date() >= stage.today:
                return
            yield at
        turn[act] = turn.get(act, 0) + 1
        fields = _fields(stage, claim, act, turn[act], at)
        by = head if act in DECIDED_BY_HEADS else officer
        stage.act(matter, act, by, at, **fields)


def _is_public(stage: Stage, claim: Claim) -> bool:
    """Whether the notice of the claim has come through the gate."""
    found = stage.publications.get(f"claim-{claim.key}")
    return found is not None and Proceeding.objects.filter(pk=found.pk, state="published").exists()


def _registered(stage: Stage, claim: Claim, at: datetime) -> Proceeding:
    told = CLUES[claim.key]
    case = stage.penalties.get(told.get("penalty", ""))
    sought = {"number": case.party} if case else {"name": told["party"]}
    party = Party.objects.select_related("area").get(**sought)
    fields: dict[str, Any] = {
        **{name: told[name] for name in ("subject", "source", "sector", "site", "what")},
        "found_on": (at.date() - timedelta(days=2)).isoformat(),
        "claimant": CLAIMANT,
        "bureau": claim.bureau,
        "designation": DESIGNATION,
        "area": party.area.code if party.area else "yunping",
        "party": party.number,
    }
    if case:
        fields["about"] = case.number
    if party.longitude is not None:
        fields["site_at"] = f"{party.longitude},{party.latitude}"
    officer = stage.actor(POSTS[claim.bureau][0], at.date())
    matter = open_proceeding(
        "compensation_claim",
        by=officer,
        on=at.date(),
        now=at,
        title=told["subject"],
        fields=fields,
        generated=True,
    )
    stage.counted()
    return matter


def _fields(stage: Stage, claim: Claim, act: str, turn: int, at: datetime) -> dict[str, Any]:
    """What is entered with an act: common words, the claim's own, and the days that hang on the day of the act."""
    day, told = at.date(), CLUES[claim.key]
    fields: dict[str, Any] = {**WORDS.get(act, {}), **told.get("acts", {}).get(act, {}), **claim.words.get(act, {})}
    if act in DAY_OF:
        fields[DAY_OF[act]] = day.isoformat()
    if act in AHEAD:
        name, days = AHEAD[act]
        fields[name] = (day + timedelta(days=days)).isoformat()
    if act in ("agree", "record_judgment"):
        fields["instalments"] = _instalments(told["instalments"], day)
    if act == "evaluate" and claim.key == "big" and turn == 1:
        fields |= {"effect": "not_reached", "opinion": "两处点位六价铬仍高于目标值。"}
    if act in PHOTOS:
        fields[PHOTOS[act]] = [_photo(stage, f"{claim.key}-{act}-{turn}", act, at)]
    if act == "note_publication":
        fields["publication"] = stage.publications[f"claim-{claim.key}"].number
    return fields


def _instalments(told: tuple[tuple[int, str], ...], day: date) -> str:
    return "\n".join(f"{day + timedelta(days=later)} {sum_}" for later, sum_ in told)


def _photo(stage: Stage, key: str, act: str, at: datetime) -> int:
    name = "修复后.jpg" if act == "finish_restoration" else "修复前.jpg"
    content = photo(stage.rng(f"claim-photo-{key}"))
    return store_file(content, name=name, media_type="image/jpeg", now=at, declared=Declaration.EXEMPT).pk


def _notice(claim: Claim) -> dict[str, Any]:
    assert claim.notice is not None
    subject, text, published = claim.notice
    days = zip(ROAD, (6, 5, 5, 4, 3, 2, 0), strict=True)
    return {
        "key": f"claim-{claim.key}",
        "kind": "compensation_notice",
        "about": f"claim-{claim.key}",
        "subject": subject,
        "text": text,
        "steps": " ".join(step.format(published + before) for step, before in days),
    }
