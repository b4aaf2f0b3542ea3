"""The way in: front page, entry form with its unit finder, code card; and back in on another phone."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from contest import clock
from contest.simulate.chance import Chance
from contest.simulate.line import GaveUp, Line, Seen
from contest.simulate.names import full_name
from contest.simulate.page import Element

SEARCHES = (
    "thon",
    "Thôn Đăk",
    "chi doan",
    "lop 9",
    "lớp 8a",
    "10",
    "11b",
    "thpt",
    "nguyen du",
    "công an",
    "uy ban",
    "tram y te",
    "giao vien",
)


@dataclass(frozen=True, slots=True)
class Who:
    """An invented person as the entry form asks for them."""

    name: str
    age: int
    search: str
    publishes: bool


def invented(chance: Chance) -> Who:
    """The person of these draws."""
    age = chance.number(12, 17, "age") if chance.happens(0.4, "pupil") else chance.number(18, 62, "age")
    return Who(full_name(chance), age, chance.pick(SEARCHES, "search"), chance.happens(0.8, "publishes"))


async def enter(line: Line, slug: str, who: Who) -> str:
    """Enter the contest; the code that the card shows."""
    landing = await line.open(f"/campaigns/{slug}")
    form_page = await line.open(link(line, landing, "/entries/new"))
    fields = await _filled(line, slug, who, form_page.page)
    for _ in range(2):
        form = posting(line, form_page)
        missing = {name: value for name, value in _guardian(who).items() if form.all("input", name=name)}
        card = await line.submit(
            form.attributes["action"], fields | missing, foreseen=frozenset({422} - set(missing))
        )
        if card.status == 200:
            return card_code(line, card)
        form_page = card
    if form_page.page.first("small", id="birth_year-err") is not None:
        # Too young for this contest, and told so: nothing is wrong.
        line.tally.turned_away += 1
    else:
        line.tally.problem("phiếu vào thi không được nhận")
    raise GaveUp


async def _filled(line: Line, slug: str, who: Who, page: Element) -> dict[str, str]:
    fields = {"name": who.name, "birth_year": str(clock.local(clock.now()).year - who.age), "phone": ""}
    fields |= {"consent_join": "1"} | ({"consent_publish": "1"} if who.publishes else {})
    audiences = page.all("input", name="audience")
    if audiences:
        fields["audience"] = audiences[0].attributes["value"]
    unit = await _unit(line, slug, who)
    return fields | ({"unit": unit, "q": who.search} if unit else {})


async def _unit(line: Line, slug: str, who: Who) -> str:
    """The unit they choose; by its name, since ids are the server's."""
    for words in (who.search, *SEARCHES):
        found = await line.open(f"/campaigns/{slug}/units?q={quote(words)}")
        places = [
            (label.text(), radio.attributes["value"])
            for label in found.page.all("label")
            for radio in label.all("input", name="unit")
        ]
        if places:
            return min(places, key=lambda place: line.chance.share("unit", place[0]))[1]
    return ""


def _guardian(who: Who) -> dict[str, str]:
    return {"guardian_name": f"Phụ huynh {who.name}", "guardian_join": "1"}


def card_code(line: Line, card: Seen) -> str:
    """The code on the card."""
    code = card.page.first("code")
    if code is None:
        line.tally.problem("phiếu dự thi không có mã")
        raise GaveUp
    return code.text()


async def come_back(line: Line, slug: str, code: str) -> None:
    """In on another phone, with the code in small letters, as people type it."""
    typed = await line.open(f"/campaigns/{slug}/entries/code")
    form = posting(line, typed)
    await line.submit(form.attributes["action"], {"code": code.lower()})


def link(line: Line, seen: Seen, part: str) -> str:
    """The first link whose address has this part."""
    found = next((address for address in seen.page.links() if part in address), None)
    if found is None:
        line.tally.problem(f"trang {seen.path.split('/')[1]} không có lối đến {part}")
        raise GaveUp
    return found


def posting(line: Line, seen: Seen, to: str = "") -> Element:
    """The page's form that is posted to an address with this end."""
    forms = seen.page.all("form", method="post")
    form = next((one for one in forms if one.attributes.get("action", "").endswith(to)), None)
    if form is None:
        line.tally.problem(f"trang {seen.path.split('/')[1]} không có biểu mẫu")
        raise GaveUp
    return form
