"""How articles are cited in words."""

from __future__ import annotations

from qingtian.law import Basis, load_law


def test_a_part_with_a_chinese_numeral_is_a_part_in_both_languages() -> None:
    law = load_law()
    basis = Basis(instrument="kunming_opinions_2018", article="二")
    assert law.cite(basis).zh.endswith("第二部分")
    assert law.cite(basis).en.endswith(", part II")


def test_several_articles_are_listed_as_each_language_lists_them() -> None:
    law = load_law()
    basis = Basis(instrument="petition_regulations_2022", article="17、19")
    assert law.cite(basis).zh == "《信访工作条例》第17条、第19条"
    assert law.cite(basis).en == "Petition Regulations, arts 17, 19"
