"""The rarer ways, in a twin world: a class code, a paper by hand, one in parts. No byte tells the key."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Protocol

from contest import clock as wall
from contest.simulate.page import parse
from tests.twins.world import PARTED, QUIET, World


class Asks(Protocol):
    """What this needs of a script: to ask for a page, to send a form."""

    slug: str

    def get(self, who: str, path: str, **more: Any) -> Any: ...

    def post(self, who: str, path: str, fields: dict[str, str] | None = None) -> Any: ...


def other_ways(script: Asks, world: World, who: str) -> None:
    """The door of classes, closed here, a whole paper by hand, one in parts."""
    at_the_class_door(script)
    on_paper(script, world, who)
    in_parts(script, world)


#: What every question of the second part has in its text, and none of the first.
SECOND = ("Đúng hay sai?", "Mấy ngày?")


def in_parts(script: Asks, world: World) -> None:
    """Somebody sits a paper in two parts; the second is nowhere before it is opened."""
    somebody, script.slug = "người làm từng phần", PARTED
    form = {"name": "Y Lan", "birth_year": "1990", "unit": world.units[0], "consent_join": "1"}
    script.post(somebody, f"/campaigns/{PARTED}/entries/new", form)
    began = script.post(somebody, f"/attempts/new/{world.rounds[PARTED]}")
    root = dict(began.headers)["location"].rpartition("/questions/")[0]
    lease = {"lease": "1", "ops": ""}
    before = [
        script.get(somebody, f"{root}/{place}") for place in ("questions/1", "questions/5", "review", "left")
    ]
    before += [script.post(somebody, f"{root}/questions/4", {"lease": "1", "answer": "x"})]
    before += [script.post(somebody, f"{root}/parts/{slot}", lease) for slot in (1, 6)]
    assert not any(text in reply.text for text in SECOND for reply in before)
    assert script.post(somebody, f"{root}/parts/5", lease).status == 303
    opened = script.get(somebody, f"{root}/questions/5")
    assert all(text in opened.text for text in SECOND)
    script.get(somebody, f"{root}/review")
    script.post(somebody, f"{root}/handing-in", lease)
    script.get(somebody, f"{root}/receipt")


def at_the_class_door(script: Asks) -> None:
    """Somebody tries a class code that opens nothing."""
    somebody, root = "người qua đường", f"/campaigns/{QUIET}/entries"
    for page, form in (("class", {"code": "ABC234"}), ("pupil", {"code": "ABC234", "member": "0" * 13})):
        script.get(somebody, f"{root}/{page}")
        script.post(somebody, f"{root}/{page}", form)


def on_paper(script: Asks, world: World, who: str) -> None:
    """Somebody without a phone, from the form at the desk to the receipt."""
    script.slug, root = QUIET, f"/byhand/{world.rounds[QUIET]}"
    form = {"once": "0nce0000000aa", "name": "Y Hiền", "birth_year": "1950", "consent_join": "1"}
    script.get(who, f"{root}/people/new")
    script.post(who, f"{root}/people/new", form)
    told = script.post(who, f"{root}/people/new", form | {"unit": world.units[0]})
    entry = parse(told.text).all("input", name="entry")[0].attributes["value"]
    script.post(who, f"{root}/sheets", {"entry": entry})
    script.get(who, f"{root}/sheets.pdf")
    waiting = [link.attributes["href"] for link in parse(script.get(who, root).text).all("a")]
    sheet = next(way for way in waiting if f"{root}/sheets/" in way)
    script.get(who, sheet)
    world.clock.move(minutes=5)
    began = wall.local(world.clock.now - timedelta(minutes=4))
    times = {
        "began": f"{began:%H:%M}",
        "ended": f"{began + timedelta(minutes=3):%H:%M}",
        "reason": "Không máy",
    }
    typed = times | {"once": "0nce0000000ab", "answer": "A"}
    script.post(who, sheet, typed | {"step": "check"})
    empty = typed | {"first": "", "step": "hand_in"}
    assert script.post(who, sheet, {name: empty[name] for name in empty if name != "answer"}).status == 303
    script.get(who, sheet)
    script.get(who, f"{root}/receipts.pdf?sheet={sheet.rpartition('/')[2]}")
    for path in ("variants", "batch"):
        script.get(who, f"{root}/{path}")
    assert script.post(who, f"{root}/variants", {"count": "4"}).status == 303
    for path in ("variants", "variants.pdf", "variants.docx", "batch", "key.pdf"):
        script.get(who, f"{root}/{path}")
