"""What goes wrong in a call, as the standard says it: a status, and for each fault a code and a sentence."""

from __future__ import annotations

from qingtian.language import Text


class Problem(Exception):
    """Refused. ``status`` is 404 for what does not exist, 403 for the key, 400 for anything else."""

    def __init__(self, status: int, *faults: tuple[str, Text]) -> None:
        self.status = status
        self.faults = faults
        super().__init__(" ".join(code for code, _ in faults))

    def rows(self) -> list[dict[str, str]]:
        """The ``errors`` of the body, for whoever reported: both languages, naming the argument."""
        return [{"code": code, "description": f"{words.en} {words.zh}"} for code, words in self.faults]


def missing(name: str) -> tuple[str, Text]:
    """A required argument was not given."""
    return "400", Text(f"缺少 {name}。", f"{name} was not provided.")


def wrong(name: str, zh: str, en: str) -> tuple[str, Text]:
    """An argument that cannot be."""
    return "400", Text(f"{name}：{zh}", f"{name}: {en}")


def unknown(name: str) -> Problem:
    """Nothing of that name."""
    return Problem(404, ("404", Text(f"没有这个 {name}。", f"{name} was not found.")))


def no_key() -> Problem:
    """Nobody's key. A new one each time: an exception raised again keeps every request it was raised for alive."""
    return Problem(403, ("403", Text("缺少 api_key，或不对。", "api_key was not provided or is not valid.")))
