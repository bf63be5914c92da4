"""``make check`` runs the tests that lie where the changed file lies, and never fewer than the pure rooms'."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_spec = importlib.util.spec_from_file_location("check_tests", ROOT / "tools" / "check_tests.py")
assert _spec
assert _spec.loader
check_tests = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(check_tests)


@pytest.mark.parametrize(
    ("path", "tests"),
    [
        ("tests/apps/cases/__init__.py", None),
        ("tests/tools/test_licences.py", "tests/tools/test_licences.py"),
        ("src/qingtian/language.py", "tests/test_language.py"),
        ("src/qingtian/apps/cases/chapter.py", "tests/apps/cases"),
        ("src/qingtian/apps/cases/models/case.py", "tests/apps/cases"),
        ("src/qingtian/web/templates/desk/air/day.html", "tests/web/desk/air"),
        ("src/qingtian/web/desk/quality/page.py", "tests/web/desk"),
        ("docs/architecture.md", None),
        ("Makefile", None),
    ],
)
def test_a_changed_file_is_tried_by_the_tests_that_mirror_it(path, tests):
    assert check_tests.mirrored(path) == tests


def test_the_pure_rooms_are_tried_always_and_nothing_twice():
    chosen = check_tests.chosen(["src/qingtian/law/model.py", "tests/law/test_counting.py", "README.md"])
    assert chosen == [f"tests/{room}" for room in sorted(check_tests.PURE)]


def test_a_test_inside_a_chosen_folder_is_not_named_again():
    chosen = check_tests.chosen(["tests/apps/cases/test_x.py", "src/qingtian/apps/cases/chapter.py"])
    assert "tests/apps/cases" in chosen
    assert "tests/apps/cases/test_x.py" not in chosen
