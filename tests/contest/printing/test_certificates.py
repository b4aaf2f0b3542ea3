"""Certificates: every design, names of any length, one page each, a code that leads to the proof."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image

from contest.printing import certificates, logo, overlay
from contest.printing.certificates import Certificate, Design, pdf
from contest.printing.listing import Signer
from contest.printing.overlay import Placing
from tests.contest.printing import pdfs, samples

ALL = pytest.mark.parametrize("design", list(Design))
LONG = samples.LONG_NAME
NAMES = ("A Én", LONG[:24], LONG[:45], LONG, f"{LONG} Ngọc Diệp")
FONTS = {Design.WOVEN: "Tinos", Design.STAGE: "BeVietnamPro", Design.YOUTH: "BeVietnamPro"}


def png(width: int = 300, height: int = 300) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (width, height), (11, 85, 190, 128)).save(out, "PNG")
    return out.getvalue()


def squeezed(text: str) -> str:
    return text.replace(" ", "")


def rendered(content: bytes, page: int = 0) -> str:
    return squeezed(pdfs.text(content, page))


@ALL
def test_a_page_each_on_a4_lying_down(design: Design) -> None:
    content = pdf(design, [samples.certificate(name) for name in NAMES])
    assert len(pdfs.opened(content).pages) == len(NAMES)
    assert pdfs.sizes(content) == {(297, 210)}


@ALL
def test_everything_stands_on_it(design: Design) -> None:
    told = rendered(pdf(design, [samples.certificate()]))
    for said in (
        *("BAN TỔ CHỨC HỘI THI", "GIẤY CHỨNG NHẬN", "Y Hương Giang", "Chi đoàn Trường THCS Nguyễn Du", "đạt"),
        *("tìm hiểu chuyển đổi số năm 2026", "15/15 câu đúng", "Đăk Tô, ngày 12 tháng 10 năm 2026"),
        *("TM. BAN TỔ CHỨC", "TRƯỞNG BAN", "Nguyễn Thanh Tùng", "Số: 05/CN-BTC", "hoithi.example.vn/cn/"),
    ):
        assert squeezed(said) in told, said
    assert squeezed("giải nhất") in told.casefold()


@ALL
@pytest.mark.parametrize("name", NAMES, ids=len)
def test_a_name_of_any_length_stands_whole_between_the_edges(design: Design, name: str) -> None:
    content = pdf(design, [samples.certificate(name)])
    assert squeezed(name) in rendered(content)
    for text, (x, y) in pdfs.places(content).items():
        assert 9 < x < 288 and 9 < y < 201, text


@ALL
def test_everything_long_at_once_stays_on_one_page(design: Design) -> None:
    long = samples.LONG_NAME
    signer = Signer(("TM. " + long, "KT. Trưởng ban", "Phó Trưởng ban thường trực"), long)
    facts: dict[str, Any] = {"unit": long, "contest": f"{long} {long}", "achievement": long, "prize": long}
    one = samples.certificate(long, signer=signer, organiser_lines=(long, long, long), **facts)
    content = pdf(design, [one], png())
    assert len(pdfs.opened(content).pages) == 1
    assert rendered(content).count(squeezed("Phương Trinh")) >= 5
    assert all(9 < y < 201 for _, y in pdfs.places(content).values())


@ALL
def test_one_word_without_end_shrinks(design: Design) -> None:
    content = pdf(design, [samples.certificate("Ă" * 120)])
    assert "Ă" * 120 in rendered(content)


@ALL
def test_only_the_designs_font_is_in_it(design: Design) -> None:
    assert {name.partition("-")[0] for name in pdfs.fonts(pdf(design, [samples.certificate()]))} == {
        FONTS[design]
    }


@ALL
def test_empty_texts_leave_nothing(design: Design) -> None:
    bare = Certificate((), "Giấy chứng nhận", "A Thui", "", "", "", "", "", Signer((), ""), "", "")
    assert rendered(pdf(design, [bare])) == squeezed("GIẤY CHỨNG NHẬN A Thui đã tham gia")


@ALL
def test_it_proves_to_be_accessible_and_says_what_it_is(design: Design) -> None:
    reader = pdfs.opened(pdf(design, [samples.certificate()], png(), standards=["ua-1"]))
    assert reader.metadata and str(reader.metadata.title).startswith("Giấy chứng nhận, Hội thi")
    root: Any = reader.trailer["/Root"]
    assert str(root["/Lang"]).startswith("vi")


@ALL
def test_the_same_gives_the_same_bytes(design: Design) -> None:
    first = pdf(design, [samples.certificate()], png())
    certificates._ground.cache_clear()
    assert pdf(design, [samples.certificate()], png()) == first


@pytest.mark.parametrize("odd", ["#panic()", "*An*", "$x$", "\\An", "<An>", '"An"', "@an", "= An"])
def test_what_was_typed_is_never_markup(odd: str) -> None:
    assert squeezed(odd) in rendered(pdf(Design.YOUTH, [samples.certificate(odd)]))


def test_every_design_has_a_name_to_choose_by() -> None:
    assert set(certificates.DESIGN_NAMES) == set(Design) and len(Design) >= 3


def test_the_ground_is_in_the_file_once() -> None:
    """Else five hundred certificates would be a hundred megabytes."""
    one, many = (len(pdf(Design.WOVEN, [samples.certificate()] * count)) for count in (1, 21))
    assert (many - one) / 20 < 8_000


def test_none_is_an_empty_page_and_no_error() -> None:
    assert len(pdfs.opened(pdf(Design.STAGE, [])).pages) == 1


@pytest.mark.parametrize("shape", [(300, 300), (2_000, 200), (100, 900), (1, 1)])
def test_a_logo_of_any_shape_stays_on_the_page(shape: tuple[int, int]) -> None:
    for design in Design:
        assert len(pdfs.opened(pdf(design, [samples.certificate()], png(*shape))).pages) == 1


def test_a_logo_is_made_small() -> None:
    small, ratio = logo.plain_png(png(3_000, 1_000))
    assert Image.open(io.BytesIO(small)).size == (800, 267)
    assert ratio == pytest.approx(3, abs=0.01)


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", png()[:60], b"<svg/>"])
def test_what_is_no_png_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="not a PNG"):
        pdf(Design.WOVEN, [samples.certificate()], content)


def test_only_those_with_an_address_have_a_code() -> None:
    plain = samples.certificate("A Thui", verify_url="")
    codes = certificates._codes(
        [samples.certificate(), plain, samples.certificate(verify_url="https://a.vn/b")]
    )
    assert [bool(code) for code in codes] == [True, False, True] and codes[0] != codes[2]


@ALL
@pytest.mark.parametrize(
    "picture", [None, png(), png(2_000, 200), png(100, 900)], ids=["none", "1:1", "10:1", "1:9"]
)
def test_short_ones_need_no_measuring(
    design: Design, picture: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long as may be, in letters as wide as a person's words have: the measured page is the same."""
    words = "Nguyễn Mường Hoàng Hương Quỳnh Mường Dương Phương Nhường Hoàng"
    facts: dict[str, Any] = {name: words[:most] for name, most in certificates.MOST_LETTERS.items()}
    signer = Signer((words[: certificates.MOST_AUTHORITY],) * 2, words)
    name = facts.pop("name")
    one = samples.certificate(
        name, organiser_lines=(words[: certificates.MOST_ORGANISER],) * 2, signer=signer, **facts
    )
    assert certificates._is_short(one)
    quick = pdfs.places(pdf(design, [one], picture))
    monkeypatch.setattr(certificates, "_is_short", lambda one: False)
    measured = pdfs.places(pdf(design, [one], picture))
    assert quick == measured and len(quick) >= 10


@ALL
@pytest.mark.parametrize("letters", [*range(8, 40, 4)])
def test_what_needs_no_shrinking_is_not_measured(
    design: Design, letters: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The wider a name, a prize and a signer's name grow, the page is the one that is measured."""
    words = "Mường Hoàng Hương Quỳnh Mường Dương Phương"[:letters].strip()
    one = replace(samples.certificate(words), prize=words, signer=Signer(("TRƯỞNG BAN",), words))
    quick = pdfs.places(pdf(design, [one]))
    form = pdfs.places(overlay.pdf(Placing(design), [one]))
    monkeypatch.setattr(certificates, "_is_narrow", lambda name, text: False)
    assert quick == pdfs.places(pdf(design, [one]))
    assert form == pdfs.places(overlay.pdf(Placing(design), [one]))


def test_narrow_and_wide() -> None:
    assert certificates._is_narrow("name", "Nguyễn Thị Thanh Hương")
    assert not certificates._is_narrow("name", samples.LONG_NAME)
    assert certificates._is_narrow("prize", "Giải Khuyến khích")
    assert not certificates._is_narrow("prize", samples.LONG_NAME)
    assert not certificates._is_narrow("signer", "")


@pytest.mark.parametrize("name", list(certificates.MOST_LETTERS))
def test_long_ones_are_measured(name: str) -> None:
    assert certificates._is_short(samples.certificate())
    assert not certificates._is_short(replace(samples.certificate(), **{name: "A" * 80}))
    assert not certificates._is_short(samples.certificate(organiser_lines=("A",) * 3))
