"""Templates of papers: sent by one, seen on a real matter, put in force by another; a broken one is never in force."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from qingtian.apps.proceedings.models import Paper, TemplateVersion
from qingtian.apps.proceedings.papers.catalogue import TEMPLATES
from tests.apps.proceedings.driving import petition
from tests.web.desk.test_papers_and_retention import notice

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
KIND = "petition_acceptance_notice"
PAGE = f"/desk/papers/templates/{KIND}/"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OWN = "本单位另加的一句"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.PAPER_TEMPLATES = tmp_path / "paper-templates"


def changed(words: str = OWN) -> bytes:
    document = Document(TEMPLATES / f"{KIND}.docx")
    document.add_paragraph(words)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def send(client, content, change="加一句"):
    file = SimpleUploadedFile("改.docx", content, WORD)
    return client.post(PAGE, {"do": "send", "file": file, "change": change})


def text_of(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)


def made(city) -> Paper:
    return notice(petition(city).to("accepted"))


def see(client, paper, monkeypatch):
    monkeypatch.setattr("qingtian.web.desk.templates_page.to_pdf", lambda content: content)
    return client.post(PAGE, {"do": "try", "version": "1", "paper": paper.pk})


def test_a_version_is_seen_on_a_real_matter_and_put_in_force_by_somebody_else(sign_in, city, monkeypatch):
    paper = made(city)
    assert send(sign_in("administrator"), changed()).status_code == 302
    head = sign_in("branch-head")
    refused = head.post(PAGE, {"do": "live", "version": "1"})
    assert refused.status_code == 422
    assert "还没有在一件真实的事上看过" in refused.content.decode()
    seen = text_of(see(head, paper, monkeypatch).content)
    assert OWN in seen
    assert paper.proceeding.number in seen
    assert OWN not in text_of(paper.text.read())
    assert head.post(PAGE, {"do": "live", "version": "1"}).status_code == 302
    assert TemplateVersion.objects.get().in_force
    assert OWN in text_of(made(city).text.read())
    assert head.post(PAGE, {"do": "shipped"}).status_code == 302
    assert OWN not in text_of(made(city).text.read())
    assert not TemplateVersion.objects.get().in_force


def test_nobody_puts_their_own_version_in_force(sign_in, city, monkeypatch):
    paper, head = made(city), sign_in("branch-head")
    send(head, changed())
    see(head, paper, monkeypatch)
    refused = head.post(PAGE, {"do": "live", "version": "1"})
    assert refused.status_code == 422
    assert "换一个人启用" in refused.content.decode()


def test_a_template_that_reaches_out_of_its_sandbox_or_asks_for_what_is_not_there_never_comes_into_force(
    sign_in, city, monkeypatch
):
    paper, head = made(city), sign_in("branch-head")
    assert send(sign_in("administrator"), changed("{{ act.__class__.__mro__ }}")).status_code == 302
    refused = see(head, paper, monkeypatch)
    assert refused.status_code == 422
    assert TemplateVersion.objects.get().tried_at is None
    assert head.post(PAGE, {"do": "live", "version": "1"}).status_code == 422


@pytest.mark.parametrize(
    ("content", "change"),
    [(b"", "空"), (b"no word file", "不是"), (changed("{{ broken"), "写坏了"), (changed(), "  ")],
)
def test_what_is_no_template_is_not_kept_and_the_sentence_says_why(sign_in, city, content, change):
    answer = send(sign_in("administrator"), content, change)
    assert answer.status_code == 422
    assert not TemplateVersion.objects.exists()


def test_the_same_file_twice_is_one_version(sign_in, city):
    administrator = sign_in("administrator")
    assert send(administrator, changed()).status_code == 302
    again = send(administrator, changed())
    assert again.status_code == 422
    assert "第 1 稿" in again.content.decode()
    assert TemplateVersion.objects.count() == 1


def test_a_paper_of_a_matter_out_of_scope_is_not_shown(sign_in, city, monkeypatch):
    paper = made(city)
    send(sign_in("administrator"), changed())
    assert see(sign_in("branch-2-head"), paper, monkeypatch).status_code == 404


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_pages_say_which_template_each_paper_is_made_from(sign_in, city, prefix):
    client = sign_in("administrator")
    send(client, changed())
    listed = client.get(f"{prefix}/desk/papers/templates/").content.decode()
    assert KIND in listed
    assert client.get(f"{prefix}{PAGE}").status_code == 200
    assert client.get(f"{PAGE}file/?version=1").content == bytes(TemplateVersion.objects.get().content)
    assert client.get(f"{PAGE}file/").content == (TEMPLATES / f"{KIND}.docx").read_bytes()
    assert client.get("/desk/papers/templates/nothing/").status_code == 404
    assert sign_in("handler-2").get("/desk/papers/templates/").status_code == 403
