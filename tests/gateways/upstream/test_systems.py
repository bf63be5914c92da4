"""Declared upstream systems: the shipped ones hold, an office's own file wins, and what is wrong is said."""

import pytest
import yaml
from django.core.checks import run_checks

from qingtian.errors import DeclarationError, Refused
from qingtian.gateways.checks import declarations_hold
from qingtian.gateways.upstream import systems
from qingtian.gateways.upstream.filling import is_sealed, written
from qingtian.gateways.upstream.model import Column
from qingtian.gateways.upstream.values import Coded
from qingtian.language import Text
from qingtian.law import load_law
from tests.conftest import TODAY


@pytest.fixture
def own(settings, tmp_path, monkeypatch):
    """A folder of the office's own systems, and a way to write one."""
    settings.UPSTREAM_SYSTEMS = tmp_path
    monkeypatch.setattr(systems, "_in_use", [])

    def write(id_: str, **changes):
        base = yaml.safe_load((systems.shipped_folder() / "12345.yaml").read_text(encoding="utf-8"))
        (tmp_path / f"{id_}.yaml").write_text(yaml.safe_dump(base | {"id": id_} | changes, allow_unicode=True))

    return write


def column(**more) -> Column:
    return Column.model_validate({"head": "列", "title": {"zh": "列", "en": "Column"}} | more)


def test_the_five_systems_an_office_feeds_and_the_complaint_platform_are_shipped():
    assert list(systems.load_systems()) == [
        "national_petitions", "12345", "12369", "rectification", "documents", "penalties",
    ]  # fmt: skip


def test_every_shipped_limit_has_a_basis_and_says_how_certain_it_is():
    for system in systems.load_systems().values():
        for rule in system.rules:
            if rule.within:
                limit = load_law().limit(rule.within, on=TODAY)
                assert limit.certainty == "local_default"
                assert load_law().cite(limit.basis).zh


def test_names_telephones_and_own_words_are_sealed_columns():
    for system in systems.load_systems().values():
        sealed = {c.head for c in system.columns if is_sealed(c)}
        assert sealed == {c.head for c in system.columns if c.identity or c.field in ("report", "place", "receipt")}


def test_an_own_file_wins_and_a_new_one_is_added_without_code(own):
    own("12345", title={"zh": "本市热线", "en": "Our hotline"})
    own("city_platform")
    assert systems.load_systems()["12345"].title == Text("本市热线", "Our hotline")
    assert systems.is_own("12345")
    assert "city_platform" in systems.load_systems()
    assert not declarations_hold(None)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"columns": [{"head": "甲", "title": {"zh": "甲", "en": "A"}, "field": "no_such"}]}, "no_such"),
        ({"columns": [{"head": "甲", "title": {"zh": "甲", "en": "A"}}]}, "exactly one of"),
        ({"columns": []}, "columns"),
        ({"title": {"zh": "只有中文"}}, "title"),
        ({"colour": "red"}, "colour"),
        ({"rules": [{"procedure": "petition", "title": {"zh": "甲", "en": "A"}, "typed_by": "nobody"}]}, "nobody"),
        ({"rules": [{"procedure": "none", "title": {"zh": "甲", "en": "A"}, "typed_by": "receiver"}]}, "none"),
        (
            {
                "rules": [
                    {"procedure": "petition", "title": {"zh": "甲", "en": "A"}, "typed_by": "receiver", "within": "a.b"}
                ]
            },
            "a.b",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_named_at_start_with_what_is_wrong(own, changes, said):
    own("12345", **changes)
    with pytest.raises(DeclarationError) as broken:
        systems.load_systems()
    assert broken.value.where == "upstream-systems/12345.yaml"
    assert said in broken.value.message.en
    assert [error.id for error in run_checks() if error.id == "gateways.E001"]


def test_a_file_named_otherwise_than_its_system_is_refused(own, settings):
    own("12345")
    (settings.UPSTREAM_SYSTEMS / "12345.yaml").rename(settings.UPSTREAM_SYSTEMS / "hotline.yaml")
    with pytest.raises(DeclarationError, match=r"12345\.yaml"):
        systems.load_systems()


def test_a_file_broken_while_the_office_works_leaves_the_earlier_one_in_use(own, settings):
    assert systems.systems_in_use()[1] is None
    (settings.UPSTREAM_SYSTEMS / "12345.yaml").write_text("id: [", encoding="utf-8")
    in_use, broken = systems.systems_in_use()
    assert in_use["12345"].columns
    assert broken is not None
    assert broken.code == "upstream.shape"


def test_an_unknown_system_is_refused_by_name():
    with pytest.raises(Refused, match="nowhere"):
        systems.system("nowhere")


@pytest.mark.parametrize(
    ("declared", "value", "cell"),
    [
        ({"field": "number"}, "XF-1", "XF-1"),
        ({"field": "opened_on", "dates": "%Y/%m/%d"}, TODAY, "2026/11/23"),
        ({"field": "fact.channel", "codes": {"web": "01"}}, Coded("web", "网上"), "01"),
        ({"field": "fact.channel", "codes": {"web": "01"}}, Coded("phone", "来电"), "来电"),
        ({"field": "fact.channel", "codes": {"web": "01"}, "otherwise": "99"}, Coded("phone", "来电"), "99"),
        ({"field": "fact.kinds"}, [Coded("air", "大气"), Coded("noise", "噪声")], "大气、噪声"),
        ({"field": "report"}, "两行\n一格", "两行 一格"),
    ],
)
def test_a_cell_is_written_in_that_systems_words(declared, value, cell):
    assert written(column(**declared), value) == cell
