"""Copy what pages and papers need out of ``node_modules`` into ``.assets`` (served by us, never committed)."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
ASSETS = ROOT / ".assets"

#: from node_modules -> to .assets; ``static`` is served, ``fonts`` is for papers and is not.
FILES = {
    "leaflet/dist/leaflet.js": "static/vendor/leaflet/leaflet.js",
    "leaflet/dist/leaflet.js.map": "static/vendor/leaflet/leaflet.js.map",
    "leaflet/dist/leaflet.css": "static/vendor/leaflet/leaflet.css",
    "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2": "static/vendor/fonts/latin.woff2",
    "@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf": "fonts/NotoSerifSC-Regular.ttf",
    "@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf": "fonts/NotoSerifSC-Bold.ttf",
    "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf": "fonts/NotoSansSC-Regular.ttf",
    "@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf": "fonts/NotoSansSC-Bold.ttf",
    "@expo-google-fonts/source-serif-4/400Regular/SourceSerif4_400Regular.ttf": "fonts/SourceSerif4-Regular.ttf",
    "@expo-google-fonts/source-serif-4/700Bold/SourceSerif4_700Bold.ttf": "fonts/SourceSerif4-Bold.ttf",
}


def main() -> None:
    """Copy every file, or stop with the name of the one that is missing."""
    for source, target in FILES.items():
        origin = MODULES / source
        if not origin.exists():
            sys.exit(f"assets: {source} is not in node_modules; run: npm ci")
        destination = ASSETS / target
        destination.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(origin, destination)
    images = MODULES / "leaflet/dist/images"
    shutil.copytree(images, ASSETS / "static/vendor/leaflet/images", dirs_exist_ok=True)
    print(f"assets: {len(FILES)} files ready")


if __name__ == "__main__":
    main()
