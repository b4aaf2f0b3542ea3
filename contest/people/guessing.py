"""Wrong codes are counted; right ones pass. Nobody is ever locked out.

A school of a thousand stands behind one address and mistypes hundreds of codes in a morning. So what bounds
guessing is the contest's own budget, which one school never uses up; only while somebody does use it up are
codes looked at address by address, a few of each. How much that leaves to a guesser: decision 0026.
Kept in memory: a restart forgives, and that costs nothing.
"""

from __future__ import annotations

import ipaddress
import threading
from collections import OrderedDict
from datetime import datetime, timedelta

SECOND = timedelta(seconds=1)
#: Wrong codes of a whole contest before its addresses are told apart, and of one address from then on;
#: both get one more each second.
CONTEST_BURST = 10_000
BURST = 60
#: Wrong answers for one name of a class (a year, digits of a phone: few values), and when another is taken.
NAME_BURST = 10
NAME_EVERY = timedelta(minutes=1)
MOST_KEYS = 10_000

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


class Budget:
    """For each key how many wrong ones it may still send, one more after each ``every``."""

    def __init__(self, burst: int, every: timedelta = SECOND, most: int = MOST_KEYS) -> None:
        self._room, self._every, self._most = (burst - 1) * every, every, most
        self._turn = threading.Lock()
        #: When everything that was used will have come back.
        self._whole: OrderedDict[str, datetime] = OrderedDict()

    def allowed(self, key: str, now: datetime) -> bool:
        """Whether there is room for another wrong one."""
        return self._whole.get(key, now) - now <= self._room

    def wrong(self, key: str, now: datetime) -> None:
        """Note a wrong one, as debt that is never more than the room there is: what was sent while nobody
        asked for it is forgiven as soon. The key longest quiet is forgotten when there are too many."""
        with self._turn:
            owed = min(max(now, self._whole.get(key, now)), now + self._room)
            self._whole[key] = owed + self._every
            self._whole.move_to_end(key)
            while len(self._whole) > self._most:
                self._whole.popitem(last=False)

    def forget(self) -> None:
        """Begin anew."""
        with self._turn:
            self._whole.clear()


class Guesses:
    """Whether a code is looked at. A right one costs nothing."""

    def __init__(self, contest_burst: int = CONTEST_BURST, burst: int = BURST) -> None:
        self._contests, self._addresses = Budget(contest_burst), Budget(burst)

    def allowed(self, contest: str, address: str, now: datetime) -> bool:
        """Always, while the contest is not being guessed at; else as far as this address has room itself."""
        return self._contests.allowed(contest, now) or self._addresses.allowed(network(address), now)

    def wrong(self, contest: str, address: str, now: datetime) -> None:
        """Note a wrong code that was looked at."""
        self._contests.wrong(contest, now)
        self._addresses.wrong(network(address), now)

    def forget(self) -> None:
        """Begin anew."""
        self._contests.forget()
        self._addresses.forget()


guesses = Guesses()
#: Wrong answers by the name of a class that they were given for: whoever tries all years of one name slows
#: that name alone, not their school.
names = Budget(NAME_BURST, NAME_EVERY)
