"""The pages of the desk, rendered from samples and read as HTML: log-in, rounds, one round."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from contest.accounts.pages import LoginPage, SetupPage
from contest.rounds import pages as desk
from contest.standings import hall_pages as hall
from tests import samples_accounts as accounts
from tests import samples_archives as archives
from tests import samples_byhand as byhand
from tests import samples_complaints as complaints
from tests import samples_dashboards as dashboards
from tests import samples_desk as samples
from tests import samples_elsewhere as elsewhere
from tests import samples_feedback as feedback
from tests import samples_own as own_data
from tests import samples_privacy as privacy
from tests import samples_regrades as regrades
from tests import samples_reports as reports
from tests import samples_results as results
from tests import samples_rounds as several
from tests import samples_running as running
from tests import samples_signals as signals
from tests import samples_suggestions as suggestions
from tests import samples_summaries as summaries
from tests import samples_variants as variants
from tests.parsed_desk import PHASES, ROUND, desk_addresses, filled, said, shown

__all__ = ["desk_addresses"]  # a fixture; pytest finds it by its name here

pytestmark = pytest.mark.usefixtures("desk_addresses")


EVERY: dict[str, Any] = {
    "login": LoginPage(),
    "login, wrong": LoginPage("nhung", "Tên đăng nhập hoặc mật khẩu chưa đúng."),
    "setup": SetupPage(),
    "setup, wrong": SetupPage({"code": "x"}, {"code": "Mã chưa đúng.", "password": "Ngắn quá."}),
    **{f"accounts: {name}": page for name, page in accounts.SAMPLES.items()},
    "index": samples.index(),
    "index, empty": replace(samples.index(), campaigns=()),
    **{f"show, {phase}": samples.show(phase) for phase in PHASES},
    **{f"results, {phase}": samples.results(phase) for phase in PHASES},
    "confirm closing": samples.show(confirm=desk.Confirm.CLOSING),
    "confirm opening": samples.show("draft", confirm=desk.Confirm.OPENING),
    "entries": samples.entries(),
    **{f"running: {name}": page for name, page in running.SAMPLES.items()},
    **{f"several rounds: {name}": page for name, page in several.DESK.items()},
    **several.HALLS,
    "show, selects": samples.show("closed", selects=((samples.ROUND, "Chung kết", False),), selected=True),
    "results, season": samples.results(season=True),
    **{f"byhand: {name}": page for name, page in byhand.SAMPLES.items()},
    **{f"suggestions: {name}": page for name, page in suggestions.SAMPLES.items()},
    **{f"privacy: {name}": page for name, page in privacy.SAMPLES.items()},
    **{f"variants: {name}": page for name, page in variants.SAMPLES.items()},
    **{f"archives: {name}": page for name, page in archives.SAMPLES.items()},
    **{f"signals: {name}": page for name, page in signals.SAMPLES.items()},
    **{f"own data: {name}": page for name, page in own_data.DESK_SAMPLES.items()},
    **{f"results: {name}": page for name, page in results.DESK.items()},
    **{f"elsewhere: {name}": page for name, page in elsewhere.SAMPLES.items()},
    **{f"feedback: {name}": page for name, page in feedback.DESK_SAMPLES.items()},
    **{f"complaints: {name}": page for name, page in complaints.DESK_SAMPLES.items()},
    **{f"dashboards: {name}": page for name, page in dashboards.SAMPLES.items()},
    **{f"summaries: {name}": page for name, page in summaries.SAMPLES.items()},
    **{f"regrades: {name}": page for name, page in regrades.SAMPLES.items()},
    "show, corrected": samples.show("closed", corrected=2),
    **{f"reports: {name}": page for name, page in reports.SAMPLES.items()},
    "entries, issued": samples.entries(issued=samples.issued()),
    **{f"hall, {phase}": hall.HallPage(samples.ROUND, samples.live(phase)) for phase in PHASES},
    "hall, kept": hall.HallPage(samples.ROUND, samples.live(public=False)),
}


class TestEveryPage:
    @pytest.mark.parametrize("name", sorted(EVERY))
    def test_it_is_one_whole_page_with_one_heading(self, name: str) -> None:
        page = shown(EVERY[name])
        assert len(page.css("main")) == 1
        assert len(page.css("h1")) == 1
        assert said(page, "title")
        ids = [node.attributes["id"] for node in page.css("[id]")]
        assert len(ids) == len(set(ids))

    @pytest.mark.parametrize("name", sorted(EVERY))
    def test_it_has_at_most_one_filled_button(self, name: str) -> None:
        assert len(filled(shown(EVERY[name]))) <= 1

    @pytest.mark.parametrize("name", sorted(EVERY))
    def test_it_shouts_at_nobody_and_shows_no_code_word(self, name: str) -> None:
        text = said(shown(EVERY[name]))
        assert "!" not in text
        assert "vui lòng" not in text.lower()
        for word in ("None", "Phase", "True", "False", "{{"):
            assert word not in text

    @pytest.mark.parametrize("name", sorted(EVERY))
    def test_every_field_has_a_name_to_be_called_by(self, name: str) -> None:
        page = shown(EVERY[name])
        labelled = {label.attributes.get("for") for label in page.css("label")}
        for field in page.css("input:not([type=hidden], [type=radio], [type=checkbox]), select"):
            assert field.attributes.get("aria-label") or field.attributes.get("id") in labelled

    @pytest.mark.parametrize("name", sorted(EVERY))
    def test_the_hall_is_always_light_and_the_desk_follows_the_reader(self, name: str) -> None:
        root = shown(EVERY[name]).css_first("html")
        assert root is not None
        assert root.attributes.get("data-theme") == ("light" if name.startswith("hall") else None)


class TestLogin:
    def test_after_a_wrong_try_the_name_stays_and_the_password_has_the_cursor(self) -> None:
        page = shown(LoginPage("nhung", "Chưa đúng."))
        name, password = page.css_first("#login"), page.css_first("#password")
        assert name is not None and password is not None
        assert name.attributes["value"] == "nhung"
        assert password.attributes["value"] in ("", None)
        assert "autofocus" in password.attributes and "autofocus" not in name.attributes
        assert said(page, "[role=alert]") == "Chưa đúng."

    def test_at_first_the_cursor_is_in_the_name(self) -> None:
        assert shown(LoginPage()).css_first("#login[autofocus]") is not None

    def test_where_to_go_on_is_carried_along(self) -> None:
        field = shown(LoginPage(next=ROUND)).css_first("input[name=next]")
        assert field is not None and field.attributes["value"] == ROUND
        assert shown(LoginPage()).css_first("input[name=next]") is None

    def test_nobody_is_named_before_log_in(self) -> None:
        assert shown(LoginPage()).css_first(".who") is None


class TestSetup:
    def test_errors_stand_at_their_fields_and_lead_there(self) -> None:
        page = shown(SetupPage({"code": "ABCD"}, {"code": "Mã chưa đúng."}))
        code = page.css_first("#code")
        assert code is not None
        assert (code.attributes["value"], code.attributes["aria-invalid"]) == ("ABCD", "true")
        assert said(page, "#code-err") == "Mã chưa đúng."
        assert page.css_first('[role=alert] a[href="#code"]') is not None

    def test_passwords_are_never_shown_again(self) -> None:
        page = shown(SetupPage({"password": "bi-mat-cua-toi"}, {"name": "Nhập họ tên."}))
        assert "bi-mat-cua-toi" not in (page.html or "")


class TestIndex:
    def test_each_round_leads_to_its_page_and_says_its_phase(self) -> None:
        rows = shown(samples.index()).css("table.rounds tbody tr")
        assert [said(row, ".chip") for row in rows] == [
            *("Đã đóng", "Đang chốt kết quả", "Đang mở", "Chờ đến giờ mở", "Đang soạn")
        ]
        link = rows[0].css_first("th a")
        assert link is not None and link.attributes["href"] == ROUND

    def test_a_contest_without_rounds_and_no_contest_at_all_say_so(self) -> None:
        assert "chưa có vòng nào" in said(shown(samples.index()))
        assert said(shown(replace(samples.index(), campaigns=())), ".empty b") == "Chưa có cuộc thi nào."


class TestShow:
    @pytest.mark.parametrize(
        ("phase", "deed"),
        [
            ("draft", ""),  # what is to do before it comes first
            ("waiting", ""),
            ("open", ""),
            ("closing", "Chốt kết quả"),
            ("closed", ""),
        ],
    )
    def test_the_filled_button_is_the_next_step_only(self, phase: str, deed: str) -> None:
        assert filled(shown(samples.show(phase))) == ([deed] if deed else [])

    @pytest.mark.parametrize("phase", PHASES)
    def test_who_only_looks_sees_no_deed(self, phase: str) -> None:
        page = shown(samples.show(phase, staff=samples.VIEWER))
        assert page.css_first(".deed") is None
        assert "Bạn được xem" in said(page)

    def test_closing_early_is_a_link_to_a_question_not_a_deed(self) -> None:
        page = shown(samples.show())
        assert [form.attributes["action"] for form in page.css("form")] == ["/accounts/logout"]
        links = [link.attributes["href"] for link in page.css("a.deed")]
        assert links == [f"{ROUND}/pause", f"{ROUND}/extension", f"{ROUND}?confirm=closing"]

    def test_a_paused_round_says_so_and_offers_to_go_on(self) -> None:
        paused = replace(samples.round_view(), paused_at=samples.NOW)
        page = shown(samples.show(round=paused, counts=samples.counts(paused_at=samples.NOW)))
        assert said(page, "h1 .chip") == "Đang tạm dừng"
        assert "Đang tạm dừng từ 09:17" in said(page, "#todo")
        assert filled(page) == ["Chạy tiếp"]
        assert "im lặng" not in said(page, ".now-counts")

    def test_who_is_silent_is_a_line_of_what_to_do_for_helpers_alone(self) -> None:
        counts = samples.counts(silent=4)
        assert "4 người im lặng" in said(shown(samples.show(counts=counts)), "#todo")
        looks = shown(samples.show(counts=counts, staff=samples.VIEWER))
        assert "im lặng" not in said(looks, "#todo") and "4 im lặng" in said(looks, "#counts")

    def test_closing_waits_for_those_with_time_left(self) -> None:
        page = shown(samples.show("closing", counts=samples.counts("closing", answering=2)))
        assert "Chờ 2 người còn giờ làm bài" in said(page, "#counts")

    def test_the_question_says_how_many_stop(self) -> None:
        page = shown(samples.show(confirm=desk.Confirm.CLOSING))
        form = page.css_first("#confirm")
        assert form is not None
        assert (form.attributes["method"], form.attributes["action"]) == ("post", f"{ROUND}/closing")
        assert said(form, "h2") == "Đóng tuần 4 sớm?"
        assert "7 người đang làm bài sẽ dừng ngay." in said(form, "p")
        assert filled(page) == ["Đóng ngay"]
        back = form.css_first("a.quiet")
        assert back is not None and back.attributes["href"] == ROUND

    def test_the_question_with_nobody_answering(self) -> None:
        page = samples.show(confirm=desk.Confirm.CLOSING, counts=samples.counts(answering=0))
        assert "Lúc này không ai đang làm bài." in said(shown(page), "#confirm")

    @pytest.mark.parametrize("phase", ["draft", "waiting"])
    def test_opening_is_asked_too(self, phase: str) -> None:
        page = shown(samples.show(phase, confirm=desk.Confirm.OPENING))
        form = page.css_first("#confirm")
        assert form is not None and form.attributes["action"] == f"{ROUND}/opening"
        assert filled(page) == ["Mở ngay"]

    def test_the_stations_before_are_done_and_one_is_now(self) -> None:
        for index, phase in enumerate(PHASES):
            stations = shown(samples.show(phase)).css(".line li")
            classes = [station.attributes.get("class") for station in stations]
            assert classes[:index] == ["done"] * index
            assert classes[index] == ("done" if phase == "closed" else "now")
            assert classes[index + 1 :] == [None] * (4 - index)
            assert [i for i, s in enumerate(stations) if "aria-current" in s.attributes] == [index]

    def test_a_refusal_is_shown_above(self) -> None:
        page = shown(samples.show(problem="Vòng này vừa được đóng."))
        assert said(page, "[role=alert]") == "Vòng này vừa được đóng."

    def test_the_poster_has_the_address_in_words(self) -> None:
        page = shown(samples.show())
        assert said(page, ".poster b") == samples.ADDRESS
        picture = page.css_first(".poster img")
        assert picture is not None
        assert str(picture.attributes["src"]).startswith("data:image/svg+xml,")
        (link,) = page.css(".poster a")
        assert link.attributes["href"] == f"/planning/{samples.ROUND}/poster.pdf"

    def test_closing_can_be_started_again_only_when_it_is_not_running(self) -> None:
        def buttons(progress: desk.Progress | None) -> list[str]:
            return filled(shown(samples.show("closing", counts=samples.counts("closing", progress=progress))))

        assert buttons(None) == ["Chốt kết quả"]
        assert buttons(desk.Progress("Đang chấm bài", 3, 10)) == []
        assert buttons(desk.Progress("", 0, 0, "Hết chỗ trên ổ đĩa.")) == ["Chốt lại kết quả"]
