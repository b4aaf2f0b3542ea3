"""`commendations.refuse` and `commendations.restore`: no prize, who moves up, the way back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from contest.accounts.states import ContestRole, Role
from contest.commendations import freezing, refusing, winners
from contest.commendations.models import PrizeRefusal
from contest.commendations.refusing import Said
from contest.commendations.states import REFUSED, Refusal
from contest.web.database import reading, writing
from tests.contest.commendations import world
from tests.contest.commendations.world import NOW, STAFF
from tests.contest.rounds import world as rounds
from tests.contest.rounds.test_ladder import BAD, NOBODY
from tests.contest.standings import world as boards
from tests.parsed import HTMLParser, attr, text

FIVE = [("An", 9), ("Bích", 8), ("Chi", 7), ("Dung", 6), ("Em", 5), ("Giang", 4), ("Hà", 3)]
FORM = {"kind": "declined", "reason": "Đã nhắn tin nhường giải"}


def url(made: world.Prizes, path: str = "") -> str:
    return f"/commendations/{made.round_id}{path}"


def deed(made: world.Prizes, name: str = "An") -> str:
    return url(made, f"/winners/{made.entries[name]}/refusal")


def rows(made: world.Prizes) -> list[PrizeRefusal]:
    with reading() as db:
        return list(db.exec(select(PrizeRefusal).where(PrizeRefusal.occasion_id == made.round_id)))


def back(made: world.Prizes) -> str:
    return url(made, f"/refusals/{rows(made)[-1].id}/taking-back")


def refuse(made: world.Prizes, name: str, kind: Refusal = Refusal.DECLINED, minutes: int = 0) -> None:
    with writing() as db:
        said = Said(kind, "Đã nhắn tin")
        now = NOW + timedelta(minutes=minutes)
        refusing.refuse(db, STAFF, made.round_id, made.entries[name], "Nhất", said, now)


# --- the page -------------------------------------------------------------------------------------


def test_what_will_come_of_it_before_it_is_written(organiser: TestClient) -> None:
    made = world.closed(FIVE)
    before = made.audited()
    found = HTMLParser(organiser.get(deed(made, "Bích")).text)
    assert text(found.css_first("h1")) == "Không trao giải Nhì cho Bích?"
    assert [text(line) for line in found.css("ul.moved li")] == [
        "Dung chuyển từ giải Khuyến khích sang giải Nhì.",
        "Giang nhận giải Khuyến khích.",
    ]
    kinds = [node.attributes["value"] for node in found.css("input[name=kind]")]
    assert kinds == list(Refusal)
    assert attr(found, "#reason", "maxlength") == "200"
    assert made.audited() == before and rows(made) == []


def test_nobody_is_left_to_move_up(organiser: TestClient) -> None:
    made = world.closed([("An", 9)])
    found = HTMLParser(organiser.get(deed(made)).text)
    assert [text(line) for line in found.css("ul.moved li")] == [winners.NOBODY_LEFT]


def test_a_tie_will_wait(organiser: TestClient) -> None:
    made = world.closed([*FIVE[:5], ("Giang", 4), ("Hà", 4)])
    found = HTMLParser(organiser.get(deed(made, "Em")).text)
    assert [text(line) for line in found.css("ul.moved li")] == [winners.TIE_WAITS]


def test_the_issued_list_stays(organiser: TestClient) -> None:
    made = world.closed(FIVE)
    made.issue()
    lines = [text(line) for line in HTMLParser(organiser.get(deed(made)).text).css("ul.moved li")]
    assert lines[-1] == winners.ISSUED.format(number=1)
    before = organiser.get(url(made, "/versions/1")).text
    assert organiser.post(deed(made), data=FORM).status_code == 303
    after = organiser.get(url(made, "/versions/1")).text
    tables = [[text(row) for row in HTMLParser(page).css("table.prizes-list tr")] for page in (before, after)]
    assert tables[0] == tables[1]
    banner = text(HTMLParser(organiser.get(url(made)).text).css_first(".banner"))
    assert "Danh sách đã phát hành khác kết quả hiện nay." in banner
    assert "Bỏ An, trước đây giải Nhất 1.000.000 đồng." in text(
        HTMLParser(organiser.get(url(made, "/issue")).text).css_first("main")
    )


# --- the deed -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", Refusal)
def test_everybody_behind_moves_up_and_the_page_says_who(organiser: TestClient, kind: Refusal) -> None:
    made = world.closed(FIVE)
    before = made.audited()
    answer = organiser.post(deed(made), data=FORM | {"kind": kind.value})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{url(made)}#refusals")
    assert made.audited() == before + 1
    assert made.told() == {
        "An": "passed",
        "Bích": "Nhất",
        "Chi": "Nhì",
        "Dung": "Nhì",
        "Em": "Khuyến khích",
        "Giang": "Khuyến khích",
    }
    found = HTMLParser(organiser.get(url(made)).text)
    (line,) = found.css("ul.refusals > li")
    said = text(line)
    assert text(line.css_first("b")) == f"An, giải Nhất: {REFUSED[kind][0].lower()}{REFUSED[kind][1:]}"
    assert "Lý do: Đã nhắn tin nhường giải. Bích chuyển từ giải Nhì sang giải Nhất." in said
    assert "Giang nhận giải Khuyến khích. Nguyễn Thanh Tùng, " in said
    ranks = [text(row.css_first("td")) for row in found.css("table.prizes-list:not(.reserve) tbody tr")]
    assert ranks == ["1", "2", "3", "4", "5", "6"], "the ranking stays"


def test_one_after_the_other_each_with_its_own_trace(organiser: TestClient) -> None:
    made = world.closed(FIVE)
    refuse(made, "An")
    refuse(made, "Bích", Refusal.ABSENT, minutes=1)
    last, first = (text(line) for line in HTMLParser(organiser.get(url(made)).text).css("ul.refusals > li"))
    assert "Bích chuyển từ giải Nhì sang giải Nhất." in first
    assert last.startswith("Bích, giải Nhất: không liên lạc được trong thời hạn")
    assert "Chi chuyển từ giải Nhì sang giải Nhất." in last and "Hà nhận giải Khuyến khích." in last


def test_the_reason_is_not_on_the_list_that_others_read(organiser: TestClient) -> None:
    made = world.closed(FIVE)
    organiser.post(deed(made), data=FORM)
    made.issue()
    assert "nhường" not in freezing.content(made.draft()).to_json()
    assert "nhường" not in organiser.get(url(made, "/versions/1")).text


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"kind": ""}, {"kind": refusing.NO_KIND}),
        ({"reason": ""}, {"reason": refusing.NO_REASON}),
        ({"reason": "   "}, {"reason": refusing.NO_REASON}),
        ({"kind": "", "reason": ""}, {"kind": refusing.NO_KIND, "reason": refusing.NO_REASON}),
    ],
)
def test_what_is_missing_with_the_rest_kept(
    organiser: TestClient, changed: dict[str, str], wrong: dict[str, str]
) -> None:
    made = world.closed(FIVE)
    before = made.audited()
    mine = FORM | {"reason": "Nhường <bạn>"} | changed
    answer = organiser.post(deed(made), data=mine)
    assert answer.status_code == 422
    found = HTMLParser(answer.text)
    assert {name: text(found.css_first(f"#{name}-err")) for name in wrong} == wrong
    assert attr(found, "#reason", "value") == mine["reason"].strip()
    chosen = [node.attributes["value"] for node in found.css("input[name=kind][checked]")]
    assert chosen == [kind for kind in [mine["kind"]] if kind]
    assert made.audited() == before and rows(made) == []


@pytest.mark.parametrize("changed", [{"kind": "sick"}, {"reason": "x" * 201}, {"more": "x"}])
def test_bad_input(organiser: TestClient, changed: dict[str, str]) -> None:
    made = world.closed(FIVE)
    before = made.audited()
    assert organiser.post(deed(made), data=FORM | changed).status_code == 422
    assert organiser.post(deed(made), data=FORM | {"reason": "x" * 200}).status_code == 303
    assert made.audited() == before + 1


def test_twice_is_once(organiser: TestClient) -> None:
    made = world.closed(FIVE)
    assert [organiser.post(deed(made), data=FORM).status_code for _ in range(2)] == [303, 409]
    assert len(rows(made)) == 1
    answer = organiser.get(deed(made))
    assert answer.status_code == 409
    banner = text(HTMLParser(answer.text).css_first(".banner"))
    assert "Nguyễn Thanh Tùng đã ghi lúc" in banner and "từ chối nhận giải" in banner


def test_who_has_no_prize(organiser: TestClient) -> None:
    made = world.closed(FIVE)
    other = world.closed([("An", 9)], slug="khac")
    before = made.audited()
    for entry, status in ((made.entries["Hà"], 409), (other.entries["An"], 404), (NOBODY, 404)):
        path = url(made, f"/winners/{entry}/refusal")
        assert organiser.get(path).status_code == status
        assert organiser.post(path, data=FORM).status_code == status
    assert made.audited() == before


def test_prizes_that_nobody_has_set(organiser: TestClient) -> None:
    made = world.closed(FIVE, ladder=None)
    assert organiser.get(deed(made)).status_code == 409
    assert organiser.post(deed(made), data=FORM).status_code == 409
    assert rows(made) == []


@pytest.mark.parametrize("bad", BAD)
def test_bad_ids(organiser: TestClient, bad: str) -> None:
    made = world.closed(FIVE)
    assert organiser.get(url(made, f"/winners/{bad}/refusal")).status_code == 404
    assert organiser.post(url(made, f"/refusals/{bad}/taking-back")).status_code == 404


def test_before_the_close(organiser: TestClient) -> None:
    round_id = boards.make_round(world.RULES)
    with writing() as db:
        rounds.give_parts(db, round_id)
    (entry,) = boards.enter(round_id, ["An"])
    path = f"/commendations/{round_id}/winners/{entry}/refusal"
    assert organiser.get(path).status_code == 409
    assert organiser.post(path, data=FORM).status_code == 409


@pytest.mark.parametrize(
    ("part", "may"),
    [
        (ContestRole.OWNER, True),
        (ContestRole.APPROVER, True),
        (ContestRole.AUTHOR, False),
        (ContestRole.PROCTOR, False),
        (ContestRole.VIEWER, False),
    ],
)
def test_parts_in_the_contest(
    viewer: TestClient, monkeypatch: pytest.MonkeyPatch, part: ContestRole, may: bool
) -> None:
    monkeypatch.setitem(rounds.PARTS, Role.VIEWER, part)
    made = world.closed(FIVE)
    assert viewer.get(deed(made)).status_code == (200 if may else 403)
    assert viewer.post(deed(made), data=FORM).status_code == (303 if may else 403)
    links = HTMLParser(viewer.get(url(made, "/winners")).text).css("td.row-deeds a")
    assert bool(links) == may
    if not may:
        refuse(made, "An")
    assert bool(HTMLParser(viewer.get(url(made)).text).css("ul.refusals form")) == may
    assert viewer.post(back(made)).status_code == (303 if may else 403)
    assert (made.told()["An"] == "Nhất") == may


def test_a_stranger(app_client: TestClient) -> None:
    made = world.closed(FIVE)
    refuse(made, "An")
    assert app_client.get(deed(made, "Bích")).headers["location"].startswith("/accounts/login")
    assert app_client.post(deed(made, "Bích"), data=FORM).status_code == 401
    assert app_client.post(back(made)).status_code == 401
