"""What marks a file, and what only sounds like it (密级标志)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingtian.secrecy import Mark, mark_in_name, mark_in_text

SECRET = [
    "秘密★10年",
    "秘 密",
    "机　密",
    "绝密",
    "机密★启用前",
    "（机密）",
    "【绝密】",
    "密级：秘密",
    "密级: 机密级",
    "机密 特急",
    "000012 机密",
    "秘密  10年",
    "秘密(5年)",
    "国家秘密★长期",
    "特急 绝密",
    "第一行\n秘密★１０年\n第三行",
    "機密",
    "秘密★",
    "[秘密]",
    "密级 | 秘密",
    "机密★二十年",
    "秘\u200b密★3年",
    "机密。",
    "机密\x0b关于",
    "绝\ufe0f密",
    "秘密＊3年",
]
NOT_SECRET = [
    "商业秘密",
    "涉及商业秘密、个人隐私",
    "秘密级以下",
    "本文件不涉密",
    "保守秘密",
    "机密性",
    "个人秘密",
    "秘密举报",
    "密级：无",
    "国家秘密分为绝密、机密、秘密三级",
    "密级：公开",
    "密级：非密",
    "应当保守秘密2年",
    "泄露国家秘密的，依法处理",
    "时机 密切",
    "知悉的国家秘密、商业秘密、个人隐私",
    "绝密、机密、秘密",
    "机密性等级：高",
    "（商业秘密）",
    "商业秘密★5年",
    "",
]
WORK = ["工作秘密", "（工作秘密）", "工作秘密★5年", "密级：工作秘密", "工 作 秘 密"]
INTERNAL = ["内部资料", "内部资料 注意保存", "（内部）", "仅供内部参考", "内部文件，不得外传"]
SECRET_NAMES = [
    "会议纪要（机密）.docx",
    "秘密-防汛.pdf",
    "绝密.docx",
    "机密文件汇总.docx",
    "2026_机密_x.xlsx",
    "秘密★5年 通知.pdf",
    "a(秘密级).docx",
    "机密级.txt",
    "C:\\x\\【秘密】a.pdf",
    "../机密/秘 密.pdf",
    "机密 督察报告.pdf",
]
PLAIN_NAMES = [
    "商业秘密审查.docx",
    "机密性测评.docx",
    "秘密举报线索.docx",
    "涉密人员名单样表.docx",
    "保密审查表.docx",
    "不涉密.pdf",
    "照片.jpg",
    "",
]


@pytest.mark.parametrize("text", SECRET)
def test_a_mark_of_a_state_secret_is_read_however_it_is_set(text):
    assert mark_in_text(text) is Mark.STATE_SECRET
    assert mark_in_text(f"会议纪要\n{text}\n各单位：") is Mark.STATE_SECRET


@pytest.mark.parametrize("text", NOT_SECRET)
def test_a_word_in_a_sentence_marks_nothing(text):
    assert mark_in_text(text) is None
    assert mark_in_text(f"依照规定，{text}，按此办理。") is None


@pytest.mark.parametrize("text", WORK)
def test_a_work_secret_is_marked_and_not_refused(text):
    assert mark_in_text(text) is Mark.WORK_SECRET


@pytest.mark.parametrize("text", INTERNAL)
def test_internal_material_is_marked_internal(text):
    assert mark_in_text(text) is Mark.INTERNAL


@pytest.mark.parametrize("name", SECRET_NAMES)
def test_a_file_name_marks_by_a_part_of_its_own(name):
    assert mark_in_name(name) is Mark.STATE_SECRET


@pytest.mark.parametrize("name", PLAIN_NAMES)
def test_a_file_name_that_only_speaks_of_secrets_is_taken(name):
    assert mark_in_name(name) is None


HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=12)


@given(
    HAN, HAN, st.sampled_from(["绝密", "机密", "秘密"]), st.integers(1, 30), st.sampled_from(["", " ", "  ", "\u3000"])
)
def test_a_starred_mark_is_found_under_any_head_and_over_any_body(before, after, level, years, gap):
    text = f"{before}\n{level[0]}{gap}{level[1]}{gap}★{gap}{years}年\n{after}"
    assert mark_in_text(text) is Mark.STATE_SECRET


@given(st.text(max_size=300))
def test_any_text_is_judged_without_an_error_and_a_mark_line_never_makes_it_milder(text):
    assert mark_in_text(text) in (None, *Mark)
    assert mark_in_text(text + "\n机密★5年") is Mark.STATE_SECRET
    assert mark_in_name(text) in (None, *Mark)
