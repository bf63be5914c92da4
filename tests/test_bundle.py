"""The bundle installs and works on a machine without network: proved in a namespace that has no interface."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FORBIDDEN = 3

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle of the present code. Its wheels come from the network or from pip's own store of wheels."""
    out = tmp_path_factory.mktemp("dist")
    arguments = ["--out", str(out), *(() if os.environ.get("QINGTIAN_REQUIRE_ALL") else ("--allow-unlocked",))]
    done = subprocess.run([sys.executable, "tools/bundle.py", *arguments], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr[-3000:]
    [made] = out.glob("qingtian-*-linux-*.tar.gz")
    return made


def prove(archive: Path) -> subprocess.CompletedProcess[str]:
    own = {**os.environ, "QINGTIAN_PROVE_WITH": "this"}
    return subprocess.run(
        [sys.executable, "tools/prove_bundle.py", str(archive)], cwd=ROOT, env=own, capture_output=True, text=True
    )


def test_the_bundle_installs_serves_and_comes_back_without_network(archive: Path) -> None:
    done = prove(archive)
    if done.returncode == FORBIDDEN and not os.environ.get("QINGTIAN_REQUIRE_ALL"):
        pytest.skip("NOT PROVED: this system forbids network namespaces; run as root")
    assert done.returncode == 0, done.stdout + done.stderr[-3000:]
    assert "no interface but the loopback, no way out" in done.stdout


def test_the_bundle_holds_what_an_administrator_needs(archive: Path) -> None:
    with tarfile.open(archive) as packed:
        names = {name.partition("/")[2] for name in packed.getnames()}
    for wanted in (
        "install.sh",
        "SHA256SUMS",
        "LICENSE",
        "assets/static/vendor/leaflet/leaflet.js",
        "docs/how-to/install-offline.md",
        "docs/how-to/install-offline.zh-CN.md",
        "deploy/qingtian.service",
    ):
        assert wanted in names
    assert any(name.startswith("assets/fonts/NotoSerifSC") for name in names)


def test_a_damaged_archive_is_not_installed(archive: Path, tmp_path: Path) -> None:
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path, filter="data")
    [folder] = tmp_path.glob("qingtian-*")
    wheel = sorted((folder / "wheels").glob("qingtian-*.whl"))[0]
    content = bytearray(wheel.read_bytes())
    content[1000] ^= 1
    wheel.write_bytes(content)
    done = subprocess.run([str(folder / "install.sh"), "--into", str(tmp_path / "opt")], capture_output=True, text=True)
    assert done.returncode == 1
    assert "SHA256SUMS" in done.stderr
    assert not (tmp_path / "opt").exists()
