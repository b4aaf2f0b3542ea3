"""Wrong entry codes slow the next guesses from the same address; nobody is ever locked out.

A code has 40 bits: with 10,000 entries a guess hits once in 10^8. A school behind one address may
mistype dozens of times in a minute, a machine may not try thousands. Kept in memory: a restart
forgives, and that costs nothing.
"""

from __future__ import annotations

import ipaddress
import threading
from collections import OrderedDict
from datetime import datetime

BURST = 60
PER_SECOND = 1
MOST_ADDRESSES = 10_000

SLOW_DOWN = "Vừa có quá nhiều mã sai từ mạng này. Chờ 1 phút rồi gửi lại, mã đã gõ vẫn còn ở ô trên."


def network(address: str) -> str:
    """Who counts as one: a home or a school gets a whole /64 of IPv6 addresses, and one of IPv4."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if not isinstance(parsed, ipaddress.IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, 64), strict=False))


class Guesses:
    """For each address how many wrong codes it may still send, refilled as time goes by."""

    def __init__(self, burst: int = BURST, per_second: int = PER_SECOND, most: int = MOST_ADDRESSES) -> None:
        self._burst, self._per_second, self._most = burst, per_second, most
        self._turn = threading.Lock()
        self._left: OrderedDict[str, tuple[int, datetime]] = OrderedDict()

    def _now_left(self, address: str, now: datetime) -> int:
        left, since = self._left.get(address, (self._burst, now))
        passed = max(0, int((now - since).total_seconds()))
        return min(self._burst, left + passed * self._per_second)

    def allowed(self, address: str, now: datetime) -> bool:
        """Whether another code from this address is looked at."""
        return self._now_left(network(address), now) > 0

    def wrong(self, address: str, now: datetime) -> None:
        """Note a wrong code. The address longest quiet is forgotten when there are too many."""
        key = network(address)
        with self._turn:
            self._left[key] = (max(0, self._now_left(key, now) - 1), now)
            self._left.move_to_end(key)
            while len(self._left) > self._most:
                self._left.popitem(last=False)


guesses = Guesses()
