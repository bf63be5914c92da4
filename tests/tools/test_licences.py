"""Nothing under the GPL, the AGPL or an unknown licence is in the base install."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tools import licences
from tools.licences import ROOT, allowed, of_npm, of_python


def installed(folder: Path, name: str, *lines: str, version: str = "1.0") -> Path:
    """A package as pip leaves it, and a lock file that names it."""
    info = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    info.mkdir()
    words = "\n".join(("Metadata-Version: 2.4", f"Name: {name}", f"Version: {version}", *lines, ""))
    (info / "METADATA").write_text(words, encoding="utf-8")
    lock = folder / "base.lock"
    lock.write_text(f"{name}==1.0 \\\n    --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    return lock


def fault(folder: Path, name: str, *lines: str, **more: str) -> str:
    [finding] = of_python(installed(folder, name, *lines, **more), [str(folder)])
    return finding.fault


AGPL = "Classifier: License :: OSI Approved :: GNU Affero General Public License v3"


@pytest.mark.parametrize(
    "lines",
    [
        ["License-Expression: GPL-3.0-only"],
        ["License-Expression: AGPL-3.0-or-later"],
        ["License-Expression: GPL-2.0-only WITH Classpath-exception-2.0"],
        ["License-Expression: MIT AND GPL-3.0-only"],
        ["License: GPLv3"],
        [AGPL],
        # what a package says in one place does not undo what it says in another
        ["License: GPL", "Classifier: License :: OSI Approved :: MIT License"],
        ["License: MIT", "Classifier: License :: OSI Approved :: GNU General Public License v3 (GPLv3)"],
        ["License-Expression: LGPL-3.0-only"],
        ["License-Expression: SSPL-1.0"],
        ["Classifier: License :: Other/Proprietary License"],
        ["Classifier: License :: OSI Approved"],
        ["License: see the file"],
        [],
    ],
    ids=lambda lines: " ".join(lines)[:60] or "nothing",
)
def test_a_package_that_may_not_be_in_the_base_install_is_refused(tmp_path: Path, lines: list[str]) -> None:
    assert fault(tmp_path, "something", *lines)


@pytest.mark.parametrize(
    "lines",
    [
        ["License-Expression: MIT"],
        ["License-Expression: MIT OR GPL-3.0-only"],
        ["License-Expression: (Apache-2.0 OR BSD-3-Clause) AND MPL-2.0"],
        ["License: MIT"],
        ["License: Dual License", "Classifier: License :: OSI Approved :: BSD License"],
    ],
)
def test_a_package_that_may_is_let_through(tmp_path: Path, lines: list[str]) -> None:
    assert fault(tmp_path, "something", *lines) == ""


def test_a_lgpl_passes_by_name_only_and_only_under_the_licence_that_was_read(tmp_path: Path) -> None:
    for number, (name, expression) in enumerate((("psycopg", "LGPL-3.0-only"), ("psycopg2", "LGPL-3.0-only"),
                                                 ("psycopg", "AGPL-3.0-only"))):  # fmt: skip
        folder = tmp_path / str(number)
        folder.mkdir()
        assert (fault(folder, name, f"License-Expression: {expression}") == "") is (number == 0)


def test_another_version_than_the_locked_one_tells_nothing_about_the_locked_one(tmp_path: Path) -> None:
    assert "installed instead" in fault(tmp_path, "something", "License-Expression: MIT", version="2.0")


def test_a_package_that_is_not_installed_is_not_assumed_to_be_free(tmp_path: Path) -> None:
    lock = installed(tmp_path, "something", "License-Expression: MIT")
    lock.write_text(lock.read_text() + "absent==1.0\n")
    assert [each.package for each in of_python(lock, [str(tmp_path)]) if each.fault] == ["absent"]


@pytest.mark.parametrize("unreadable", ["", "MIT OR", "(MIT", "MIT)", "MIT MIT", "MIT/GPL", "mit", "OR MIT", "()"])
def test_an_expression_that_cannot_be_read_is_not_allowed(unreadable: str) -> None:
    assert not allowed(unreadable)


def test_browser_assets_and_fonts_are_read_too(tmp_path: Path) -> None:
    packages = {
        "": {"name": "own"},
        "node_modules/a": {"version": "1", "license": "GPL-2.0"},
        "node_modules/a/node_modules/@b/c": {"version": "1"},
        "node_modules/font": {"version": "1", "license": "OFL-1.1"},
    }
    lock = tmp_path / "package-lock.json"
    lock.write_text(json.dumps({"packages": packages}))
    assert [each.package for each in of_npm(lock) if each.fault] == ["a", "@b/c"]


def test_nothing_in_this_product_is_refused_and_nothing_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert licences.main(["--list"]) == 0
    listed = {line.split()[0] for line in capsys.readouterr().out.splitlines() if "\t" in line}
    locked = re.findall(r"^([a-z0-9._-]+)==", (ROOT / "requirements/base.lock").read_text(), re.M)
    assert {"django", "psycopg", "leaflet", *locked} <= listed


def test_a_refusal_stops_the_run_and_names_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements/base.lock").write_text("absent-package==1.0\n")
    (tmp_path / "package-lock.json").write_text('{"packages": {}}')
    monkeypatch.setattr(licences, "ROOT", tmp_path)
    assert licences.main([]) == 1
    assert "absent-package" in capsys.readouterr().err


def test_the_check_runs_with_every_lint() -> None:
    lint = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\nlint:")[2].partition("\n\n")[0]
    assert "tools/licences.py" in lint
