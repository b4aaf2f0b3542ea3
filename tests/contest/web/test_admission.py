"""Places by class: fair within a class, the class that matters most first, refused early and never half."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from contest import recorder
from contest.errors import Busy
from contest.web import admission
from contest.web.admission import ALWAYS, BUDGETS, KEPT, PLACES, Admission, Budget, Gone
from contest.web.policy import Load

ORDER = [Load.START, Load.PAPER, Load.LOGIN, Load.READ, Load.BOARD, Load.DESK, Load.EXPORT, Load.ASIDE]
WAITS = Budget(1, 30.0, 1.0)


async def silent() -> dict[str, Any]:
    """A phone that stays on the line."""
    return await asyncio.get_running_loop().create_future()


async def gone() -> dict[str, Any]:
    """One that has hung up."""
    return {"type": "http.disconnect"}


@dataclass
class Crowd:
    """People at one door; ``came`` is the order in which they were let in."""

    door: Admission
    came: list[str] = field(default_factory=list)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    async def ask(self, name: str, load: Load, receive: Callable[[], Awaitable[Any]] = silent) -> None:
        """Somebody asks, and has got in or waits when this returns."""

        async def asking() -> None:
            await self.door.enter(load, receive)
            self.came.append(name)

        self.tasks.append(asyncio.create_task(asking()))
        await asyncio.sleep(0.01)

    async def leave(self, load: Load, seconds: float = 0.01) -> None:
        """One of this class is done."""
        self.door.leave(load, seconds)
        await asyncio.sleep(0.01)

    async def end(self) -> None:
        """Everybody goes home."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)


def crowd(budgets: dict[Load, Budget] | None = None, **how: Any) -> Crowd:
    return Crowd(Admission(budgets, **how))


def one_each(*loads: Load) -> dict[Load, Budget]:
    return dict.fromkeys(loads, WAITS)


def test_within_a_class_who_came_first_is_first() -> None:
    async def scene() -> list[str]:
        people = crowd(one_each(Load.READ))
        for name in "abcd":
            await people.ask(name, Load.READ)
        assert people.came == ["a"]
        for _ in "bcd":
            await people.leave(Load.READ)
        return people.came

    assert asyncio.run(scene()) == ["a", "b", "c", "d"]


def test_a_free_place_goes_to_the_class_that_matters_most(monkeypatch: pytest.MonkeyPatch) -> None:
    """One place in all: whoever waits the longest, starts come first and exports last."""
    monkeypatch.setattr(admission, "PLACES", 1)
    monkeypatch.setattr(admission, "KEPT", 0)

    async def scene() -> list[str]:
        people = crowd({load: replace(budget, waits=30.0) for load, budget in BUDGETS.items()})
        await people.ask("first", Load.READ)
        for load in reversed(ORDER):
            await people.ask(load.value, load)
        served = Load.READ
        for _ in ORDER:
            await people.leave(served)
            served = Load(people.came[-1])
        return people.came[1:]

    assert asyncio.run(scene()) == [load.value for load in ORDER]


def test_the_last_places_are_kept_for_papers() -> None:
    async def scene() -> list[str]:
        people = crowd({load: Budget(PLACES, 30.0, 1.0) for load in (Load.PAPER, Load.READ)})
        for number in range(PLACES):
            await people.ask(f"read {number}", Load.READ)
        await people.ask("paper", Load.PAPER)
        came = list(people.came)
        await people.end()
        return came

    came = asyncio.run(scene())
    assert came[-1] == "paper"
    assert len(came) == PLACES - KEPT + 1


def test_who_holds_no_thread_takes_no_place_of_those_who_do() -> None:
    """The house is full of papers, and starts come in by the hundred; then papers find it as it was."""
    paper, start = Budget(PLACES, 30.0, 1.0), BUDGETS[Load.START]

    async def scene() -> None:
        people = crowd({Load.START: start, Load.PAPER: paper})
        for _ in range(PLACES + 1):
            await people.ask("paper", Load.PAPER)
        assert len(people.came) == PLACES
        for _ in range(start.at_once):
            await people.door.enter(Load.START, silent)
        await people.ask("one too many", Load.START)
        assert len(people.came) == PLACES
        await people.leave(Load.START)
        assert people.came[-1] == "one too many"
        await people.leave(Load.PAPER)
        assert people.came[-1] == "paper"
        await people.end()

    asyncio.run(scene())


def test_a_class_never_takes_more_than_its_own() -> None:
    """Exports for ever: reading goes on beside them."""

    async def scene() -> list[str]:
        people = crowd()
        for number in range(20):
            await people.ask(f"export {number}", Load.EXPORT)
        await people.ask("read", Load.READ)
        came = list(people.came)
        await people.end()
        return came

    came = asyncio.run(scene())
    assert came == [*(f"export {number}" for number in range(BUDGETS[Load.EXPORT].at_once)), "read"]


def test_who_would_wait_too_long_hears_so_at_once() -> None:
    """Each takes a second, three seconds may be waited: two wait, the next one does not even begin to."""

    async def scene() -> None:
        people = crowd({Load.READ: Budget(1, 3.0, 1.0)})
        people.door.queues[Load.READ].pace = 1.0
        await people.ask("served", Load.READ)
        for name in ("second", "third", "fourth"):
            await people.ask(name, Load.READ)
        with pytest.raises(Busy) as refused:
            await people.door.enter(Load.READ, silent)
        assert refused.value.status == 503
        assert refused.value.retry_after == 5
        assert len(people.door.queues[Load.READ].waiting) == 3
        await people.end()
        assert not people.door.queues[Load.READ].waiting

    asyncio.run(scene())


def test_how_long_serving_takes_is_learnt() -> None:
    async def scene() -> float:
        people = crowd(one_each(Load.READ))
        for _ in range(40):
            await people.door.enter(Load.READ, silent)
            people.door.leave(Load.READ, 2.0)
        return people.door.queues[Load.READ].pace

    assert asyncio.run(scene()) == pytest.approx(2.0, abs=0.01)


def test_a_promise_that_was_not_kept_ends_in_a_refusal() -> None:
    """The one before takes for ever: nobody waits longer than the class may."""

    async def scene() -> None:
        people = crowd({Load.READ: Budget(1, 0.05, 1.0)})
        await people.ask("served", Load.READ)
        with pytest.raises(Busy):
            await people.door.enter(Load.READ, silent)
        assert not people.door.queues[Load.READ].waiting
        await people.leave(Load.READ)
        await people.ask("next", Load.READ)
        assert people.came == ["served", "next"]

    asyncio.run(scene())


def test_who_hangs_up_leaves_no_gap() -> None:
    async def scene() -> list[str]:
        people = crowd(one_each(Load.READ))
        await people.ask("served", Load.READ)
        with pytest.raises(Gone):
            await people.door.enter(Load.READ, gone)
        await people.ask("next", Load.READ)
        await people.leave(Load.READ)
        return people.came

    assert asyncio.run(scene()) == ["served", "next"]


def test_a_storm_of_cancelled_ones_leaves_every_place_free() -> None:
    """Cancelled while waiting, and in the very moment when their turn came."""

    async def scene() -> None:
        people = crowd(one_each(Load.READ))
        await people.ask("served", Load.READ)
        for number in range(200):
            await people.ask(str(number), Load.READ)
            if len(people.tasks) > 3:
                people.tasks[-2].cancel()
        await people.leave(Load.READ)
        people.door.leave(Load.READ, 0.01)
        for task in people.tasks:
            task.cancel()
        await asyncio.gather(*people.tasks, return_exceptions=True)
        queue = people.door.queues[Load.READ]
        left = queue.served
        for _ in range(left):
            people.door.leave(Load.READ, 0.01)
        assert (queue.served, len(queue.waiting)) == (0, 0)
        assert left <= 1
        await people.door.enter(Load.READ, silent)

    asyncio.run(scene())


@pytest.mark.parametrize("strain", [0.0, 0.35, 0.45, 0.55, 0.65, 0.75, 0.9])
def test_classes_give_way_one_after_another(strain: float) -> None:
    """The more saves are under strain, the fewer others come in, in the order of what matters."""

    async def scene() -> list[Load]:
        door = Admission(strain=lambda load: strain, always=0)
        let_in = []
        for load in ORDER:
            try:
                await door.enter(load, silent)
            except Busy:
                continue
            let_in.append(load)
        return let_in

    let_in = asyncio.run(scene())
    assert let_in == ORDER[: len(let_in)]
    assert len(let_in) == sum(strain < BUDGETS[load].gives_way for load in ORDER)


def test_whatever_the_strain_a_few_are_served() -> None:
    """Staff have to see what is wrong, and to refuse the only ones who ask would ease nothing."""

    async def scene() -> None:
        door = Admission(strain=lambda load: 9.9)
        for _ in range(ALWAYS):
            await door.enter(Load.DESK, silent)
        with pytest.raises(Busy):
            await door.enter(Load.DESK, silent)
        door.leave(Load.DESK, 0.01)
        await door.enter(Load.EXPORT, silent)

    asyncio.run(scene())


def test_a_refusal_is_remembered_for_the_desk() -> None:
    now = [1000.0]
    door = Admission({Load.READ: WAITS}, strain=lambda load: 1.0, ticks=lambda: now[0], always=0)
    assert not door.is_shedding()
    with pytest.raises(Busy):
        asyncio.run(door.enter(Load.READ, silent))
    assert door.is_shedding()
    now[0] += 61
    assert not door.is_shedding()
    assert door.queues[Load.READ].shed == 1


def test_the_budgets_keep_the_order_and_leave_threads_for_saves() -> None:
    order = [load for load in Load if load in BUDGETS]
    assert list(BUDGETS) == order
    assert [BUDGETS[load].gives_way for load in ORDER] == sorted(
        (BUDGETS[load].gives_way for load in ORDER), reverse=True
    )
    assert all(budget.at_once <= PLACES - KEPT for budget in BUDGETS.values() if budget.threads)
    assert [load for load in ORDER if not BUDGETS[load].threads] == [Load.START]
    assert BUDGETS[Load.START].at_once <= recorder.BATCH_LIMIT, "nobody of them waits for a second batch"
    assert Load.SAVE not in BUDGETS
    assert PLACES <= 40 - 16, "the process has 40 threads; saves, the hall and jobs need some"
