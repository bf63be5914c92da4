"""``make bundle``: one archive that installs on a bare machine without network.

``dist/qingtian-VERSION-linux-ARCH.tar.gz`` holds wheels of everything in ``requirements/base.lock`` and of the program
itself, browser assets and fonts, the documentation, the service files and ``install.sh``. The wheels are those of the
Python that builds it (3.11 where nothing else is said); ``--python`` adds others. Every wheel is compared with the
hashes of the lock file. Needs the network while building, never afterwards.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "base.lock"
ARCH = platform.machine()
#: what the wheels may ask of the machine: the C library of Debian 10, Ubuntu 20.04, openEuler 22.03 and younger
PLATFORMS = ("manylinux_2_28", "manylinux_2_27", "manylinux_2_24", "manylinux_2_17", "manylinux2014", "linux")
#: pictures of the repository's front page; those of a tutorial go along
LEFT_OUT = shutil.ignore_patterns("desk-*.png", "portal-*.png")


def pip(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments], check=True)


def version() -> str:
    found = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(), re.M)
    assert found
    return found[1]


def locked() -> tuple[dict[str, str], set[str]]:
    """Name to version, and every hash the lock allows."""
    text = LOCK.read_text()
    pins = {name.lower().replace("_", "-"): pin for name, pin in re.findall(r"^([\w.\[\]-]+)==(\S+)", text, re.M)}
    return {re.sub(r"\[.*\]", "", name): pin for name, pin in pins.items()}, set(re.findall(r"sha256:(\w{64})", text))


def own_wheel(wheels: Path) -> Path:
    pip("wheel", "--no-deps", "--wheel-dir", str(wheels), str(ROOT))
    [wheel] = wheels.glob("qingtian-*.whl")
    return wheel


def gather(wheels: Path, pythons: list[str]) -> None:
    """The program's wheel and all it needs, for each Python."""
    own, (pins, _) = own_wheel(wheels), locked()
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as constraints:
        constraints.write("".join(f"{name}=={pin}\n" for name, pin in pins.items()))
        constraints.flush()
        common = ("download", "--only-binary", ":all:", "--dest", str(wheels), "-c", constraints.name, str(own))
        for python in pythons:
            foreign = [f"--platform={name}_{ARCH}" for name in PLATFORMS] + ["--python-version", python]
            pip(*common, *(foreign if python != here() else ()))


def here() -> str:
    return f"{sys.version_info[0]}.{sys.version_info[1]}"


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unlocked(wheels: Path) -> list[str]:
    """Wheels whose digest the lock file does not name, the program's own aside."""
    _, hashes = locked()
    others = [path for path in sorted(wheels.glob("*.whl")) if not path.name.startswith("qingtian-")]
    return [path.name for path in others if sha256_of(path) not in hashes]


def lay_out(folder: Path, pythons: list[str]) -> None:
    """Everything that is not a wheel, and the digests of all."""
    shutil.copytree(ROOT / ".assets", folder / "assets", ignore=shutil.ignore_patterns("stamp"))
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=LEFT_OUT)
    shutil.copytree(ROOT / "deploy", folder / "deploy", ignore=shutil.ignore_patterns("install.sh"))
    shutil.copy(ROOT / "deploy" / "install.sh", folder / "install.sh")
    for name in ("LICENSE", "CHANGELOG.md"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "VERSION").write_text(version() + "\n")
    (folder / "PYTHONS").write_text("\n".join(pythons) + "\n")
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.name != "SHA256SUMS")
    lines = [f"{sha256_of(path)}  {path.relative_to(folder).as_posix()}\n" for path in files]
    (folder / "SHA256SUMS").write_text("".join(lines))


def pack(folder: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    with tarfile.open(part, "w:gz", compresslevel=6) as archive:
        archive.add(folder, folder.name, filter=_nobody)
    os.replace(part, target)


def _nobody(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", action="append", help="also for this Python, such as 3.12; may be repeated")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="folder of the archive")
    parser.add_argument("--allow-unlocked", action="store_true", help="while developing: before `make lock` was run")
    asked = parser.parse_args()
    pythons = sorted({here(), *(asked.python or ())})
    if not (ROOT / ".assets" / "static").is_dir():
        print("no browser assets; run: make .assets/stamp", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="qingtian-bundle-") as work:
        folder = Path(work) / f"qingtian-{version()}-linux-{ARCH}"
        (folder / "wheels").mkdir(parents=True)
        gather(folder / "wheels", pythons)
        strange = unlocked(folder / "wheels")
        if strange:
            print(f"not in {LOCK.relative_to(ROOT)}: {', '.join(strange)}; run: make lock", file=sys.stderr)
            if not asked.allow_unlocked:
                return 1
        lay_out(folder, pythons)
        target = asked.out / f"{folder.name}.tar.gz"
        pack(folder, target)
    print(f"{target} {target.stat().st_size // 1_000_000} MB, for Python {', '.join(pythons)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
