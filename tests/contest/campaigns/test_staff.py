"""`campaigns.staff`: who has which part in one contest."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient

from contest import settings
from contest.accounts import service as accounts
from contest.accounts import staffing as accounts_staffing
from contest.accounts.guards import COOKIE
from contest.accounts.service import Member
from contest.accounts.states import ContestRole, Role
from contest.app import create_app
from contest.campaigns import rules, staffing
from contest.campaigns import service as campaigns
from contest.campaigns.staff_router import PARTS
from contest.errors import Conflict, Invalid
from contest.settings import Settings
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.rounds import world
from tests.contest.selects import selects
from tests.parsed import HTMLParser, attr, text

NOBODY = "0" * 13


@pytest.fixture(autouse=True)
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "_current", Settings(tmp_path, "", b"k" * 32))


@pytest.fixture
def contest(sqlite_database: Database, clock: Clock) -> world.World:
    return world.make(bank=0)


def add(clock: Clock, login: str, role: Role = Role.VIEWER) -> Member:
    with writing() as db:
        return accounts.create_staff(db, "test", login, f"Tên {login}", role, "-", clock.now)


def part(clock: Clock, contest: world.World, member: Member, role: ContestRole) -> None:
    with writing() as db:
        campaign = campaigns.campaign_of(db, contest.round_id) or ""
        accounts.grant(db, "test", member.id, campaign, role, clock.now)


@pytest.fixture
def enter(contest: world.World, clock: Clock) -> Callable[..., TestClient]:
    """`enter("nhung", ContestRole.OWNER)`: somebody's browser, with these parts in the contest."""
    app = create_app(settings.current())

    def log_in(login: str, *roles: ContestRole, role: Role = Role.VIEWER) -> TestClient:
        member = add(clock, login, role)
        for each in roles:
            part(clock, contest, member, each)
        with writing() as db:
            token = accounts.open_session(db, member.id, clock.now)
        browser = TestClient(app, follow_redirects=False, cookies={COOKIE: token})
        browser.headers["Origin"] = "http://testserver"
        return browser

    return log_in


Enter = Callable[..., TestClient]


def at(contest: world.World, tail: str = "") -> str:
    return f"/campaigns/staff/{contest.round_id}{tail}"


def team(browser: TestClient, contest: world.World) -> list[tuple[str, str]]:
    """Who has which part, as shown."""
    page = HTMLParser(browser.get(at(contest)).text)
    rows = (list(row.css("td")) for row in page.css(".team tbody tr"))
    return [(text(cells[0].css_first("small")), text(cells[1]).split(" ")[0]) for cells in rows]


def find(login: str) -> Member:
    with reading() as db:
        found = accounts.find(db, login)
    assert found is not None
    return found


# --- who ------------------------------------------------------------------------------------------


def test_a_stranger(contest: world.World) -> None:
    browser = TestClient(create_app(settings.current()), follow_redirects=False)
    assert browser.get(at(contest)).headers["location"].startswith("/accounts/login?")
    assert browser.post(at(contest)).status_code == browser.post(at(contest, "/removal")).status_code == 401


@pytest.mark.parametrize("role", [each for each in ContestRole if each is not ContestRole.OWNER])
def test_whoever_has_a_part_looks_and_only_an_owner_gives(
    enter: Enter, contest: world.World, role: ContestRole
) -> None:
    browser = enter("nhung", role)
    page = HTMLParser(browser.get(at(contest)).text)
    assert len(page.css("h1")) == 1 and page.css("main form") == []
    assert browser.post(at(contest), data={"member": "x", "part": "viewer"}).status_code == 403
    assert browser.post(at(contest, "/removal"), data={"member": "x", "part": "viewer"}).status_code == 403


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ORGANISER])
def test_without_a_part_the_contest_is_not_there(enter: Enter, contest: world.World, role: Role) -> None:
    browser = enter("nhung", role=role)
    form = {"member": "x", "part": "viewer"}
    answers = (browser.get(at(contest)), browser.post(at(contest), data=form))
    assert {answer.status_code for answer in answers} == {404}


@pytest.mark.parametrize("bad", [NOBODY, "abc", "rules", "K7Q2M94X0A1BC", "%00" * 13])
def test_no_such_round(enter: Enter, contest: world.World, bad: str) -> None:
    browser = enter("chinh", role=Role.ADMIN)
    assert browser.get(f"/campaigns/staff/{bad}").status_code == 404
    for tail in ("", "/removal"):
        answer = browser.post(f"/campaigns/staff/{bad}{tail}", data={"member": "x", "part": "viewer"})
        assert answer.status_code == 404


def test_taking_away_is_posted(enter: Enter, contest: world.World) -> None:
    assert enter("chinh", role=Role.ADMIN).get(at(contest, "/removal")).status_code in (404, 405)


# --- giving and taking ----------------------------------------------------------------------------


def test_every_part_says_what_it_may() -> None:
    assert set(PARTS) == set(ContestRole)
    assert all(choice.name and choice.may.endswith(".") for choice in PARTS.values())


def test_an_owner_gives_and_takes(enter: Enter, contest: world.World, clock: Clock) -> None:
    browser = enter("nhung", ContestRole.OWNER)
    tung = add(clock, "tung")
    form = {"member": tung.id, "part": "proctor"}
    before = contest.audited()
    for _ in range(2):
        answer = browser.post(at(contest), data=form)
        assert (answer.status_code, answer.headers["location"]) == (303, at(contest, "?done=given"))
    assert contest.audited() == before + 1
    assert team(browser, contest) == [("nhung", "Chủ"), ("tung", "Coi")]
    browser.post(at(contest), data=form | {"part": "author"})
    assert team(browser, contest) == [("nhung", "Chủ"), ("tung", "Soạn"), ("tung", "Coi")]
    for _ in range(2):
        answer = browser.post(at(contest, "/removal"), data=form)
        assert answer.headers["location"] == at(contest, "?done=taken")
    assert team(browser, contest) == [("nhung", "Chủ"), ("tung", "Soạn")]
    page = HTMLParser(browser.get(answer.headers["location"]).text)
    assert text(page.css_first(".banner.is-saved")) == "Đã bỏ phần việc này."


def test_the_list_offers_whom_it_makes_sense_to_choose(
    enter: Enter, contest: world.World, clock: Clock
) -> None:
    browser = enter("nhung", ContestRole.OWNER)
    add(clock, "chinh", Role.ADMIN)
    gone = add(clock, "gone")
    with writing() as db:
        accounts_staffing.disable(db, "x", gone.id, clock.now)
    page = HTMLParser(browser.get(at(contest)).text)
    assert [text(node) for node in page.css("#member option")] == ["Chọn một người", "Tên nhung (nhung)"]


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"member": ""}, {"member"}),
        ({"member": NOBODY}, {"member"}),
        ({"member": "x" * 14}, {"member"}),
        ({"part": ""}, {"part"}),
        ({"part": "admin"}, {"part"}),
        ({"member": "", "part": ""}, {"member", "part"}),
    ],
)
def test_bad_input_is_said_at_its_field_and_kept(
    enter: Enter, contest: world.World, clock: Clock, change: dict[str, str], wrong: set[str]
) -> None:
    browser = enter("nhung", ContestRole.OWNER)
    tung = add(clock, "tung")
    sent = {"member": tung.id, "part": "author"} | change
    answer = browser.post(at(contest), data=sent)
    page = HTMLParser(answer.text)
    assert answer.status_code == 422
    assert {node.attributes["name"] for node in page.css('[aria-invalid="true"]')} == wrong
    if "part" not in wrong:
        assert attr(page, "[name=part]:checked", "value") == "author"
    if "member" not in wrong:
        assert attr(page, "#member option[selected]", "value") == tung.id
    assert team(browser, contest) == [("nhung", "Chủ")]


def test_a_field_too_many(enter: Enter, contest: world.World) -> None:
    browser = enter("nhung", ContestRole.OWNER)
    form = {"member": NOBODY, "part": "author", "x": "1"}
    assert browser.post(at(contest), data=form).status_code == 422
    assert browser.post(at(contest, "/removal"), data=form).status_code == 422


@pytest.mark.parametrize(("role", "said"), [(Role.ADMIN, staffing.NEEDLESS), (Role.VIEWER, staffing.GONE)])
def test_whom_no_part_is_given(
    enter: Enter, contest: world.World, clock: Clock, role: Role, said: str
) -> None:
    browser = enter("nhung", ContestRole.OWNER)
    other = add(clock, "khac", role)
    if role is Role.VIEWER:
        with writing() as db:
            accounts_staffing.disable(db, "x", other.id, clock.now)
    answer = browser.post(at(contest), data={"member": other.id, "part": "author"})
    assert answer.status_code == 422 and said in answer.text


def test_the_last_owner_is_taken_away_by_an_administrator_only(
    enter: Enter, contest: world.World, clock: Clock
) -> None:
    owner, chief = enter("nhung", ContestRole.OWNER), enter("chinh", role=Role.ADMIN)
    form = {"member": find("nhung").id, "part": "owner"}
    page = HTMLParser(owner.get(at(contest)).text)
    assert page.css(".ask") == [] and "Chủ duy nhất" in text(page.css_first(".deeds"))
    answer = owner.post(at(contest, "/removal"), data=form)
    assert answer.status_code == 409 and staffing.LAST in answer.text
    assert team(owner, contest) == [("nhung", "Chủ")]
    assert chief.post(at(contest, "/removal"), data=form).status_code == 303
    assert "Chưa giao việc cho ai" in chief.get(at(contest)).text


def test_an_owner_who_leaves_is_led_out(enter: Enter, contest: world.World, clock: Clock) -> None:
    browser = enter("nhung", ContestRole.OWNER)
    part(clock, contest, add(clock, "tung"), ContestRole.OWNER)
    answer = browser.post(at(contest, "/removal"), data={"member": find("nhung").id, "part": "owner"})
    assert answer.headers["location"] == "/rounds"
    assert browser.get(at(contest)).status_code == 404


def test_few_or_many_ask_as_much(
    enter: Enter, contest: world.World, clock: Clock, sqlite_database: Database
) -> None:
    browser = enter("nhung", ContestRole.OWNER)
    seen = selects(sqlite_database)
    browser.get(at(contest))
    few = len(seen)
    for number in range(40):
        part(clock, contest, add(clock, f"nguoi{number}"), ContestRole.PROCTOR)
    seen.clear()
    browser.get(at(contest))
    assert len(seen) == few and len(team(browser, contest)) == 41


def test_of_two_owners_who_drop_each_other_one_stays(database: Database, clock: Clock) -> None:
    contest = world.make(bank=0)
    pair = [add(clock, login) for login in ("mot", "hai")]
    for member in pair:
        part(clock, contest, member, ContestRole.OWNER)
    campaign = contest.view(clock.now).campaign_id

    def drop(actor: Member, other: Member) -> None:
        try:
            with writing() as db:
                staffing.take(db, actor, other.id, campaign, ContestRole.OWNER, clock.now)
        except Conflict:
            return

    threads = [threading.Thread(target=drop, args=(pair[n], pair[1 - n])) for n in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading() as db:
        assert len(staffing.parts(db, campaign)) == 1


# --- addresses ------------------------------------------------------------------------------------


def test_no_contest_can_take_a_word_that_stands_in_an_address() -> None:
    """Every fixed word after `/campaigns/` is reserved, else a contest of that name would shadow it."""
    paths = (route.path or "" for route in iter_route_contexts(list(create_app(settings.current()).routes)))
    words = {path.split("/")[2] for path in paths if path.startswith("/campaigns/")}
    assert {word for word in words if not word.startswith("{")} <= rules.RESERVED
    assert {"staff", "new"} <= rules.RESERVED


@pytest.mark.parametrize("slug", sorted(rules.RESERVED))
def test_a_reserved_word_is_no_slug(database: Database, clock: Clock, slug: str) -> None:
    assert rules.SLUG.fullmatch(slug) is None
    assert rules.SLUG.fullmatch(f"{slug}-2026") and rules.SLUG.fullmatch(f"{slug}s")
    with pytest.raises(Invalid):
        world.make(bank=0, slug=slug)
