"""What each part in a contest may really do, and what nobody may: deeds, not only pages."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.accounts.guards import COOKIE
from contest.accounts.states import ContestRole, Role
from contest.campaigns import service as campaigns
from contest.campaigns.states import RoundState
from contest.commendations import content as frozen
from contest.commendations import freezing
from contest.commendations.states import Board, Way
from contest.web.database import writing
from tests.contest.commendations import world
from tests.contest.commendations.test_deciding import THREE_LAST, TWO_FIRST
from tests.contest.commendations.world import clear
from tests.contest.rounds import world as rounds
from tests.contest.rounds.conftest import Enter
from tests.contest.standings import world as boards
from tests.parsed import HTMLParser, attr, text

OWNER, AUTHOR, APPROVER = ContestRole.OWNER, ContestRole.AUTHOR, ContestRole.APPROVER
PROCTOR, VIEWER = ContestRole.PROCTOR, ContestRole.VIEWER
LADDER = {"version": "1", "name": ["Nhất"], "count": ["1"], "amount": ["5000"]}


def url(made: world.Prizes, path: str) -> str:
    return f"/commendations/{made.round_id}{path}"


def give(monkeypatch: pytest.MonkeyPatch, part: ContestRole) -> None:
    """Whoever is logged in as a member gets this part in contests made from now on."""
    monkeypatch.setitem(rounds.PARTS, Role.VIEWER, part)


def fingerprint(made: world.Prizes) -> str:
    return frozen.digest(freezing.content(made.draft()).to_json())


@pytest.mark.parametrize(
    ("part", "status"), [(OWNER, 303), (AUTHOR, 303), (APPROVER, 403), (PROCTOR, 403), (VIEWER, 403)]
)
def test_setting_prizes(
    viewer: TestClient, monkeypatch: pytest.MonkeyPatch, part: ContestRole, status: int
) -> None:
    give(monkeypatch, part)
    made = world.closed(clear(1))
    assert viewer.post(url(made, "/ladder"), data=LADDER).status_code == status
    assert (made.draft().ladder.version == 2) == (status == 303)


@pytest.mark.parametrize(
    ("part", "status"), [(OWNER, 303), (APPROVER, 303), (AUTHOR, 403), (PROCTOR, 403), (VIEWER, 403)]
)
def test_deciding_taking_back_and_issuing(
    viewer: TestClient, monkeypatch: pytest.MonkeyPatch, part: ContestRole, status: int
) -> None:
    give(monkeypatch, part)
    made = world.closed(TWO_FIRST)
    mine = {"board": "people", "key": made.tie().key, "way": "equal", "lower": "keep"}
    assert viewer.post(url(made, "/decision"), data=mine).status_code == status
    if status == 403:
        made.decide(Way.EQUAL)
    (row,) = made.board().decisions.values()
    assert viewer.post(url(made, f"/decisions/{row.id}/taking-back")).status_code == status
    assert (made.board().allocation.pending is not None) == (status == 303)
    if status == 303:
        made.decide(Way.EQUAL)
    answer = viewer.post(url(made, "/issue"), data={"fingerprint": fingerprint(made)})
    assert answer.status_code == status


@pytest.mark.parametrize("part", [AUTHOR, APPROVER, PROCTOR, VIEWER])
def test_papers_are_for_everybody_who_sees_the_contest(
    viewer: TestClient, monkeypatch: pytest.MonkeyPatch, part: ContestRole
) -> None:
    give(monkeypatch, part)
    made = world.closed(clear(1))
    made.issue()
    assert viewer.get(url(made, "/list.xlsx?version=1")).status_code == 200
    assert viewer.post(url(made, "/print"), data={"body": "BAN TỔ CHỨC"}).status_code == 200
    assert viewer.get(url(made, "/certificates.pdf?design=woven")).status_code == 200


def test_a_part_in_one_contest_is_none_in_another(
    viewer: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(monkeypatch, OWNER)
    mine = world.closed(TWO_FIRST)
    monkeypatch.delitem(rounds.PARTS, Role.VIEWER)
    other = world.closed(TWO_FIRST, slug="khac")
    theirs = {"board": "people", "key": other.tie().key, "way": "equal", "lower": "keep"}
    assert viewer.post(url(other, "/decision"), data=theirs).status_code == 404
    # Nor through one's own round, with the key of the other's tie.
    assert viewer.post(url(mine, "/decision"), data=theirs).status_code in (303, 409)
    assert other.board().allocation.pending is not None


def test_a_decision_of_another_round_is_not_taken_back_through_ones_own(organiser: TestClient) -> None:
    mine, other = world.closed(TWO_FIRST), world.closed(TWO_FIRST, slug="khac")
    other.decide(Way.EQUAL)
    (row,) = other.board().decisions.values()
    assert organiser.post(url(mine, f"/decisions/{row.id}/taking-back")).status_code == 404
    assert other.board().allocation.pending is None


@pytest.mark.parametrize("bad", ["x", "0" * 12, "0" * 14, "K7Q2M94X0A1BC", "%00" * 13, "..%2f..%2fa"])
def test_bad_ids_of_decisions(organiser: TestClient, bad: str) -> None:
    made = world.closed(TWO_FIRST)
    before = made.audited()
    assert organiser.post(url(made, f"/decisions/{bad}/taking-back")).status_code == 404
    assert made.audited() == before


def test_who_logged_out_does_nothing(organiser: TestClient) -> None:
    made = world.closed(TWO_FIRST)
    mine = {"board": "people", "key": made.tie().key, "way": "equal", "lower": "keep"}
    assert organiser.post("/accounts/logout").status_code == 303
    assert organiser.post(url(made, "/decision"), data=mine).status_code == 401
    organiser.cookies.set(COOKIE, "x" * 43)
    assert organiser.post(url(made, "/decision"), data=mine).status_code == 401
    assert made.board().allocation.pending is not None


def test_an_administrator_needs_no_part(enter: Enter) -> None:
    made = world.closed(clear(2))
    browser = enter(Role.ADMIN)
    for path in ("", "/ladder", "/issue", "/print", "/certificates"):
        assert browser.get(url(made, path)).status_code == 200, path


# --- a round that is not over -----------------------------------------------------------------------


@pytest.mark.parametrize("state", [RoundState.DRAFT, RoundState.READY, RoundState.CLOSING])
def test_before_the_end_there_is_nothing_to_decide_or_print(organiser: TestClient, state: RoundState) -> None:
    round_id = boards.make_round(
        world.RULES, RoundState.DRAFT if state is RoundState.DRAFT else RoundState.READY
    )
    with writing() as db:
        rounds.give_parts(db, round_id)
        if state is RoundState.CLOSING:
            campaigns.set_state(db, round_id, RoundState.READY, RoundState.CLOSING)
    made = world.Prizes(round_id)
    before = made.audited()
    mine = {"board": "people", "key": "0" * 32, "way": "equal"}
    assert organiser.get(url(made, "")).status_code == 200
    assert organiser.get(url(made, "/ladder")).status_code == 200
    for path in ("/decision", "/issue", "/print", "/list.xlsx"):
        assert organiser.get(url(made, path)).status_code == 409, path
    assert organiser.post(url(made, "/decision"), data=mine).status_code == 409
    assert organiser.post(url(made, "/issue"), data={"fingerprint": "0" * 64}).status_code == 409
    assert organiser.post(url(made, "/print"), data={"body": "BAN TỔ CHỨC"}).status_code == 409
    assert made.audited() == before


# --- twice, and both at once ------------------------------------------------------------------------


def test_two_issue_the_same_list(organiser: TestClient) -> None:
    made = world.closed(clear(2))
    data = {"fingerprint": fingerprint(made)}
    assert made.issue() == 1
    answer = organiser.post(url(made, "/issue"), data=data)
    assert answer.status_code == 409
    assert "không khác bản số 1" in text(HTMLParser(answer.text).css_first("main"))
    assert organiser.get(url(made, "/versions/2")).status_code == 404


def test_somebody_decided_while_the_page_of_issuing_was_open(organiser: TestClient) -> None:
    made = world.closed(THREE_LAST)
    made.decide(Way.EQUAL)
    data = {"fingerprint": fingerprint(made)}
    (row,) = made.board().decisions.values()
    assert organiser.post(url(made, f"/decisions/{row.id}/taking-back")).status_code == 303
    made.decide(Way.DRAW)
    assert organiser.post(url(made, "/issue"), data=data).status_code == 409
    assert organiser.get(url(made, "/versions/1")).status_code == 404


def test_the_prizes_changed_while_a_tie_was_looked_at(organiser: TestClient) -> None:
    """One prize more is another question: what was typed is told back, nothing is decided."""
    made = world.closed(THREE_LAST)
    mine = {
        "board": "people",
        "key": made.tie().key,
        "way": "draw",
        "witness": "Ông A Thui",
        "reason": "Theo thể lệ",
    }
    changed = {"version": "1", "name": ["Nhất", "Nhì", "Ba"], "count": ["1", "2", "3"], "amount": ["0"] * 3}
    assert organiser.post(url(made, "/ladder"), data=changed).status_code == 303
    answer = organiser.post(url(made, "/decision"), data=mine)
    assert answer.status_code == 409
    told = text(HTMLParser(answer.text).css_first(".banner"))
    assert "Danh sách đã thay đổi" in told and "Ông A Thui. Theo thể lệ" in told
    assert made.tie().ids and not made.board().decisions


def test_the_reason_of_a_new_version_is_kept_when_the_list_changed(organiser: TestClient) -> None:
    made = world.closed(clear(4))
    made.issue()
    made.remove("Người 0001")
    data = {"fingerprint": fingerprint(made), "reason": "Hủy bài <vi phạm>"}
    made.remove("Người 0002")
    answer = organiser.post(url(made, "/issue"), data=data)
    assert answer.status_code == 409
    found = HTMLParser(answer.text)
    kept = found.css_first("#reason")
    assert kept is not None
    assert "Hủy bài <vi phạm>" in (kept.attributes.get("value") or text(kept))
    again = data | {"fingerprint": attr(found, "[name=fingerprint]", "value")}
    assert organiser.post(url(made, "/issue"), data=again).status_code == 303


def test_a_decision_by_hand_keeps_each_choice_and_the_reason(organiser: TestClient) -> None:
    made = world.closed(TWO_FIRST)
    one, two = made.tie().ids
    mine = {
        "board": Board.PEOPLE.value,
        "key": made.tie().key,
        "way": "pick",
        "member": [one, two],
        "prize": ["0", "1"],
        "reason": " ",
    }
    answer = organiser.post(url(made, "/decision"), data=mine)
    assert answer.status_code == 422
    found = HTMLParser(answer.text)
    assert "Ghi lý do chọn" in text(found.css_first("#reason-err"))
    chosen = {
        attr(row, "input[name=member]", "value"): attr(row, "option[selected]", "value")
        for row in found.css("table.members tbody tr")
    }
    assert chosen == {one: "0", two: "1"}
