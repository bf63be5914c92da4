"""The catalogue of data sets, and the log of use that every export writes and nobody changes."""

import pytest
import yaml
from django.db import DatabaseError, transaction

from qingtian.apps.catalogue.actions.note_use import note_use
from qingtian.apps.catalogue.data_sets import load_data_sets
from qingtian.apps.catalogue.models import UseOfData
from qingtian.errors import DeclarationError, Refused
from qingtian.procedures import load_procedures
from tests.conftest import TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


@pytest.fixture
def noted(city):
    def made(post="petition-officer", data_set="petition"):
        by = city.actor(post, TODAY)
        return note_use(data_set, by=by, rows=7, way="worklist CSV all", purpose="月报", now=at(TODAY))

    return made


def test_every_procedure_has_its_data_set():
    assert set(load_procedures().ids()) <= set(load_data_sets())


def test_identities_are_not_shared_and_say_why():
    identities = load_data_sets()["identities"]
    assert identities.sharing == "none"
    assert identities.condition is not None
    assert identities.basis


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"readers": ["king"]}, "king"),
        ({"sharing": "none", "condition": None}, "condition"),
        ({"handling": "x"}, "handling"),
    ],
)
def test_a_data_set_that_does_not_say_who_may_read_it_is_refused(settings, tmp_path, changes, said):
    settings.DATA_SETS = tmp_path
    words = {"zh": "甲", "en": "A"}
    base = dict.fromkeys(("title", "content", "owner", "period", "format", "condition"), words)
    own = base | {"readers": ["clerk"], "sharing": "conditional", "handling": "internal"} | changes
    (tmp_path / "own.yaml").write_text(yaml.safe_dump({"own": own}, allow_unicode=True), encoding="utf-8")
    with pytest.raises(DeclarationError, match=said):
        load_data_sets()


def test_what_is_not_in_the_catalogue_does_not_leave(noted):
    with pytest.raises(Refused) as refused:
        noted(data_set="nothing")
    assert refused.value.code == "catalogue.unknown"


def test_the_log_of_use_is_append_only(noted):
    line = noted()
    for change in (lambda: UseOfData.objects.update(rows=1), lambda: line.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert UseOfData.objects.get().rows == 7


def test_a_list_taken_away_and_a_case_file_are_logged(accepted, sign_in):
    client = sign_in("petition-officer")
    client.get("/desk/?list=all&format=csv")
    client.get(f"/desk/{accepted.number}/export/")
    uses = UseOfData.objects.order_by("pk").values_list("data_set", "rows", "way", "post")
    assert list(uses) == [
        ("petition", 1, "worklist CSV all", "petition-officer"),
        ("papers", 1, "case file", "petition-officer"),
    ]


def test_who_may_read_the_log(noted, sign_in, city):
    noted()
    noted("inspector", "five_ones_case")
    address = "/desk/catalogue/log/"
    everything = sign_in("administrator").get(address).content.decode()
    assert "市局信访科" in everything
    assert "市督察办" in everything
    own = sign_in("inspector").get(address).content.decode()
    assert "市局信访科" not in own
    assert sign_in("handler").get(address).status_code == 403
    assert sign_in("handler").get("/desk/catalogue/").status_code == 200


def test_an_auditor_sees_the_log_and_no_name_of_staff(noted, sign_in, city):
    noted()
    city.posts["re-reviewer"].roles = ["auditor"]
    city.posts["re-reviewer"].save()
    client = sign_in("re-reviewer")
    assert "市局信访科" in client.get("/desk/catalogue/log/").content.decode()
    assert client.get("/desk/capability/branch/").status_code == 403
