"""``qingtian upstream``: systems listed, a table out without the reporter, an export read back twice to one effect."""

import json

import pytest

from qingtian.apps.catalogue.models import UseOfData
from qingtian.apps.proceedings.models import Act, UpstreamNumber
from tests.apps.proceedings.driving import petition

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


def test_every_system_is_listed_for_a_program(run):
    listed = json.loads(run("upstream", "list", "--json").stdout)
    assert [one["id"] for one in listed][:2] == ["national_petitions", "12345"]
    assert not any(one["own"] for one in listed)


def test_a_shipped_file_is_copied_once_and_never_overwritten(run, settings, tmp_path):
    settings.UPSTREAM_SYSTEMS = tmp_path / "own"
    assert run("upstream", "copy", "12345").exit_code == 0
    (tmp_path / "own" / "12345.yaml").write_text("mine", encoding="utf-8")
    assert run("upstream", "copy", "12345").exit_code == 1
    assert (tmp_path / "own" / "12345.yaml").read_text(encoding="utf-8") == "mine"


def test_a_table_out_and_back_notes_each_matter_once(run, city, tmp_path):
    matter = petition(city).to("duty").matter
    out = tmp_path / "petitions.csv"
    post = ("--post", "petition-officer")
    written = json.loads(run("upstream", "export", "national_petitions", *post, "--out", str(out), "--json").stdout)
    assert written["rows"] == 1
    assert "信访人姓名" in written["left_out"]
    assert UseOfData.objects.get().way == "qingtian upstream export national_petitions"
    back = out.read_text(encoding="utf-8-sig").replace(f"\n,{matter.number}", f"\n5301,{matter.number}")
    out.write_text(back + "9,XF-2026-999999\n", encoding="utf-8")
    preview = run("upstream", "import", "national_petitions", str(out), *post, "--preview", "--json")
    assert json.loads(preview.stdout)["counts"] == {"new": 1, "changed": 0, "same": 0, "rejected": 1}
    assert not UpstreamNumber.objects.exists()
    for _ in range(2):
        assert run("upstream", "import", "national_petitions", str(out), *post).exit_code == 1  # one row is not taken
    assert UpstreamNumber.objects.get().number == "5301"
    assert Act.objects.filter(act="note_upstream").count() == 1
    assert "XF-2026-999999" in (tmp_path / "petitions.rejects.csv").read_text(encoding="utf-8")


def test_a_post_nobody_holds_is_refused(run, city, tmp_path):
    done = run("upstream", "export", "12345", "--post", "nobody", "--out", str(tmp_path / "a.csv"))
    assert done.exit_code == 1
    assert not (tmp_path / "a.csv").exists()
