"""Which upstream systems there are. They are declared above the kernel, which only asks for their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qingtian.language import Text

Titles = Callable[[], Mapping[str, Text]]

_known: list[Titles] = []


def register_systems(titles: Titles) -> None:
    """Called once, when Django is ready, by the room that declares the systems."""
    _known.append(titles)


def titles() -> dict[str, Text]:
    """Every system by id, in the order of the declarations."""
    return {id_: title for known in _known for id_, title in known().items()}


def title_of(id_: str) -> Text | None:
    """The name of one system; None where this office declares none of that id."""
    return titles().get(id_)
