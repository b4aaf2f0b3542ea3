"""`planning.audiences`: the page about a contest's audiences, its forms, and who may use them."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.accounts.states import ContestRole, Role
from contest.campaigns import audience_rules
from contest.web.database import Database
from tests.conftest import Clock
from tests.contest import groups
from tests.contest.planning import plans
from tests.contest.planning.plans import statements
from tests.contest.rounds import world
from tests.contest.rounds.world import World
from tests.parsed import HTMLParser, first, text
from tests.parsed_desk import filled

NOBODY = "0" * 13
BAD = ("abc", "K7Q2M94X0A1BC", "k7q2m94x0a1bcd", "%00" * 13, "..%2f..%2fetc")
ONE = f"/audiences/{NOBODY}"
DEEDS = ("/audiences", ONE, f"{ONE}/raising", f"{ONE}/removal", f"{ONE}/rounds")


@pytest.fixture
def draft(organiser: TestClient, clock: Clock) -> str:
    """A contest in draft that the organiser made."""
    plans.fill_bank()
    return plans.made_by(organiser)


def page(browser: TestClient, round_id: str, query: str = "") -> HTMLParser:
    answer = browser.get(f"/planning/{round_id}/audiences{query}")
    assert answer.status_code == 200
    return HTMLParser(answer.text)


def add(browser: TestClient, round_id: str, code: str, name: str, **more: str) -> str:
    """Fill the form for a new one in; its id."""
    given = plans.fields(browser.get(f"/planning/{round_id}/audiences").text, "#new form")
    answer = browser.post(f"/planning/{round_id}/audiences", data=given | {"code": code, "name": name} | more)
    assert answer.status_code == 303, answer.text
    return given["key"]


def rounds_of(browser: TestClient, round_id: str, audience: str) -> list[str]:
    return [text(node) for node in page(browser, round_id).css(f"#bang-{audience} table th a")]


def test_an_empty_page_explains_and_offers_the_first(organiser: TestClient, draft: str) -> None:
    shown = page(organiser, draft)
    assert text(first(shown, "#new h3")) == "Bảng đầu tiên"
    assert plans.fields(organiser.get(f"/planning/{draft}/audiences").text, "#new form")["code"] == "A"
    assert filled(shown) == ["Thêm bảng"]


def test_it_is_two_clicks_from_the_round(organiser: TestClient, draft: str) -> None:
    for group in ("people", "time"):
        links = HTMLParser(organiser.get(f"/planning/{draft}/{group}").text).css("main a")
        assert f"/planning/{draft}/audiences" in [node.attributes["href"] for node in links]


def test_the_way_of_an_organiser(organiser: TestClient, draft: str, clock: Clock) -> None:
    """Two audiences; the round at hand is given to the first, and copied for the second."""
    a = add(organiser, draft, "A", "Học sinh", youngest="11", oldest="15")
    b = add(organiser, draft, "B", "Cán bộ, công chức", who="cán bộ, công chức xã", youngest="18")
    shown = page(organiser, draft, "?done=added")
    assert [text(node) for node in shown.css("article h3")][:2] == [
        "Bảng A: Học sinh",
        "Bảng B: Cán bộ, công chức",
    ]
    assert "Đã thêm bảng." in text(first(shown, ".banner.is-saved"))
    here = f"/planning/{draft}/audiences"
    given = organiser.post(f"{here}/{a}/rounds", data={"round": draft, "last": draft, "deed": "give"})
    assert given.headers["location"] == f"{here}?done=given"
    copied = organiser.post(f"{here}/{b}/rounds", data={"round": draft, "last": draft, "deed": "copy"})
    other = copied.headers["location"].split("/")[2]
    assert copied.headers["location"] == f"/planning/{other}/time"
    name = plans.view(draft, clock.now).own_name
    assert rounds_of(organiser, draft, a) == rounds_of(organiser, other, b) == [name]
    crumbs = text(first(page(organiser, other), ".head h1"))
    assert crumbs.startswith(f"{name}, Bảng B")
    preview = text(first(HTMLParser(organiser.get(f"/planning/{other}/people").text), "#draft"))
    assert "Đối tượng dự thi Bảng B là cán bộ, công chức xã." in preview


def test_everything_wrong_is_said_and_kept(organiser: TestClient, draft: str) -> None:
    add(organiser, draft, "A", "Học sinh")
    given = plans.fields(organiser.get(f"/planning/{draft}/audiences").text, "#new form")
    wrong = given | {"code": "a", "name": "", "who": "ai đó", "youngest": "40", "oldest": "20"}
    answer = organiser.post(f"/planning/{draft}/audiences", data=wrong)
    assert answer.status_code == 422
    shown = HTMLParser(answer.text)
    said = {node.attributes["id"]: text(node) for node in shown.css("[id$='-err']")}
    assert said == {
        "new-code-err": audience_rules.CODE_TWICE.format(code="A"),
        "new-name-err": audience_rules.NO_NAME,
        "new-oldest-err": audience_rules.BACKWARDS,
    }
    kept = plans.fields(answer.text, "#new form")
    assert (kept["code"], kept["who"], kept["youngest"], kept["key"]) == ("a", "ai đó", "40", given["key"])


def test_mending_one_keeps_what_was_typed_in_its_own_form(organiser: TestClient, draft: str) -> None:
    a = add(organiser, draft, "A", "Học sinh")
    add(organiser, draft, "B", "Cán bộ")
    answer = organiser.post(f"/planning/{draft}/audiences/{a}", data={"code": "B", "name": "Học trò"})
    assert answer.status_code == 422
    form = plans.fields(answer.text, f"#bang-{a} details form")
    assert (form["code"], form["name"]) == ("B", "Học trò")
    shown = HTMLParser(answer.text)
    assert "open" in first(shown, f"#bang-{a} details").attributes
    assert text(first(shown, f"#{a}-code-err")).startswith("Đã có Bảng B")
    saved = organiser.post(f"/planning/{draft}/audiences/{a}", data={"code": "C", "name": "Học trò"})
    assert saved.status_code == 303
    assert "Bảng C: Học trò" in text(first(page(organiser, draft), "main"))


def test_order_removal_and_back_to_everybody(organiser: TestClient, draft: str) -> None:
    a, b = add(organiser, draft, "A", "Học sinh"), add(organiser, draft, "B", "Cán bộ")
    here = f"/planning/{draft}/audiences"
    assert organiser.post(f"{here}/{b}/raising", data={"above": a}).status_code == 303
    titles = [text(node) for node in page(organiser, draft).css("article h3")]
    assert titles[:2] == ["Bảng B: Cán bộ", "Bảng A: Học sinh"]
    organiser.post(f"{here}/{a}/rounds", data={"round": draft, "deed": "give"})
    kept = organiser.post(f"{here}/{a}/removal")
    assert kept.status_code == 409
    assert "còn vòng thi" in text(first(HTMLParser(kept.text), ".banner.is-wrong"))
    freed = organiser.post(f"{here}/{a}/rounds", data={"round": draft, "deed": "free"})
    assert freed.headers["location"] == f"{here}?done=free"
    assert organiser.post(f"{here}/{a}/removal").headers["location"] == f"{here}?done=removed"
    assert organiser.post(f"{here}/{a}/removal").status_code == 303, "gone is gone"
    assert text(first(page(organiser, draft), "article h3")) == "Bảng B: Cán bộ"


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/rounds", {"round": "x"}),
        ("/rounds", {"round": NOBODY}),
        ("/rounds", {"round": NOBODY, "deed": "steal"}),
        ("/raising", {"above": ""}),
        ("", {"code": "A" * 5000, "name": "x"}),
        ("", {"name": "ế" * 500, "code": "B"}),
        ("/removal", {"more": "1"}),
    ],
)
def test_odd_input_is_answered_with_a_page(
    organiser: TestClient, draft: str, path: str, data: dict[str, str]
) -> None:
    a = add(organiser, draft, "A", "Học sinh")
    answer = organiser.post(f"/planning/{draft}/audiences/{a}{path}", data=data)
    assert answer.status_code in (409, 422)
    assert len(groups.stored(_campaign(draft))) == 1


def _campaign(round_id: str) -> str:
    return World(round_id).view(world.OPENS).campaign_id


def test_the_number_of_statements_is_fixed(organiser: TestClient, draft: str) -> None:
    counts = []
    for letter in "ABCDE":
        add(organiser, draft, letter, f"Nhóm {letter}")
        with statements() as said:
            page(organiser, draft)
        counts.append(len(said))
    assert len(set(counts[1:])) == 1, counts


def test_a_rehearsal_only_shows(organiser: TestClient, draft: str) -> None:
    add(organiser, draft, "A", "Học sinh")
    made = organiser.post(f"/planning/{draft}/rehearsal").headers["location"].split("/")[2]
    shown = page(organiser, made)
    assert shown.css("main form") == []
    assert "Sửa các bảng ở cuộc thi thật" in text(first(shown, "main"))


# --- the ladder -------------------------------------------------------------------------------------


def test_a_stranger(app_client: TestClient) -> None:
    contest = world.make(bank=0)
    for round_id in (contest.round_id, NOBODY):
        answer = app_client.get(f"/planning/{round_id}/audiences")
        assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/accounts/login")
    for path in DEEDS:
        assert app_client.post(f"/planning/{contest.round_id}{path}").status_code == 401
    assert contest.audited() == 0


def test_a_viewer_looks_and_is_offered_nothing(viewer: TestClient) -> None:
    made = groups.make()
    shown = page(viewer, made.a.round_id)
    assert shown.css("main form") == []
    assert "Bảng A: Học sinh" in text(first(shown, "main"))
    before = made.a.audited()
    for path in DEEDS:
        assert viewer.post(f"/planning/{made.a.round_id}{path}").status_code == 403
    assert made.a.audited() == before


def test_an_author_may(enter: object, viewer: TestClient) -> None:
    made = groups.make()
    world.give_part(Role.VIEWER, made.a.round_id, ContestRole.AUTHOR)
    assert add(viewer, made.a.round_id, "C", "Người dân")


@pytest.mark.parametrize("bad", [NOBODY, *BAD])
def test_no_such_round(organiser: TestClient, sqlite_database: Database, bad: str) -> None:
    assert organiser.get(f"/planning/{bad}/audiences").status_code == 404
    for path in DEEDS:
        assert organiser.post(f"/planning/{bad}{path}").status_code == 404


@pytest.mark.parametrize("bad", [NOBODY, *BAD])
def test_no_such_audience(organiser: TestClient, draft: str, bad: str) -> None:
    here = f"/planning/{draft}/audiences/{bad}"
    assert organiser.post(here, data={"code": "A", "name": "x"}).status_code == 404
    assert organiser.post(f"{here}/raising", data={"above": NOBODY}).status_code == 404
    assert organiser.post(f"{here}/rounds", data={"round": draft, "deed": "copy"}).status_code == 404


def test_wrong_methods(organiser: TestClient, draft: str) -> None:
    for path in DEEDS[1:]:
        assert organiser.get(f"/planning/{draft}{path}").status_code == 405
    assert organiser.put(f"/planning/{draft}/audiences").status_code == 405


@pytest.mark.parametrize("path", DEEDS)
def test_another_site_does_nothing(organiser: TestClient, draft: str, path: str) -> None:
    evil = {"Origin": "https://evil.example"}
    assert organiser.post(f"/planning/{draft}{path}", headers=evil).status_code == 403
