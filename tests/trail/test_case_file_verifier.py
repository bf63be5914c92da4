"""The verifier stands alone: short, standard library only, and it names whatever was changed in a file."""

import base64
import copy
import json
import subprocess
import sys
from pathlib import Path

import pytest

from qingtian.trail import canonical, case_file_verifier, sm3
from tests.trail.test_chain import CHAIN, chain_of

SOURCE = Path(case_file_verifier.__file__)
STANDARD = {"base64", "json", "sys", "collections.abc", "typing"}


def case_file(body=None):
    links = chain_of([{"act": "receive", "n": 1}, {"act": "register"}, {"act": "sort"}])
    acts = [
        {
            "seq": link.seq,
            "prev": link.previous,
            "commitment": link.commitment,
            "hash": link.hash,
            "recorded_at": link.recorded_at,
            "salt": link.salt,
            "content": link.content,
        }
        for link in links
    ]
    data = base64.b64encode(b"photo").decode()
    made = {
        "proceedings": [{"uid": CHAIN, "head": links[-1].hash, "acts": acts}],
        "files": [{"name": "photo.jpg", "sm3": sm3(b"photo"), "base64": data}],
    }
    return body or made


def written(body):
    return canonical({"body": body, "sm3": sm3(canonical(body))})


def faults(body):
    return list(case_file_verifier.faults(written(body)))


def test_it_is_short_and_needs_only_the_standard_library():
    source = SOURCE.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 100
    imported = {line.split()[1] for line in source.splitlines() if line.startswith(("import ", "from "))}
    assert imported == STANDARD


def test_a_file_as_it_was_written_holds():
    assert faults(case_file()) == []


CHANGES = [
    (lambda b: b["proceedings"][0]["acts"][0]["content"].update(n=2), "act 1 (receive): its content was changed"),
    (lambda b: b["proceedings"][0]["acts"][1].update(hash="0" * 64), "act 2: its hash does not match"),
    (lambda b: b["proceedings"][0]["acts"].pop(1), "act 3: does not follow the act before it"),
    (lambda b: b["proceedings"][0]["acts"].pop(2), "the last hash is not the head"),
    (lambda b: b["proceedings"][0]["acts"][2].update(recorded_at="later"), "act 3: its hash does not match"),
    (lambda b: b["proceedings"][0].update(uid="other"), "act 1: its hash does not match"),
    (lambda b: b["files"][0].update(base64="AAAA"), "file photo.jpg: its bytes were changed"),
    (lambda b: b.pop("files"), "cannot be read to its end"),
    (lambda b: b["proceedings"][0]["acts"][0].update(salt="no"), "cannot be read to its end"),
]


@pytest.mark.parametrize(("change", "said"), CHANGES)
def test_whatever_was_changed_is_named_even_when_the_whole_was_digested_anew(change, said):
    body = copy.deepcopy(case_file())
    change(body)
    assert any(said in fault for fault in faults(body)), faults(body)


ERASING = {
    "act": "erase_content",
    "on": "2037-01-01",
    "fields": {"disposal": {"number": "XH-2037-000001"}},
    "erases": [1, 2],
}


def erased_file(erases=(1, 2)):
    links = chain_of([{"act": "receive"}, {"act": "register"}, {**ERASING, "erases": list(erases)}])
    body = case_file()
    for act, link in zip(body["proceedings"][0]["acts"], links, strict=True):
        act.update(prev=link.previous, commitment=link.commitment, hash=link.hash, salt=link.salt, content=link.content)
    for act in body["proceedings"][0]["acts"][:2]:
        act.update(content=None, salt=None)
    body["proceedings"][0]["head"] = links[-1].hash
    return body


def test_a_content_that_a_later_act_erased_still_verifies_and_the_program_says_when_and_by_which_act(tmp_path):
    assert faults(erased_file()) == []
    path = tmp_path / "file.json"
    path.write_bytes(written(erased_file()))
    proved = subprocess.run([sys.executable, str(SOURCE), str(path)], capture_output=True, text=True)
    assert proved.returncode == 0
    assert f"{CHAIN} act 2: content erased on 2037-01-01 by act 3 (list XH-2037-000001)" in proved.stdout


def test_a_content_that_no_act_erased_is_named():
    assert faults(erased_file(erases=[1])) == [
        f"{CHAIN} act 2: its content is gone, and no act of erasure accounts for it"
    ]


def test_a_stated_digest_that_does_not_fit_is_named():
    raw = canonical({"body": case_file(), "sm3": "0" * 64})
    assert list(case_file_verifier.faults(raw)) == ["the file as a whole does not match its own digest"]


@pytest.mark.parametrize("raw", [b"", b"[]", b"null", b'{"body": 1}', b"\xff\xfe", b'{"body":{},"sm3":""}'])
def test_what_is_no_case_file_is_said_to_be_unreadable(raw):
    assert "cannot be read" in next(iter(case_file_verifier.faults(raw)))


def test_blanks_between_the_values_are_a_change():
    loose = json.dumps(json.loads(written(case_file())), ensure_ascii=False, sort_keys=True).encode()
    assert "canonical form" in next(iter(case_file_verifier.faults(loose)))


@pytest.mark.parametrize(("spoil", "status"), [(False, 0), (True, 1)])
def test_as_a_program_it_says_so_and_ends_with_a_status(tmp_path, spoil, status):
    raw = written(case_file())
    path = tmp_path / "case.json"
    path.write_bytes(raw.replace(b'"n":1', b'"n":2') if spoil else raw)
    run = subprocess.run([sys.executable, "-I", str(SOURCE), str(path)], capture_output=True, text=True, check=False)
    assert run.returncode == status
    assert ("verified" in run.stdout) is not spoil
