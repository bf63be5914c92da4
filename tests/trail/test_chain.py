"""A chain broken in any way is named with its place; an erased content leaves the chain standing."""

from dataclasses import replace

import pytest

from qingtian.trail import GENESIS, Link, commit, seal, verify_chain

CHAIN = "c0ffee"
SALTS = [f"{n:032x}" for n in range(1, 6)]


def chain_of(contents, chain=CHAIN):
    links, previous = [], GENESIS
    for seq, (content, salt) in enumerate(zip(contents, SALTS, strict=False), 1):
        at = f"2026-11-2{seq}T10:00:00+08:00"
        commitment = commit(content, salt)
        sealed = seal(chain, seq, previous, commitment, at)
        links.append(Link(seq, previous, commitment, sealed, at, salt, content))
        previous = sealed
    return links


@pytest.fixture
def links():
    return chain_of([{"act": "receive"}, {"act": "register"}, {"act": "sort"}, {"act": "forward"}])


def found(links, chain=CHAIN):
    return [(broken.seq, broken.what.en) for broken in verify_chain(chain, links)]


def test_a_whole_chain_holds(links):
    assert found(links) == []


def test_an_empty_chain_holds():
    assert found([]) == []


def test_a_changed_content_is_named(links):
    links[1] = replace(links[1], content={"act": "decline"})
    assert found(links) == [(2, "its content does not match its commitment")]


def test_a_changed_salt_is_named(links):
    links[1] = replace(links[1], salt=SALTS[4])
    assert found(links) == [(2, "its content does not match its commitment")]


def test_a_content_without_its_salt_proves_nothing(links):
    links[1] = replace(links[1], salt=None)
    assert found(links) == [(2, "its content does not match its commitment")]


def test_a_changed_content_with_a_fitting_commitment_breaks_the_hash(links):
    content = {"act": "decline"}
    links[1] = replace(links[1], content=content, commitment=commit(content, SALTS[1]))
    assert found(links) == [(2, "its hash does not match")]


def test_a_link_sealed_anew_breaks_the_next(links):
    content, old = {"act": "decline"}, links[1]
    commitment = commit(content, SALTS[1])
    sealed = seal(CHAIN, 2, old.previous, commitment, old.recorded_at)
    links[1] = replace(old, content=content, commitment=commitment, hash=sealed)
    assert found(links) == [(3, "it does not follow the act before it")]


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_a_missing_act_is_named_by_its_number(links, gone):
    del links[gone]
    assert (gone + 1, "this act is missing") in found(links)
    assert (gone + 2, "it does not follow the act before it") in found(links)


def test_acts_in_another_order_are_named(links):
    links[1], links[2] = links[2], links[1]
    assert {seq for seq, _ in found(links)} >= {2, 3}


def test_another_time_of_recording_breaks_the_hash(links):
    links[3] = replace(links[3], recorded_at="2026-11-24T09:59:59+08:00")
    assert found(links) == [(4, "its hash does not match")]


def test_a_chain_moved_under_another_name_does_not_hold(links):
    assert [seq for seq, _ in found(links, "another")] == [1, 2, 3, 4]


def test_erasing_a_content_with_its_salt_leaves_the_chain_standing(links):
    links[2] = replace(links[2], content=None, salt=None)
    assert found(links) == []


def test_a_short_content_cannot_be_recognised_without_its_salt():
    assert commit("yes", SALTS[0]) != commit("yes", SALTS[1])
