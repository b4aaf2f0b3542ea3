"""One invented person, from the front page to the receipt, over HTTP like everybody else."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from contest.simulate import entering
from contest.simulate.entering import Who
from contest.simulate.line import GaveUp, Line, Seen
from contest.simulate.mind import Mind
from contest.simulate.outbox import Diary, Ended, Outbox
from contest.simulate.paper import Asked, Paper, Receipt, on_receipt, read_paper, read_receipt
from contest.simulate.wire import Phone

QUESTIONS = "/questions/"
PACED, PARTS = "paced", "parts"
#: Of a paced paper nobody knows the end; after so many questions some go on with another phone.
MOST, MOVES_AFTER = 999, 3
LATE = frozenset({404, 409, 410})


@dataclass(slots=True)
class Sat:
    """One attempt of theirs: its address, its paper, every tap."""

    root: str
    asked: tuple[Asked, ...]
    diary: Diary = field(default_factory=Diary)


@dataclass(slots=True)
class Person:
    """Somebody with a phone. ``pace`` divides every time that is theirs; the server's waits are kept."""

    line: Line
    slug: str
    who: Who
    mind: Mind
    pace: float
    code: str = ""
    sat: list[Sat] = field(default_factory=list)

    async def wait(self, low: float, high: float, *words: str | int) -> None:
        """Reading, thinking, looking out of the window."""
        await asyncio.sleep(self.mind.seconds(low, high, *words) / self.pace)

    async def take_part(self) -> None:
        """The whole way; a problem ends it and stands in the tally."""
        with contextlib.suppress(GaveUp):
            self.code = await entering.enter(self.line, self.slug, self.who)
            self.line.tally.entered += 1
            for number in range(1, self.mind.most_attempts + 1):
                if not await self._attempt(number):
                    break
        self.line.phone.hang_up()

    async def _attempt(self, number: int) -> bool:
        """One sitting; whether the rules and the person want another."""
        landing = await self.line.open(f"/campaigns/{self.slug}")
        ready = next((one for one in landing.page.links() if "/attempts/new/" in one), None)
        if ready is None:
            return False
        page = await self.line.open(ready)
        form = page.page.first("form", method="post")
        if form is None:
            return False
        await self.wait(0.3, 4.0, "ready", number)
        screen = await self.line.start(form.attributes["action"], foreseen=LATE)
        if screen.status in LATE:
            return False
        self.line.tally.attempts += 1
        paper = self._paper(screen)
        self.sat.append(Sat(_root(screen.path), paper.asked))
        return await self._work(self.sat[-1], paper, number)

    def _paper(self, screen: Seen) -> Paper:
        paper = read_paper(screen.page)
        if paper is None:
            self.line.tally.problem("trang câu hỏi không có đề")
            raise GaveUp
        return paper

    async def _work(self, sat: Sat, paper: Paper, number: int) -> bool:
        moves = self.mind.changes_phone and number == 1
        half = len(paper.asked) // 2
        async with self._outbox(paper, sat) as outbox:
            if paper.way == PACED:
                await self._paced(outbox, sat, number, MOVES_AFTER if moves else MOST)
            elif paper.way == PARTS:
                await self._parts(outbox, sat, number, only_half=moves)
            else:
                await self._answer(outbox, paper.asked[:half] if moves else paper.asked, number)
            if not moves:
                return await self._end(sat, outbox)
            if self.mind.chance.happens(0.5, "waits before moving"):
                await outbox.emptied()
            async with self._outbox(await self._move(sat), sat) as other:
                await self._still_there(outbox)
                left = tuple(one for one in other.paper.asked if one.saved == "")
                if paper.way == PACED:
                    await self._paced(other, sat, number)
                elif paper.way == PARTS:
                    await self._parts(other, sat, number)
                else:
                    await self._answer(other, left, number)
                return await self._end(sat, other)

    @contextlib.asynccontextmanager
    async def _outbox(self, paper: Paper, sat: Sat) -> AsyncGenerator[Outbox]:
        outbox = Outbox(self.line, paper, sat.diary)
        sending = asyncio.create_task(outbox.run())
        try:
            yield outbox
        finally:
            sending.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await sending

    async def _answer(self, outbox: Outbox, asked: tuple[Asked, ...], number: int) -> None:
        for one in asked:
            outbox.in_dead_zone = one.slot in self.mind.dead_zone
            outbox.hurry()
            for count, tap in enumerate(self.mind.taps(one)):
                await self.wait(0.3, 4.0, "thinks", number, one.text, count)
                if outbox.ended is not None:
                    return
                outbox.tap(one.slot, tap)
        outbox.in_dead_zone = False
        outbox.hurry()

    async def _paced(self, outbox: Outbox, sat: Sat, number: int, most: int = MOST) -> None:
        """One question after the other, each asked for when the one before is done."""
        for _ in range(most):
            one = outbox.paper.asked[0]
            if one.saved == "":
                await self._answer(outbox, (one,), number)
            if not one.ask or outbox.ended is not None:
                return
            following = await self._ask(outbox, one)
            if following is None:
                return
            if following.asked[0].slot == one.slot:
                await self.wait(1.0, 3.0, "must wait", number, one.text)
            else:
                sat.asked += following.asked
            outbox.paper = following

    async def _parts(self, outbox: Outbox, sat: Sat, number: int, *, only_half: bool = False) -> None:
        """One part after the other; a part is left on the page that looks back at it."""
        while True:
            left = tuple(one for one in outbox.paper.asked if one.saved == "")
            await self._answer(outbox, left[: len(left) // 2] if only_half else left, number)
            if only_half or outbox.ended is not None:
                return
            review = await self.line.open(f"{sat.root}/review")
            form = next((one for one in review.page.all("form") if "data-ask-part" in one.attributes), None)
            if form is None:
                return
            last = outbox.paper.asked[-1]
            following = await self._ask(outbox, replace(last, ask=form.attributes["action"]))
            if following is None:
                return
            if following.asked[0].slot == outbox.paper.asked[0].slot:
                await self.wait(1.0, 3.0, "must wait", number, last.text)
            else:
                sat.asked += following.asked
            outbox.paper = following

    async def _ask(self, outbox: Outbox, one: Asked) -> Paper | None:
        """The next question or part; what still waits travels along. None when the paper is over."""
        if self.mind.chance.happens(0.7, "waits before going on", one.text):
            await outbox.emptied()
        carried = list(outbox.waiting)
        for made in carried:
            made.sent = True
        ops = json.dumps([made.op() for made in carried], ensure_ascii=False)
        fields = {"lease": str(outbox.paper.lease), "ops": ops}
        seen = await self.line.submit(one.ask, fields, foreseen=LATE)
        outbox.waiting = [made for made in outbox.waiting if made not in carried]
        return read_paper(seen.page)

    async def _move(self, sat: Sat) -> Paper:
        """To another phone: the code, the attempt, "Chuyển bài về máy này"."""
        self.line = Line(Phone(self.line.phone.root), self.line.tally, self.line.chance.of("other phone"))
        self.line.tally.moved += 1
        await entering.come_back(self.line, self.slug, self.code)
        taken = await self.line.open(f"{sat.root}{QUESTIONS}1")
        form = entering.posting(self.line, taken, "/takeover")
        return self._paper(await self.line.submit(form.attributes["action"], {}))

    async def _still_there(self, old: Outbox) -> None:
        """The first phone tries once more and is told that the attempt is elsewhere."""
        if old.ended is not None or not old.paper.asked:
            return
        old.in_dead_zone = False
        old.tap(old.paper.asked[0].slot, self.mind.guess(old.paper.asked[0], 2))
        await old.emptied()
        old.line.phone.hang_up()
        if old.ended is not Ended.TAKEN:
            self.line.tally.problem("máy cũ vẫn ghi được sau khi chuyển bài")

    async def _end(self, sat: Sat, outbox: Outbox) -> bool:
        """Hand in with the whole map, or lay the phone aside; whether there is a receipt."""
        if outbox.ended is None and self.mind.hands_in:
            await self.wait(0.2, 3.0, "looks again")
            return await self._hand_in(sat, outbox)
        await outbox.emptied()
        return False

    async def _hand_in(self, sat: Sat, outbox: Outbox) -> bool:
        review = await self.line.open(f"{sat.root}/review")
        here = {one.slot for one in outbox.paper.asked}
        paced = outbox.paper.way in (PACED, PARTS)
        latest = [
            one
            for one in sat.diary.latest()
            if one.lease == outbox.paper.lease and not (paced and one.slot not in here)
        ]
        for one in latest:
            one.sent = True
        ops = json.dumps([one.op() for one in latest], ensure_ascii=False) if latest else ""
        fields = {"lease": str(outbox.paper.lease), "ops": ops}
        receipt = review
        if not review.path.endswith("/receipt"):
            form = entering.posting(self.line, review, "/handing-in")
            receipt = await self.line.submit(form.attributes["action"], fields)
            # Whether the time of a question or part was over, a receipt does not tell.
            if read_receipt(receipt.page) is not None and not paced:
                outbox.acknowledge(latest)
        if read_receipt(receipt.page) is None:
            self.line.tally.problem("nộp bài xong không thấy biên nhận")
            raise GaveUp
        outbox.waiting.clear()
        self.line.tally.handed_in += 1
        return True

    async def check(self) -> None:
        """Compare what was acknowledged with what this person's own pages show."""
        with contextlib.suppress(GaveUp):
            for sat in self.sat:
                await self._check(sat, await self.line.open(f"{sat.root}{QUESTIONS}1"))
        self.line.phone.hang_up()

    async def _check(self, sat: Sat, seen: Seen) -> None:
        paper, receipt = read_paper(seen.page), read_receipt(seen.page)
        if paper is None and receipt is None:
            self.line.tally.problem("không đọc được trang bài làm để đối chiếu")
            return
        for one in sat.asked:
            may = sat.diary.may_stand(one.slot)
            if paper is not None:
                shown = next((each.saved for each in paper.asked if each.slot == one.slot), None)
                if shown is None:
                    continue  # Passed, on a paper without a way back.
            else:
                assert receipt is not None
                may = {on_receipt(one, answer) for answer in may}
                shown = _shown(_given(receipt, sat.asked, one))
            if shown not in may and sat.diary.has_acknowledged(one.slot):
                self.line.tally.loss(f"câu {one.slot}: {shown!r}")


def _given(receipt: Receipt, asked: Sequence[Asked], one: Asked) -> str:
    """What a receipt says was given to a question."""
    if one.kind == "prediction":
        return receipt.prediction
    if one.kind == "suggestion":
        slots = sorted(each.slot for each in asked if each.kind == "suggestion")
        return receipt.written[slots.index(one.slot)]
    return receipt.given[one.slot]


def _shown(text: str) -> str:
    """Numbers are shown in groups of three; ops have plain digits."""
    plain = text.replace(".", "").replace("\u00a0", "")
    return plain if plain.lstrip("-").isdigit() else text


def _root(path: str) -> str:
    return urlsplit(path).path.partition(QUESTIONS)[0]
