"""The first page of the air at the desk: what exists is listed, what does not yet is left out."""

from __future__ import annotations

import pytest

from qingtian.language import Text
from qingtian.web.desk.air import contents as listed

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.once]


@pytest.mark.parametrize(("language", "words"), [("", "空气"), ("/en", "Air")])
def test_the_air_is_a_part_of_the_desk(sign_in, language, words):
    page = sign_in("handler").get(f"{language}/desk/air/").content.decode()
    assert f"<h1>{words}</h1>" in page
    assert f'href="{language}/desk/air/" aria-current="page"' in page


def test_what_leads_nowhere_is_left_out(monkeypatch):
    nowhere = listed.Entry(Text("没有", "None"), Text("没有", "None"), "desk:not_there")
    here = listed.Entry(Text("空气", "Air"), Text("空气", "Air"), "desk:air")
    monkeypatch.setattr(
        listed,
        "CONTENTS",
        (listed.Chapter(Text("一", "One"), (nowhere, here)), listed.Chapter(Text("二", "Two"), (nowhere,))),
    )
    ((title, entries),) = listed.contents()
    assert (title.zh, [entry.name for entry, _ in entries]) == ("一", ["desk:air"])
