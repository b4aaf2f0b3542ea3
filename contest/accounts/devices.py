"""What a session was opened on, in words that its owner knows it by; and the browsers that they use."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from contest import entropy
from contest.web.signed import sign, verified

UNKNOWN = "Máy không rõ"
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("coc_coc_browser", "Cốc Cốc"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPad", "iPad"),
    ("iPhone", "iPhone"),
    ("Android", "điện thoại Android"),
    ("Windows", "Windows"),
    ("Macintosh", "máy Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)
#: A browser in an office, and who logs in on it.
MOST = 6
_KNOWN = re.compile(r"[0-9a-z]{13}(?:\.[0-9a-f]{16}){1,6}")
_PURPOSE = b"known browser "


def in_words(agent: str) -> str:
    """ "Chrome trên Windows", from what the browser says of itself; it may say anything."""
    browser = next((name for sign, name in BROWSERS if sign in agent), "")
    system = next((name for sign, name in SYSTEMS if sign in agent), "")
    return " trên ".join(part for part in (browser, system) if part) or UNKNOWN


def known(cookie: str, login: str) -> str:
    """The browser's id if this name was logged in on it before, else "": strangers have no such cookie."""
    text = verified(_PURPOSE, cookie, _KNOWN)
    browser, *names = text.split(".") if text else [""]
    return browser if _name(login) in names else ""


def learned(cookie: str, login: str) -> str:
    """The cookie's value once this name was logged in on the browser; the newest six names stay."""
    text = verified(_PURPOSE, cookie, _KNOWN)
    browser, *names = text.split(".") if text else [entropy.new_id()]
    kept: Iterable[str] = dict.fromkeys([*(each for each in names if each != _name(login)), _name(login)])
    return sign(_PURPOSE, ".".join((browser, *list(kept)[-MOST:])))


def _name(login: str) -> str:
    """A name as the cookie holds it: whoever looks at the browser reads no log-in names."""
    return hashlib.sha256(login.encode()).hexdigest()[:16]
