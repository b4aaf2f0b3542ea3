"""What the pages say, as values: seconds left, privacy, QR code, rules."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contest.campaigns import qr_code, service, showing
from contest.campaigns.progress import Progress
from contest.campaigns.service import RoundDraft, RoundView
from contest.campaigns.states import RoundState
from contest.office.rules import Notice
from contest.ruleset.rules import Counting
from contest.ruleset.wording import COUNTED
from contest.web.database import reading, writing
from tests.conftest import Clock
from tests.contest.campaigns.conftest import CLOSES, OPENS, draft, rules

MS = timedelta(milliseconds=1)


@pytest.fixture
def view(contest: str, clock: Clock) -> RoundView:
    """The contest's round."""
    with reading() as db:
        return service.view(db, contest, clock.now)


def at(contest: str, now: object) -> int:
    with reading() as db:
        return showing.seconds_left(service.view(db, contest, now), now)  # ty: ignore[invalid-argument-type]


def test_the_time_shown_is_never_more_than_is_left(contest: str) -> None:
    assert at(contest, OPENS) == int((CLOSES - OPENS).total_seconds())
    assert at(contest, CLOSES - 1001 * MS) == 1
    assert at(contest, CLOSES - 999 * MS) == 0
    assert at(contest, CLOSES) == 0
    assert at(contest, CLOSES + timedelta(days=1)) == 0


def test_the_door_is_not_promised_too_early(contest: str) -> None:
    assert at(contest, OPENS - MS) == 1
    assert at(contest, OPENS - 1000 * MS) == 1
    assert at(contest, OPENS - 1001 * MS) == 2


def test_lines() -> None:
    assert showing.lines(" A \n\n B") == ("A", "B")
    assert showing.lines("") == ()


def test_a_card(view: RoundView) -> None:
    card = showing.card(view)
    assert card.title == "Chuyển đổi số và cải cách hành chính"
    assert card.organiser == "UBND xã Đăk Tô, Đoàn xã Đăk Tô"
    assert (card.phase, card.opens, card.closes) == ("open", OPENS, CLOSES)


def test_landing_of_a_visitor_and_of_an_entrant(view: RoundView, clock: Clock) -> None:
    visitor = showing.landing(view, None, clock.now)
    assert not visitor.mine.entered
    assert (visitor.minutes, visitor.attempts, visitor.kind) == (15, 1, showing.KIND)
    entrant = showing.landing(view, Progress(attempts_left=1), clock.now)
    assert entrant.mine.entered
    assert entrant.mine.attempts_left == 1


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Cuộc thi Chuyển đổi số", ""),
        ("Hội thi Tin học trẻ", ""),
        ("Tìm hiểu\nchuyển đổi số", "Cuộc thi"),
        ("Chuyển đổi số", showing.KIND),
    ],
)
def test_a_title_that_names_its_kind_needs_no_other(
    title: str, kind: str, contest: str, clock: Clock
) -> None:
    with writing() as db:
        first = RoundDraft("T", OPENS, CLOSES, rules())
        made = service.create(db, draft(slug="khac", title=title, first=first), clock.now)
        assert showing.landing(service.view(db, made, clock.now), None, clock.now).kind == kind


@pytest.mark.parametrize("way", Counting)
def test_each_way_of_counting_has_words(way: Counting) -> None:
    assert COUNTED[way].startswith("lấy ")


def test_the_rules_page_carries_digest_and_commitment(view: RoundView) -> None:
    page = showing.rules_page(view)
    assert view.rules_sha256.startswith(page.digest)
    assert len(page.digest) == 16
    assert page.commitment == view.seed_commitment
    assert view.seed.hex() not in repr(page)
    assert page.sections[0].title == "Điều 1. Đối tượng dự thi"


def test_the_privacy_notice(view: RoundView) -> None:
    notice = showing.privacy(view, Notice())
    assert "UBND xã Đăk Tô, Đoàn xã Đăk Tô" in notice.holder
    assert "0260 000 0000" in notice.holder
    assert notice.kept_until.startswith("11/10/2027")
    assert (notice.version, notice.dated) == ("1", Notice().dated)


def test_audience(view: RoundView, contest: str, clock: Clock) -> None:
    assert showing.audience(view) == ""
    with writing() as db:
        first = RoundDraft("T", OPENS, CLOSES, rules(youngest=12))
        made = service.create(db, draft(slug="khac", first=first), clock.now)
        assert showing.audience(service.view(db, made, clock.now)) == "Mọi người từ 12\u00a0tuổi"


def test_a_qr_code_is_a_whole_svg() -> None:
    svg = qr_code.svg("https://thi.example/campaigns/thi/entries/code#W6RD3PZK")
    assert svg.startswith("<svg")
    assert 'xmlns="http://www.w3.org/2000/svg"' in svg
    assert "W6RD3PZK" not in svg


def test_a_board_after_the_close_only(contest: str, clock: Clock) -> None:
    with writing() as db:
        assert not showing.has_board(service.view(db, contest, clock.now))
        service.set_state(db, contest, RoundState.READY, RoundState.CLOSED)
        assert showing.has_board(service.view(db, contest, clock.now))
