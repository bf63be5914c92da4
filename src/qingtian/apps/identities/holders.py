"""Who else knows a token. A chapter that keeps tokens says so at start; the sweep asks before it deletes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

#: takes tokens, gives back those of them that the chapter's records carry
Holder = Callable[[Collection[str]], Iterable[str]]

_HOLDERS: list[Holder] = []


def register_holder(holder: Holder) -> None:
    """Call once from ``AppConfig.ready``. A crash between writing a petition and ``claim`` then loses nobody."""
    if holder not in _HOLDERS:
        _HOLDERS.append(holder)


def held_elsewhere(tokens: Collection[str]) -> set[str]:
    """The tokens some record still carries. A holder that fails stops the sweep: nothing is deleted on a guess."""
    return {token for holder in _HOLDERS for token in holder(tokens)}
