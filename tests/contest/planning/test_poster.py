"""`planning.poster`: one A4 page with the address, the window and a code that a phone reads."""

from __future__ import annotations

import io

from fastapi.testclient import TestClient
from PIL import Image
from pypdf import PdfReader

from contest.office import logos
from contest.office import service as office
from contest.office.rules import Identity
from contest.planning import posters
from contest.web.database import writing
from tests.conftest import Clock
from tests.contest.planning import plans
from tests.contest.rounds import world


def test_one_page_with_everything_on_it(organiser: TestClient, clock: Clock) -> None:
    plans.fill_bank()
    draft = plans.made_by(organiser)
    answer = organiser.get(f"/planning/{draft}/poster.pdf")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.headers["content-disposition"] == 'inline; filename="ap-phich-tim-hieu-chuyen-doi-so.pdf"'
    (page,) = PdfReader(io.BytesIO(answer.content)).pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
    said = " ".join(page.extract_text().split())
    assert "08:00 ngày 06/10/2026" in said.replace("\u00a0", " ")
    assert "/t/tim-hieu-chuyen-doi-so" in said.replace(" ", "")


def test_what_stands_on_it(organiser: TestClient, clock: Clock) -> None:
    plans.fill_bank()
    view = plans.view(plans.made_by(organiser), clock.now)
    wanted = posters.wanted(view, "https://thi.dakto.example", b"png")
    assert wanted.title_lines == ("Tìm hiểu", "chuyển đổi số")
    assert wanted.organiser_lines == ("UBND xã Đăk Tô",)
    assert wanted.qr_text == "https://thi.dakto.example/t/tim-hieu-chuyen-doi-so"
    assert wanted.address == "thi.dakto.example/t/tim-hieu-chuyen-doi-so"
    assert wanted.logo_png == b"png"


def test_it_bears_the_offices_logo(organiser: TestClient, clock: Clock) -> None:
    plans.fill_bank()
    draft = plans.made_by(organiser)
    plain = organiser.get(f"/planning/{draft}/poster.pdf").content
    with writing() as db:
        office.save_identity(db, "staff00000001", Identity(), clock.now, png=logos.shrunk(square()))
    assert len(organiser.get(f"/planning/{draft}/poster.pdf").content) > len(plain)


def square() -> bytes:
    """A picture of one colour."""

    out = io.BytesIO()
    Image.new("RGB", (120, 120), "#14264f").save(out, "PNG")
    return out.getvalue()


def test_a_rehearsals_poster_says_what_it_is(organiser: TestClient, clock: Clock) -> None:
    plans.fill_bank()
    made = organiser.post(f"/planning/{plans.made_by(organiser)}/rehearsal").headers["location"].split("/")[2]
    assert (
        posters.wanted(plans.view(made, clock.now), "http://x").title_lines[0]
        == "Chạy thử, không tính kết quả"
    )


def test_who(viewer: TestClient) -> None:
    contest = world.make(bank=0)
    address = f"/planning/{contest.round_id}/poster.pdf"
    assert viewer.get(address).status_code == 200
    assert viewer.post(address).status_code == 403
    assert viewer.get(f"/planning/{'0' * 13}/poster.pdf").status_code == 404
    viewer.cookies.clear()
    assert viewer.get(address).status_code == 303
