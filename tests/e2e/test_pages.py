"""Every page there is, found by following links from the home page and from the desk of several posts: in both
languages, on a phone and on a desk screen."""

from __future__ import annotations

import os
import re
from hashlib import sha256
from urllib.parse import urlsplit

import pytest
from django.urls import resolve

from qingtian.web.access import PAGES, Door
from tests.browser import DESK, PHONE, follow, next_page
from tests.e2e.checks import sentences_of_the_templates, stray_words, tab_to, texts, too_wide, violations
from tests.e2e.sitting import sit

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

LANGUAGES = {"zh": "", "en": "/en"}
SEATS = {
    "resident": None,
    "petition-officer": "yunping-petition-officer",
    "branch-officer": "wangxi-branch-officer",
    "inspector": "yunping-inspection-head",
    "leader": "wangxi-deputy",
    "unit": "wangxi-yaowan-officer",
    "administrator": "yunping-administrator",
    "auditor": "yunping-auditor",
    "substitute": "yunping-inspector",
    "publicity": "yunping-publicity",
    "secrecy": "yunping-secrecy",
    "congress": "yunping-congress-staff",
    "clue-keeper": "yunping-clue-keeper",
    "integrity": "yunping-data-officer",
    "headquarters": "yunping-headquarters-duty",
    "analyst": "yunping-analyst",
}
LOGS = ("openings", "sign_in", "account", "administration", "export", "reading")
#: pages no link leads to, and those of the declared addresses a crawl may miss
DECLARED = {
    "resident": [
        "/",
        "/air/",
        "/air/days/?on=2026-10-20",
        "/air/history/?on=2026-10-20",
        "/air/data/",
        "/air/papers/",
        "/air/forecast/",
        "/air/warnings/",
        "/water/",
        "/matters/",
        "/notices/",
        "/lists/",
        "/draws/",
        "/penalties/",
        "/violators/",
        "/outlets/",
        "/channels/",
        "/consultations/",
        "/about/",
        "/duties/",
        "/rewards/",
        "/rewards/claim/",
        "/follow/",
        "/report/",
        "/report/offline/",
        "/design/",
        "/desk/sign-in/",
    ],
    "petition-officer": [
        "/desk/",
        "/desk/petitions/",
        "/desk/inbox/",
        "/desk/petitions/register/",
        "/desk/petitions/figures/reports/",
        "/desk/petitions/figures/batch/",
        "/desk/quality/",
        "/desk/quality/new/",
        "/desk/following/",
        "/desk/following/?clock=petitions.execution",
        "/desk/rewards/",
        "/desk/rewards/?list=paid",
        "/desk/rewards/new/",
        "/desk/hot-issues/",
        "/desk/hot-issues/new/",
        "/desk/hot-issues/?list=ended",
        "/desk/classifier/",
        "/desk/opinion/",
        "/desk/opinion/?all=1",
        "/desk/opinion/brief/",
        "/desk/petitions/figures/?span=year&on=2026-01-01",
        "/desk/petitions/figures/list/?span=year&on=2026-01-01&measure=overdue",
        "/desk/search/?q=%E7%AA%91%E6%B9%BE",
        "/desk/office/",
        "/desk/upstream/",
        "/desk/upstream/?system=national_petitions&which=differs&of=all",
        "/desk/upstream/national_petitions/columns/",
        "/desk/upstream/national_petitions/export/",
        "/desk/upstream/national_petitions/import/",
        "/desk/papers/?waits=number",
        "/desk/papers/numbers/",
        "/desk/papers/templates/",
        "/desk/papers/templates/petition_reply/",
        "/desk/retention/",
        "/desk/retention/disposal/",
        "/desk/hotlines/",
        "/desk/hotlines/codes/",
        "/desk/hotlines/queue/",
        "/desk/hotlines/12345/import/",
        "/desk/exchange/",
    ],
    "branch-officer": [
        "/desk/",
        "/desk/petitions/",
        "/desk/people/",
        "/desk/calendar/",
        "/desk/capability/",
        "/desk/capability/wangxi-branch/",
        "/desk/catalogue/",
        "/desk/enforcement/",
        "/desk/enforcement/calculators/",
        "/desk/enforcement/rules/",
        "/desk/enforcement/calculators/discretion/",
        "/desk/enforcement/calculators/daily-penalty/?fine=100000&cycles=2026-03-02..2026-03-20&go=1",
        "/desk/enforcement/penalties/",
        "/desk/enforcement/penalties/?list=all&kind=secret_discharge",
        "/desk/enforcement/penalties/new/",
        "/desk/enforcement/parties/",
        "/desk/enforcement/overview/",
        "/desk/enforcement/parties/new/",
        "/desk/enforcement/measures/",
        "/desk/enforcement/measures/?ended=1",
        "/desk/enforcement/measures/new/?kind=daily_penalty",
        "/desk/enforcement/measures/new/?kind=seizure",
        "/desk/enforcement/measures/new/?kind=production_limit",
        "/desk/enforcement/measures/new/?kind=closure",
        "/desk/enforcement/measures/new/?kind=court_enforcement",
        "/desk/enforcement/penalties/fines/",
        "/desk/enforcement/remedies/",
        "/desk/enforcement/remedies/new/reconsideration/",
        *(f"/desk/compensation/{page}" for page in ("", "screening/", "claims/", "new/", "map/")),
        *(f"/desk/monitoring/outlets/{page}" for page in ("", "new/", "rates/", "found/", "notices/", "notices/new/")),
        "/desk/enforcement/violators/",
        "/desk/enforcement/violators/new/",
        "/desk/enforcement/transfers/",
        "/desk/enforcement/transfers/?ended=1",
        *(f"/desk/enforcement/transfers/new/?kind={kind}" for kind in ("criminal_transfer", "detention_transfer")),
        "/desk/enforcement/transfers/new/?kind=joint_meeting",
        "/desk/enforcement/transfers/messages/",
        "/desk/enforcement/visits/",
        "/desk/enforcement/visits/caps/",
        *(f"/desk/grid/{page}" for page in ("draws/", "draws/new/", "blind-spots/")),
        *(f"/desk/grid/{page}" for page in ("events/", "events/new/", "hazards/", "hazards/new/")),
        "/desk/enforcement/visits/new/",
        "/desk/monitoring/loggers/commands/",
        "/desk/monitoring/loggers/commands/?ended=1",
        "/desk/monitoring/loggers/commands/new/",
        "/desk/monitoring/loggers/commands/new/?f_command=set_minute_interval",
    ],
    "inspector": [
        *(f"/desk/targeting/{page}" for page in ("", "areas/", "upwind/", "plans/", "plans/new/", "judging/")),
        "/desk/leader/look-backs/",
        "/desk/leader/look-backs/new/",
        "/desk/leader/hand-over/",
        "/desk/rectification/",
        "/desk/rectification/new/",
        "/desk/rectification/tasks/",
        "/desk/rectification/tasks/?which=overdue",
        "/desk/rectification/tasks/import/",
        "/desk/rectification/batches/",
        "/desk/rectification/batches/import/",
        "/desk/schedules/",
        "/desk/schedules/new/",
        "/desk/schedules/instructions/",
        "/desk/schedules/instructions/new/",
        "/desk/",
        "/desk/supervision/",
        "/desk/supervision/ladder/",
        "/desk/supervision/new/?step=reminder_letter",
        "/desk/supervision/proposals/",
        "/desk/supervision/wall/",
        "/desk/indicators/",
        "/desk/indicators/four_acts/",
        "/desk/indicators/on_time/?by=unit",
        "/desk/responsibility/clues/ageing/",
        "/desk/suggestions/",
        "/desk/problem-lists/",
        "/desk/problem-lists/new/",
        "/desk/supervision/wall/list/?measure=overdue",
        "/desk/oversight/",
        "/desk/oversight/new/special_work_report/",
        "/desk/oversight/duties/",
        "/desk/responsibility/",
        "/desk/responsibility/lists/",
        "/desk/responsibility/lists/compare/",
        "/desk/responsibility/sheets/",
        "/desk/responsibility/sheets/unit/?organ=yunping-eeb",
        "/desk/responsibility/unfound/",
        "/desk/responsibility/matters/?found=linked",
        "/desk/responsibility/circumstances/",
        "/desk/cases/",
        "/desk/cases/new/",
        "/desk/procedures/",
        "/desk/search/?q=nothing-like-it",
        "/desk/air/",
        "/desk/air/ranking/?month=2026-10",
        "/desk/air/explore/?on=2026-10-20",
        "/desk/air/day/?place=station:YP01&day=2026-10-20",
        "/desk/air/calendar/?kind=month&on=2026-10-20",
        "/desk/air/map/",
        "/desk/air/pm10/?on=2026-10-20",
        "/desk/air/editions/",
        "/desk/air/feed/",
        "/desk/air/flags/",
        "/desk/air/dust/",
        "/desk/air/publications/",
        "/desk/monitoring/",
        "/desk/foresight/",
        *(f"/desk/foresight/forecasts/{page}" for page in ("", "models/", "scores/")),
        *(f"/desk/foresight/consultations/{page}" for page in ("", "?quarter=2026-Q3", "targets/")),
        *(f"/desk/foresight/warnings/{page}" for page in ("", "?list=ended", "units/", "tiers/")),
        "/desk/monitoring/weather/",
        "/desk/monitoring/weather/deliveries/?only=faulty",
        "/desk/monitoring/weather/day/",
        "/desk/monitoring/weather/agreed/",
        "/desk/monitoring/weather/bureau-forecasts/",
        "/desk/monitoring/weather/forecasts/",
    ],
    "unit": ["/desk/", "/desk/cases/"],
    "integrity": [
        "/desk/monitoring/integrity/",
        "/desk/monitoring/integrity/?kind=false",
        "/desk/monitoring/integrity/?kind=further",
        "/desk/monitoring/integrity/record/",
        "/desk/monitoring/integrity/new/",
    ],
    "headquarters": ["/desk/foresight/warnings/?list=ended"],
    "analyst": [
        "/desk/monitoring/weather/forecasts/new/",
        *(f"/desk/foresight/warnings/{page}" for page in ("new/", "units/")),
        "/desk/foresight/consultations/targets/",
    ],
    "leader": ["/desk/leader/"],
    "administrator": [
        "/desk/",
        "/desk/enforcement/rules/new/",
        "/desk/enforcement/rules/tables/new/",
        "/desk/monitoring/tables/",
        "/desk/monday/",
        *(f"/desk/monitoring/alerts/{page}" for page in ("", "rules/", "rules/new/", "rules/air_pm25_high/")),
        *(f"/desk/monitoring/loggers/{page}" for page in ("", "quarantine/", "new/")),
        *(f"/desk/grid/{page}" for page in ("", "?cell=wangxi", "cells/wangxi-yaowan-03/", "corners/")),
        *(
            f"/desk/monitoring/water/{page}"
            for page in ("", "exceedances/", "lakes/", "ranking/", "sources/", "reports/")
        ),
        "/desk/monitoring/soil/",
        "/desk/monitoring/soil/exceedances/",
        "/desk/monitoring/soil/units/",
        "/desk/monitoring/soil/measures/",
        "/desk/monitoring/soil/values/",
        "/desk/monitoring/noise/",
        "/desk/monitoring/noise/exceedances/",
        "/desk/monitoring/noise/quarter/",
        "/desk/monitoring/noise/sites/",
        "/desk/monitoring/noise/limits/",
        "/desk/monitoring/tables/noise.construction/",
        "/desk/calendar/",
        "/desk/people/",
        "/desk/accounts/",
        "/desk/accounts/?q=%E7%9B%91%E6%B5%8B",
        "/desk/accounts/new/",
        "/desk/accounts/open/",
        "/desk/accounts/person/p-yunping-analyst/",
        "/desk/accounts/post/yunping-analyst/hand-over/",
        "/desk/office/",
        "/desk/checklist/",
        "/desk/ledgers/",
        "/desk/ledgers/people/",
        "/desk/operations/",
        "/desk/channels/",
        "/desk/partners/",
        "/desk/catalogue/log/",
    ],
    "auditor": ["/desk/audit/", *(f"/desk/audit/?which={which}" for which in LOGS), "/desk/account/"],
    "substitute": [
        "/desk/post/",
        "/desk/account/",
        "/desk/account/password/",
        "/desk/account/second/",
        "/desk/account/second/app/",
        "/desk/account/second/passkey/",
        "/desk/absences/",
    ],
    "publicity": ["/desk/publishing/", "/desk/publishing/new/", "/desk/consultations/", "/desk/consultations/new/"],
    "secrecy": ["/desk/publishing/"],
    "congress": ["/desk/oversight/reading/"],
    "clue-keeper": ["/desk/supervision/", "/desk/responsibility/clues/", "/desk/responsibility/clues/new/"],
}
#: pages of one record: where its link stands, the link, and the name of the address it must lead to
THROUGH = {
    "resident": [
        ("/lists/", ".plain-list a", "portal:problem_list"),
        ("/draws/", ".lines a", "portal:draw"),
        ("/notices/", ".matter-subject a", "portal:notice"),
        ("/consultations/", ".matter-subject a", "portal:consultation"),
    ],
    "petition-officer": [
        ("/desk/papers/?waits=archived", "table a[href*='/papers/']", "desk:paper_page"),
        ("/desk/papers/?waits=check", "table a[href*='/act/check_paper/']", "desk:act"),
        ("/desk/upstream/", "table a[href*='/upstream/']", "desk:typing_sheet"),
    ],
    "analyst": [
        ("/desk/monitoring/weather/deliveries/?only=faulty", "table .row-title", "desk:weather_delivery"),
        ("/desk/foresight/forecasts/", "table .row-title", "desk:forecast"),
        ("/desk/foresight/consultations/?quarter=2026-Q3", "table .row-title", "desk:air_consultation"),
    ],
    "integrity": [("/desk/monitoring/integrity/", "table .row-title", "desk:integrity_finding")],
    "headquarters": [("/desk/foresight/warnings/?list=ended", "table .row-title", "desk:air_warning")],
    "clue-keeper": [
        ("/desk/responsibility/clues/", "table a[href*='XS-']", "desk:clue"),
    ],
    "publicity": [
        ("/desk/publishing/", "table .row-title", "desk:proceeding"),
        ("/desk/consultations/", "table a[href*='/comments/']", "desk:consultation"),
    ],
    "secrecy": [("/desk/publishing/", "table .row-title", "desk:proceeding")],
}
#: addresses with a page of their own that are looked at elsewhere, each with where
ELSEWHERE = {
    "desk:second_step": "test_signing_in",
    "desk:confirm": "test_signing_in",
    "desk:together": "test_inbox",
    "desk:sample": "the crawl, from the list of samples",
    "desk:look_back": "the crawl, from the list of draws",
    "desk:draw": "the crawl, from the list of random inspections",
    **dict.fromkeys(("desk:case_pack", "desk:case_brief", "desk:case_file"), "tests/web/desk/test_leader_pages"),
    "desk:party": "the crawl, from the list of parties",
    "desk:outlet": "the crawl, from the wall of outlets",
    "desk:outlet_entry": "tests/web/desk/monitoring/test_outlet_pages",
    "portal:outlet": "the crawl, from the list of outlets",
    "desk:daily_count": "the crawl, from the list of measures",
    "desk:penalty_discretion": "tests/web/desk/test_discretion_page",
    "desk:candidates": "the crawl, from a penalty case",
    "desk:fine_ledger": "the crawl, from the list of fines",
    **dict.fromkeys(("desk:compensation_losses", "desk:compensation_payments"), "the crawl, from a claim"),
    "desk:visit": "the crawl, from the list of visits",
    "field:home": "tests/web/field/test_without_a_network",
    "desk:clue_step": "the crawl, from a clue",
    "desk:indicator_list": "the crawl, from an indicator",
    "portal:objection": "tests/web/portal/test_objections",
    "desk:oversight_draft": "tests/web/desk/test_oversight_pages",
    "desk:feedback": "the crawl, from the list of feedbacks",
    "desk:findings_import": "the crawl, from a feedback without a plan",
    "desk:complaint_batch": "the crawl, from the list of batches",
    **dict.fromkeys(
        ("desk:findings_match", "desk:action_plan_match", "desk:complaints_match"),
        "tests/web/desk/test_rectification_pages",
    ),
    "desk:schedule": "the crawl, from the list of months",
    "desk:schedule_merge": "the crawl, from a month still being filled",
    "desk:tour": "the crawl, from the worklist",
    "desk:procedure": "the crawl, from the list of procedures",
    "desk:procedure_edition": "the crawl, from a procedure",
    "desk:record": "the crawl, from a matter",
    "desk:verify": "the crawl, from a matter",
    "desk:identity": "test_main_job",
    "desk:reward_payee": "tests/web/desk/test_reward_pages",
    "desk:original": "tests/web/desk/test_sealed_originals",
    "desk:working_copy": "the crawl, from a petition the petition officer received",
    "desk:publication_texts": "test_publishing",
    "desk:repeats": "test_wechat_recurrence",
    "desk:ledger_map": "a demonstration imports no ledgers: tests/web/desk/test_office_checklist_ledgers",
    "desk:ledger_report": "a demonstration imports no ledgers: tests/web/desk/test_office_checklist_ledgers",
    "desk:paper_numbers_map": "tests/web/desk/test_paper_numbers_page",
    "desk:paper_numbers_report": "tests/web/desk/test_paper_numbers_page",
    "desk:upstream_import": "tests/web/desk/test_upstream_pages",
    "portal:air_paper": "the crawl, from the list of papers",
    "portal:water_paper": "the crawl, from the list of reports",
    "desk:water_section": "the crawl, from the list of sections",
    "desk:water_report": "the crawl, from the list of reports",
    "desk:water_report_draft": "tests/web/desk/test_water_pages",
    "desk:air_publication": "the crawl, from the list of publications",
    "desk:air_publication_draft": "tests/web/desk",
    "desk:air_flag": "tests/web/desk/air",
    "desk:air_dust_spell": "tests/web/desk/air",
    "desk:air_new_edition": "tests/web/desk/air/test_editions",
    "desk:air_rule": "tests/web/desk/air/test_editions",
    "desk:air_compare": "tests/web/desk/air; drawn of the pieces of the page to explore",
    "desk:air_remaining": "tests/web/desk/air; drawn of the pieces of the page to explore",
    "desk:hotline_map": "tests/gateways/hotlines/test_imported_orders",
    "desk:hotline_import": "tests/gateways/hotlines/test_imported_orders",
    "desk:hotline_order": "tests/gateways/hotlines/test_imported_orders",
    "desk:partner": "tests/web/desk/test_partners_page",
    "desk:capability_add": "tests of the register: tests/web/desk",
    "desk:capability_edit": "tests of the register: tests/web/desk",
    "field:patrol": "tests/web/field/test_patrol_without_a_network",
    **dict.fromkeys(("desk:target_object", "desk:visit_plan"), "the crawl, from the lists of targeting"),
    "desk:alert": "tests/web/desk/monitoring/test_alert_pages; the crawl, from the list",
    "desk:monday_paper": "tests/web/desk/briefing",
    "desk:forecast_day": "tests/web/desk/foresight/test_forecast_pages",
    **dict.fromkeys(
        ("desk:logger", "desk:logger_profile", "desk:logger_frame"), "tests/gateways/hj212/test_logger_pages"
    ),
    "desk:new_soil_measure": "the crawl, from the list of measures",
    "desk:soil_point": "the crawl, from the list of soil points",
    "desk:noise_point": "the crawl, from the list of noise points",
    "portal:report_what": "every step of a report, below",
    "portal:report_where": "every step of a report, below",
    "portal:report_when": "every step of a report, below",
    "portal:report_photos": "every step of a report, below",
    "portal:report_who": "every step of a report, below",
    "portal:received": "every step of a report, below",
    "portal:receipt": "every step of a report, below",
    "portal:withdraw": "tests/web/portal",
    "portal:add": "tests/web/portal",
    "portal:comment": "tests/apps/consultations",
    "portal:comment_received": "tests/apps/consultations",
    "portal:ask_review": "tests/web/portal",
    "portal:ask_re_review": "tests/web/portal",
}
#: answers to GET that are files, data or pictures
FILES = re.compile(
    r"export|template|rejects|geojson|stations|areas|photo|worker|ticket|metrics|health$|file$|file_index|:paper$|portal:report$|_csv$|_feed$|_points$|_evidence$|_file$|digest$|:kit$|_kit$"
)
#: files and data, no pages
NO_PAGE = re.compile(
    r"/(export|files?|paper|static|brief|pdf|docx|json)/|/feed/|csv|\.(xlsx|json)|\.pdf$|digest/|\.geojson|\.jpg|/sign-out/|/report/received/"
)
#: how many pages one post looks at before the crawl goes no further than the declared ones
MOST = 16


@pytest.fixture(scope="session")
def seen_by_others(tmp_path_factory):
    """Kinds of pages some post has looked at in this run; a folder, as workers share nothing else."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "pages-looked-at"
    folder.mkdir(exist_ok=True)

    def first(kind: str) -> bool:
        try:
            (folder / sha256(kind.encode()).hexdigest()).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    return first


def kind_of(address: str) -> str:
    """Pages that differ only in a number or a query are of one kind."""
    path = re.sub(r"[A-Z]{1,6}-\d{4}-\d+", lambda hit: hit[0].split("-")[0], urlsplit(address).path)
    return re.sub(r"\d+(-\d+)*", "N", path)


def links(page, base, prefix):
    """Addresses of this site in the same language, without fragments."""
    found = page.evaluate("[...document.querySelectorAll('a[href]')].map((a) => a.href.split('#')[0])")
    own = [address.removeprefix(base) for address in found if address.startswith(base)]
    return [each for each in own if each.startswith("/en/") == bool(prefix) and not NO_PAGE.search(each)]


def timeless(foot):
    """Whether the foot of a desk page names no moment: something on the page took the name of the clock."""
    return ("为准" in foot or "As of" in foot) and not re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d", foot)


def faults(page, language, other):
    """Everything wrong with the page now open, each with a word saying what."""
    page.wait_for_load_state()
    wrong = [f"unmarked {language}: {words}" for words in stray_words(page, language)]
    wrong += [f"sentence of the other language: {words}" for words in texts(page) & other]
    if page.locator("h1").count() != 1:
        wrong.append(f"{page.locator('h1').count()} h1")
    if page.get_attribute("html", "lang") != {"zh": "zh-Hans", "en": "en"}[language]:
        wrong.append("html lang")
    wrong += [
        f"no moment in the foot: {foot}" for foot in page.locator(".desk-day").all_inner_texts() if timeless(foot)
    ]
    # both languages are one page: axe reads it wide in Chinese and narrow in English
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    wrong += [f"wider than {PHONE[0]}: {what}" for what in too_wide(page)]
    width, height = DESK if language == "zh" else PHONE
    page.set_viewport_size({"width": width, "height": height})
    return wrong + [f"axe at {width}: {found}" for found in violations(page)]


def said(wrong):
    """One line a fault, under the address of its page."""
    return "\n".join(f"{address}\n    " + "\n    ".join(found) for address, found in wrong.items())


def other_sentences(language):
    """Template sentences of the other language that are no sentence of this one."""
    both = sentences_of_the_templates()
    own, other = (both["en"], both["zh"]) if language == "en" else (both["zh"], both["en"])
    return {words for words in other - own if len(words) > 1}


def through(page, prefix, start, link, name):
    """The address of one record, found where an officer finds it."""
    page.goto(prefix + start)
    address = urlsplit(page.get_attribute(f"main {link} >> nth=0", "href")).path
    assert resolve(address.removeprefix("/en")).view_name == name
    return address


def test_no_page_was_forgotten():
    declared = {resolve(urlsplit(path).path).view_name for paths in DECLARED.values() for path in paths}
    declared |= {name for steps in THROUGH.values() for *_, name in steps} | ELSEWHERE.keys()
    pages = {name for name, page in PAGES.items() if "GET" in page.methods and not FILES.search(name)}
    pages -= {name for name, page in PAGES.items() if page.door is Door.SYSTEM}  # nothing a person looks at
    assert pages - declared == set(), "declare where these pages are looked at"
    assert ELSEWHERE.keys() <= PAGES.keys()


def test_the_check_of_a_page_names_each_fault_and_where_it_is(open_page):
    page = open_page()
    page.set_content(
        "<html lang=en><title>t</title><main><h1>One</h1><img src='data:,'><p style='color:#aaa;background:#fff'>faint"
    )
    found = dict(violations(page))
    assert found.keys() == {"image-alt", "color-contrast"}
    assert found["image-alt"].startswith("<img")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("seat", SEATS)
def test_every_page_is_accessible_narrow_enough_and_in_one_language(city, open_page, seen_by_others, seat, language):
    """Declared pages as each post; of the others, found by links, each kind once a language whoever finds it first."""
    prefix, other = LANGUAGES[language], other_sentences(language)
    page = open_page(DESK, city.address)
    if SEATS[seat]:
        sit(page, SEATS[seat], prefix)
    waiting, seen, wrong, looked = [prefix + path for path in DECLARED[seat]], set(), {}, []
    waiting += [through(page, prefix, *step) for step in THROUGH.get(seat, ())]
    declared = set(waiting)
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if address in looked or (address not in declared and (kind in seen or len(looked) >= MOST)):
            continue
        seen.add(kind)
        if not seen_by_others(kind) and address not in declared:
            continue
        looked.append(address)
        answer = page.goto(address)
        if answer.status != 200:
            wrong[address] = [f"status {answer.status}"]
            continue
        if page.locator("[data-map]").count():
            page.wait_for_selector("[data-map][data-ready]")
        waiting += links(page, city.address, prefix)
        if found := faults(page, language, other):
            wrong[address] = found
    assert len(looked) >= len(DECLARED[seat])
    assert not wrong, said(wrong)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_of_a_report_is_accessible_narrow_enough_and_in_one_language(city, open_page, language):
    prefix, other, wrong = LANGUAGES[language], other_sentences(language), {}
    page = open_page(PHONE, city.address)
    page.goto(f"{prefix}/report/")
    for fill in (
        lambda: page.fill("#id_report", "test 1234" if language == "en" else "夜里有气味"),
        lambda: page.fill("#id_place", "gate" if language == "en" else "东门"),
        lambda: page.check("input[value=often]"),
        lambda: None,
        lambda: None,
    ):
        if found := faults(page, language, other):
            wrong[page.url] = found
        fill()
        follow(page, "main form button.primary")
    assert page.locator(".receipt-number").count() == 1
    if found := faults(page, language, other):
        wrong[page.url] = found
    follow(page, "main a.button.primary")
    if found := faults(page, language, other):
        wrong["the private page"] = found
    assert not wrong, said(wrong)


@pytest.mark.parametrize(
    ("address", "main"),
    [
        ("/", "main a[href$='/report/']"),
        ("/report/what/", "main form button.primary"),
        ("/follow/", "main form button"),
    ],
)
def test_a_resident_reaches_the_main_button_by_keyboard_and_always_sees_where_they_are(city, open_page, address, main):
    page = open_page(PHONE, city.address)
    page.goto(address)
    assert tab_to(page, main) == []


def test_an_officer_reaches_the_first_act_and_its_button_by_keyboard(city, open_page):
    page = open_page(DESK, city.address)
    sit(page, SEATS["petition-officer"])
    assert tab_to(page, "[data-row] .row-title") == []
    with next_page(page):
        page.keyboard.press("Enter")
    assert re.search(r"/desk/[A-Z]+-\d{4}-\d+/$", page.url)
    assert tab_to(page, "main a[href*='/act/']") == []
    with next_page(page):
        page.keyboard.press("Enter")
    assert "/act/" in page.url
    assert tab_to(page, ".desk-form button.primary") == []


def test_the_keys_of_the_desk_move_along_the_list_and_open_a_row(city, open_page):
    page = open_page(DESK, city.address)
    sit(page, SEATS["petition-officer"])
    rows = page.locator("[data-row] .row-title").evaluate_all("all => all.map((a) => a.getAttribute('href'))")
    assert len(rows) > 2

    def chosen():
        return page.get_attribute("[data-row].selected .row-title", "href")

    places = []
    for key in ("j", "j", "k"):
        page.keyboard.press(key)
        places.append(rows.index(chosen()))
    assert places == [0, 1, 0]
    page.keyboard.press("j")
    with next_page(page):
        page.keyboard.press("Enter")
    assert page.url.endswith(rows[1])


def test_single_keys_are_off_while_somebody_types(city, open_page):
    page = open_page(DESK, city.address)
    sit(page, SEATS["petition-officer"])
    page.keyboard.press("/")
    page.keyboard.type("jk")
    assert page.input_value("#desk-search") == "jk"
    assert page.locator("[data-row].selected").count() == 0
