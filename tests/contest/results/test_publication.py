"""The page for everybody: what it says, the file, the checker, one's own row by a receipt."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundDraft
from contest.campaigns.states import RoundState
from contest.people.guessing import SLOW_DOWN, guesses
from contest.results import publication_rules as rules
from contest.results.publication_states import Kind
from contest.results.publishing import Order
from contest.ruleset.rules import Visibility
from contest.ruleset.states import ReviewShown
from contest.standings import kept, present, published
from contest.web.database import Database, writing
from tests.conftest import Clock
from tests.contest.results.press import DONE, Press, checked, crowd
from tests.contest.results.test_publishing import void
from tests.contest.rounds import world
from tests.contest.rounds.test_ladder import BAD, NOBODY
from tests.contest.rounds.world import CLOSES, OPENS
from tests.parsed import attr, first, text

LATER = DONE + timedelta(days=3)


@pytest.fixture
def press(app_client: TestClient, clock: Clock) -> Press:
    """Three people, published."""
    made = Press.of(world.make())
    crowd(made.contest, ("A Thui", 3), ("Y Blưi", 2), ("A Khung", 1))
    made.close()
    clock.set(DONE)
    made.publish()
    return made


def url(made: Press, path: str = "") -> str:
    return f"/results/{made.round_id}{path}"


def page(browser: TestClient, made: Press) -> HTMLParser:
    answer = browser.get(url(made))
    assert answer.status_code == 200, answer.text
    return HTMLParser(answer.text)


def codes(database: Database) -> dict[str, str]:
    """Attempt → the code of its receipt."""
    with database.reader.connect() as connection:
        return dict(tuple(row) for row in connection.exec_driver_sql("SELECT id, receipt FROM attempt"))


def test_it_says_what_was_published_and_names_nobody(app_client: TestClient, press: Press) -> None:
    shown = page(app_client, press)
    (version,) = press.versions()
    assert "Kết quả tạm thời" in text(first(shown, ".banner")) and "08/10/2026" in text(
        first(shown, ".banner")
    )
    facts = text(first(shown, ".facts"))
    assert version.sha256 in facts and rules.fingerprint(version.public_key) in facts
    assert "chỉ có một người" not in facts
    for name in ("Thui", "Blưi", "Khung", "Soan", "Duyet"):
        assert name not in text(shown)
    assert len(shown.css("ol li")) == 3


def test_anybody_can_check_it_with_what_the_page_gives(
    app_client: TestClient, press: Press, tmp_path: Path
) -> None:
    shown = page(app_client, press)
    file, program = (attr(shown, f"ol li:nth-child({number}) a", "href") for number in (1, 2))
    answer = app_client.get(file)
    assert answer.headers["content-disposition"] == 'attachment; filename="ket-qua-cds-ban-1.json"'
    (tmp_path / "ket-qua.json").write_bytes(answer.content)
    (tmp_path / "verify.py").write_bytes(app_client.get(program).content)
    command = [sys.executable, "-I", "verify.py", "ket-qua.json"]
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, check=False)
    assert done.returncode == 0 and "ĐÚNG" in done.stdout.decode()
    assert press.versions()[0].sha256[:4] in done.stdout.decode()
    assert answer.json()["sha256"] == press.versions()[0].sha256


def test_a_receipt_shows_the_own_row(app_client: TestClient, press: Press, sqlite_database: Database) -> None:
    known = codes(sqlite_database)
    for place, (rank, score) in enumerate([("1", "3"), ("2", "2"), ("3", "1")]):
        code = known[press.contest.board()[place].attempt_id]
        answer = app_client.post(url(press, "/receipt"), data={"receipt": code.lower().replace("-", " ")})
        assert answer.status_code == 200
        said = text(first(HTMLParser(answer.text), ".banner.is-saved"))
        assert f"hạng {rank} trong 3 người: {score} điểm, đúng {score} câu, 1 phút" in said


def test_a_void_paper_is_told_that_it_does_not_count(
    app_client: TestClient, press: Press, sqlite_database: Database
) -> None:
    attempt = press.contest.board()[0].attempt_id
    void(press, attempt)
    press.publish(Order(Kind.PROVISIONAL, 3, "Hủy một bài"))
    answer = app_client.post(url(press, "/receipt"), data={"receipt": codes(sqlite_database)[attempt]})
    assert "không nằm trong bảng xếp hạng" in text(first(HTMLParser(answer.text), ".banner.is-closed"))


def test_another_attempt_of_ones_own_leads_to_the_row_that_counts(
    app_client: TestClient, sqlite_database: Database, clock: Clock
) -> None:
    made = Press.of(world.make(world.rules(attempts_allowed=2)))
    entry = made.contest.join("A Thui").entry_id
    for number, right in enumerate((1, 3)):
        at = OPENS + timedelta(minutes=5 * number)
        attempt = made.contest.start(entry, at)
        made.contest.hand_in(entry, attempt, at + timedelta(minutes=1), right)
    made.close()
    clock.set(DONE)
    made.publish()
    best = made.contest.board()[0].attempt_id
    for attempt, code in codes(sqlite_database).items():
        said = text(HTMLParser(app_client.post(url(made, "/receipt"), data={"receipt": code}).text))
        assert "hạng 1 trong 1 người: 3 điểm" in said
        assert ("Phiếu này là của một lượt khác" in said) is (attempt != best)


@pytest.mark.parametrize("typed", ["", "x", "HT-0000-0000", "HT-0000-000", "ô" * 41, "'; DROP"])
def test_what_is_no_receipt_is_told_beside_the_field(
    app_client: TestClient, press: Press, typed: str
) -> None:
    answer = app_client.post(url(press, "/receipt"), data={"receipt": typed})
    assert answer.status_code == 422
    shown = HTMLParser(answer.text)
    assert first(shown, "#receipt-err")
    assert (attr(shown, "#receipt", "value") or "") == typed


def test_wrong_ones_are_counted_with_all_other_guesses(
    app_client: TestClient, press: Press, sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: list[str] = []
    monkeypatch.setattr(guesses, "wrong", lambda contest, address, now: noted.append(contest))
    code = codes(sqlite_database)[press.contest.board()[0].attempt_id]
    for typed in ("HT-0000-0000", code):
        app_client.post(url(press, "/receipt"), data={"receipt": typed})
    assert noted == [press.contest.view(DONE).campaign_id]


def test_who_guesses_too_often_waits(
    app_client: TestClient, press: Press, sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guesses, "allowed", lambda contest, address, now: False)
    code = codes(sqlite_database)[press.contest.board()[0].attempt_id]
    answer = app_client.post(url(press, "/receipt"), data={"receipt": code})
    assert answer.status_code == 422
    assert SLOW_DOWN in text(first(HTMLParser(answer.text), "#receipt-err"))


def test_it_tells_how_many_the_version_ranks_whatever_the_board_does_since(
    app_client: TestClient, press: Press
) -> None:
    void(press, press.contest.board()[0].attempt_id)
    assert len(press.contest.board()) == 2
    facts = page(app_client, press).css("dl.facts dt, dl.facts dd")
    told = dict(zip(map(text, facts[::2]), map(text, facts[1::2]), strict=True))
    assert told["Số người có hạng"] == "3"


def test_the_receipt_of_another_round_is_not_there(
    app_client: TestClient, press: Press, sqlite_database: Database
) -> None:
    other = Press.of(world.make(slug="khac", bank=0), names=("mot.hai", "ba.bon"))
    crowd(other.contest, ("Y Bích", 2))
    other.close()
    code = codes(sqlite_database)[other.contest.board()[0].attempt_id]
    assert app_client.post(url(press, "/receipt"), data={"receipt": code}).status_code == 422


def test_the_papers_stay_back_while_answers_may_not_be_told(
    app_client: TestClient, clock: Clock, tmp_path: Path
) -> None:
    made = Press.of(world.make(world.rules(visibility=Visibility(review=ReviewShown.NEVER))))
    crowd(made.contest, ("A Thui", 3))
    made.close()
    clock.set(DONE)
    made.publish()
    assert "chưa kèm bài làm" in text(page(app_client, made))
    raw = app_client.get(url(made, "/versions/1.json")).content
    assert checked(raw, tmp_path)[0] == 2
    assert b'"right"' in raw and b'"options"' not in raw and b'"seed"' not in raw


def test_and_while_another_round_still_asks_the_same(
    app_client: TestClient, press: Press, clock: Clock, tmp_path: Path
) -> None:
    draft = RoundDraft("Tuần 2", DONE, CLOSES + timedelta(days=7), world.rules(), RoundState.READY)
    with writing() as db:
        campaigns.add_round(db, press.contest.view(DONE).campaign_id, draft, DONE)
    assert checked(app_client.get(url(press, "/versions/1.json")).content, tmp_path)[0] == 2
    clock.set(CLOSES + timedelta(days=6))
    assert checked(app_client.get(url(press, "/versions/1.json")).content, tmp_path)[0] == 2


def test_the_board_prints_the_digest_once_it_is_published(
    app_client: TestClient, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    present.forget_boards()
    shown = HTMLParser(app_client.get(f"/standings/{press.round_id}").text)
    assert f"Mã {rules.short(press.versions()[0].sha256)}" in text(shown)
    link = first(shown, f"main a[href='{url(press)}']")
    assert text(link) == "xem, tự kiểm tra"
    monkeypatch.setattr(published, "_source", published._nothing)
    present.forget_boards()
    kept.forget()
    assert "Mã " not in text(HTMLParser(app_client.get(f"/standings/{press.round_id}").text))


def test_a_later_version_keeps_the_earlier_ones(app_client: TestClient, press: Press, clock: Clock) -> None:
    clock.set(LATER)
    assert "Đã hết giờ nhận khiếu nại" in text(first(page(app_client, press), ".banner"))
    press.publish(Order(Kind.FINAL, 3, "Hết giờ khiếu nại"), LATER)
    shown = page(app_client, press)
    assert "Kết quả chính thức" in text(first(shown, ".banner.is-saved"))
    assert "Hết giờ khiếu nại" in text(first(shown, ".facts"))
    (old,) = shown.css("ul.plain li")
    assert press.versions()[0].sha256[:4] in text(old)
    assert app_client.get(attr(old, "a", "href")).json()["content"]["version"] == 1


# --- the ladder -----------------------------------------------------------------------------------


def test_before_the_first_version_nothing_is_there(app_client: TestClient, clock: Clock) -> None:
    made = Press.of(world.make())
    crowd(made.contest, ("A Thui", 3))
    for moment in (OPENS, DONE):
        if moment == DONE:
            made.close()
            made.prepare()
        clock.set(moment)
        assert app_client.get(url(made)).status_code == 404
        assert app_client.get(url(made, "/versions/1.json")).status_code == 404
        assert app_client.post(url(made, "/receipt"), data={"receipt": "HT-7K2M-94QX"}).status_code == 404


@pytest.mark.parametrize("bad", [NOBODY, *BAD])
def test_no_such_round(app_client: TestClient, press: Press, bad: str) -> None:
    for path in ("", "/versions/1.json"):
        assert app_client.get(f"/results/{bad}{path}").status_code == 404
    assert app_client.post(f"/results/{bad}/receipt", data={"receipt": "x"}).status_code in (404, 422)


@pytest.mark.parametrize("number", ["0", "2", "x", "-1", "1.5", "99999999"])
def test_no_such_version(app_client: TestClient, press: Press, number: str) -> None:
    assert app_client.get(url(press, f"/versions/{number}.json")).status_code == 404


def test_wrong_methods_and_another_site(app_client: TestClient, press: Press) -> None:
    assert app_client.post(url(press)).status_code == 405
    assert app_client.post(url(press, "/versions/1.json")).status_code == 405
    assert app_client.post("/results/verify.py").status_code == 405
    assert app_client.get(url(press, "/receipt")).status_code == 405
    evil = {"Origin": "https://evil.example"}
    assert app_client.post(url(press, "/receipt"), data={"receipt": "x"}, headers=evil).status_code == 403
