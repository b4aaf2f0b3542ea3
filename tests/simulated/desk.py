"""The organiser of a simulated contest: gives time, pauses, moves the close, voids, bars, moves people."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlmodel import Session

from contest.accounts import guards
from contest.accounts import service as accounts
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.campaigns.states import RoundState
from contest.clock import local
from contest.errors import Busy
from contest.web.database import to_ms, writing
from tests.simulated.disk import Killed
from tests.simulated.network import Device

if TYPE_CHECKING:
    from tests.simulated.play import World

DEEDS = (
    *("extra", "extra", "extra all", "take back", "pause", "later", "sooner"),
    *("void", "recognise", "resit", "bar", "unbar", "move", "look", "look"),
)
LOGIN = "bantochuc"


class Desk:
    """Somebody with a browser in the office: the same network, the same troubles."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.chance = world.plan.chance.of("desk")
        self.device = Device(world.network, self.chance)
        self.given: list[str] = []
        self.done = 0

    async def live(self) -> None:
        """Do this and that until nothing goes wrong any more; then let clocks go on."""
        plan = self.world.plan
        count = self.chance.number(0, 5, "deeds")
        times = sorted(self.chance.between(10, plan.calm, "at", number) for number in range(count))
        for number, at in enumerate(times):
            await asyncio.sleep(max(0.0, at - self.world.loop.time()))
            await self.deed(self.chance.pick(DEEDS, "deed", number))
        await asyncio.sleep(max(0.0, plan.calm - self.world.loop.time()))
        if self.chance.happens(0.3, "closes by hand"):
            for round_id in self.world.rounds:
                await self.press(f"/rounds/{round_id}/closing", {})
        else:
            await self.go_on()

    async def go_on(self) -> None:
        """No round stands any more."""
        for round_id in self.world.rounds:
            await self.press(f"/rounds/{round_id}/resumption", self.form("go on") | {"moved": "1"})

    async def deed(self, what: str) -> None:
        """One deed on one round."""
        self.done += 1
        root = f"/rounds/{self.chance.pick(self.world.rounds, 'round', self.done)}"
        await DEED[what](self, root)

    def form(self, *words: str) -> dict[str, str]:
        """A form of its own."""
        return {"once": self.chance.crockford(13, "once", self.done, *words), "reason": "Mất điện"}

    async def press(self, path: str, fields: dict[str, str]) -> int:
        """Post until there is an answer, twice now and then; the status."""
        excuse = self.world.ledger.excuse()
        for _ in range(30):
            if guards.COOKIE not in self.device.cookies:
                await self.log_in()
            reply = await self.device.until("POST", path, fields)
            if reply.status != 401:
                break
            self.device.cookies.pop(guards.COOKIE, None)
        if self.chance.happens(0.2, "double click", self.done):
            reply = await self.device.until("POST", path, fields)
        excuse.until = self.world.loop.time()
        self.world.ledger.deeds[f"{path.rpartition('/')[2]} {reply.status}"] += 1
        return reply.status

    async def log_in(self) -> None:
        """A new session; how passwords are checked is tested elsewhere."""
        while guards.COOKIE not in self.device.cookies:
            if self.world.house.is_up:
                try:
                    with writing() as db:
                        member = accounts.find(db, LOGIN)
                        assert member is not None
                        token = accounts.open_session(db, member.id, self.world.now)
                    self.device.cookies[guards.COOKIE] = token
                    return
                except Busy:
                    pass
                except Killed:
                    self.world.house.die()
            await asyncio.sleep(2)

    def view(self, root: str) -> RoundView | None:
        """The round as the page shows it; None while there is nobody to ask."""
        if not self.world.house.is_up:
            return None
        return self.world.quietly(lambda db: campaigns.view(db, root.split("/")[2], self.world.now))

    # --- deeds ------------------------------------------------------------------------------------

    async def extra(self, root: str) -> None:
        """Minutes for one person."""
        if self.world.entries:
            entry = self.chance.pick(self.world.entries, "entry", self.done)
            await self._give(root, {"scope": "entry", "entry": entry})

    async def extra_all(self, root: str) -> None:
        """Minutes for everybody."""
        await self._give(root, {"scope": "all"})

    async def _give(self, root: str, whom: dict[str, str]) -> None:
        form = self.form("extra")
        if await self.press(f"{root}/extra", form | whom | {"minutes": "1"}) == 303:
            self.given.append(f"{root}/extra/{form['once']}/undoing")

    async def take_back(self, root: str) -> None:
        """Time that was given by mistake."""
        if self.given:
            await self.press(self.given.pop(), {"once": self.form("undo")["once"]})

    async def pause(self, root: str) -> None:
        """Everybody's clock stands for a while."""
        await self.press(f"{root}/pause", self.form("pause"))
        await asyncio.sleep(self.chance.between(5, 60, "stands", self.done))
        moved = {"moved": "1"} if self.chance.happens(0.5, "moved", self.done) else {}
        await self.press(f"{root}/resumption", self.form("resume") | moved)

    async def later(self, root: str) -> None:
        """The round closes later."""
        await self._extend(root, 1)

    async def sooner(self, root: str) -> None:
        """The round closes sooner."""
        await self._extend(root, -1)

    async def _extend(self, root: str, minutes: int) -> None:
        view = self.view(root)
        if view is not None:
            closes = local(view.closes_at + timedelta(minutes=minutes))
            seen = {"seen": str(to_ms(view.closes_at)), "sooner": "1"}
            form = {"closes_at": f"{closes:%Y-%m-%dT%H:%M:%S}", **seen}
            await self.press(f"{root}/extension", self.form("extend") | form)

    async def void(self, root: str) -> None:
        """An attempt counts no more."""
        await self._judge(root, "void")

    async def recognise(self, root: str) -> None:
        """It counts again."""
        await self._judge(root, "recognition")

    async def resit(self, root: str) -> None:
        """Another attempt for one that does not count."""
        await self._judge(root, "resit")

    async def _judge(self, root: str, verb: str) -> None:
        if self.world.ledger.owners:
            attempt = self.chance.pick(sorted(self.world.ledger.owners), "attempt", self.done)
            await self.press(f"{root}/attempts/{attempt}/{verb}", self.form(verb))

    async def bar(self, root: str) -> None:
        """Somebody is not ranked."""
        if self.world.entries:
            entry = self.chance.pick(self.world.entries, "entry", self.done)
            await self.press(f"{root}/entries/{entry}/bar", self.form("bar"))

    async def unbar(self, root: str) -> None:
        """Somebody is ranked again."""
        if self.world.entries:
            entry = self.chance.pick(self.world.entries, "entry", self.done)
            await self.press(f"{root}/entries/{entry}/unbar", self.form("unbar"))

    async def move(self, root: str) -> None:
        """Somebody belongs to the other audience."""
        if self.world.entries and self.world.plan.audiences:
            entry = self.chance.pick(self.world.entries, "entry", self.done)
            audience = self.chance.pick(self.world.plan.audiences, "audience", self.done)
            await self.press(f"{root}/entries/{entry}/moving", self.form("move") | {"audience": audience.id})

    async def look(self, root: str) -> None:
        """The numbers, the board."""
        await self.device.until("GET", f"/standings/{root.split('/')[2]}")


DEED = {name: getattr(Desk, name.replace(" ", "_")) for name in DEEDS}


def all_closed(world: World) -> bool:
    """Whether every round has its results."""

    def look(db: Session) -> bool:
        views = [campaigns.view(db, one, world.now) for one in world.rounds]
        return all(view.state is RoundState.CLOSED for view in views)

    return bool(world.quietly(look))
