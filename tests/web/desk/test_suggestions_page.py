"""The list of suggestions: the units' own, nobody's name, taken away as a table and logged."""

import pytest

from qingtian.tables import read_table
from tests.apps.suggestions.walk import NAMES, Walk

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_list_shows_the_item_and_no_name_and_the_matter_shows_it_to_its_unit(city, sign_in, prefix):
    walk = Walk(city, co_handlers=["branch-2"])
    said = sign_in("handler").get(f"{prefix}/desk/suggestions/?list=all").content.decode()
    assert walk.matter.number in said
    assert not any(name in said for name in NAMES.split("、"))
    assert NAMES in sign_in("handler").get(f"{prefix}/desk/{walk.matter.number}/").content.decode()
    assert walk.matter.title in sign_in("handler-2").get(f"{prefix}/desk/suggestions/").content.decode()


def test_the_answers_are_taken_away_without_a_name(city, sign_in, tmp_path):
    Walk(city).to_answered()
    answer = sign_in("handler").get("/desk/suggestions/?list=all&format=xlsx")
    (tmp_path / "a.xlsx").write_bytes(answer.content)
    table = read_table(tmp_path / "a.xlsx")
    row = dict(zip(table.headings, table.rows[0].cells, strict=False))
    assert (row["编号"], row["答复日期"], row["是否重办"]) == ("127", "2026-03-16", "否")
    assert not any(name in str(table) for name in NAMES.split("、"))
