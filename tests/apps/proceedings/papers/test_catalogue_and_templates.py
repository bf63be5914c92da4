"""The catalogue, the wording and the Word files say the same."""

import importlib.util
import io
import re
import zipfile
from pathlib import Path

import pytest
import yaml
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from docxtpl import DocxTemplate

from qingtian import procedures
from qingtian.apps.proceedings.papers import catalogue
from qingtian.apps.proceedings.papers.catalogue import ROOM, TEMPLATES
from qingtian.apps.proceedings.papers.layout import ORGAN_HEAD, head_points
from qingtian.apps.proceedings.papers.placeholders import PaperEnvironment, always_printed, ever_named

IDS = list(catalogue())
#: what a template may print on a condition only, so that no paper needs it
ON_CONDITION = {"number_label", "generated", "draft", "remedy", "act.entered_for"}
ON_CONDITION |= {"clock", "clock.title", "clock.due", "clock.length", "clock.basis"}
ON_CONDITION |= {f"fields.{name}" for name in ("contact", "cost", "data", "difficulty", "evidence", "former_leader")}
ON_CONDITION |= {f"fields.{name}" for name in ("grounds", "note", "request", "route", "summary")}
ON_CONDITION |= {
    f"fields.{name}" for name in ("asked_by", "co_handler_2", "decision", "held_on", "measures", "opinion")
}
ON_CONDITION |= {f"fields.{name}" for name in ("participants", "perform_by", "replacement", "reply", "terms", "where")}
ON_CONDITION |= {"fields.meeting"}
ON_CONDITION |= {"fields.facts_and_reasons", "fields.decision_number"}
ON_CONDITION |= {"fields.penalties"}  # of a proposal of closure
ON_CONDITION |= {"fields.publicity_reason", "fields.copied_to"}
ON_CONDITION |= {"fields.percent", "fields.pace", "fields.words"}
ON_CONDITION |= {"fields.agreed", "fields.reason_given"}
ON_CONDITION |= {"fields.figures", "fields.next_quarter_ends"}  # of a reminder letter
ON_CONDITION |= {"fields.address", "fields.remark"}  # of a visit
ON_CONDITION |= {"fields.instalments", "fields.security"}  # of an agreement on damage
# of a penalty case: sums where there is a fine, days where the road went past them, what a party said
ON_CONDITION |= {
    f"fields.{name}" for name in ("computed_fine", "confiscation", "decided_on", "education", "filed_on", "fine")
}
ON_CONDITION |= {f"fields.{name}" for name in ("hearing_offered", "law_choice", "receiving_organ", "said", "weight")}
ON_CONDITION |= {"fields.served_on"}
ON_CONDITION |= {"fields.missing"}  # of a consultation whose pack lacks something
ON_CONDITION |= {"fields.why"}  # of a warning proposed against the tables
ON_CONDITION |= {
    "fields.absent_because",
    "fields.cause",
    "fields.instalments",
}  # of an absent head, of a corrected decision
FORMS = {"case_problem_sheet", "case_personal_act_record", "case_progress_report", "case_handover", "case_close_out"}
FORMS |= {"case_look_back", "petition_hearing_record", "petition_withdrawal_decision"}
FORMS |= {"interview_record"}
FORMS |= {"re_inspection_record", "seizure_list"}
FORMS |= {"site_inspection_record", "sampling_sheet", "inquiry_record", "photo_sheet"}
FORMS |= {"task_verification", "rectification_report"}
FORMS |= {"reward_verification_form", "reward_approval_form", "reward_payment_slip"}
FORMS |= {
    f"penalty_{name}" for name in ("filing_form", "review_opinion", "hearing_record", "legal_review", "service_proof")
}
FORMS |= {"penalty_closing_report"}
FORMS |= {"suggestion_talk_record", "suggestion_feedback_form"}
FORMS |= {
    f"compensation_{name}"
    for name in (
        *("clue_form", "check_report", "filing", "not_opened", "investigation_report", "loss_sheet", "assessment"),
        *("minutes", "restoration_plan", "evaluation", "closing"),
    )
}
FORMS |= {"transfer_report", "transfer_approval", "transfer_goods_list", "detention_transfer_approval"}
FORMS |= {"joint_meeting_minutes"}


#: order Word asks of the properties we write (ECMA-376 part 1, 17.3 and 17.4); it calls a file damaged otherwise
ORDER = {
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore widowControl pBdr tabs snapToGrid spacing ind jc rPr",
    "w:rPr": "rFonts b color spacing sz szCs lang",
    "w:tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "w:trPr": "cantSplit trHeight tblHeader",
    "w:tcPr": "tcW gridSpan vMerge shd vAlign",
    "w:sectPr": "headerReference footerReference type pgSz pgMar cols docGrid",
    "w:compat": "useFELayout compatSetting",
}


def template(paper: str) -> DocxTemplate:
    return DocxTemplate(TEMPLATES / f"{paper}.docx")


@pytest.fixture(scope="module")
def built() -> dict[str, bytes]:
    tool = Path(__file__).parents[4] / "tools" / "make_paper_templates.py"
    spec = importlib.util.spec_from_file_location("make_paper_templates", tool)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.build_all()


def test_every_template_file_has_a_catalogue_entry_and_the_reverse():
    assert {path.stem for path in TEMPLATES.glob("*.docx")} == set(IDS)
    assert len(IDS) == 133


def test_the_templates_in_the_repository_are_what_the_tool_builds(built):
    for paper, content in built.items():
        ours = zipfile.ZipFile(io.BytesIO(content))
        stored = zipfile.ZipFile(TEMPLATES / f"{paper}.docx")
        assert stored.namelist() == ours.namelist(), paper
        for part in ours.namelist():
            assert stored.read(part) == ours.read(part), f"{paper}/{part}: run tools/make_paper_templates.py"


@pytest.mark.parametrize("paper", IDS)
def test_what_a_template_always_prints_is_exactly_what_the_catalogue_requires(paper):
    assert set(always_printed(template(paper))) == set(catalogue()[paper].required)


@pytest.mark.parametrize("paper", IDS)
def test_what_a_template_prints_on_a_condition_is_known(paper):
    sometimes = set(ever_named(template(paper))) - set(catalogue()[paper].required)
    assert sometimes <= ON_CONDITION
    assert {"generated", "draft"} <= sometimes


@pytest.mark.parametrize("paper", IDS)
def test_the_roots_agree_with_what_docxtpl_itself_finds(paper):
    roots = {name.split(".")[0] for name in ever_named(template(paper))}
    assert roots == template(paper).get_undeclared_template_variables(PaperEnvironment())


def test_every_datum_named_in_the_catalogue_is_used_by_a_paper():
    used = {name for paper in IDS for name in ever_named(template(paper))}
    named = set(next(iter(catalogue().values())).names)
    assert named == used


def declared_papers():
    """Every act that makes a paper, with the names its procedure makes known and those it does not insist on."""
    folder = Path(procedures.__file__).parent / "declared"
    for file in sorted(folder.glob("*/*.yaml")):
        declared = yaml.safe_load(file.read_text(encoding="utf-8"))
        fields = [field for act in declared["transitions"] for field in act.get("fields") or []]
        known = {field["name"] for field in fields} | set(declared.get("relations") or {})
        for act in declared["transitions"]:
            if "paper" in act:
                optional = {field["name"] for field in act.get("fields") or [] if field.get("required") is False}
                yield pytest.param(act["paper"], known, optional, id=f"{declared['id']}-{act['act']}")


@pytest.mark.parametrize(("paper", "known", "optional"), list(declared_papers()))
def test_a_paper_requires_only_what_its_procedure_knows_and_insists_on(paper, known, optional):
    required = {name.removeprefix("fields.") for name in catalogue()[paper].required if name.startswith("fields.")}
    assert required <= known
    assert not required & optional


def test_every_paper_is_made_by_a_declared_act():
    assert {case.values[0] for case in declared_papers()} == set(IDS)


def test_no_paper_asks_for_the_name_or_contact_of_a_reporter():
    named = {name for paper in IDS for name in ever_named(template(paper))}
    assert not [name for name in named if re.search("reporter|petitioner|informant|phone|identity", name)]


def test_the_letter_to_the_discipline_organ_does_not_print_the_matter():
    assert "proceeding.title" not in ever_named(template("petition_discipline_transfer"))


@pytest.mark.parametrize("paper", IDS)
def test_the_page_is_a4_with_the_official_margins_and_22_lines(paper):
    section = Document(TEMPLATES / f"{paper}.docx").sections[0]
    near = lambda length, millimetres: abs(length - Mm(millimetres)) < Mm(0.1)  # noqa: E731
    assert near(section.page_width, 210)
    assert near(section.page_height, 297)
    assert near(section.top_margin, 37)
    assert near(section.left_margin, 28)
    assert near(section.page_width - section.left_margin - section.right_margin, 156)
    assert near(section.page_height - section.top_margin - section.bottom_margin, 225)
    grid = section._sectPr.find(qn("w:docGrid"))
    assert 22 * int(grid.get(qn("w:linePitch"))) <= 225 / 25.4 * 1440 < 23 * int(grid.get(qn("w:linePitch")))


@pytest.mark.parametrize("paper", IDS)
def test_every_run_names_its_chinese_face_where_word_looks_for_it(paper):
    body = Document(TEMPLATES / f"{paper}.docx").element.body
    runs = [run for run in body.iter(qn("w:r")) if any(text.text for text in run.iter(qn("w:t")))]
    faces = {run.rPr.rFonts.get(qn("w:eastAsia")) for run in runs}
    assert {"方正小标宋简体", "仿宋_GB2312"} <= faces <= {"方正小标宋简体", "仿宋_GB2312", "黑体"}


@pytest.mark.parametrize("paper", IDS)
def test_a_letter_has_a_red_organ_head_and_line_and_a_form_has_none(paper):
    document = Document(TEMPLATES / f"{paper}.docx")
    red_heads = [
        run
        for paragraph in document.paragraphs
        for run in paragraph.runs
        if paragraph.style.name == ORGAN_HEAD and str(run.font.color.rgb) == "C7000B" and run.text == "{{ organ }}"
    ]
    red_lines = [edge for edge in document.element.body.iter(qn("w:pBdr")) if edge[0].get(qn("w:color")) == "C7000B"]
    assert (len(red_heads), len(red_lines)) == ((0, 0) if paper in FORMS else (1, 1))


@pytest.mark.parametrize("paper", IDS)
def test_properties_stand_in_the_order_word_asks_for(paper):
    document = Document(TEMPLATES / f"{paper}.docx")
    section = document.sections[0]
    parts = [document, document.styles, document.settings, section.header, section.even_page_header]
    for part in [*parts, section.footer, section.even_page_footer]:
        for tag, order in ORDER.items():
            for properties in part._element.iter(qn(tag)):
                places = [order.split().index(child.tag.split("}")[1]) for child in properties]
                assert places == sorted(places), f"{tag}: {[child.tag for child in properties]}"


def test_templates_carry_no_theme_thumbnail_or_author_of_the_library():
    for path in TEMPLATES.glob("*.docx"):
        parts = zipfile.ZipFile(path).namelist()
        assert not [part for part in parts if "theme" in part or "thumbnail" in part or "customXml" in part]
        assert Document(path).core_properties.author == ""


def test_wording_states_no_article_and_no_number_of_days_of_its_own():
    for path in (ROOM / "wording").glob("*.yaml"):
        prose = re.sub(r"\{\{.*?\}\}|#.*", "", path.read_text(encoding="utf-8"))
        assert not re.search(r"第[一二三四五六七八九十百\d]+条|[\d一二三四五六七八九十]+(个工作)?日", prose), path.name


@pytest.mark.parametrize(("characters", "points"), [(1, 44), (9, 44), (10, 42), (12, 35), (20, 21), (40, 18)])
def test_the_organ_head_shrinks_to_one_line_and_no_smaller_than_18_points(characters, points):
    assert head_points("局" * characters) == points


def test_a_half_width_character_counts_half_in_the_organ_head():
    assert head_points("A" * 20) == head_points("局" * 10)
