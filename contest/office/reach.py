"""Where this machine is in its networks, and addresses as QR codes."""

from __future__ import annotations

import io
import socket
import struct
import sys
from collections.abc import Iterator
from functools import lru_cache

import segno

from contest.office.rules import is_own_machine

#: Linux: the address of a network card by its name.
SIOCGIFADDR = 0x8915


def own_address() -> str:
    """This machine's address on its way to others; connecting a datagram socket sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            # A laptop with its own Wi-Fi leads nowhere else, but phones reach it all the same.
            return next(_card_addresses(), "")
        return str(probe.getsockname()[0])


def own_addresses() -> tuple[str, ...]:
    """Every IPv4 address of this machine that others may reach, the likeliest first."""
    found = (own_address(), *_card_addresses(), *_named_addresses())
    return tuple(dict.fromkeys(each for each in found if each and not is_own_machine(each)))


def _card_addresses() -> Iterator[str]:
    """Card by card, which only Linux tells without a package; others tell by their name."""
    if sys.platform != "linux":
        yield from _named_addresses()
        return
    import fcntl

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        for _, name in socket.if_nameindex():
            try:
                told = fcntl.ioctl(asked.fileno(), SIOCGIFADDR, struct.pack("256s", name.encode()[:15]))
            except OSError:  # a card without an address
                continue
            address = socket.inet_ntoa(told[20:24])
            if not is_own_machine(address):
                yield address


def _named_addresses() -> Iterator[str]:
    try:
        found = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    except OSError:
        return
    yield from (str(each[4][0]) for each in found if not is_own_machine(str(each[4][0])))


@lru_cache(maxsize=64)
def qr(url: str) -> str:
    """A QR code as SVG: quiet zone of 4 modules, black on white comes from the page."""
    out = io.BytesIO()
    segno.make(url, error="m", micro=False).save(out, kind="svg", border=4, xmldecl=False, svgns=True)
    return out.getvalue().decode()
