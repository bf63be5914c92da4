"""Link two matters, and undo a link (关联、解除关联): both by the number of the act that did it."""

from __future__ import annotations

from qingtian.apps.proceedings.models import Link, Proceeding


def link(source: Proceeding, target: Proceeding, kind: str, *, by_act: int) -> Link:
    """A link that stands already stays as it is."""
    found, _ = Link.objects.get_or_create(
        source=source, target=target, kind=kind, undone_by=None, defaults={"made_by": by_act}
    )
    return found


def unlink(source: Proceeding, kind: str, *, by_act: int, made_by: int | None = None) -> None:
    """Undo the open links of that kind (of one act, when ``made_by`` says which)."""
    open_links = source.links_out.filter(kind=kind, undone_by=None)
    if made_by is not None:
        open_links = open_links.filter(made_by=made_by)
    open_links.update(undone_by=by_act)
