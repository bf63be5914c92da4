"""Return files for mending (退回整改): a matter for each unit that has findings."""

from __future__ import annotations

from collections import defaultdict

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.quality.models import Mending, Sample
from qingtian.apps.quality.queries import finding_titles
from qingtian.procedures.who import Actor

SYSTEM = Actor(kind="system")


def return_files(performed: Performed) -> None:
    """The effect of ``finish``; without findings nothing is returned."""
    sample = Sample.objects.get(proceeding=performed.proceeding)
    titles = finding_titles()
    by_unit: dict[str, list[str]] = defaultdict(list)
    for drawn in sample.files.select_related("petition").order_by("petition__number"):
        if drawn.findings:
            words = "、".join(titles[code].zh for code in drawn.findings if code in titles)
            by_unit[drawn.unit].append(f"{drawn.petition.number}：{words}")
    for unit, lines in sorted(by_unit.items()):
        subject = f"{performed.proceeding.title}：{len(lines)} 卷要整改"
        opened = open_proceeding(
            "file_mending",
            by=SYSTEM,
            on=performed.act.on,
            now=performed.act.recorded_at,
            title=subject[:200],
            fields={
                "subject": subject,
                "sample": performed.proceeding.number,
                "findings": "\n".join(lines),
                "unit": unit,
                "office": performed.after.organ("office"),
            },
            generated=performed.proceeding.generated,
        )
        Mending.objects.create(sample=sample, proceeding=opened, unit=unit)
