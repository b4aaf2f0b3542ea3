"""`paperwork.paper`: the form of one paper and the file, from a real database."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pypdf import PdfReader

from contest.accounts.states import ContestRole
from contest.commendations.papers import DOCX, PDF
from contest.commendations.states import Layout
from contest.paperwork.facts import TIED
from contest.paperwork.states import Kind
from tests.contest.commendations import overall, world
from tests.contest.commendations.test_deciding import THREE_LAST
from tests.contest.commendations.test_rights import give
from tests.contest.commendations.world import clear
from tests.contest.documents import register
from tests.contest.paperwork.reading import opened, runs, told
from tests.parsed import HTMLParser, attr, text

FORM: dict[str, Any] = {
    "layout": "nha_nuoc",
    "number": "5",
    "symbol": "QĐ-BTC",
    "place": "Đăk Tô",
    "day": "12/10/2026",
    "upper_body": "ỦY BAN NHÂN DÂN XÃ ĐĂK TÔ",
    "body": "BAN TỔ CHỨC CUỘC THI",
    "authority": "TM. BAN TỔ CHỨC\r\nTRƯỞNG BAN",
    "signer": "Nguyễn Thanh Tùng",
    "recipients": "Như Điều 4\r\nLưu: VT",
    "decider": "BAN TỔ CHỨC CUỘC THI",
    "addressees": "Chủ tịch UBND xã",
    "praised": ["people||Nhất"],
}


def url(made: world.Prizes, kind: Kind = Kind.AWARD) -> str:
    return f"/paperwork/{made.round_id}/{kind.value}"


def issued(count: int = 3) -> world.Prizes:
    made = world.closed(clear(count))
    made.issue()
    return made


def page(browser: TestClient, made: world.Prizes, kind: Kind = Kind.AWARD, query: str = "") -> HTMLParser:
    answer = browser.get(url(made, kind) + query)
    assert answer.status_code == 200
    return HTMLParser(answer.text)


def fields(found: HTMLParser) -> set[str]:
    return {node.attributes["name"] or "" for node in found.css("main form [name]")}


# --- the form ---------------------------------------------------------------------------------------


def test_the_form_begins_with_what_the_contest_says(organiser: TestClient) -> None:
    found = page(organiser, issued())
    assert attr(found, "[name=upper_body]", "value") == "ỦY BAN NHÂN DÂN XÃ ĐĂK TÔ"
    assert attr(found, "[name=symbol]", "value") == "QĐ-BTC"
    assert attr(found, "nav.tabs [aria-current=page]", "href").endswith("?layout=nha_nuoc")
    assert text(found.css_first("#authority")) == "TM. BAN TỔ CHỨC TRƯỞNG BAN"


@pytest.mark.parametrize("layout", Layout)
def test_another_layout_has_other_words(organiser: TestClient, layout: Layout) -> None:
    found = page(organiser, issued(), query=f"?layout={layout.value}")
    assert attr(found, "[name=layout]", "value") == layout.value
    wanted = {"nha_nuoc": "QĐ-BTC", "doan": "QĐ/ĐTN", "truong_hoc": "QĐ-NT", "dang": "QĐ/ĐU"}
    assert attr(found, "[name=symbol]", "value") == wanted[layout.value]


@pytest.mark.parametrize("odd", ["xa", "%00", "x" * 21])
def test_an_odd_layout(organiser: TestClient, odd: str) -> None:
    answer = organiser.get(f"{url(issued())}?layout={odd}")
    assert answer.status_code == (404 if len(odd) > 20 else 200)


@pytest.mark.parametrize(
    ("kind", "asked", "not_asked"),
    [
        (Kind.AWARD, {"decider", "own_grounds", "number"}, {"addressees", "praised", "second_signer"}),
        (Kind.REQUEST, {"addressees", "praised", "with_money", "own_grounds"}, {"decider"}),
        (Kind.MINUTES, {"second_signer", "second_authority"}, {"own_grounds", "sponsors"}),
        (Kind.COSTS, {"sponsors", "attached_to", "second_signer"}, {"number", "symbol"}),
        (Kind.PRESS, {"layout", "ending"}, {"body", "signer", "recipients"}),
    ],
)
def test_each_asks_what_it_needs(
    organiser: TestClient, kind: Kind, asked: set[str], not_asked: set[str]
) -> None:
    found = fields(page(organiser, issued(), kind))
    assert asked <= found and not not_asked & found


def test_documents_in_force_are_offered_the_usual_ones_ticked(organiser: TestClient) -> None:
    law = register.add(
        replace(register.NEW, number="72/2025/QH15", title="Luật Tổ chức chính quyền địa phương")
    )
    gone = register.add(replace(register.DECREE, in_force_until="31/12/2025"))
    found = page(organiser, issued())
    offered = {node.attributes["value"]: "checked" in node.attributes for node in found.css("[name=grounds]")}
    assert offered.get(law) is True and gone not in offered


def test_the_best_prize_is_ticked_for_praise(organiser: TestClient) -> None:
    found = page(organiser, issued(), Kind.PRAISE)
    ticks = {node.attributes["value"]: "checked" in node.attributes for node in found.css("[name=praised]")}
    assert ticks == {"people||Nhất": True, "people||Nhì": False}


# --- the file ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_every_kind_is_made(organiser: TestClient, kind: Kind, ending: str) -> None:
    made = issued()
    before = made.audited()
    answer = organiser.post(url(made, kind), data=FORM | {"ending": ending})
    assert answer.status_code == 200, answer.text[:2000]
    assert answer.headers["content-type"] == {"docx": DOCX, "pdf": PDF}[ending]
    told_ = answer.headers["content-disposition"]
    assert f'filename="{kind.value}-cds-1' in told_ and told_.endswith(f'.{ending}"')
    assert answer.headers["cache-control"] == "no-store"
    assert made.audited() == before + 1, "that a paper left the server is noted"


def test_the_decision_and_its_list(organiser: TestClient) -> None:
    answer = organiser.post(url(issued()), data=FORM | {"own_grounds": "Căn cứ Thể lệ Cuộc thi\r\n"})
    said = told(runs(opened(answer.content)))
    for wanted in (
        "Số: 05/QĐ-BTC",
        "Căn cứ Thể lệ Cuộc thi.",
        "trao giải cho 03 cá nhân",
        "Người 0001",
        "(Kèm theo Quyết định số 05/QĐ-BTC ngày 12 tháng 10 năm 2026 của Ban Tổ chức Cuộc thi)",
    ):
        assert wanted in said, wanted
    assert "DỰ THẢO" not in said


def test_minutes_carry_the_digest_of_the_issued_list(organiser: TestClient) -> None:
    made = issued()
    answer = organiser.post(url(made, Kind.MINUTES), data=FORM)
    version = HTMLParser(organiser.get(f"/commendations/{made.round_id}/versions/1").text)
    digest = text(version.css_first(".digest code"))
    assert len(digest) == 64 and digest in told(runs(opened(answer.content))).replace(" ", "")


def test_a_draft_marks_its_ties(organiser: TestClient) -> None:
    made = world.closed(THREE_LAST)
    answer = organiser.post(url(made), data=FORM)
    said = told(runs(opened(answer.content)))
    assert "du-thao" in answer.headers["content-disposition"] and "DỰ THẢO" in said
    assert said.count(TIED) == 3
    assert "Ban Tổ chức quyết định, máy không tự cắt" in said
    pdf = organiser.post(url(made, Kind.MINUTES), data=FORM | {"ending": "pdf"})
    assert "DỰ THẢO" in PdfReader(BytesIO(pdf.content)).pages[0].extract_text()


def test_names_that_nobody_agreed_to_publish_are_short_in_the_notice(organiser: TestClient) -> None:
    made = world.closed([("Nguyễn Thị Ánh", 15)], birth_year=2015)
    made.issue()
    notice = told(runs(opened(organiser.post(url(made, Kind.NOTICE), data=FORM).content)))
    award = told(runs(opened(organiser.post(url(made), data=FORM).content)))
    assert "Nguyễn Thị Ánh" in award and "Nguyễn Thị Ánh" not in notice


def test_of_a_whole_contest(organiser: TestClient) -> None:
    made = overall.whole({"An": 10, "Bích": 12}, {"An": 9, "Bích": 1})
    said = told(runs(opened(organiser.post(url(made, Kind.MINUTES), data=FORM).content)))
    assert "từng vòng" in said and "Tuần 2" in said and "DỰ THẢO" in said


# --- what is remembered -----------------------------------------------------------------------------


def test_what_was_typed_is_remembered_for_the_kind_but_number_and_day(organiser: TestClient) -> None:
    made = issued()
    organiser.post(url(made), data=FORM | {"layout": "doan", "decider": "BAN THƯỜNG VỤ ĐOÀN XÃ"})
    found = page(organiser, made)
    assert attr(found, "[name=layout]", "value") == "doan"
    assert attr(found, "[name=decider]", "value") == "BAN THƯỜNG VỤ ĐOÀN XÃ"
    assert [attr(found, f"[name={name}]", "value") for name in ("number", "day")] == ["", ""]
    other = page(organiser, made, Kind.PRAISE)
    assert attr(other, "[name=layout]", "value") == "doan", "the layout is the contest's"
    assert attr(other, "[name=decider]", "value") != "BAN THƯỜNG VỤ ĐOÀN XÃ"


def test_printed_lists_and_papers_leave_each_others_words_alone(organiser: TestClient) -> None:
    made = issued()
    printed = {"version": "1", "body": "BAN TỔ CHỨC HỘI THI", "signer": "Bà Y Bích", "layout": "nha_nuoc"}
    assert organiser.post(f"/commendations/{made.round_id}/print", data=printed).status_code == 200
    found = page(organiser, made)
    assert attr(found, "[name=signer]", "value") == "Bà Y Bích", "the same committee signs both"
    organiser.post(url(made), data=FORM)
    again = HTMLParser(organiser.get(f"/commendations/{made.round_id}/print?version=1").text)
    assert attr(again, "[name=body]", "value") == "BAN TỔ CHỨC HỘI THI"
    organiser.post(f"/commendations/{made.round_id}/print", data=printed)
    assert attr(page(organiser, made), "[name=signer]", "value") == "Nguyễn Thanh Tùng"


def test_who_only_looks_changes_nothing_for_others(
    viewer: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(monkeypatch, ContestRole.VIEWER)
    made = issued()
    assert viewer.post(url(made), data=FORM).status_code == 200
    assert attr(page(viewer, made), "[name=signer]", "value") == ""
