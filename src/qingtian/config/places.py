"""Where things lie on this machine, known before Django is: the data folder, the keys, the assets.

In a checkout the data folder is ``var`` beside the sources and the assets are ``.assets``. Installed from the bundle
there are no sources: the assets lie beside the environment, and the data folder is ``var`` where the program is started
unless ``QINGTIAN_DATA`` says otherwise (the bundle's own ``bin/qingtian`` does).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOM = Path(__file__).resolve().parent.parent


def checkout() -> Path | None:
    """The folder of the sources; None for an installed program."""
    root = ROOM.parent.parent
    return root if (root / "pyproject.toml").exists() else None


def data() -> Path:
    """The data folder."""
    return Path(os.environ.get("QINGTIAN_DATA") or (checkout() or Path.cwd()) / "var").resolve()


def keys() -> Path:
    """The folder of the keys."""
    return Path(os.environ.get("QINGTIAN_KEYS") or data() / "keys").resolve()


def assets() -> Path:
    """The browser assets and fonts."""
    root = checkout()
    return Path(os.environ.get("QINGTIAN_ASSETS") or (root / ".assets" if root else _beside())).resolve()


def _beside() -> Path:
    return Path(sys.prefix).parent / "assets"
