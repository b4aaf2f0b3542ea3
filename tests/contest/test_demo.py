"""The demo: the same one each time, never in somebody else's folder, every address of it opens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

from contest import app as application
from contest import demo, serving, settings
from contest.accounts import passwords
from contest.announce import Reach
from contest.attempts import papers
from contest.campaigns import pools
from contest.campaigns import service as campaigns
from contest.errors import CannotStart
from contest.ruleset.rules import BoardShown, PredictionTarget, ScoreShown
from contest.settings import Settings
from contest.web.database import Database, reading
from questions import packs
from questions.authoring import banks, listing
from questions.authoring.views import Wanted
from questions.blueprint import shortages
from tests.conftest import Clock
from tests.parsed import HTMLParser


@pytest.fixture
def data(
    sqlite_database: Database, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """An empty installation; hashes are cheap here."""
    monkeypatch.setattr(passwords, "_scheme", passwords._scheme.using(memory_cost=8, rounds=1))
    monkeypatch.setattr(settings, "_current", Settings(tmp_path, "", bytes(32)))
    yield tmp_path


def test_asked_twice_it_is_the_same(data: Path, clock: Clock) -> None:
    first = demo.ensure(data, clock.now)
    assert demo.ensure(data, clock.move(days=2)) == first
    assert (data / demo.MARK).stat().st_mode & 0o777 == 0o600
    assert first.password not in (first.login, "") and len(first.password) == 14


def test_two_contests_with_their_rules(data: Path, clock: Clock) -> None:
    made = demo.ensure(data, clock.now)
    with reading() as db:
        live = campaigns.view(db, made.round, clock.now)
        predicted = campaigns.view(db, made.predicted_round, clock.now)
    assert (live.rules.attempts_allowed, live.rules.prediction) == (1, None)
    assert (live.rules.visibility.score, live.rules.visibility.board) == (ScoreShown.AT_ONCE, BoardShown.LIVE)
    assert (predicted.rules.attempts_allowed, predicted.rules.prediction) == (
        3,
        PredictionTarget.PARTICIPANTS,
    )
    for view in (live, predicted):
        assert view.phase.value == "open"


def test_titles_fit_a_phone(data: Path, clock: Clock) -> None:
    for draft in (demo._live(clock.now), demo._predicted(clock.now)):
        lines = draft.title.splitlines()
        assert 2 <= len(lines) <= 3 and all(len(line) <= 32 for line in lines)


def test_every_address_opens_without_a_cookie(data: Path, clock: Clock) -> None:
    made = demo.ensure(data, clock.now)
    facts = demo.facts(made, Reach(80))
    app = application.create_app(settings.current())
    addresses = [str(value) for value in facts.values() if str(value).startswith("http")]
    assert len(addresses) >= 6
    for address in addresses:
        answer = TestClient(app).get(urlsplit(address).path or "/", follow_redirects=False)
        assert answer.status_code == 200, address
        assert HTMLParser(answer.text).css_first("h1, h2") is not None


def test_a_fresh_start_takes_all_but_the_held_lock(tmp_path: Path) -> None:
    for name in ("server.lock", "hoithi.sqlite3", demo.MARK):
        (tmp_path / name).write_text("{}")
    (tmp_path / "exports").mkdir()
    demo.start_fresh(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["server.lock"]
    demo.start_fresh(tmp_path)


def test_a_foreign_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "luận văn.docx").write_text("x")
    with pytest.raises(CannotStart, match="không phải của bản dùng thử"):
        demo.start_fresh(tmp_path)
    assert (tmp_path / "luận văn.docx").exists()


def test_a_real_installation_is_not_filled_with_samples(data: Path, clock: Clock) -> None:
    demo.ensure(data, clock.now)
    (data / demo.MARK).unlink()
    with pytest.raises(CannotStart, match="không dùng"):
        demo.ensure(data, clock.now)


def test_a_mark_without_data_is_no_demo(data: Path, clock: Clock) -> None:
    (data / demo.MARK).write_text("{}")
    assert demo.ensure(data, clock.now).contest == demo.LIVE


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"contest": 1}'])
def test_a_broken_mark_says_the_way_out(data: Path, clock: Clock, content: str) -> None:
    demo.ensure(data, clock.now)
    (data / demo.MARK).write_text(content)
    with pytest.raises(CannotStart, match="--fresh"):
        demo.ensure(data, clock.now)


def test_every_demo_draws_alike_but_has_its_own_password(tmp_path: Path, clock: Clock) -> None:
    made = []
    for name in ("one", "other"):
        folder = tmp_path / name
        folder.mkdir()
        demo.lay_key(folder)
        made.append((prepared(folder), demo.ensure(folder, clock.now)))
    (first, one), (second, other) = made
    assert first == second
    assert (one.round, one.predicted_round) == (other.round, other.predicted_round)
    assert one.password != other.password


def test_a_demos_key_is_private_and_an_earlier_one_stays(tmp_path: Path) -> None:
    demo.lay_key(tmp_path)
    key = tmp_path / "server.key"
    assert key.stat().st_mode & 0o077 == 0
    key.write_bytes(b"x" * 32)
    demo.lay_key(tmp_path)
    assert key.read_bytes() == b"x" * 32


def prepared(folder: Path) -> bytes:
    """A migrated database in this folder; the key it goes with."""
    loaded = settings.load(folder, f"sqlite:///{folder / 'hoithi.sqlite3'}")
    serving.prepare(loaded)
    return loaded.secret


def test_every_text_of_a_sample_says_that_it_is_one(data: Path, clock: Clock) -> None:
    for draft in (demo._live(clock.now), demo._predicted(clock.now)):
        assert "dữ liệu mẫu" in draft.organiser and "dữ liệu mẫu" in draft.contact
        assert draft.about.startswith("Dữ liệu mẫu để dùng thử.") and draft.is_sample
        assert draft.audience and not draft.audience.endswith(".")


def test_all_packs_are_in_the_bank_in_their_own_names(data: Path, clock: Clock) -> None:
    demo.ensure(data, clock.now)
    with reading() as db:
        (bank,) = (one.bank for one in banks.every(db) if one.bank.slug == demo.BANK)
        stored = listing.search(db, bank.id, Wanted(), clock.now.date()).rows
    assert {one.newest.approver for one in stored} == {pack.approver for pack in packs.every()}
    assert len(stored) == sum(len(packs.questions_of(pack)) for pack in packs.every())
    assert bank.is_sample


def test_the_demo_still_works_when_all_its_questions_have_run_out(data: Path, clock: Clock) -> None:
    made = demo.ensure(data, clock.move(days=365 * 20))
    with reading() as db:
        for round_id in (made.round, made.predicted_round):
            view = campaigns.view(db, round_id, clock.now)
            pool = pools.pool(db, demo.BANK, view.rules, view.opens_at, view.number)
            assert not shortages(papers.blueprint(view), pool)
            assert len(pool) == sum(len(packs.questions_of(pack)) for pack in packs.every())


def test_prizes_and_audience_stand_on_the_front_page_and_in_the_rules(data: Path, clock: Clock) -> None:
    demo.ensure(data, clock.now)
    browser = TestClient(application.create_app(settings.current()))
    for slug in (demo.LIVE, demo.PREDICTED):
        page = HTMLParser(browser.get(f"/campaigns/{slug}").text)
        said = [" ".join(prize.text().split()) for prize in page.css(".prizes li")]
        assert said[0] == "Nhất 1 giải 500.000 đồng" and len(said) == 7
        rules = HTMLParser(browser.get(f"/campaigns/{slug}/rules").text).text()
        assert "người dân trên địa bàn xã" in rules and "Giải thưởng" in rules
    assert demo.PRIZES.planned == demo.PRIZES.budget
