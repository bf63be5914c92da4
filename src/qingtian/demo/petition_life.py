"""The life of one petition: who does what after how many days, until it ends, stops where it is asked to."""

from __future__ import annotations

from datetime import date

from qingtian.apps.petitions.actions.confirm_copy import Wanted, confirm_copy
from qingtian.apps.petitions.actions.receive import Report, receive
from qingtian.apps.proceedings.systems import titles
from qingtian.config.city import city
from qingtian.demo.office_words import drawn
from qingtian.demo.petition_review import ReviewedPetition
from qingtian.demo.photos import attach
from qingtian.demo.plan import CONCLUDED, HOTLINES
from qingtian.demo.stage import GATEWAY, REPORTER, SYSTEM, Life, moment, office_moment
from qingtian.procedures import Actor

OFFICER = "yunping-petition-officer"
#: who voids a wrong act of the petition office
CHIEF = "yunping-petition-head"
#: numbers of matters whose unit leaves undone what it owes beside the answer: every fifth
LEFT_UNDONE = ("3", "8")
#: one in so many writes their own name and number into the report, and one in so many threatens to come in numbers
NAMES_THEMSELVES, LOSES_PATIENCE = 7, 29
#: of so many acts, at one the copy is shown to whoever is reported
SHOWS_IT = 2
#: of so many reports, one whose covered words nobody has confirmed yet
ONE_WAITS = 9


class PetitionLife(ReviewedPetition):
    """One petition on the stage. Every method is a stretch of its life."""

    def live(self) -> Life:
        """All of it, in order; ends early where the plan says so."""
        for stretch in (self.arrive, self._sort, self._settle, self._handle, self._answer, self._after, self._review):
            yield from stretch()
            if self._rests():
                return

    def arrive(self) -> Life:
        """Received and registered; the beginning every petition has."""
        yield self.at
        self._receive()
        if self.plan.stop == "received":
            return
        yield from self._wait(0, 2)
        if self.plan.corrected:
            yield from self._register_wrongly()
        self._act("register", OFFICER, area=self.written.area, subject=self.written.subject)
        self._confirm_the_copy()
        if self.plan.channel.removeprefix("hotline_") in titles():
            self._note_the_hotline()
        if self.plan.withdrawn:
            yield from self._wait_at_home(1, 3)
            self._act("withdraw", REPORTER)

    def _confirm_the_copy(self) -> None:
        """The officer who registers looks at the covers; a few wait, so that the page has something to show."""
        copy = self.matter.petition.working_copy
        if copy.pk % ONE_WAITS or self.plan.key:
            confirm_copy(copy, Wanted(), by=self.stage.actor(OFFICER, self.at.date()), now=self.at)

    def _register_wrongly(self) -> Life:
        """Registered under another area, noticed, voided by the officer who did it, and registered again."""
        wrong = "shiwan" if self.written.area != "shiwan" else "wangxi"
        self._act("register", OFFICER, area=wrong, subject=self.written.subject)
        yield from self._wait(0, 1)
        self._act("correct", CHIEF, number=self.matter.seq, why=self._say("correct"))
        yield from self._wait(0, 0)

    def _receive(self) -> None:
        plan, written = self.plan, self.written
        photos, token = attach(self.rng, plan.photos, self.at)
        report = Report(
            report=self._said(),
            channel=plan.channel,
            receiver=city().receiver,
            kinds=written.kinds,
            place=written.place,
            occurred=written.occurred,
            area=written.area if plan.channel in ("web", "wechat") else "",
            longitude=written.longitude,
            latitude=written.latitude,
            language=written.language,
            source_number=self._source_number(),
            present=plan.present or None,
            representatives=min(plan.present, 5) or None,
            photos=photos,
            photos_token=token,
        )
        received = receive(
            report, self.who, by=self._by(), on=self.at.date(), now=self.at, prefix=city().prefix, generated=True
        )
        self.matter = received.petition.proceeding
        self.stage.counted()
        if plan.key:
            self.stage.petitions[plan.key] = self.matter

    def _said(self) -> str:
        """The words; some people write who they are into them, as they do, and a few write what they might do."""
        said, number = self.written.text, self.stage.acts
        if self.written.language.startswith("en") or self.plan.key:
            return said
        if number % NAMES_THEMSELVES == 0:
            said += "我叫田禾，电话199-0000-0000，有什么要问的直接打给我。"
        if number % LOSES_PATIENCE == 0:
            said += "再没有人管，几十户准备集体上访。"
        return said

    def _by(self) -> Actor:
        if self.plan.channel in HOTLINES:
            return GATEWAY
        if self.plan.channel in ("web", "wechat"):
            return REPORTER
        return self.stage.actor(OFFICER, self.at.date())

    def _source_number(self) -> str:
        if self.plan.channel not in HOTLINES:
            return ""
        return f"{self.at:%Y%m%d}-{self.rng.randrange(100000, 999999)}"

    def _note_the_hotline(self) -> None:
        number = self.matter.acts.get(seq=1).content.content["fields"]["source_number"]
        system = self.plan.channel.removeprefix("hotline_")
        self._act("note_upstream", OFFICER, system=system, system_number=number, uploaded=self.rng.random() < 0.7)

    def _sort(self) -> Life:
        if self.plan.course == "declined":
            yield from self._wait(1, 3)
            topic = self.written.topic
            self._act("decline", OFFICER, ground=topic["ground"], where_to_go=topic["where"])
            return
        yield from self._wait(0, 2)
        where = {"where_to_go": self.written.topic["where"]} if self.plan.course == "divert" else {}
        self._act("sort", OFFICER, **{"class": self.plan.course}, **where)
        if where:
            self._act("tell_direction", OFFICER, contact="信访科 0000-6100")

    def _settle(self) -> Life:
        """Suggestions and accusations end here; the rest is given to a unit."""
        if self.matter.state == "suggestion":
            yield from self._wait(3, 12)
            self._act("answer", OFFICER, adopted=self.written.topic["adopted"], reply=self.written.topic["reply"])
        elif self.matter.state == "accusation":
            yield from self._wait(1, 4)
            self._act(
                "transfer_discipline", "yunping-named-officer", receiving_organ="市纪委监委驻局纪检监察组（演示）"
            )
        else:
            yield from self._wait(0, 2)
            self._give(self._unit())
            if self.plan.objected:
                yield from self._object()

    def _unit(self) -> str:
        unit = self.written.topic["unit"]
        return f"{self.written.area}-{unit}" if unit in ("branch", "urban") else f"yunping-{unit}"

    def _give(self, unit: str) -> None:
        if self.rng.random() < 0.75:
            self._act("forward", OFFICER, handler=unit, note=self._say("forward"))
        else:
            until = date.fromordinal(self.at.date().toordinal() + 45)
            self._act("assign", OFFICER, handler=unit, report_back_by=until.isoformat(), note=self._say("assign"))

    def _object(self) -> Life:
        yield from self._wait(1, 3)
        self._act("object", f"{self._handler()}-head", why=self._say("object"))
        if self.plan.stop == "registered":
            return
        yield from self._wait(1, 2)
        self._act("sort", OFFICER, **{"class": self.plan.course})
        yield from self._wait(0, 1)
        self._give(f"{self.written.area}-urban" if self._unit().endswith("branch") else f"{self.written.area}-branch")

    def _handler(self) -> str:
        return str(self.matter.projection["relations"]["handler"]["chain"][-1])

    def _contact(self) -> str:
        """What the notice of acceptance prints for the reporter: the unit as it is called, and its number."""
        unit = self.matter.projection["relations"]["handler"]["name"]["zh"]
        return f"{unit}综合科 0000-6{self.rng.randrange(100, 999)}"

    def _handle(self) -> Life:
        if self.matter.state != "assigned":
            return
        if self.plan.late:
            self.at = office_moment(self.rng, self.at, self.rng.randint(17, 30))
            yield self.at
        else:
            yield from self._wait(0, 4)
        self._act("accept", f"{self._handler()}-officer", contact=self._contact())
        if self.plan.supervised:
            yield from self._press()
        yield from self._look_into_it()
        if not self._rests():
            yield from self._conclude()

    def _press(self) -> Life:
        yield from self._wait(6, 12)
        self._act("urge", OFFICER, ground="handling", note=self._say("urge"))
        yield from self._wait(4, 9)
        answer_by = date.fromordinal(self.at.date().toordinal() + 10).isoformat()
        demand = {"ground": "long_unresolved", "note": self._say("supervise"), "answer_by": answer_by}
        self._act("supervise", "yunping-inspector", **demand)

    def _look_into_it(self) -> Life:
        for visit in range(1 if self.plan.brisk else self.rng.randint(1, 2)):
            yield from self._wait(0 if self.plan.brisk else 1, 9)
            findings = self._say("findings_when") + self.written.say(self.rng.choice(self.written.topic["findings"]))
            officers = "两名持证执法人员" if visit == 0 else "两名持证执法人员、一名监测人员"
            self._act(
                "investigate",
                f"{self._handler()}-officer",
                where=self.written.place,
                officers=officers,
                findings=findings,
            )
        if self.matter.seq % SHOWS_IT == 0 and self.matter.petition.working_copy.confirmed_at:
            self._act("show_reported", f"{self._handler()}-officer", unit="现场负责人", copy="working")
        if self.plan.extended:
            yield from self._wait(18, 30)
            if self.at.date() <= self.matter.clocks.get(key="petitions.handling").due:
                self._act("extend", f"{self._handler()}-head", why=self._say("extend"))
        if self.plan.raises and self.plan.raises in self.stage.cases:
            yield from self._wait(0, 2)
            self._act("give_rise", f"{self._handler()}-officer", raised=self.stage.cases[self.plan.raises].number)
        if self.plan.recurs:
            yield from self._wait(0, 1)
            self._act("recur", OFFICER, earlier=self.stage.petitions[self.plan.recurs].number)

    def _conclude(self) -> Life:
        if self.plan.late:
            self.at = office_moment(self.rng, self.at, self.rng.randint(50, 75))
            yield self.at
        else:
            yield from self._wait(0, 14)
        say, topic = self.written.say, self.written.topic
        outcome = topic.get("outcome") or self.rng.choices(list(CONCLUDED), list(CONCLUDED.values()))[0]
        if outcome == "mediated":
            self._mediate()
        self._act(
            "conclude",
            f"{self._handler()}-head",
            outcome=outcome,
            request="查清污染来源，停止污染。",
            facts_and_reasons=say(topic["findings"][0]),
            opinion=say(topic["opinion"]),
            legal_basis=topic["basis"],
        )

    def _mediate(self) -> None:
        """An agreement between the neighbours and whoever disturbed them."""
        day, by = self.at.date(), date.fromordinal(self.at.date().toordinal() + 20)
        agreed = {"result": "agreed", "terms": "限时改正，互相联系。", "perform_by": by.isoformat()}
        where = {"held_on": day.isoformat(), "where": "社区调解室（演示）", "parties": "居民代表、被反映单位、社区"}
        self._act("mediate", f"{self._handler()}-officer", **agreed, **where)

    def _answer(self) -> Life:
        if self.matter.state != "concluded":
            return
        yield from self._wait(0, 3)
        english = self.written.language == "en"
        said = self.written.say(self.written.topic["reply_en" if english else "reply"])
        around = [drawn(self.rng, part, "en" if english else "zh") for part in ("reply_open", "reply_close")]
        reply = said.join(around)
        self._act("reply", f"{self._handler()}-officer", reply=reply)
        if not self.matter.number.endswith(LEFT_UNDONE):
            self._settle_what_is_owed()

    def _settle_what_is_owed(self) -> None:
        """Report the result, answer a supervision, carry the opinion out: what most units have done with the answer."""
        running = set(self.matter.clocks.filter(status="running").values_list("key", flat=True))
        if "petitions.report_back" in running:
            self._act("report_back", f"{self._handler()}-head", summary="已查清、处理并答复。")
        if "petitions.supervision" in running:
            self._act("answer_supervision", f"{self._handler()}-head", answer="已到现场办理并答复。")
        for key, what in (("petitions.execution", "opinion"), ("petitions.mediation", "agreement")):
            if key in running:
                done = {"what": what, "done": "wholly", "findings": "已按意见改正。"}
                self._act("carry_out", f"{self._handler()}-officer", **done)

    def _after(self) -> Life:
        """What follows an answer: another unit looks, the reporter rates, or nobody says anything."""
        if self.matter.state != "replied":
            return
        if self.plan.verified:
            yield from self._verify()
        if self.plan.reviewed or self._rests():
            return
        if not self.plan.rating:
            due = self.matter.clocks.get(key="petitions.rating").due
            self.at = max(moment(date.fromordinal(due.toordinal() + 1), 2), self.at)
            yield self.at
            self._act("close_unrated", SYSTEM)
            return
        yield from self._rate()

    def _rate(self) -> Life:
        yield from self._wait_at_home(1, 9)
        remark = drawn(self.rng, "remark", self.plan.rating)
        self._act("rate", REPORTER, satisfaction=self.plan.rating, remark=remark)
        if self.matter.state == "second_look" and self.plan.stop != "second_look":
            yield from self._second_look()
        elif self.matter.state == "closed" and self.rng.random() < 0.2:
            yield from self._wait(2, 6)
            self._call_back()

    def _call_back(self) -> None:
        words = self._say("call_back")
        result = "not_reached" if "未接通" in words else "fairly" if "偶尔" in words else "satisfied"
        self._act("call_back", OFFICER, result=result, note=words)

    def _verify(self) -> Life:
        yield from self._wait(2, 8)
        by = self.rng.choice(["yunping-inspector", f"{self.written.area}-officer"])
        found = self.rng.choices(["put_right", "partly", "not_put_right"], [6, 3, 1])[0]
        words = drawn(self.rng, "verify", found)
        self._act("verify", by, found=found, where=self.written.place, findings=words)

    def _second_look(self) -> Life:
        """Another unit takes it up, and the reporter is asked again."""
        yield from self._wait(1, 3)
        other = "yunping-enforcement" if self._handler().endswith("-branch") else f"{self.written.area}-branch"
        self._act("second_look", OFFICER, handler=other)
        yield from self._look_into_it()
        if self.plan.stop == "accepted":
            return
        yield from self._conclude()
        yield from self._answer()
        yield from self._wait_at_home(1, 6)
        self._act("rate", REPORTER, satisfaction="fairly", remark="")
