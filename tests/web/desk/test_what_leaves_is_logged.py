"""Whatever leaves the desk as a file, and whatever an administrator does, stands in the log of accounts."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import qingtian.web.desk as desk
from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.models import LogEntry
from tests.apps.proceedings.driving import petition

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
#: files of a matter the officer sees on the page anyway, one at a time, and an empty sheet
#: … and a sealed original, whose opening is logged among the openings
ONE_AT_A_TIME = {"papers.py", "file_index.py", "publications_page.py", "originals.py", "templates_page.py"}


def sends_files(tree: ast.AST) -> bool:
    strings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return "Content-Disposition" in strings or bool(names & {"FileResponse", "attachment", "StreamingHttpResponse"})


def logged(tree: ast.AST) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr.endswith("EXPORTED") for node in ast.walk(tree))


def test_every_page_that_hands_out_a_file_says_so_in_the_log():
    trees = {
        path.name: ast.parse(path.read_text(encoding="utf-8")) for path in Path(desk.__file__).parent.rglob("*.py")
    }
    sending = {name for name, tree in trees.items() if sends_files(tree)}
    assert sending > ONE_AT_A_TIME
    assert {name for name in sending if not logged(trees[name])} == ONE_AT_A_TIME


def last(kind: Kind) -> LogEntry:
    return LogEntry.objects.filter(kind=kind.value).latest("pk")


def test_a_list_taken_away_is_logged_with_its_length_and_without_what_was_in_it(city, sign_in):
    matter = petition(city).to("assigned").matter
    answer = sign_in("handler").get("/desk/petitions/?format=csv")
    rows = answer.content.decode().count("\n") - 1
    entry = last(Kind.EXPORTED)
    assert (entry.person_code, f"{rows} 行" in entry.what_zh) == ("p-handler", True)
    assert matter.number not in entry.what_zh


def test_a_schedule_started_by_hand_is_logged(city, sign_in):
    client = sign_in("administrator")
    client.post("/desk/operations/backup/", {"do": "pause"})
    entry = last(Kind.ADMINISTERED)
    assert "暂停" in entry.what_zh
    assert client.post("/desk/operations/backup/", {"do": "nonsense"}).status_code == 302
    assert last(Kind.ADMINISTERED) == entry
