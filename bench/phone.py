"""How long a phone waits on a bad line: a real browser at 400 kbit/s and 400 ms, from the tap to usable; and
what the page's scripts cost a processor six times slower than this one."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.figures import Figure, Measurement, Tell, decimal

#: Slow 3G as people have it behind the hill: bytes a second each way, and milliseconds there and back.
BYTES_A_SECOND = 400_000 / 8
LATENCY_MS = 400
#: A cheap phone's processor beside an office PC's.
SLOWER = 6
#: The pages a participant waits for, and what has to show on each.
PAGES = {"landing": "main a, main button", "question": "section[data-slot] label", "result": ".receipt"}


@dataclass(frozen=True, slots=True)
class Visit:
    """One first load: milliseconds until usable, bytes that came, requests; milliseconds of script on a slow
    processor."""

    ms: float
    size: int
    requests: int
    script_ms: float

    @property
    def floor_ms(self) -> float:
        """What the line alone needs: one round trip for the page, one for what it asks for, and the bytes."""
        return 2 * LATENCY_MS + 1000 * self.size / BYTES_A_SECOND


def visits(name: str, rounds: int, tell: Callable[[str], None]) -> list[Visit]:
    """First loads of one of ``PAGES``, each with an empty cache."""
    from tests import browser
    from tests.journeys import people

    with (
        tempfile.TemporaryDirectory(prefix="hoithi-bench-") as folder,
        browser.demo(Path(folder) / "demo") as demo,
        browser.launched() as chromium,
    ):
        page = browser.context(chromium, browser.PHONE).new_page()
        people.enter(page, demo.told["participant"])
        people.start(page)
        if name == "result":
            people.hand_in(page)
        address = demo.told["participant"] if name == "landing" else page.url
        line = Line(page)
        found = [line.visit(address, PAGES[name]) for _ in range(rounds)]
    tell(f"  {name}: {found[0].size} byte, {found[0].requests} yêu cầu")
    return found


class Line:
    """The browser's own throttle, and its count of what came."""

    def __init__(self, page) -> None:
        self.page = page
        self.devtools = page.context.new_cdp_session(page)
        self.devtools.send("Network.enable")
        self.came: list[int] = []
        self.devtools.on(
            "Network.loadingFinished", lambda event: self.came.append(int(event["encodedDataLength"]))
        )

    def _set(self, latency: float, speed: float) -> None:
        line = {"offline": False, "latency": latency, "downloadThroughput": speed, "uploadThroughput": speed}
        self.devtools.send("Network.emulateNetworkConditions", line)

    def fast(self) -> None:
        """Take the throttle off."""
        self._set(0, -1)

    def visit(self, address: str, usable: str) -> Visit:
        """Load a page as a phone that was never there; usable when ``usable`` shows and the script ran."""
        self.page.goto("about:blank")
        self.devtools.send("Network.clearBrowserCache")
        self._set(LATENCY_MS, BYTES_A_SECOND)
        self.came.clear()
        began = time.perf_counter()
        # "load": the style sheet is there and the deferred script has run; before that a tap may be lost.
        self.page.goto(address, wait_until="load")
        self.page.locator(usable).first.wait_for(state="visible")
        spent = 1000 * (time.perf_counter() - began)
        self.fast()
        size, requests = sum(self.came), len(self.came)
        return Visit(spent, size, requests, self._script(address))

    def _script(self, address: str) -> float:
        """Milliseconds that the page's scripts run while it loads, on a processor that is slowed down."""
        self.devtools.send("Performance.enable")
        self.devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        self.page.goto("about:blank")
        before = self._spent()
        self.page.goto(address, wait_until="load")
        spent = self._spent() - before
        self.devtools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        return 1000 * spent

    def _spent(self) -> float:
        told = self.devtools.send("Performance.getMetrics")["metrics"]
        return next(one["value"] for one in told if one["name"] == "ScriptDuration")


def measuring(name: str) -> Callable[[int, float, Tell], Figure]:
    """A page's first load on a slow line, beside what the line alone needs for its bytes."""

    def measure(rounds: int, seconds: float, tell: Tell) -> Figure:
        del seconds  # a load takes as long as it takes
        seen = visits(name, rounds, tell)
        ms, floor = median(one.ms for one in seen), median(one.floor_ms for one in seen)
        worst = round(max(one.ms for one in seen), 1)
        script = round(median(one.script_ms for one in seen), 1)
        figures = (round(floor), round(floor / ms, 3), worst, 0, 0)
        return Figure(f"phone-{name}", round(ms), "ms", *figures, script_ms=script)

    return measure


def told(one: Figure) -> str:
    """In words."""
    text = f"{one.name}: {one.value:.0f} ms, riêng đường truyền cần {one.ceiling:.0f} ms"
    return decimal(f"{text}; script chạy {one.script_ms or 0:.1f} ms trên máy chậm hơn {SLOWER} lần")


MEASUREMENTS = tuple(Measurement(f"phone-{name}", measuring(name), told) for name in PAGES)
