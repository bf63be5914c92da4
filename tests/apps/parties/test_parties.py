"""Parties (当事人): a code is checked, numbers do not repeat, a natural person leaves no name in a trail."""

from datetime import date

import pytest

from qingtian.apps.parties.actions.enter_party import Given, correct_party, enter_party
from qingtian.apps.parties.credit_code import check_character, holds
from qingtian.apps.parties.models import Party
from qingtian.apps.parties.queries import matching, name_for, named
from qingtian.errors import Refused

ON = date(2026, 3, 2)
BODY = "91000000000000001"
CODE = BODY + check_character(BODY)


@pytest.mark.parametrize("code", ["91530100MA6K0XXX1I", "", CODE[:-1], CODE + "0", CODE[:-1] + "!"])
def test_a_code_of_other_characters_or_another_length_does_not_hold(code):
    assert not holds(code)


def test_a_code_holds_by_its_check_character_alone():
    assert holds(CODE)
    others = [CODE[:-1] + one for one in "0123456789ABCDEFGHJKLMNPQRTUWXY" if one != CODE[-1]]
    assert not any(map(holds, others))


def test_the_published_example_of_the_standard_holds():
    # GB 32100-2015 as repeated by the registration offices: one code that is printed in public everywhere
    assert holds("91350100M000100Y43")


@pytest.mark.django_db
def test_numbers_go_on_and_a_code_is_entered_once():
    first = enter_party(Given("unit", "甲厂", CODE), ON)
    assert (first.number, first.credit_code) == ("DSR-000001", CODE)
    with pytest.raises(Refused) as refused:
        enter_party(Given("unit", "乙厂", f" {CODE.lower()} "), ON)
    assert (refused.value.code, refused.value.where) == ("party.there", "credit_code")
    assert first.number in refused.value.message.zh
    assert enter_party(Given("unit", "乙厂"), ON).number == "DSR-000002"
    assert enter_party(Given("unit", "丙厂"), ON).number == "DSR-000003"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "code"),
    [
        (Given("unit", "  "), "party.name"),
        (Given("company", "甲厂"), "party.kind"),
        (Given("unit", "甲厂", CODE[:-1] + "!"), "party.code"),
        (Given("person", "甲某", CODE), "party.code"),
        *(
            (Given("unit", "甲厂", position=wrong), "party.position")
            for wrong in ("1", "181,1", "1,91", "a,b", "NaN,1")
        ),
    ],
)
def test_what_cannot_be_a_party_is_refused_and_nothing_is_kept(given, code):
    with pytest.raises(Refused) as refused:
        enter_party(given, ON)
    assert refused.value.code == code
    assert not Party.objects.exists()


@pytest.mark.django_db
def test_the_reference_of_a_person_holds_the_number_and_no_name():
    person = enter_party(Given("person", "甲某人"), ON)
    assert "甲某人" not in str(person.reference())
    assert person.number in str(person.reference())
    unit = enter_party(Given("unit", "甲厂"), ON)
    assert unit.reference()["name"] == {"zh": "甲厂", "en": "甲厂"}


@pytest.mark.django_db
def test_the_name_of_a_person_is_read_by_who_enforces_and_by_nobody_else(city):
    person = enter_party(Given("person", "甲某人"), ON)
    assert name_for(person, city.actor("handler", ON)) == "甲某人"
    assert name_for(person, city.actor("clerk", ON)) == person.number


@pytest.mark.django_db
def test_a_party_is_found_by_number_code_or_the_name_only_one_unit_has():
    unit = enter_party(Given("unit", "甲厂", CODE), ON)
    assert named(unit.number) == named(CODE.lower()) == named(" 甲厂 ") == unit
    enter_party(Given("unit", "甲厂"), ON)
    assert named("甲厂") is None
    enter_party(Given("person", "甲某人"), ON)
    assert named("甲某人") is None
    assert named("") is None


@pytest.mark.django_db
def test_a_correction_keeps_number_and_kind():
    unit = enter_party(Given("unit", "甲厂", CODE), ON)
    kept = correct_party(unit, Given("person", "甲厂新名", CODE, position="102.7,25.1"))
    assert (kept.number, kept.kind, kept.name) == ("DSR-000001", "unit", "甲厂新名")
    assert (str(kept.longitude), str(kept.latitude)) == ("102.700000", "25.100000")


@pytest.mark.django_db
def test_the_search_takes_words_codes_area_and_kind(city):
    unit = enter_party(Given("unit", "望溪电镀厂", CODE, area="wangxi"), ON)
    other = enter_party(Given("unit", "石湾木器厂", area="shiwan"), ON)
    assert list(matching("电镀")) == list(matching(CODE)) == list(matching("", "wangxi")) == [unit]
    assert list(matching("", "city")) == [other, unit]
    assert list(matching("", kind="person")) == []
