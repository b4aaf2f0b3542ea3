"""`attempts.picture`: what a question shows is in its page, and reaches nobody before the question does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contest.attempts import picturing
from contest.ruleset.rules import BlueprintLine, Ruleset
from contest.ruleset.states import Way
from contest.web.database import writing
from questions import service as questions
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind
from questions.picture import Picture
from questions.pictures import keeping
from questions.pictures.keeping import Kept
from tests.conftest import Clock
from tests.contest import opened
from tests.contest.attempts.conftest import NewPhone
from tests.contest.attempts.kinds import ASKED
from tests.contest.attempts.sitting import Phone, close
from tests.contest.rounds import world
from tests.contest.rounds.world import OPENS
from tests.hammer import hammer
from tests.parsed import HTMLParser
from tests.questions.drawn import made

STEMS = [made(f"thân {number}") for number in range(3)]
SIDE = made("phương án")
ALT = "Trụ sở ủy ban"


def fill(*asked: ParsedQuestion) -> None:
    with writing() as db:
        questions.save_bank(db, "bank", "Ngân hàng", asked)
        keeping.keep(db, [*STEMS, SIDE], OPENS)


def choices(number: int) -> ParsedQuestion:
    asked = ParsedQuestion(
        Kind.one, f"Câu có hình số {number}", ("Một", "Hai", "Ba"), (0,), explanation="Vì thế."
    )
    return replace(
        asked, picture=STEMS[number].picture(ALT), pictures=(None, SIDE.picture("Cổng chào"), None)
    )


def sit(new_phone: NewPhone, rules: Ruleset | None = None, slug: str = "hinh") -> Phone:
    fill(*map(choices, range(3)))
    made_round = world.make(rules or world.rules(), bank=0, slug=slug)
    return new_phone(made_round.join("Lê Thị Hoa").entry_id).to(made_round.round_id).start()


def digests(page: HTMLParser, selector: str) -> list[str]:
    return [str(node.attributes["src"]).rsplit("/", 1)[1] for node in page.css(f"{selector} img")]


@pytest.fixture
def shown(new_phone: NewPhone, clock: Clock) -> Phone:
    clock.set(OPENS)
    return sit(new_phone)


def test_every_question_has_its_picture_between_text_and_options(shown: Phone) -> None:
    page = shown.page("/questions/1")
    sections = page.css("section[data-slot]")
    assert len(sections) == 3 and sorted(digests(page, ".stem")) == sorted(one.digest for one in STEMS)
    for section in sections:
        tags = [node.tag for node in section.css("fieldset.options > *")]
        assert tags[:3] == ["legend", "figure", "label"]
        image = section.css_first(".stem img")
        assert image is not None and (image.attributes["width"], image.attributes["height"]) == ("120", "80")
        assert image.attributes["alt"] == ALT
        assert "loading" not in image.attributes, "a dead zone must not lose the picture of the next question"
        link = section.css_first(".stem a[data-large]")
        assert link is not None and link.attributes["href"] == image.attributes["src"]
        beside = section.css("label.option .beside-one img")
        assert [one.attributes["alt"] for one in beside] == ["Cổng chào"]


def test_it_comes_as_what_it_is_and_stays_on_the_phone(shown: Phone) -> None:
    answer = shown.get(f"/pictures/{STEMS[0].digest}")
    assert answer.status_code == 200 and answer.content == STEMS[0].content
    assert (
        answer.headers["content-type"] == "image/png"
        and answer.headers["x-content-type-options"] == "nosniff"
    )
    assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
    again = shown.get(f"/pictures/{STEMS[0].digest}")
    assert again.content == answer.content


def test_an_open_question_shows_its_picture_too(new_phone: NewPhone, clock: Clock) -> None:
    clock.set(OPENS)
    open_one = ParsedQuestion(Kind.suggestion, "Hình này cần sửa gì?", picture=SIDE.picture(ALT))
    fill(*map(choices, range(3)), open_one)
    made_round = world.make(world.rules(suggestions=opened.ids()), bank=0)
    phone = new_phone(made_round.join("Lê Thị Hoa").entry_id).to(made_round.round_id).start()
    assert SIDE.digest in digests(phone.page("/questions/4"), ".stem")
    assert phone.get(f"/pictures/{SIDE.digest}").status_code == 200


@pytest.mark.parametrize("name", ["0" * 64, "abc", "F" * 64, "%00" * 64])
def test_no_such_picture(shown: Phone, name: str) -> None:
    assert shown.get(f"/pictures/{name}").status_code == 404


def test_one_of_another_question_is_not_found_though_it_is_there(shown: Phone) -> None:
    strange = made("lạ")
    with writing() as db:
        keeping.keep(db, [strange], OPENS)
    assert shown.get(f"/pictures/{strange.digest}").status_code == 404


def test_a_stranger_and_somebody_else(shown: Phone, stranger: Phone, new_phone: NewPhone) -> None:
    address = shown.url(f"/pictures/{STEMS[0].digest}")
    assert stranger.client.get(address).headers["location"] == "/"
    other = world.make(bank=0, slug="khac").join("Trần Văn Bình").entry_id
    assert new_phone(other).client.get(address).status_code == 404
    assert shown.client.get(address.replace(shown.attempt, "0" * 13)).status_code == 404
    assert shown.client.post(address).status_code == 405


@pytest.mark.parametrize("way", [Way.PACED, Way.FORWARD])
def test_in_order_none_leaves_before_its_question(new_phone: NewPhone, clock: Clock, way: Way) -> None:
    clock.set(OPENS)
    phone = sit(new_phone, world.rules(way=way))
    seen: list[str] = []
    for slot in (1, 2, 3):
        page = phone.page(f"/questions/{slot}")
        (own,) = digests(page, f"#cau-{slot} .stem")
        seen.append(own)
        got = {one.digest for one in STEMS if phone.get(f"/pictures/{one.digest}").status_code == 200}
        expected = set(seen) if way is Way.PACED else got
        assert own in got and got == expected, f"at question {slot}"
        phone.post(f"/questions/{slot}", lease=1, answer=[])


def test_after_the_close_the_review_shows_all(shown: Phone, clock: Clock) -> None:
    shown.hand_in()
    assert not shown.page("/receipt").css(".reviewed")
    close(clock)
    page = shown.page("/receipt")
    assert sorted(digests(page, ".reviewed .stem")) == sorted(one.digest for one in STEMS)
    assert digests(page, ".reviewed .option-picture") == [SIDE.digest] * 3
    assert {node.text() for node in page.css(".option-picture figcaption")} == {"Hai"}
    assert shown.get(f"/pictures/{SIDE.digest}").status_code == 200


@pytest.mark.parametrize("kind", sorted(ASKED))
def test_every_kind_shows_its_own(new_phone: NewPhone, clock: Clock, kind: Kind) -> None:
    clock.set(OPENS)
    beside = (SIDE.picture(), *[None] * (len(ASKED[kind].options) - 1)) if ASKED[kind].options else ()
    fill(replace(ASKED[kind], picture=STEMS[0].picture(), pictures=beside))
    lines = (BlueprintLine(count=1, kind=kind),)
    made_round = world.make(world.rules(blueprint=lines), bank=0, slug="loai")
    phone = new_phone(made_round.join("Lê Thị Hoa").entry_id).to(made_round.round_id).start()
    page = phone.page("/questions/1")
    assert digests(page, "#cau-1 .stem") == [STEMS[0].digest]
    assert digests(page, "#cau-1 .beside-one") == ([SIDE.digest] if beside else [])
    image = page.css_first("#cau-1 .stem img")
    assert image is not None and "chưa có lời mô tả" in str(image.attributes["alt"])


def test_a_picture_without_description_still_says_something() -> None:
    assert Picture("0" * 64, 1, 1).alt == ""


def test_many_threads_keep_pictures_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picturing, "MOST_KEPT", 3)
    picturing._kept.clear()
    one = Kept("0", "png", 1, 1, b"x")

    def fill_up(worker: int) -> None:
        for turn in range(20_000):
            picturing.keep(f"{worker} {turn}", one)

    hammer(fill_up)
    assert len(picturing._kept) == 3
