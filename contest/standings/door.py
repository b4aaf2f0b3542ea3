"""Where people in the hall go with their phones: the contest's short address, in words and as a QR code."""

from __future__ import annotations

from contest.office.reach import qr
from contest.office.service import root_for as base
from contest.web.pages import path_for

__all__ = ["base", "qr", "way"]


def way(root: str, slug: str) -> tuple[str, str]:
    """The contest's address without its scheme, and its QR code as SVG."""
    url = root + path_for("shortcut", slug=slug)
    return url.partition("://")[2], qr(url)
