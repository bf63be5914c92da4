"""A paper says exactly what it was given, or is refused; it is never blank and never half a paper."""

import datetime
import shutil
from decimal import Decimal

import pytest
from docx import Document

from qingtian.apps.proceedings.papers import catalogue, chinese_date, render
from qingtian.apps.proceedings.papers.catalogue import TEMPLATES
from qingtian.apps.proceedings.papers.money import capitals
from qingtian.apps.proceedings.papers.words import in_words, said
from qingtian.errors import Refused, UnusableInput
from qingtian.language import Text
from qingtian.trail.canonical import sm3


def without(matter, dotted):
    """The matter with one datum taken away."""
    *path, last = dotted.split(".")
    owner = matter
    for step in path:
        owner = owner[step]
    del owner[last]
    return matter


def own_template(folder, paper, *paragraphs):
    """An office's own template of a paper."""
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(folder / f"{paper}.docx")
    return [folder]


@pytest.mark.parametrize("paper", list(catalogue()))
def test_every_paper_prints_every_datum_it_requires(paper, matter, text_of):
    words = text_of(render(paper, matter).docx)
    for datum in catalogue()[paper].required:
        value = matter
        for step in datum.split("."):
            value = value[step]
        assert all(line.rstrip("。") in words for line in said(in_words(value)).split("\a")), datum
    assert "{{" not in words
    assert "{%" not in words


def test_a_sentence_around_a_datum_ends_once_though_the_datum_ends_itself(matter, text_of):
    for paper in ("seizure_decision", "penalty_not_filed_notice", "detention_transfer_letter"):
        words = text_of(render(paper, matter).docx)
        assert "程序" in words
        assert not {"。。", "。，", "。；"} & {words[at : at + 2] for at in range(len(words))}


@pytest.mark.parametrize(
    ("amount", "said_so"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("1005.00", "壹仟零伍元整"),
        ("1010010.01", "壹佰零壹万零壹拾元零壹分"),
        ("100000001", "壹亿零壹元整"),
        ("10001000", "壹仟万零壹仟元整"),
        ("1000000000000", "壹万亿元整"),
        ("1.005", "1.005"),
        ("-5", "-5"),
    ],
)
def test_an_amount_in_capitals_says_a_run_of_zeros_once_and_is_kept_where_it_is_no_money(amount, said_so):
    assert capitals(amount) == said_so


def test_a_decision_says_its_fine_in_capitals_and_in_figures(matter, text_of):
    matter["fields"]["fine"] = "310000.00"
    assert "罚款人民币叁拾壹万元整（¥310000.00）" in text_of(render("penalty_decision", matter).docx)


@pytest.mark.parametrize("paper", list(catalogue()))
def test_every_required_datum_is_missed_when_it_is_absent_none_or_blank(paper, matter):
    for datum in catalogue()[paper].required:
        *path, last = datum.split(".")
        for nothing in (None, "", "　\n "):
            owner = changed = {**matter, **{key: dict(matter[key]) for key in ("fields", "proceeding", "act", "clock")}}
            for step in path:
                owner = owner[step]
            owner[last] = nothing
            with pytest.raises(Refused) as refused:
                render(paper, changed)
            assert refused.value.code == "paper.missing"
            assert catalogue()[paper].name(datum).zh in refused.value.message.zh
            assert catalogue()[paper].name(datum).en in refused.value.message.en


def test_all_missing_data_are_named_at_once_in_both_languages(matter):
    for datum in ("fields.opinion", "fields.request", "remedy"):
        without(matter, datum)
    with pytest.raises(Refused) as refused:
        render("petition_handling_opinion", matter)
    assert refused.value.message.zh == "《信访事项处理意见书》还缺：救济途径、请求事项、意见。"
    assert refused.value.message.en.endswith("remedy open to the addressee, what is asked, opinion.")


def test_a_paper_is_refused_while_nobody_has_said_whether_the_data_are_generated(matter):
    with pytest.raises(Refused, match="whether the data are generated"):
        render("petition_reply", without(matter, "generated"))


def test_zero_and_false_are_data_and_not_missing(matter, text_of):
    matter["fields"] |= {"relapse": False, "findings": 0}
    words = text_of(render("case_look_back", matter).docx)
    assert "\n否\n" in words
    assert "\n0\n" in words


def test_an_ampersand_and_angle_brackets_survive(matter, text_of):
    matter["fields"]["opinion"] = "青城 & <b>餐饮</b> \"一\" '二' &amp; 完"
    assert matter["fields"]["opinion"] in text_of(render("petition_handling_opinion", matter).docx)


def test_words_that_look_like_placeholders_are_printed_and_not_obeyed(matter, text_of):
    matter["fields"]["opinion"] = "{{ organ }}{% if draft %}x{% endif %}{# y #}"
    assert "{{ organ }}{% if draft %}x{% endif %}{# y #}" in text_of(render("petition_handling_opinion", matter).docx)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\n\n\n"])
def test_each_line_of_a_field_becomes_an_indented_paragraph_of_the_same_form(end, matter, tmp_path):
    matter["fields"]["opinion"] = f"第一段。{end}第二段。"
    path = tmp_path / "paper.docx"
    path.write_bytes(render("petition_handling_opinion", matter).docx)
    found = {paragraph.text: paragraph for paragraph in Document(path).paragraphs}
    first, second = found["第一段。"], found["第二段。"]
    assert first._p.pPr.xml == second._p.pPr.xml
    assert first.runs[0]._r.rPr.xml == second.runs[0]._r.rPr.xml


def test_long_and_rare_text_is_printed_whole_and_unwritable_marks_fall_away(matter, text_of):
    long = "𠮷野家門口的𡊮某某，恶臭😷。" * 3000
    matter["fields"]["opinion"] = long + "\x00\x07\x0c\x1b尾"
    assert long + "尾" in text_of(render("petition_handling_opinion", matter).docx)


def test_a_float_is_refused_because_figures_on_paper_are_exact(matter):
    matter["fields"]["opinion"] = 0.1
    with pytest.raises(TypeError, match="exact"):
        render("petition_handling_opinion", matter)


def test_references_milestones_and_lists_are_printed_in_words(matter, text_of):
    words = text_of(render("case_plan", matter).docx)
    assert "包案领导：望溪区人民政府区长 陈一鸣。" in words
    assert "专班成员单位：望溪区城市管理局、河西街道办事处。" in words
    assert "\n2026年12月15日：完成治理方案\n2027年2月28日：完成改造\n" in words
    assert "整改时限：2027年3月31日。" in words
    assert "现场记录.pdf、整改后.jpg" in text_of(render("case_self_check", matter).docx)


def test_a_vacant_post_is_printed_without_a_name_and_a_thing_without_name_is_refused():
    assert (
        said({"name": {"zh": "区政府", "en": "x"}, "post_title": {"zh": "区长", "en": "y"}, "person_name": None})
        == "区政府区长"
    )
    with pytest.raises(TypeError, match="cannot say"):
        said({"code": "x"})


def test_dates_texts_and_decimals_read_as_chinese_words():
    values = [datetime.date(2026, 1, 5), datetime.datetime(2026, 11, 23, 9, 5), Decimal("1.50"), Text("是的", "yes")]
    assert in_words(values) == ["2026年1月5日", "2026年11月23日9时05分", "1.50", "是的"]
    assert in_words(["2026-02-30x", "信-2026-01-05", "2026-01-05"]) == ["2026-02-30x", "信-2026-01-05", "2026年1月5日"]
    assert chinese_date(datetime.date(2026, 12, 31)) == "2026年12月31日"


@pytest.mark.parametrize(("generated", "draft"), [(True, True), (True, False), (False, True), (False, False)])
def test_the_marks_of_generated_data_and_of_a_draft_stand_on_odd_and_even_pages(generated, draft, matter, tmp_path):
    matter |= {"generated": generated, "draft": draft}
    path = tmp_path / "paper.docx"
    for paper in catalogue():
        path.write_bytes(render(paper, matter).docx)
        section = Document(path).sections[0]
        for header in (section.header, section.even_page_header):
            words = header.paragraphs[0].text
            assert ("演示数据　不作公文使用" in words) == generated
            assert ("草稿" in words) == draft


def test_a_number_is_never_invented_its_place_stays_blank_until_the_office_enters_one(matter, text_of):
    assert "〔　　　　〕　　号" in text_of(render("petition_reply", matter).docx)
    numbered = text_of(render("petition_reply", matter | {"number_label": "云环信〔2026〕87号"}).docx)
    assert "云环信〔2026〕87号" in numbered
    assert "〔　　　　〕" not in numbered


def test_a_heading_on_a_condition_goes_with_its_paragraph(matter, text_of):
    paper = "petition_non_acceptance_notice"
    assert "三、救济途径" in text_of(render(paper, matter).docx)
    assert "救济途径" not in text_of(render(paper, matter | {"remedy": None}).docx)


def test_what_the_procedure_does_not_insist_on_is_left_out_or_said_to_be_absent(matter, text_of):
    for optional in ("difficulty", "note", "data"):
        del matter["fields"][optional]
    assert "\n无。\n" in text_of(render("case_progress_report", matter).docx)
    assert "依法调查核实，按规定期限办理并书面答复。" in text_of(render("petition_assignment_slip", matter).docx)
    assert "监测数据" not in text_of(render("case_self_check", matter).docx)


def test_who_entered_a_personal_act_for_the_leader_is_printed(matter, text_of):
    matter["act"]["entered_for"] = "陈一鸣"
    assert "周立（代陈一鸣录入）" in text_of(render("case_personal_act_record", matter).docx)


def test_a_long_organ_name_is_set_on_one_line(matter, tmp_path):
    matter["organ"] = "云屏市生态环境保护督察工作领导小组办公室"
    path = tmp_path / "paper.docx"
    path.write_bytes(render("petition_reply", matter).docx)
    head = Document(path).paragraphs[0]
    assert head.text == matter["organ"]
    assert {run.font.size.pt for run in head.runs} == {21}


def test_equal_data_give_equal_bytes_and_the_digest_is_that_of_the_template(matter):
    first, second = render("case_plan", matter), render("case_plan", matter)
    assert first == second
    assert first.template_source == TEMPLATES / "case_plan.docx"
    assert first.template_sm3 == sm3(first.template_source.read_bytes())


def test_an_unknown_paper_is_refused_and_no_path_is_followed(matter):
    for name in ("nothing", "../templates/case_plan"):
        with pytest.raises(UnusableInput) as refused:
            render(name, matter)
        assert refused.value.code == "paper.unknown"


# ---- an office's own templates
def test_an_offices_own_template_wins_and_the_shipped_one_serves_the_rest(matter, tmp_path, text_of):
    folders = own_template(tmp_path, "petition_reply", "本局自拟：{{ fields.reply }}")
    own = render("petition_reply", matter, template_dirs=folders)
    assert own.template_source == tmp_path / "petition_reply.docx"
    assert "本局自拟：您反映的情况属实" in text_of(own.docx)
    assert render("case_plan", matter, template_dirs=folders).template_source.parent == TEMPLATES


def test_an_edited_copy_of_a_shipped_template_serves_as_well(matter, tmp_path):
    shutil.copy(TEMPLATES / "case_plan.docx", tmp_path)
    ours, own = render("case_plan", matter), render("case_plan", matter, template_dirs=[tmp_path / "absent", tmp_path])
    assert own.docx == ours.docx
    assert own.template_source == tmp_path / "case_plan.docx"


def test_what_the_law_requires_is_required_even_where_an_own_template_leaves_it_out(matter, tmp_path):
    folders = own_template(tmp_path, "petition_handling_opinion", "{{ fields.opinion }}")
    with pytest.raises(Refused, match="remedy open to the addressee"):
        render("petition_handling_opinion", matter | {"remedy": None}, template_dirs=folders)


def test_a_datum_only_an_own_template_asks_for_is_missed_under_its_declared_label(matter, tmp_path):
    folders = own_template(tmp_path, "petition_reply", "{{ fields.wind }}{% if draft %}{{ fields.odour }}{% endif %}")
    matter |= {"labels": {"wind": Text("风向", "wind direction"), "odour": "臭气"}, "draft": True}
    with pytest.raises(Refused) as refused:
        render("petition_reply", matter, template_dirs=folders)
    assert (refused.value.message.zh, refused.value.message.en[-15:]) == (
        "《信访事项答复书》还缺：风向。",
        "wind direction.",
    )
    matter["fields"]["wind"] = "西南风"
    with pytest.raises(Refused, match="臭气"):
        render("petition_reply", matter, template_dirs=folders)


def test_an_own_template_may_repeat_rows_count_them_and_provide_for_a_lack(matter, tmp_path, text_of):
    folders = own_template(
        tmp_path,
        "petition_reply",
        "{%p for row in fields.items %}",
        "{{ loop.index }}.{{ row.name }}",
        "{%p endfor %}",
        "{{ fields.wind|default('风向不详') }}",
    )
    matter["fields"]["items"] = [{"name": "甲"}, {"name": "乙"}]
    words = text_of(render("petition_reply", matter, template_dirs=folders).docx)
    assert [line for line in words.split("\n") if line] == ["1.甲", "2.乙", "风向不详"]


@pytest.mark.parametrize("text", ["{{ organ", "{% if draft %}", "{{ organ|nofilter }}", "{{ ''.__class__.__mro__ }}"])
def test_a_wrong_placeholder_names_the_file_and_the_way_out(text, matter, tmp_path):
    with pytest.raises(UnusableInput) as refused:
        render("petition_reply", matter, template_dirs=own_template(tmp_path, "petition_reply", text))
    assert refused.value.code == "paper.template_broken"
    assert refused.value.where == "petition_reply.docx"
    assert refused.value.remedy is not None


def test_a_file_that_is_no_word_file_is_named(matter, tmp_path):
    (tmp_path / "petition_reply.docx").write_bytes(b"PK not a zip")
    with pytest.raises(UnusableInput) as refused:
        render("petition_reply", matter, template_dirs=[tmp_path])
    assert refused.value.code == "paper.template_broken"
