"""One chain a proceeding: each link names its predecessor and a salted commitment to its content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qingtian.language import Text
from qingtian.trail.canonical import canonical, sm3

FORMAT = 1
GENESIS = "0" * 64


def commit(content: object, salt: str) -> str:
    """Salted commitment: SM3 over the salt (hexadecimal, 16 bytes) and the canonical content.

    Without the salt a short content (a name, a yes) cannot be guessed from its commitment.
    """
    return sm3(bytes.fromhex(salt) + canonical(content))


def seal(chain: str, seq: int, previous: str, commitment: str, recorded_at: str) -> str:
    """The hash of one link; ``chain`` is the proceeding's identifier, ``previous`` the hash before (or GENESIS)."""
    return sm3(
        canonical(
            {"v": FORMAT, "chain": chain, "seq": seq, "prev": previous, "commitment": commitment, "at": recorded_at}
        )
    )


@dataclass(frozen=True, slots=True)
class Link:
    """One stored link. ``salt`` and ``content`` are both None once the content has been lawfully erased."""

    seq: int
    previous: str
    commitment: str
    hash: str
    recorded_at: str
    salt: str | None
    content: object | None


@dataclass(frozen=True, slots=True)
class Broken:
    """What does not hold, and at which link."""

    seq: int
    what: Text


def verify_chain(chain: str, links: Iterable[Link]) -> list[Broken]:
    """Every place where the chain does not hold; an empty list proves it."""
    broken: list[Broken] = []
    previous, expected = GENESIS, 1
    for link in links:
        if link.seq != expected:
            broken.append(Broken(expected, Text("缺少这一动作", "this act is missing")))
        if link.previous != previous:
            broken.append(Broken(link.seq, Text("与前一动作不相连", "it does not follow the act before it")))
        if seal(chain, link.seq, link.previous, link.commitment, link.recorded_at) != link.hash:
            broken.append(Broken(link.seq, Text("哈希值不符", "its hash does not match")))
        if link.content is not None and (link.salt is None or commit(link.content, link.salt) != link.commitment):
            broken.append(Broken(link.seq, Text("内容与承诺值不符", "its content does not match its commitment")))
        previous, expected = link.hash, link.seq + 1
    return broken


@dataclass(frozen=True, slots=True)
class Erased:
    """A content that is gone: lawful where a later act of the same chain says that it erased it."""

    seq: int
    lawful: bool
    what: Text


def erased(links: Sequence[Link]) -> list[Erased]:
    """Every content that is gone, and the act that accounts for it, or that none does."""
    by = [link for link in links if isinstance(link.content, dict) and link.content.get("act") == "erase_content"]
    found = []
    for link in links:
        if link.content is not None:
            continue
        act = next((b for b in by if isinstance(b.content, dict) and link.seq in b.content["erases"]), None)
        if act is None or not isinstance(act.content, dict):
            words = Text("内容没有了，没有销毁动作说明", "its content is gone, and no act of erasure accounts for it")
        else:
            on, list_ = act.content["on"], act.content["fields"]["disposal"]["number"]
            words = Text(
                f"第 {link.seq} 个动作的内容已于 {on} 由第 {act.seq} 个动作（清册 {list_}）销毁",
                f"the content of act {link.seq} was erased on {on} by act {act.seq} (list {list_})",
            )
        found.append(Erased(link.seq, act is not None, words))
    return found
