"""The profile LibreOffice converts in: no macros, no links followed, no network (转换时的隔离)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

#: (path of the registry, setting, value); a profile made for one conversion knows nothing else.
#: A proxy that nobody listens at is how LibreOffice is kept off the network without rights of the system.
SETTINGS: tuple[tuple[str, str, str], ...] = (
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Common/Java", "Enable", "false"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def closed_profile(folder: Path) -> Path:
    """Lay the settings down where a first start finds them; returns the profile to start with."""
    (folder / "user").mkdir(parents=True)
    words = "".join(_items())
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{words}</oor:items>\n',
        encoding="utf-8",
    )
    return folder


def _items() -> Iterator[str]:
    for path, name, value in SETTINGS:
        yield f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
