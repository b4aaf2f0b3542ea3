"""The own ground: drawn anew by a confined process; `commendations.ground`, `commendations.ground_upload`."""

from __future__ import annotations

import io

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from contest.accounts.states import Role
from contest.commendations import ground_child, ground_drawing, grounds, stocks
from contest.commendations.ground_drawing import Drawn, is_shaped
from contest.errors import Invalid
from contest.jobs import child
from contest.web.database import reading
from tests.contest.commendations import world
from tests.contest.commendations.conftest import OnBoth
from tests.contest.commendations.world import clear
from tests.contest.rounds.conftest import Enter
from tests.parsed import HTMLParser, attr, text
from tests.questions.drawn import data, drawing, noise

A4 = (1188, 840)


def picture(width: int = A4[0], height: int = A4[1], form: str = "PNG", **how: object) -> bytes:
    return data(drawing("a", width, height), form, **how)


def url(made: world.Prizes, ending: str = "upload") -> str:
    return f"/commendations/{made.round_id}/certificates/{ending}"


def bring(browser: TestClient, made: world.Prizes, content: bytes) -> tuple[int, str]:
    """The status, and what is said of the picture."""
    answer = browser.post(url(made), files={"ground": ("nền.png", content, "image/png")})
    found = HTMLParser(answer.text).css("#ground-err")
    return answer.status_code, text(found[0]) if found else ""


def refused(content: bytes) -> str:
    with pytest.raises(Invalid) as wrong:
        grounds.drawn(content)
    return wrong.value.fields["ground"]


# --- the picture itself ---------------------------------------------------------------------------


def test_a_drawing_comes_back_as_it_was_without_anything_else() -> None:
    told = Image.new("RGB", (1, 1)).getexif()
    told[0x010E], told[0x0110] = "BI MAT", "MAY ANH"
    for form in ("PNG", "JPEG"):
        came = picture(form=form, exif=told, comment=b"BI MAT")
        assert b"BI MAT" in came
        made = grounds.drawn(came)
        assert b"BI MAT" not in made.content and b"MAY ANH" not in made.content
        with Image.open(io.BytesIO(made.content)) as image:
            assert (image.format, image.size) == (made.form.upper(), A4)
            assert not image.getexif()
            assert all(str(name).startswith("jfif") for name in image.info)
    assert grounds.drawn(picture()).form == "png"


def test_a_photograph_is_a_jpeg_and_no_heavier_than_its_limit() -> None:
    made = grounds.drawn(data(noise(*A4), "JPEG", quality=85))
    assert made.form == "jpeg" and len(made.content) <= ground_drawing.STORED_BYTES


def test_a_large_one_is_made_as_fine_as_printers_show() -> None:
    made = grounds.drawn(picture(3600, 2546))
    assert (made.width, made.height) == (3508, 2480)


def test_a_picture_that_lies_on_its_side_is_turned() -> None:
    told = Image.new("RGB", (1, 1)).getexif()
    told[0x0112] = 6
    made = grounds.drawn(picture(840, 1188, "JPEG", exif=told))
    assert (made.width, made.height) == A4


def test_what_is_clear_becomes_white() -> None:
    clear_one = Image.new("RGBA", A4, (255, 0, 0, 0))
    with Image.open(io.BytesIO(grounds.drawn(data(clear_one)).content)) as image:
        assert image.convert("RGB").getextrema() == ((255, 255),) * 3


@pytest.mark.parametrize(
    ("width", "height", "is_taken"),
    [(1200, 849, True), (1200, 832, True), (1200, 831, False), (1200, 865, True), (1200, 866, False)],
)
def test_the_shape_is_a4_within_two_in_a_hundred(width: int, height: int, is_taken: bool) -> None:
    if is_taken:
        made = ground_drawing.drawn(picture(width, height))
        assert (made.width, made.height) == (1200, 848)
    else:
        with pytest.raises(Invalid) as wrong:
            ground_drawing.drawn(picture(width, height))
        assert f"{width} × {height} điểm; cắt còn {width} × 848" in wrong.value.message


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_the_shape_is_that_of_the_sheet(width: int, height: int) -> None:
    assert is_shaped(width, height) == (0.98 <= (width / height) / (297 / 210) <= 1.02) or (
        abs((width / height) / (297 / 210) - 1) - 0.02
    ) == pytest.approx(0, abs=1e-9)


def test_one_that_would_be_blurred() -> None:
    assert ground_drawing.drawn(picture(1100, 778)).width == 1100
    with pytest.raises(Invalid) as wrong:
        ground_drawing.drawn(picture(1099, 777))
    assert wrong.value.message.startswith("Ảnh rộng 1099 điểm, in ra sẽ mờ.")


def test_what_is_no_picture_is_refused_in_words() -> None:
    whole = picture()
    for bad in (b"x", b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>", whole[:400], whole[:-200]):
        assert refused(bad) == ground_drawing.NOT_TAKEN
    assert refused(picture(form="BMP")) == ground_drawing.NOT_TAKEN
    assert refused(picture(form="GIF")) == ground_drawing.NOT_TAKEN
    assert refused(b"") == grounds.EMPTY
    assert refused(b"\x89PNG" + bytes(ground_child.MOST_BYTES)) == grounds.TOO_HEAVY


def test_damaged_bytes_anywhere_are_refused_or_harmless() -> None:
    for form in ("PNG", "JPEG"):
        whole = bytearray(picture(form=form))
        for at in range(0, len(whole), max(1, len(whole) // 8)):
            bad = bytes(whole[:at]) + bytes([whole[at] ^ 0xFF]) + bytes(whole[at + 1 :])
            try:
                made = ground_drawing.drawn(bad)
            except Invalid as wrong:
                assert wrong.message
            else:
                assert (made.width, made.height) == A4


def test_one_that_would_unfold_to_a_gigabyte_is_measured_first() -> None:
    bomb = data(Image.new("1", (29_700, 21_000)))
    assert len(bomb) < ground_child.MOST_BYTES
    assert refused(bomb) in (
        ground_drawing.TOO_LARGE.format(width=29_700, height=21_000),
        ground_drawing.NOT_TAKEN,
    )
    fine = data(Image.new("1", (5940, 4300)))
    assert "quá nhiều điểm (5940 × 4300)" in refused(fine)


@pytest.mark.parametrize(
    ("said", "content"),
    [
        ({"kind": "drawn", "form": "png", "width": 1188, "height": 840}, b"GIF89a"),
        ({"kind": "drawn", "form": "svg", "width": 1188, "height": 840}, b"<svg"),
        ({"kind": "drawn", "form": "png", "width": 1188, "height": 1188}, b"\x89PNG"),
        ({"kind": "drawn", "form": "png", "width": 11880, "height": 8400}, b"\x89PNG"),
        ({"kind": "drawn", "form": "png", "width": "1188", "height": 840}, b"\x89PNG"),
        ({"kind": "drawn"}, b""),
    ],
)
def test_a_child_that_says_something_else_is_not_believed(said: child.Said, content: bytes) -> None:
    with pytest.raises((LookupError, TypeError, ValueError)):
        grounds._made(said, content)


def test_the_child_by_itself() -> None:
    hears, says = io.BytesIO(), io.BytesIO()
    child.send(hears, {}, picture())
    hears.seek(0)
    ground_child.serve(hears, says)
    says.seek(0)
    made = grounds._made(*child.receive(says, grounds.MOST_SAID))
    assert isinstance(made, Drawn) and (made.width, made.height) == A4
    hears, says = io.BytesIO(), io.BytesIO()
    child.send(hears, {}, b"x")
    hears.seek(0)
    ground_child.serve(hears, says)
    says.seek(0)
    assert child.receive(says, 1000) == ({"kind": "refused"}, ground_drawing.NOT_TAKEN.encode())


# --- the pages ------------------------------------------------------------------------------------


def test_bringing_seeing_replacing_and_taking_away(on_both: OnBoth) -> None:
    desk = on_both(Role.ORGANISER)
    made = world.closed(clear(1))
    before = made.audited()
    answer = desk.post(url(made), files={"ground": ("a.png", picture(), "image/png")})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{url(made, 'stock')}?saved=1")
    assert made.audited() == before + 1
    page = HTMLParser(desk.get(answer.headers["location"]).text)
    assert "Đã lưu." in text(page.css_first(".banner"))
    address = attr(page, ".ground-now", "src")
    shown = desk.get(address)
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/png")
    with Image.open(io.BytesIO(shown.content)) as image:
        assert image.size == A4
    assert (
        desk.post(url(made), files={"ground": ("a.png", picture(1200, 849), "image/png")}).status_code == 303
    )
    assert desk.get(address).status_code == 404
    with reading() as db:
        known = grounds.known(db, world_campaign(made))
    assert known is not None and (known.width, known.height) == (1200, 848)
    for times in (1, 0):
        rows = made.audited()
        assert desk.post(url(made), data={"remove": "1"}).status_code == 303
        assert made.audited() == rows + times
    assert HTMLParser(desk.get(url(made, "stock")).text).css(".ground-now") == []


def world_campaign(made: world.Prizes) -> str:
    return made.draft().occasion.campaign_id


def test_a_bad_file_is_told_at_its_field_and_the_old_one_stays(organiser: TestClient) -> None:
    made = world.closed(clear(1))
    assert bring(organiser, made, picture()) == (303, "")
    assert bring(organiser, made, picture(1200, 1200))[0] == 422
    assert "đúng tỷ lệ khổ A4" in bring(organiser, made, picture(1200, 1200))[1]
    assert bring(organiser, made, b"x") == (422, ground_drawing.NOT_TAKEN)
    assert bring(organiser, made, b"") == (422, grounds.EMPTY)
    assert organiser.post(url(made), data={}).status_code == 422
    assert len(HTMLParser(organiser.get(url(made, "stock")).text).css(".ground-now")) == 1


def test_a_reload_leads_back_and_bad_addresses_lead_nowhere(organiser: TestClient) -> None:
    made = world.closed(clear(1))
    answer = organiser.get(url(made))
    assert (answer.status_code, answer.headers["location"]) == (303, url(made, "stock"))
    for bad in ("0" * 16, "x" * 16, "0"):
        assert organiser.get(url(made, f"ground/{bad}")).status_code == 404
    assert organiser.post(url(made, f"ground/{'0' * 16}")).status_code == 405
    assert organiser.get("/commendations/0000000000000/certificates/upload").status_code == 404
    assert organiser.post("/commendations/0000000000000/certificates/upload").status_code == 404


def test_strangers_and_those_who_only_look(app_client: TestClient, enter: Enter) -> None:
    looks = enter(Role.VIEWER)
    made = world.closed(clear(1))
    assert bring(looks, made, picture())[0] == 403
    assert looks.get(url(made, f"ground/{'0' * 16}")).status_code == 403
    app_client.cookies.clear()
    assert app_client.post(url(made), files={"ground": ("a", picture(), "image/png")}).status_code == 401
    assert app_client.get(url(made, f"ground/{'0' * 16}")).status_code == 303
    with reading() as db:
        assert grounds.known(db, world_campaign(made)) is None


def test_another_contest_has_its_own(organiser: TestClient) -> None:
    made, other = world.closed(clear(1)), world.closed(clear(1), slug="khac")
    bring(organiser, made, picture())
    with reading() as db:
        known = grounds.known(db, world_campaign(made))
        assert known is not None and grounds.known(db, world_campaign(other)) is None
        assert len(stocks.ways(known)) == 4 and len(stocks.ways(None)) == 2
    assert organiser.get(url(other, f"ground/{known.digest}")).status_code == 404
    assert organiser.get(url(made, f"ground/{known.digest}")).status_code == 200
