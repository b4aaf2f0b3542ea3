"""Where people in the hall go with their phones: the contest's short address, in words and as a QR code."""

from __future__ import annotations

import io
import ipaddress
import socket
from functools import lru_cache
from urllib.parse import urlsplit

import segno

from contest import settings
from contest.web.pages import path_for


def base(scheme: str, host: str) -> str:
    """The root that phones can reach: the installation's public one, else the one this screen asked for.

    A screen on the server itself asks for localhost, where no phone gets to: the machine's own address
    in its network stands in for it.
    """
    public = settings.current().public_url
    if public:
        return public
    parts = urlsplit(f"//{host}")
    name = parts.hostname or ""
    if not _is_own_machine(name):
        return f"{scheme}://{host}"
    return f"{scheme}://{own_address() or name}" + (f":{parts.port}" if parts.port else "")


def way(root: str, slug: str) -> tuple[str, str]:
    """The contest's address without its scheme, and its QR code as SVG."""
    url = root + path_for("shortcut", slug=slug)
    return url.partition("://")[2], qr(url)


@lru_cache(maxsize=64)
def qr(url: str) -> str:
    """A QR code as SVG: quiet zone of 4 modules, black on white comes from the page."""
    out = io.BytesIO()
    segno.make(url, error="m", micro=False).save(out, kind="svg", border=4, xmldecl=False, svgns=True)
    return out.getvalue().decode()


def _is_own_machine(name: str) -> bool:
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def own_address() -> str:
    """This machine's address on its way to others; connecting a datagram socket sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])
