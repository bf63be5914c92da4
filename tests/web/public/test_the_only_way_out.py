"""Portal pages read the records only through the gate; the exceptions are the reporter's own access, named here."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import typing
from pathlib import Path

import pytest

import qingtian.web.public as public
from qingtian.apps.publishing.gate import Shown
from qingtian.web.public.matters import ShownMatters
from qingtian.web.public.outlets import ShownOutlets
from qingtian.web.public.publications import ShownPublications
from qingtian.web.public.violators import ShownViolators

PORTAL = Path(public.__file__).parent.parent / "portal"
GATE = {"qingtian.apps.publishing.gate"}
#: how often somebody did a thing: counts under a keyed digest, nobody's record
COUNTS = {"qingtian.apps.rates"}
#: a reporter's own matter, the form of a report and its photos: access of one person, or input; nothing is published
OWN_ACCESS = {
    "answers", "drafts", "kinds", "photos", "places", "sending", "sending_often", "shown.reward", "shown.span",
    "shown.story",
    "views.add", "views.comment", "views.follow", "views.objection", "views.receipt", "views.report_offline",
    "views.report_who", "views.reporter", "views.reward_claim",
}  # fmt: skip
#: shapes of values and the city's clock, no records
TYPES_ONLY = {"shown.air": {"SHANGHAI", "CityAir", "CityHour", "ItemNow", "natural_day"}}


def modules() -> list[tuple[str, Path]]:
    found = sorted(path for path in PORTAL.rglob("*.py") if path.name != "__init__.py")
    return [(".".join(path.relative_to(PORTAL).with_suffix("").parts), path) for path in found]


def taken(path: Path) -> list[tuple[str, str]]:
    """Every name imported from a chapter or the kernel, wherever the import stands."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    plain = [(a.name, "*") for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names]
    return [(n, w) for n, w in [*((f.module, a.name) for f in froms for a in f.names), *plain] if "qingtian.apps" in n]


@pytest.mark.parametrize(("name", "path"), modules())
def test_a_page_of_the_portal_reads_records_only_through_the_gate(name, path):
    reached = [(module, what) for module, what in taken(path) if module not in GATE | COUNTS]
    if name in TYPES_ONLY:
        assert {what for _, what in reached} <= TYPES_ONLY[name]
    elif name not in OWN_ACCESS:
        assert reached == [], f"{name}: read it in qingtian.web.public and pass it through the gate"


#: rooms a page of the portal may take from beside the chapters, which the rule above is about
ROOMS = (
    "qingtian.apps", "qingtian.config.city", "qingtian.drawing", "qingtian.errors", "qingtian.foresight.warning",
    "qingtian.language", "qingtian.law",
    "qingtian.procedures", "qingtian.secrecy", "qingtian.standards", "qingtian.tables", "qingtian.web.design",
    "qingtian.web.air_papers.reading", "qingtian.web.water_papers.reading", "qingtian.web.memory_uploads",
    "qingtian.web.portal", "qingtian.web.public", "qingtian.web.templatetags",
    "qingtian.web.typed",
)  # fmt: skip


@pytest.mark.parametrize(("name", "path"), modules())
def test_a_page_of_the_portal_reaches_no_record_round_the_back(name, path):
    """Neither by the desk, a ledger, a gateway, nor by asking Django for a table by its name or for a connection."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = {node.module or "." for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    found |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    ours = {module for module in found if module.startswith(("qingtian", "."))}
    assert all(module.startswith(ROOMS) for module in ours), f"{name}: {ours}"
    round_the_back = {module for module in found if module.startswith(("django.apps", "django.db", "importlib"))}
    assert name in OWN_ACCESS or not round_the_back, f"{name}: {round_the_back}"


def test_the_list_of_exceptions_holds_nothing_that_is_gone():
    assert OWN_ACCESS | TYPES_ONLY.keys() <= {name for name, _ in modules()}


def _functions() -> list[tuple[str, typing.Any]]:
    found = []
    for info in pkgutil.iter_modules(public.__path__, public.__name__ + "."):
        if info.name.rpartition(".")[2].startswith("_"):
            continue  # for the room alone, as the next test holds
        module = importlib.import_module(info.name)
        own = [f for _, f in inspect.getmembers(module, inspect.isfunction) if f.__module__ == info.name]
        found += [(f.__qualname__, f) for f in own if not f.__name__.startswith("_")]
    return found


@pytest.mark.parametrize(("name", "function"), _functions())
def test_what_leaves_the_room_has_come_through_the_gate(name, function):
    answer = typing.get_type_hints(function)["return"]
    assert answer in (Shown, Shown | None, list[Shown], ShownMatters, ShownPublications, ShownOutlets, ShownViolators)


def test_what_is_for_the_room_alone_is_asked_by_nobody_else():
    room = Path(public.__file__).parent
    for path in room.parent.parent.rglob("*.py"):
        if room not in path.parents:
            assert "web.public._" not in path.read_text(encoding="utf-8"), path.name


def test_every_upload_passes_the_one_place_where_marks_are_read():
    """A new caller of ``store_file`` or ``seal_file`` is added here by somebody who has thought of its declaration."""
    source = Path(public.__file__).parent.parent.parent
    callers: dict[str, set[str]] = {"store_file": set(), "store_sealed": set(), "seal_file": set(), "StoredFile": set()}
    for path in source.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.id if isinstance(node.func, ast.Name) else ""
            if called in callers:
                callers[called].add(str(path.relative_to(source)))
                told = {keyword.arg for keyword in node.keywords}
                assert called not in ("store_file", "store_sealed") or "declared" in told, (
                    f"{path.name}: say what its uploader declares"
                )
            if isinstance(node.func, ast.Attribute) and node.func.attr in ("create", "bulk_create"):
                assert "StoredFile.objects" not in ast.unparse(node.func), f"{path.name}: files go through store_file"
    assert callers["StoredFile"] == {"apps/proceedings/actions/store_file.py"}
    pictures = {"demo/photos.py", "web/desk/register_report.py", "web/portal/photos.py"}
    sealing = {"gateways/wechat/actions/media.py", "web/desk/register_report.py"}
    assert callers["store_sealed"] == {"web/desk/uploads.py", "web/portal/photos.py"} | sealing
    # what came from another system, sealed as it came; in the exchange, the envelope of a parcel
    from_systems = {
        "gateways/exchange/letters.py", "gateways/hotlines/actions/take.py", "gateways/wechat/actions/media.py",
        "web/api/open311/posting.py",
    }  # fmt: skip
    assert callers["seal_file"] == pictures | from_systems | {"apps/proceedings/actions/store_file.py"}
    assert callers["store_file"] == pictures | {
        "apps/grid/actions/take_patrol.py",  # photos of a patrol, made new, marked internal on the phone
        "apps/inspections/actions/take_piece.py",  # evidence sealed on an officer's phone, marked internal there
        "apps/proceedings/actions/issue_paper.py",
        "apps/schedules/actions/merge_table.py",  # our own merged table
        "demo/case_life.py",
        "demo/compensation_life.py",
        "demo/paper_life.py",
        "demo/penalty_life.py",
        "gateways/judicial/receive.py",  # the paper of an answer: internal, and still read for a mark
        "gateways/wechat/actions/media.py",
        "web/api/open311/posting.py",
        "web/desk/uploads.py",
    }


def test_uploads_are_read_only_where_they_are_judged():
    source = Path(public.__file__).parent.parent.parent
    reading = {str(p.relative_to(source)) for p in source.rglob("*.py") if ".FILES" in p.read_text(encoding="utf-8")}
    assert reading == {
        "web/api/open311/posting.py",
        "web/desk/act_page.py",
        "web/field/patrol_sync.py",  # pictures alone, made new before they are kept
        "web/desk/exchange_page.py",
        "web/desk/hotlines/import_pages.py",
        "web/desk/paper_numbers.py",
        "web/desk/ledgers.py",
        "web/desk/leader/hand_over.py",
        "web/desk/rectification/import_flow.py",
        "web/desk/register_report.py",
        "web/desk/templates_page.py",  # a wording of the office's own, no file of a matter
        "web/desk/transfers/messages_page.py",  # a signed file, read for its answer; its paper passes store_file
        "web/desk/upstream_files.py",
        "web/portal/views/add.py",
        "web/portal/views/report_offline.py",
        "web/portal/views/report_photos.py",
    }
