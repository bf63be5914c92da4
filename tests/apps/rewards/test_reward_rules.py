"""Rewarded reporting: nothing is paid before the decision is in force, twice, or to a name on a list."""

from datetime import date, timedelta

import pytest

from qingtian.apps.identities.vault import Opener, Purpose, open_identity, openings
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.actions.sweep import sweep_matters
from qingtian.apps.proceedings.models import ActContent, Proceeding
from qingtian.apps.rewards import decisions
from qingtian.apps.rewards.actions.claim import Payee, claim_reward, take_code
from qingtian.apps.rewards.models import Reward
from qingtian.apps.rewards.policy import may_open_payee
from qingtian.apps.rewards.queries import of, of_petition, to_pay, totals
from qingtian.apps.rewards.scheme import CLASSES, CONTRIBUTIONS, scheme_on
from qingtian.errors import Refused, UnusableInput
from tests.apps.proceedings.driving import MONDAY, petition
from tests.days import at

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.once]
DAY = timedelta(days=1)
CONDITIONS = ["first", "verified", "unknown_before", "not_staff", "truthful", "lawful", "no_relation"]
COUNTER = "当面核对，本年第一次来领"
PAYEE = Payee("欧阳收款", "6222 0000 1111 2222", "云屏银行")


class Walk:
    """One reward on its way; who does what in the small city."""

    BY = {
        **dict.fromkeys(("examine", "notify", "pay", "honour", "reissue_code"), "petition-officer"),
        "approve_first": "reviewer",
        "approve_second": "re-reviewer",
        "refuse": "reviewer",
        "return_proposal": "reviewer",
    }

    def __init__(self, city, drive, day=None, **more):
        self.city, self.day = city, day or drive.day
        self.petition = drive.matter.petition
        fields = {"petition": drive.matter.number, "subject": "河西路夜间排放", **more}
        by = city.actor("petition-officer", self.day)
        self.matter = open_proceeding(
            "reward", by=by, on=self.day, now=at(self.day), title="河西路夜间排放", fields=fields
        )

    def do(self, act, by="", **fields):
        values = {**self.fields(act), **fields}
        actor = self.city.actor(by or self.BY[act], self.day)
        self.matter.refresh_from_db()
        reason = values.pop("reason", "")
        perform(
            self.matter,
            act,
            by=actor,
            on=self.day,
            now=at(self.day),
            fields=values,
            expected_seq=self.matter.seq,
            reason=reason,
        )
        self.matter.refresh_from_db()
        return self

    def fields(self, act):
        if act == "examine":
            examined = {"ground": "penalty", "decision_number": f"云环罚〔2026〕{self.matter.pk}号"}
            examined |= {"in_force_on": self.day.isoformat(), "conditions": CONDITIONS, "findings": "属实"}
            return examined | {"classes": ["ordinary"], "contribution": "direct", "amount": "500"}
        return {
            "approve_first": {"opinion": "同意"},
            "approve_second": {"opinion": "同意"},
            "return_proposal": {"why": "再核"},
            "notify": {"contact": "信访科 12345"},
            "pay": {"voucher": "财 88"},
            "honour": {"form": "荣誉证书"},
            "refuse": {"refusal": "known_before", "why": "已在查", "contact": "信访科"},
            "reissue_code": {"why": "手机丢了"},
        }[act]

    def to_claim(self, **examined):
        return self.do("examine", **examined).do("approve_first").do("approve_second").do("notify")

    def claim(self, way="account", payee=PAYEE):
        code = take_code(self.petition.pk)
        claim_reward(code, way, payee, on=self.day, now=at(self.day))
        self.matter.refresh_from_db()
        return code


@pytest.fixture
def verified(city):
    return petition(city).to("closed")


def refused(code):
    return pytest.raises(Refused, match=rf"\[{code}\]")


# --- who is eligible


def test_a_report_that_was_not_found_true_is_not_rewarded(city):
    drive = petition(city).to("accepted")
    with refused("reward.not_verified"):
        Walk(city, drive)
    assert not Proceeding.objects.filter(procedure="reward").exists(), "nothing was opened"


def test_only_the_first_of_several_reporters_is_rewarded(city):
    first, second = petition(city), petition(city)
    first.to("accepted")
    second.to("registered").do("merge", fields={"main": first.matter.number})
    first.to("replied")
    second.matter.refresh_from_db()
    with refused("reward.not_first"):
        Walk(city, second)
    Walk(city, first)


def test_the_first_reporter_is_rewarded_also_where_a_later_report_carries_the_matter(city):
    early, main = petition(city), petition(city)
    main.to("accepted")
    early.to("registered").do("merge", fields={"main": main.matter.number})
    main.to("replied")
    early.matter.refresh_from_db()
    with refused("reward.not_first"):
        Walk(city, main)
    Walk(city, early)


def test_one_violation_is_rewarded_once_and_again_only_after_a_refusal(city, verified):
    walk = Walk(city, verified)
    with refused("reward.already"):
        Walk(city, verified)
    walk.do("refuse")
    Walk(city, verified)


def test_one_decision_is_rewarded_once_and_a_new_violation_has_a_reward_of_its_own(city, verified):
    Walk(city, verified).do("examine", decision_number="云环罚〔2026〕12号")
    again = Walk(city, petition(city).to("closed"))
    for written in ("云环罚〔2026〕12号", "云环罚[2026]12号", "云环罚（２０２６） 012 号 ", "云环罚【2026】12\u200b号"):
        with refused("reward.same_decision"):
            again.do("examine", decision_number=written)
    again.do("examine", decision_number="云环罚〔2026〕13号")


def test_every_condition_is_needed(city, verified):
    walk = Walk(city, verified)
    for missing in CONDITIONS:
        with refused("act.guard"):
            walk.do("examine", conditions=[one for one in CONDITIONS if one != missing])


# --- how much


def test_the_highest_of_several_violations_counts_and_an_insider_gets_more(city, verified):
    scheme = scheme_on(MONDAY)
    assert scheme.amount("major", "direct", insider=False) == 2000
    assert scheme.amount("ordinary", "clue", insider=True) == 450
    walk = Walk(city, verified)
    for wrong in ("500", "1999", "2001", "0"):
        with refused("act.guard"):
            walk.do("examine", classes=["ordinary", "major"], amount=wrong)
    walk.do("examine", classes=["ordinary", "major"], amount="2000")
    assert of(walk.matter).amount == 2000


def test_no_amount_passes_the_cap_and_every_figure_says_how_certain_it_is():
    scheme = scheme_on(date(2010, 1, 1))
    amounts = scheme.amounts()
    assert len(amounts) == len(CLASSES) * len(CONTRIBUTIONS) * 2
    assert max(amounts.values()) <= scheme.cap.value
    figures = [*scheme.classes.values(), *scheme.contributions.values(), scheme.insider, scheme.cap, scheme.same_payee]
    assert {one.certainty for one in figures} <= {"secondary", "from_memory", "local_default", "sure"}


def test_a_citys_own_scheme_replaces_the_shipped_one_from_its_day_on(settings, tmp_path):
    settings.DATA = tmp_path
    figure = "{value: 7, certainty: sure}"
    rows = [f"      {name}: {figure}" for name in CONTRIBUTIONS]
    of_class = "\n".join(f"      {name}: {{value: 700, certainty: sure}}" for name in CLASSES)
    head = "    source: {zh: 市办法, en: City rule}\n"
    tail = f"    insider: {figure}\n    cap: {{value: 40, certainty: sure}}\n    same_payee: {figure}\n"
    edition = f"{head}    classes:\n{of_class}\n    contributions:\n" + "\n".join(rows) + f"\n{tail}"
    own = tmp_path / "reward-scheme.yaml"
    own.write_text(f"editions:\n  2025-01-01:\n{edition}  2026-06-01:\n{edition.replace('700', '100')}")
    assert scheme_on(date(2026, 5, 31)).amount("major", "direct", insider=False) == 40
    assert scheme_on(date(2026, 6, 1)).amount("major", "direct", insider=False) == 7
    own.write_text("editions: {2025-01-01: {source: {zh: 市, en: C}}}")
    with pytest.raises(UnusableInput, match=r"reward\.scheme"):
        scheme_on(MONDAY)


# --- two approvals


def test_two_different_persons_approve_and_neither_proposed_or_examined(city, verified):
    walk = Walk(city, verified).do("examine")
    with refused("act.guard"):
        walk.do("approve_first", "petition-officer")
    walk.do("approve_first", "reviewer")
    for same in ("reviewer", "petition-officer"):
        with refused("act.guard"):
            walk.do("approve_second", same)
    with refused("act.not_now"):
        walk.do("notify")
    walk.do("approve_second", "re-reviewer")
    assert walk.matter.state == "approved"


def test_a_proposal_sent_back_is_examined_and_approved_anew(city, verified):
    walk = Walk(city, verified).do("examine").do("approve_first").do("return_proposal")
    assert of(walk.matter).amount == 0
    walk.do("examine").do("approve_first").do("approve_second")
    assert (walk.matter.state, of(walk.matter).amount) == ("approved", 500)


# --- in force


@pytest.mark.parametrize(("days", "passes"), [(1, False), (0, True), (-1, True)])
def test_nobody_is_told_or_paid_before_the_decision_is_in_force(city, verified, days, passes):
    walk = Walk(city, verified)
    walk.do("examine", in_force_on=(walk.day + days * DAY).isoformat()).do("approve_first").do("approve_second")
    if not passes:
        with refused("act.guard"):
            walk.do("notify")
        return
    walk.do("notify")
    walk.claim()
    walk.do("pay")


def test_a_decision_set_aside_stops_the_payment_and_damage_avoided_needs_none(city, verified, monkeypatch):
    walk = Walk(city, verified).to_claim()
    walk.claim()
    monkeypatch.setattr(decisions, "ASKED", [lambda number, on: None, lambda number, on: False])
    with refused("act.guard"):
        walk.do("pay")
    avoided = Walk(city, petition(city).to("closed"))
    avoided.do("examine", ground="damage_avoided", decision_number="", in_force_on="")
    avoided.do("approve_first").do("approve_second").do("notify")


def test_a_decision_needs_number_and_day(city, verified):
    walk = Walk(city, verified)
    for lacking in ("decision_number", "in_force_on"):
        with refused("act.guard"):
            walk.do("examine", **{lacking: ""})


# --- code, claim, payment


def test_the_code_is_shown_once_and_kept_as_a_digest(city, verified):
    walk = Walk(city, verified).to_claim()
    code = take_code(walk.petition.pk)
    assert len(code.replace("-", "")) == 16
    kept = of(walk.matter)
    assert code not in str(kept.__dict__)
    with refused("reward.no_code"):
        take_code(walk.petition.pk)
    walk.do("reissue_code")
    other = take_code(walk.petition.pk)
    with refused("reward.wrong_code"):
        claim_reward(code, "counter", Payee(), on=walk.day, now=at(walk.day))
    claim_reward(other.lower().replace("-", " "), "counter", Payee(), on=walk.day, now=at(walk.day))
    with refused("reward.wrong_code"):
        claim_reward(other, "counter", Payee(), on=walk.day, now=at(walk.day))


def test_the_payee_is_sealed_and_stands_in_no_row_and_no_act(city, verified):
    walk = Walk(city, verified).to_claim()
    code = walk.claim()
    reward = of(walk.matter)
    told = str(list(ActContent.objects.values_list("content", flat=True))) + str(reward.__dict__)
    assert not [word for word in (PAYEE.holder, PAYEE.account, "6222000011112222", code) if word in told]
    opener = Opener(1, "甲", "信访科长", "市局信访科")
    who = open_identity(reward.payee_token, by=opener, reason="发放", now=at(walk.day), purpose=Purpose.REWARD)
    assert (who.name, "6222" in who.other) == (PAYEE.holder, True)
    assert [one.purpose for one in openings(reward.payee_token)] == [Purpose.REWARD.text]
    assert verified.matter.petition.identity_token != reward.payee_token


def test_only_the_office_that_pays_may_open_the_payee_and_only_until_it_has_paid(city, verified):
    walk = Walk(city, verified).to_claim()
    officer, handler = (city.actor(post, walk.day) for post in ("petition-officer", "handler"))
    assert not may_open_payee(officer, walk.matter)
    walk.claim()
    assert may_open_payee(officer, walk.matter)
    assert not may_open_payee(handler, walk.matter)
    walk.do("pay")
    assert not may_open_payee(officer, walk.matter)


def test_a_reward_is_paid_once_and_counts_in_the_totals(city, verified):
    walk = Walk(city, verified).to_claim()
    walk.claim()
    assert [one.pay_code for one in to_pay(city.actor("petition-officer", walk.day))] == [of(walk.matter).pay_code]
    walk.do("pay")
    with refused("act.not_now"):
        walk.do("pay")
    assert totals() == [(walk.day.year, 1, 500)]
    seqs = {c["act"]: c["seq"] for c in ActContent.objects.values_list("content", flat=True) if c["act"] == "pay"}
    with refused("reward.given"):
        perform(
            walk.matter,
            "correct",
            by=city.actor("petition-officer", walk.day),
            on=walk.day,
            now=at(walk.day),
            fields={"number": seqs["pay"], "why": "错"},
            expected_seq=walk.matter.seq,
        )


def test_at_the_counter_the_code_is_checked(city, verified):
    walk = Walk(city, verified).to_claim()
    code = walk.claim("counter", Payee())
    assert of(walk.matter).payee_token == ""
    with refused("act.guard"):
        walk.do("pay")
    with refused("act.guard"):
        walk.do("pay", code="2222-2222-2222-2222", reason=COUNTER)
    with refused("act.reason_wanted"):
        walk.do("pay", code=code)
    walk.do("pay", code=code, reason=COUNTER)
    assert code not in str(list(ActContent.objects.values_list("content", flat=True)))


def test_of_a_number_given_at_the_counter_the_mark_alone_is_kept_and_counted(city, verified):
    walk = Walk(city, verified).to_claim()
    code = walk.claim("counter", Payee("", "6222 0000 1111 2222", ""))
    kept = of(walk.matter)
    assert (kept.payee_token, bool(kept.payee_mark)) == ("", True)
    walk.do("pay", code=code)


def test_an_account_needs_holder_and_number(city, verified):
    walk = Walk(city, verified).to_claim()
    code = take_code(walk.petition.pk)
    for lacking in (Payee("", "6222", ""), Payee("欧阳", "没有", "")):
        with refused("reward.no_account"):
            claim_reward(code, "account", lacking, on=walk.day, now=at(walk.day))


def test_the_fourth_reward_of_one_payee_within_a_year_asks_for_a_reason(city, verified):
    walk = Walk(city, verified).to_claim()
    walk.claim()
    mark, paid = of(walk.matter).payee_mark, walk.day
    others = [petition(city).matter for _ in range(3)]
    for number, other in enumerate(others):
        Reward.objects.create(
            proceeding=other, petition=other.petition, root=other, pay_code=f"J-{number}", payee_mark=mark, paid_on=paid
        )
    with refused("act.reason_wanted"):
        walk.do("pay")
    Reward.objects.filter(pay_code="J-0").update(paid_on=date(paid.year - 2, 1, 1))
    walk.do("pay")


@pytest.mark.parametrize(("late", "state"), [(0, "claimed"), (1, "lapsed")])
def test_a_reward_is_claimed_until_the_last_day_and_lapses_the_day_after(city, verified, late, state):
    walk = Walk(city, verified).to_claim()
    code = take_code(walk.petition.pk)
    due = date.fromisoformat(walk.matter.projection["clocks"]["petitions.reward_claim"]["due"])
    walk.day = due + late * DAY
    if late:
        with refused("act.guard"):
            claim_reward(code, "counter", Payee(), on=walk.day, now=at(walk.day))
    else:
        claim_reward(code, "counter", Payee(), on=walk.day, now=at(walk.day))
    list(sweep_matters(on=walk.day, now=at(walk.day)))
    walk.matter.refresh_from_db()
    assert (walk.matter.state, of(walk.matter).standing) == (state, not late)


def test_a_reward_may_be_an_honour_and_is_found_from_the_report(city, verified):
    walk = Walk(city, verified).do("examine").do("approve_first").do("approve_second").do("honour")
    assert (walk.matter.state, of_petition(walk.petition).proceeding_id) == ("honoured", walk.matter.pk)
