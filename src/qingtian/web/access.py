"""Who may open which page, declared once: every address of the product has one line here, or it is refused.

The views hold the rules; this table says what they are, ``AccessMiddleware`` refuses what it does not name, and
``tests/web/test_access_matrix.py`` tries every page as every role against every kind of record.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.urls import URLPattern, URLResolver, get_resolver

from qingtian.language import Text
from qingtian.procedures.who import ROLES


class Door(StrEnum):
    """What somebody must bring to a page."""

    PUBLIC = "public"
    LINK = "link"
    OFFICE = "office"
    SYSTEM = "system"
    DEMONSTRATION = "demonstration"


DOORS: dict[Door, Text] = {
    Door.PUBLIC: Text("任何人", "anybody"),
    Door.LINK: Text("持私密网址或草稿的人", "whoever holds the secret link or the draft"),
    Door.OFFICE: Text("当天在岗的工作人员", "officers in office that day"),
    Door.SYSTEM: Text("登记过的系统，凭签名或口令", "a registered system, by its signature or token"),
    Door.DEMONSTRATION: Text("只在演示中", "in the demonstration only"),
}


@dataclass(frozen=True, slots=True)
class Page:
    """The policy of one address.

    ``roles``: only a post with one of them (403 for others); empty means every post but the auditor's, who sees logs
    and nothing else, and those that only read (``READING_ROLES``). ``acting``: the same for POST alone. ``auditors``
    and ``readers``: theirs as well. ``about``: the record its identifiers name, whose own scope decides (404 for those
    out of it).
    """

    door: Door
    methods: tuple[str, ...]
    about: str = ""
    roles: frozenset[str] = frozenset()
    acting: frozenset[str] = frozenset()
    auditors: bool = False
    readers: bool = False


#: roles of organs that look in from outside (人大、政协): a post that has no other reads what is addressed to its organ
READING_ROLES = frozenset({"congress_staff", "cppcc_staff"})


def only_reads(roles: frozenset[str]) -> bool:
    """Whether a post with these roles has an account for reading: no desk, no matters, its own account and one page."""
    return bool(roles) and roles <= READING_ROLES


def public(methods: str = "GET") -> Page:
    """For anybody, without signing in."""
    return Page(Door.PUBLIC, tuple(methods.split()))


def secret(methods: str = "GET", about: str = "draft") -> Page:
    """For whoever holds the key of a ``link`` or the cookie of a ``draft``."""
    return Page(Door.LINK, tuple(methods.split()), about)


def office(
    methods: str = "GET",
    about: str = "",
    *,
    roles: str = "",
    acting: str = "",
    auditors: bool = False,
    readers: bool = False,
) -> Page:
    """For officers in office; ``roles`` and ``acting`` are codes of ``procedures.who.ROLES``, blank-separated."""
    return Page(Door.OFFICE, tuple(methods.split()), about, _known(roles), _known(acting), auditors, readers)


def own(methods: str = "GET") -> Page:
    """A page about one's own account: for everybody in office, auditors and those who only read among them."""
    return office(methods, auditors=True, readers=True)


def system(methods: str = "POST", about: str = "") -> Page:
    """For another system: no session, no language; the view proves who calls before it reads what was sent."""
    return Page(Door.SYSTEM, tuple(methods.split()), about)


def demonstration(methods: str = "GET") -> Page:
    """Not there (404) outside the demonstration."""
    return Page(Door.DEMONSTRATION, tuple(methods.split()))


def _known(roles: str) -> frozenset[str]:
    named = frozenset(roles.split())
    if unknown := named - ROLES.keys():
        raise ValueError(f"no such role: {', '.join(sorted(unknown))}")
    return named


#: administrators import every ledger; the others the tables of suggestions and proposals, the payments of fines or what
#: was measured of soil and noise, and see their own imports
IMPORTERS = "administrator analyst clerk congress_staff cppcc_staff penalty_officer penalty_reviewer"

#: whoever enforces, reviews or decides
PARTY_READERS = "handling_officer penalty_officer penalty_reviewer legal_officer organ_head chief"

#: those, whoever analyses what was measured and whoever inspects the work of others: where to look first
TARGETING_READERS = f"{PARTY_READERS} analyst inspection_officer"
#: those, and whoever analyses what was measured
OUTLET_READERS = f"{PARTY_READERS} analyst"
#: whoever handles damage claims, advises on them or answers for them
CLAIM_READERS = f"{PARTY_READERS} inspection_officer clerk"
#: whoever registers a clue of damage
CLUE_OPENERS = "handling_officer penalty_officer clerk legal_officer inspection_officer"

#: whoever monitors, enforces, inspects or reviews; what a plot of land holds is not for every post
SOIL_READERS = "analyst handling_officer organ_head legal_officer inspection_officer administrator"

#: whoever changes the templates of papers, tries them or puts them in force
TEMPLATE_KEEPERS = "administrator clerk legal_officer chief"

#: by name of the address; a new page adds one line
PAGES: dict[str, Page] = {
    # residents
    "portal:home": public(),
    "portal:air": public(),
    "portal:stations": public(),
    "portal:air_days": public(),
    "portal:air_history": public(),
    "portal:air_data": public(),
    "portal:air_days_csv": public(),
    "portal:air_hours_csv": public(),
    "portal:air_papers": public(),
    "portal:air_paper": public(),
    "portal:air_paper_file": public(),
    "portal:air_forecast": public(),
    "portal:air_warnings": public(),
    "portal:water": public(),
    "portal:water_paper": public(),
    "portal:water_paper_file": public(),
    "portal:areas": public(),
    "portal:matters": public(),
    "portal:notices": public(),
    "portal:notice": public(),
    "portal:objection": public("GET POST"),
    "portal:consultations": public(),
    "portal:consultation": public("GET POST"),
    "portal:comment_received": secret(),
    "portal:comment": secret("GET", "link"),
    "portal:channels": public(),
    "portal:about": public(),
    "portal:duties": public(),
    "portal:draws": public(),
    "portal:draw": public(),
    "portal:draw_file": public(),
    "portal:problem_lists": public(),
    "portal:problem_list": public(),
    "portal:penalties": public(),
    "portal:penalties_feed": public(),
    "portal:penalties_file": public(),
    "portal:violators": public(),
    "portal:violators_feed": public(),
    "portal:violators_file": public(),
    "portal:outlets": public(),
    "portal:outlet": public(),
    "portal:outlets_file": public(),
    "portal:rewards": public(),
    "portal:reward_claim": public("GET POST"),
    "portal:follow": public("GET POST"),
    "portal:report": secret(),
    "portal:report_what": secret("GET POST"),
    "portal:report_where": secret("GET POST"),
    "portal:report_nearby": secret("POST"),
    "portal:report_when": secret("GET POST"),
    "portal:report_photos": secret("GET POST"),
    "portal:report_photo": secret(),
    "portal:report_who": secret("GET POST"),
    "portal:report_offline": public(),
    "portal:report_worker": public(),
    "portal:report_ticket": public(),
    "portal:report_phone": public("POST"),
    "portal:report_forget": secret("POST"),
    "portal:received": secret(),
    "portal:receipt": secret("GET", "link"),
    "portal:receipt_photo": secret("GET", "link"),
    "portal:reward_code": secret("POST", "link"),
    "portal:rate": secret("POST", "link"),
    "portal:add": secret("GET POST", "link"),
    "portal:withdraw": secret("GET POST", "link"),
    "portal:ask_review": secret("GET POST", "link"),
    "portal:ask_re_review": secret("GET POST", "link"),
    # for machines
    "health": public(),
    "metrics": public(),
    # other systems
    "api_exchange_letters": system(),
    "api_hotline_orders": system(),
    "api_hotline_answers": system("GET POST"),
    # systems that call us
    "api_opinion": system(),
    "weather_batches": system(),
    "weather_batch": system("GET"),
    "weather_observations": system("GET"),
    "wechat_callback": system("GET POST"),
    "open311_discovery": system("GET"),
    "open311_services": system("GET"),
    "open311_service": system("GET"),
    "open311_requests": system("GET POST"),
    "open311_request": system("GET"),
    "open311_token": system("GET"),
    # the look
    "design:index": public(),
    # coming in
    "desk:sign_in": public("GET POST"),
    "desk:sign_out": public("POST"),
    "desk:demo_sign_in": demonstration("POST"),
    "desk:tour": demonstration(),
    "desk:tour_dismiss": office("POST"),
    "desk:stay": own("POST"),
    "desk:choose_post": own("GET POST"),
    "desk:second_step": public("GET POST"),
    "desk:confirm": own("GET POST"),
    # one's own account
    "desk:account": own(),
    "desk:own_password": own("GET POST"),
    "desk:end_others": own("POST"),
    "desk:own_factors": own(),
    "desk:own_app": own("GET POST"),
    "desk:own_passkey": own("GET POST"),
    "desk:own_codes": own("POST"),
    "desk:own_remove": own("POST"),
    "desk:absences": own("GET POST"),
    "desk:absence_end": office("POST", "absence", auditors=True, readers=True),
    # keeping the office
    "desk:office": office(),
    "desk:checklist": office(),
    "desk:accounts": office(roles="administrator"),
    "desk:new_person": office("GET POST", roles="administrator"),
    "desk:open_accounts": office("GET POST", roles="administrator"),
    "desk:account_of": office("GET POST", "person", roles="administrator"),
    "desk:hand_over": office("GET POST", "post", roles="administrator"),
    "desk:ledgers": office(roles="administrator"),
    "desk:ledger": office("GET POST", "kind of ledger", roles=IMPORTERS),
    "desk:ledger_template": office("GET", "kind of ledger", roles=IMPORTERS),
    "desk:ledger_map": office("GET POST", "kind of ledger", roles=IMPORTERS),
    "desk:ledger_report": office("GET", "ledger import", roles=IMPORTERS),
    "desk:ledger_rejects": office("GET", "ledger import", roles=IMPORTERS),
    "desk:ledger_delete_rejects": office("POST", "ledger import", roles=IMPORTERS),
    "desk:exchange": office("GET POST", roles="petition_officer"),
    "desk:exchange_file": office("POST", "line of the exchange", roles="petition_officer"),
    "desk:exchange_identity": office("POST", "line of the exchange", roles="petition_officer"),
    "desk:hotlines": office(),
    "desk:hotline_codes": office("GET POST", roles="petition_officer"),
    "desk:hotline_queue": office("GET POST", "entry of the queue", acting="petition_officer"),
    "desk:hotline_queue_file": office("POST", "hotline", roles="petition_officer"),
    "desk:hotline_order": office("GET POST", "hotline order"),
    "desk:hotline_import": office("GET POST", "own import", roles="petition_officer"),
    "desk:hotline_rejects": office("GET", "own import", roles="petition_officer"),
    "desk:hotline_upload": office("GET POST", "hotline", roles="petition_officer"),
    "desk:hotline_map": office("GET POST", "own upload", roles="petition_officer"),
    "desk:partners": office("GET POST", roles="administrator"),
    "desk:partner": office("GET POST", "system that calls us", roles="administrator"),
    "desk:channels": office("GET POST", roles="administrator"),
    "desk:operations": office(roles="administrator"),
    "desk:restore_drill": office("POST", roles="administrator"),
    "desk:operations_schedule": office("POST", "schedule", roles="administrator"),
    "desk:audit": office(roles="auditor", auditors=True),
    "desk:audit_export": office(roles="auditor", auditors=True),
    # the water
    "desk:water": office(),
    "desk:water_section": office(about="section"),
    "desk:water_revise": office("POST", "section", roles="analyst"),
    "desk:water_exceedances": office(),
    "desk:water_lakes": office(),
    "desk:water_ranking": office(),
    "desk:water_sources": office(),
    "desk:water_reports": office(),
    "desk:water_report_draft": office("GET POST", roles="clerk analyst legal_officer"),
    "desk:water_report": office("GET", "matter"),
    "desk:water_report_file": office("GET", "matter"),
    "desk:water_report_correct": office("POST", "matter"),
    # the air
    "desk:air": office(),
    "desk:air_ranking": office(),
    "desk:air_explore": office(),
    "desk:air_day": office(),
    "desk:air_compare": office(),
    "desk:air_map": office(),
    "desk:air_map_points": office(),
    "desk:air_calendar": office(),
    "desk:air_editions": office(),
    "desk:air_new_edition": office("GET POST", roles="administrator"),
    "desk:air_rule": office("GET POST", "rule of air", roles="administrator"),
    "desk:air_pm10": office(),
    "desk:air_remaining": office(),
    "desk:air_feed": office(),
    "desk:air_flags": office(),
    "desk:air_flag": office("GET POST", acting="analyst"),
    "desk:air_dust": office(),
    "desk:air_dust_spell": office("GET POST", acting="analyst"),
    "desk:air_dust_evidence": office(),
    "desk:air_publications": office(),
    "desk:air_publication_draft": office("GET POST", roles="clerk analyst legal_officer"),
    "desk:air_publication": office("GET", "matter"),
    "desk:air_publication_file": office("GET", "matter"),
    "desk:air_publication_correct": office("POST", "matter"),
    # lists
    "desk:worklist": office(),
    "desk:petitions": office(),
    "desk:petition_figures": office(),
    "desk:petition_figures_list": office(),
    "desk:inbox": office(),
    "desk:together": office("GET POST", "act on several"),
    "desk:save_filter": office("POST", "saved filter"),
    "desk:drop_filter": office("POST", "saved filter"),
    "desk:petition_reports": office("GET POST", roles="petition_officer inspection_officer organ_head clerk chief"),
    "desk:petition_report_file": office(
        "GET", "drafted report", roles="petition_officer inspection_officer organ_head clerk chief"
    ),
    "desk:petition_batch": office(roles="petition_officer inspection_officer"),
    "desk:hot_issues": office(),
    "desk:hot_issue_raise": office("GET POST", roles="petition_officer inspection_officer"),
    "desk:hot_issues_compute": office("POST", roles="petition_officer inspection_officer"),
    "desk:samples": office(),
    "desk:new_sample": office("GET POST", roles="inspection_officer review_officer petition_officer"),
    "desk:sample": office("GET", "matter"),
    "desk:opinion": office(roles="petition_officer inspection_officer organ_head"),
    "desk:opinion_brief": office(roles="petition_officer inspection_officer organ_head"),
    "desk:opinion_link": office("POST", "opinion item", roles="petition_officer inspection_officer organ_head"),
    "desk:classifier": office(),
    "desk:classifier_train": office("POST", roles="petition_officer"),
    "desk:classifier_start": office("POST", "trained model", roles="petition_officer"),
    "desk:cases": office(),
    "desk:search": office(),
    "desk:papers": office(),
    "desk:templates": office(roles=TEMPLATE_KEEPERS),
    "desk:template": office("GET POST", "template", roles=TEMPLATE_KEEPERS),
    "desk:template_file": office("GET", "template", roles=TEMPLATE_KEEPERS),
    "desk:paper_numbers": office("GET POST", roles="clerk"),
    "desk:paper_numbers_map": office("GET POST", "own upload", roles="clerk"),
    "desk:paper_numbers_report": office("GET", "own import", roles="clerk"),
    "desk:paper_numbers_rejects": office("GET", "own import", roles="clerk"),
    "desk:retention": office(),
    "desk:publishing": office(),
    "desk:consultations": office(),
    "desk:upstream": office(),
    "desk:upstream_mark": office("POST", roles="clerk"),
    "desk:upstream_columns": office("GET", "system"),
    "desk:upstream_export": office("GET POST", "system"),
    "desk:upstream_read": office("GET POST", "system", roles="clerk"),
    "desk:upstream_import": office("GET", "upstream import"),
    "desk:upstream_apply": office("POST", "upstream import"),
    "desk:upstream_rejects": office("GET", "upstream import"),
    "desk:catalogue": office(),
    "desk:use_log": office(roles="administrator auditor chief organ_head", auditors=True),
    "desk:capability": office(),
    "desk:capability_export": office(),
    "desk:capability_organ": office("GET", "organ"),
    "desk:capability_add": office("GET POST", "organ"),
    "desk:capability_edit": office("GET POST", "organ"),
    # lists of problems
    "desk:problem_lists": office(),
    "desk:new_problem_list": office("GET POST", roles="inspection_officer area_government"),
    # inspection findings and tasks
    "desk:rectification": office(),
    "desk:new_feedback": office("GET POST", roles="inspection_officer"),
    "desk:feedback": office("GET", "matter"),
    "desk:findings_import": office("GET POST", "matter", roles="inspection_officer"),
    "desk:findings_match": office("GET POST", "own upload", roles="inspection_officer"),
    "desk:tasks": office(),
    "desk:action_plan_import": office("GET POST", roles="inspection_officer"),
    "desk:action_plan_match": office("GET POST", "own upload", roles="inspection_officer"),
    "desk:complaint_batches": office(roles="inspection_officer petition_officer"),
    "desk:complaint_batch": office(
        "GET POST", "complaint batch", roles="inspection_officer petition_officer", acting="inspection_officer"
    ),
    "desk:complaints_import": office("GET POST", roles="inspection_officer"),
    "desk:complaints_match": office("GET POST", "own upload", roles="inspection_officer"),
    "desk:rectification_rejects": office("GET", "own import", roles="inspection_officer"),
    # monthly schedule and instructions
    "desk:schedules": office(),
    "desk:new_schedule": office("GET POST", roles="inspection_officer"),
    "desk:schedule": office(),
    "desk:schedule_row": office("POST"),
    "desk:schedule_chase": office("POST", roles="inspection_officer"),
    "desk:schedule_merge": office("GET POST", roles="inspection_officer"),
    "desk:instructions": office(),
    "desk:new_instruction": office("GET POST", roles="inspection_officer"),
    # the one picture of Monday morning: every part in the reader's own sight
    "desk:monday": office(),
    "desk:monday_paper": office(),
    # targeting
    "desk:targeting": office(roles=TARGETING_READERS),
    "desk:target_object": office("GET", "target object", roles=TARGETING_READERS),
    "desk:target_areas": office(roles=TARGETING_READERS),
    "desk:target_area_points": office(roles=TARGETING_READERS),
    "desk:target_upwind": office(roles=TARGETING_READERS),
    "desk:visit_plans": office(roles=TARGETING_READERS),
    "desk:new_visit_plan": office("GET POST", roles="handling_officer penalty_officer inspection_officer"),
    "desk:visit_plan": office("GET", "visit plan", roles=TARGETING_READERS),
    "desk:target_judging": office(roles=TARGETING_READERS),
    # monitoring
    "desk:monitoring": office(),
    "desk:grid": office(),
    "desk:grid_cell": office("GET", "cell of the grid"),
    "desk:grid_hand_over": office("POST", "cell of the grid", roles="administrator clerk chief organ_head"),
    "desk:grid_events": office(),
    "desk:new_grid_event": office("GET POST", roles="grid_member clerk handling_officer"),
    "desk:hidden_hazards": office(),
    "desk:new_hidden_hazard": office(
        "GET POST", roles="grid_member clerk handling_officer penalty_officer inspection_officer"
    ),
    "desk:grid_corners": office(),
    "desk:blind_spots": office(),
    "desk:blind_spot_points": office(),
    "desk:draws": office(),
    "desk:new_draw": office("GET POST", roles="handling_officer penalty_officer"),
    "desk:draw": office("GET", "matter"),
    "desk:draw_file": office("GET", "matter"),
    "desk:alerts": office(),
    "desk:alert": office("GET", "alert"),
    "desk:alert_rules": office(),
    "desk:new_alert_rule": office("GET POST", roles="administrator"),
    "desk:alert_rule": office("GET POST", "alert rule", acting="administrator"),
    "desk:air_warnings": office(),
    "desk:new_air_warning": office("GET POST", roles="analyst"),
    "desk:air_warning": office("GET POST", "warning"),
    "desk:warning_units": office("GET POST", acting="analyst clerk"),
    "desk:warning_tiers": office(),
    "desk:soil": office(roles=SOIL_READERS),
    "desk:soil_exceedances": office(roles=SOIL_READERS),
    "desk:soil_units": office(roles=SOIL_READERS),
    "desk:soil_values": office(roles=SOIL_READERS),
    "desk:soil_measures": office(roles=SOIL_READERS),
    "desk:new_soil_measure": office("GET POST", roles="analyst handling_officer"),
    "desk:soil_point": office("GET", "soil point", roles=SOIL_READERS),
    "desk:noise": office(),
    "desk:noise_exceedances": office(),
    "desk:noise_quarter": office(),
    "desk:noise_sites": office(),
    "desk:noise_limits": office(),
    "desk:noise_point": office("GET", "noise point"),
    "desk:integrity": office(roles="integrity_officer organ_head"),
    "desk:integrity_record": office(roles="integrity_officer organ_head"),
    "desk:integrity_finding": office("GET", "finding", roles="integrity_officer organ_head"),
    "desk:new_integrity_finding": office("GET POST", roles="integrity_officer"),
    "desk:loggers": office(roles="administrator analyst"),
    "desk:logger_quarantine": office(roles="administrator analyst"),
    "desk:new_logger": office("GET POST", roles="administrator analyst"),
    "desk:logger_frame": office("GET", "frame", roles="administrator analyst"),
    "desk:logger": office("GET", "logger", roles="administrator analyst"),
    "desk:logger_profile": office("GET POST", "logger", roles="administrator analyst"),
    "desk:field_commands": office(roles="handling_officer penalty_officer analyst organ_head chief"),
    "desk:new_field_command": office("GET POST", roles="handling_officer penalty_officer analyst"),
    "desk:outlets": office(roles=OUTLET_READERS),
    "desk:outlet": office(about="outlet", roles=OUTLET_READERS),
    "desk:outlet_rates": office(roles=OUTLET_READERS),
    "desk:outlets_found": office(roles=OUTLET_READERS),
    "desk:outlet_notices": office(roles=OUTLET_READERS),
    "desk:new_outlet_notice": office("GET POST", roles="handling_officer penalty_officer"),
    "desk:new_outlet": office("GET POST", roles="handling_officer penalty_officer"),
    "desk:outlet_entry": office("GET POST", "outlet", roles="handling_officer penalty_officer"),
    "desk:outlet_mark_withdraw": office("POST", "outlet", roles="handling_officer penalty_officer"),
    "desk:weather": office(),
    "desk:weather_deliveries": office(),
    "desk:weather_delivery": office("GET", "delivery"),
    "desk:weather_day": office(),
    "desk:weather_agreed": office("GET POST", acting="analyst clerk"),
    "desk:weather_forecasts": office("GET POST", acting="analyst"),
    "desk:joint_forecasts": office(),
    "desk:new_joint_forecast": office("GET POST", roles="analyst"),
    "desk:entered_tables": office(),
    "desk:entered_table": office("GET POST", "entered table", acting="administrator"),
    # quarterly consultations
    "desk:air_consultations": office(),
    "desk:convene_air_consultation": office("POST", roles="analyst"),
    "desk:air_targets": office("GET POST", acting="analyst"),
    "desk:air_consultation": office("GET", "air consultation"),
    "desk:air_consultation_file": office("GET", "air consultation"),
    # looking ahead
    "desk:foresight": office(),
    "desk:forecasts": office(),
    "desk:forecast": office("GET", "air forecast"),
    "desk:forecast_day": office("GET", "air forecast day"),
    "desk:forecast_scores": office(),
    "desk:forecast_models": office(),
    # supervision ladder
    "desk:supervision": office(),
    "desk:ladder": office(),
    "desk:new_step": office("GET POST", roles="inspection_officer"),
    "desk:supervision_proposals": office("GET POST", roles="inspection_officer"),
    "desk:wall": office(roles="inspection_officer organ_head chief"),
    "desk:digest": office(roles="inspection_officer organ_head chief"),
    "desk:wall_list": office(roles="inspection_officer organ_head chief"),
    # enforcement
    "desk:enforcement": office(),
    "desk:penalty_discretion": office("GET POST", "matter", roles=PARTY_READERS, acting="penalty_officer"),
    "desk:rules": office(),
    "desk:new_rule": office("GET POST", roles="administrator"),
    "desk:new_table": office("GET POST", roles="administrator"),
    "desk:calculators": office(),
    "desk:calculator": office("GET", "calculator"),
    "desk:penalties": office(roles=PARTY_READERS),
    "desk:new_penalty": office("GET POST", roles="penalty_officer"),
    "desk:transfers": office(roles=PARTY_READERS),
    "desk:new_transfer": office("GET POST", roles="handling_officer penalty_officer legal_officer organ_head"),
    "desk:candidates": office(
        "GET POST", "matter", roles=PARTY_READERS, acting="handling_officer penalty_officer legal_officer"
    ),
    "desk:judicial_messages": office("GET POST", roles=PARTY_READERS),
    "desk:judicial_file": office("POST", "message", roles=PARTY_READERS),
    "desk:enforcement_overview": office(roles=PARTY_READERS),
    "desk:parties": office(roles=PARTY_READERS),
    "desk:new_party": office("GET POST", roles="handling_officer penalty_officer"),
    "desk:party": office("GET POST", "party", roles=PARTY_READERS, acting="handling_officer penalty_officer"),
    "desk:measures": office(roles=PARTY_READERS),
    "desk:new_measure": office("GET POST", roles="penalty_officer"),
    "desk:daily_count": office("GET", "matter", roles=PARTY_READERS),
    "desk:fines": office(roles=PARTY_READERS),
    "desk:fine_ledger": office("GET POST", "matter", roles=PARTY_READERS, acting="penalty_officer penalty_reviewer"),
    "desk:remedies": office(roles=f"{PARTY_READERS} clerk"),
    "desk:new_remedy": office("GET POST", "kind of remedy", roles="legal_officer clerk"),
    # damage compensation
    "desk:compensation": office(roles=CLAIM_READERS),
    "desk:compensation_screening": office(roles=CLAIM_READERS),
    "desk:compensation_claims": office(roles=CLAIM_READERS),
    "desk:new_compensation": office("GET POST", roles=CLUE_OPENERS),
    "desk:compensation_map": office(roles=CLAIM_READERS),
    "desk:compensation_map_points": office(roles=CLAIM_READERS),
    "desk:compensation_losses": office("GET POST", "matter", roles=CLAIM_READERS),
    "desk:compensation_payments": office("GET", "matter", roles=CLAIM_READERS),
    "desk:violators": office(roles=PARTY_READERS),
    "desk:new_listing": office("GET POST", roles="penalty_officer legal_officer"),
    # visits, and the phone of who makes them
    "desk:visits": office(roles=PARTY_READERS),
    "desk:new_visit": office("GET POST", roles="handling_officer penalty_officer"),
    "desk:visit": office("GET POST", "matter", roles=PARTY_READERS),
    "desk:visit_caps": office(roles=PARTY_READERS),
    "field:home": office(roles=PARTY_READERS),
    "field:patrol": office(roles="grid_member"),
    "field:patrol_worker": public(),
    "field:patrol_kit": office(roles="grid_member"),
    "field:patrol_send": office("POST", roles="grid_member"),
    "field:worker": public(),
    "field:kit": office(roles=PARTY_READERS),
    "field:ticket": office(roles=PARTY_READERS),
    "field:announce": office("POST", roles=PARTY_READERS),
    "field:piece": office("POST", roles=PARTY_READERS),
    "field:finish": office("POST", roles=PARTY_READERS),
    # indicators
    "desk:indicators": office(),
    "desk:indicator": office("GET", "indicator"),
    "desk:indicator_list": office("GET", "indicator"),
    "desk:indicator_export": office("GET", "indicator"),
    # the register of clues
    "desk:clues": office(roles="clue_keeper"),
    "desk:new_clue": office("GET POST", roles="clue_keeper"),
    "desk:clue": office("GET", "clue", roles="clue_keeper"),
    "desk:clue_step": office("GET POST", "clue", roles="clue_keeper"),
    "desk:clue_ageing": office(roles="chief"),
    # congress
    "desk:oversight": office(),
    "desk:new_oversight": office(
        "GET POST", "kind of oversight", roles="area_government area_principal inspection_officer clerk organ_head"
    ),
    "desk:duties": office(),
    "desk:oversight_draft": office("GET POST", "matter"),
    "desk:oversight_draft_file": office("GET", "matter"),
    "desk:oversight_reading": office(roles="congress_staff cppcc_staff", readers=True),
    # duties
    **dict.fromkeys(
        (
            *("desk:responsibility", "desk:duty_lists", "desk:duty_lists_compared", "desk:circumstances"),
            *("desk:duty_sheets", "desk:duty_sheet", "desk:duty_gaps", "desk:duty_matters"),
        ),
        office(),
    ),
    # suggestions and proposals
    "desk:suggestions": office(),
    # a leader's pages, look-backs, the one file
    "desk:leader": office(roles="case_leader liaison"),
    "desk:case_file": office("GET", "matter"),
    "desk:case_pack": office("GET", "matter"),
    "desk:case_brief": office("GET", "matter"),
    "desk:hand_over_cases": office("GET POST", roles="inspection_officer"),
    "desk:look_backs": office(),
    "desk:new_look_back": office("GET POST", roles="inspection_officer"),
    "desk:look_back": office("GET", "matter"),
    # what everybody in office may read
    "desk:procedures": office(),
    "desk:procedure": office(),
    "desk:procedure_edition": office(),
    "desk:people": office(),
    "desk:calendar": office("GET POST", acting="administrator"),
    # opening a matter
    "desk:register_report": office("GET POST", roles="petition_officer"),
    "desk:new_case": office("GET POST", roles="petition_officer handling_officer inspection_officer area_government"),
    "desk:disposal": office("GET POST", roles="clerk"),
    "desk:new_consultation": office("GET POST", roles="clerk legal_officer inspection_officer"),
    "desk:new_publication": office("GET POST", roles="clerk analyst legal_officer"),
    "desk:following": office(),
    "desk:rewards": office(roles="petition_officer clerk legal_officer organ_head chief"),
    "desk:new_reward": office("GET POST", roles="petition_officer"),
    "desk:reward_payee": office("GET POST", "sealed payee"),
    # one matter
    "desk:proceeding": office("GET", "matter"),
    "desk:act": office("GET POST", "matter"),
    "desk:record": office("GET", "matter"),
    "desk:verify": office("GET", "matter"),
    "desk:export": office("GET", "matter"),
    "desk:paper": office("GET", "matter"),
    "desk:file": office("GET", "matter"),
    "desk:identity": office("GET POST", "identity"),
    "desk:original": office("GET POST", "identity"),
    "desk:working_copy": office("GET POST", "working copy"),
    "desk:typing_sheet": office("GET POST", "matter"),
    "desk:paper_page": office("GET", "matter"),
    "desk:file_index": office("GET", "matter"),
    "desk:publication_texts": office("GET", "matter"),
    "desk:consultation": office("GET POST", "matter"),
    "desk:repeats": office("GET POST", "matter"),
}


@dataclass(frozen=True, slots=True)
class Address:
    """One pattern of the resolver: its full name, its route as written, its parameters and their converters."""

    name: str
    route: str
    parameters: dict[str, str]


def addresses() -> list[Address]:
    """Every address the product answers, found in the resolver itself."""
    return list(_walk(get_resolver(), "", ""))


def _walk(resolver: URLResolver, names: str, route: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        here = route + _written(pattern)
        if isinstance(pattern, URLPattern):
            converters = {key: type(value).__name__ for key, value in pattern.pattern.converters.items()}
            yield Address(f"{names}{pattern.name or here}", here, converters)
        else:
            inner = f"{names}{pattern.namespace}:" if pattern.namespace else names
            yield from _walk(pattern, inner, here)


def _written(pattern: URLPattern | URLResolver) -> str:
    """The route as in ``urls.py``; the language prefix is left out, every page has both."""
    return str(getattr(pattern.pattern, "_route", ""))
