"""Onto forms: only what differs, each text at its own place, moved by tenths of a millimetre."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from contest.printing import certificates, overlay, pdf
from contest.printing.certificates import Design, Ground
from contest.printing.listing import Signer
from contest.printing.overlay import Part, Placing
from tests.contest.printing import pdfs, samples
from tests.questions.drawn import data, drawing, noise

ALL = pytest.mark.parametrize("design", list(Design))
ONE = samples.certificate()


def squeezed(text: str) -> str:
    return text.replace(" ", "").casefold()


def told(content: bytes, page: int = 0) -> str:
    return squeezed(pdfs.text(content, page))


def ground(form: str = "JPEG") -> Ground:
    return Ground(data(drawing("a", 1782, 1260), form), form.lower())


@ALL
def test_no_fixed_words_and_all_that_differs(design: Design) -> None:
    content = overlay.pdf(Placing(design), [ONE, replace(ONE, prize="")])
    assert pdfs.sizes(content) == {(297, 210)}
    words = told(content)
    for fixed in (*ONE.organiser_lines, ONE.title, *ONE.signer.authority, "Số:"):
        assert squeezed(fixed) not in words, fixed
    differs = (ONE.name, ONE.unit, ONE.prize, ONE.contest, ONE.achievement, ONE.place_date, ONE.signer.name)
    for varied in (*differs, "05/CN-BTC", ONE.verify_text):
        assert squeezed(varied) in words, varied
    lines = pdfs.places(content, 1)
    assert not {certificates.AWARDED, certificates.TOOK_PART, ONE.prize} & lines.keys()


@ALL
def test_nothing_but_words_and_the_code_is_drawn(design: Design) -> None:
    bare = overlay.pdf(Placing(design, frozenset()), [ONE])
    assert pdfs.pictures(bare) == []
    drawn = overlay.png(Placing(design, frozenset()), ONE)
    with Image.open(io.BytesIO(drawn)) as image:
        shown = image.convert("L")
    # Not a point of colour along the edges, where every ground of ours has some.
    assert shown.crop((0, 0, shown.width, 90)).getextrema() == (255, 255)
    assert shown.crop((0, shown.height - 90, shown.width, shown.height)).getextrema() == (255, 255)


@pytest.mark.parametrize("part", list(Part))
def test_each_part_is_printed_only_where_the_form_leaves_it_open(part: Part) -> None:
    words = {
        Part.CONTEST: ONE.contest,
        Part.DATE: ONE.place_date,
        Part.SIGNER: ONE.signer.name,
        Part.SERIAL: "05/CN-BTC",
        Part.PROOF: ONE.verify_text,
    }
    alone = told(overlay.pdf(Placing(Design.WOVEN, frozenset({part})), [ONE]))
    assert {each for each, said in words.items() if squeezed(said) in alone} == {part}


@ALL
@pytest.mark.parametrize(("x", "y"), [(25, 0), (0, 25), (-13, 299), (300, -300), (1, -1)])
def test_every_text_moves_by_what_was_measured(design: Design, x: int, y: int) -> None:
    still = pdfs.places(overlay.pdf(Placing(design), [ONE]))
    moved = pdfs.places(overlay.pdf(Placing(design, x=x, y=y), [ONE]))
    assert moved.keys() == still.keys() and len(still) >= 8
    for said, (left, top) in still.items():
        assert abs(moved[said][0] - left - x / 10) <= 0.1, said
        assert abs(moved[said][1] - top - y / 10) <= 0.1, said


@ALL
def test_no_text_moves_another(design: Design) -> None:
    """A form's lines stand where they stand, whatever is empty and however long a name is."""
    whole = pdfs.places(overlay.pdf(Placing(design), [ONE]))
    poor = replace(ONE, unit="", achievement="", signer=Signer((), ""), verify_url="", verify_text="")
    left = pdfs.places(overlay.pdf(Placing(design), [poor]))
    for said in (ONE.name, ONE.prize, ONE.contest, ONE.place_date):
        assert left[said] == pytest.approx(whole[said], abs=0.05), said
    long = pdfs.places(overlay.pdf(Placing(design), [samples.certificate(samples.LONG_NAME)]))
    assert long[ONE.contest][1] == pytest.approx(whole[ONE.contest][1], abs=0.05)


@ALL
def test_the_longest_words_stay_on_the_sheet(design: Design) -> None:
    long = replace(samples.certificate(samples.LONG_NAME), unit=samples.LONG_NAME, contest=ONE.contest * 3)
    content = overlay.pdf(Placing(design), [long])
    assert len(pdfs.opened(content).pages) == 1
    assert squeezed(samples.LONG_NAME) in told(content)
    assert all(5 <= left <= 292 and 5 <= top <= 205 for left, top in pdfs.places(content).values())


@ALL
def test_an_own_ground_lies_under_all_the_words(design: Design) -> None:
    content = certificates.pdf(design, [ONE, ONE], ground=ground())
    assert all((1782, 1260) in pdfs.pictures(content, page) for page in (0, 1))
    assert squeezed(ONE.title) in told(content)


def test_one_ground_is_stored_once_however_many_sheets() -> None:
    behind = ground("PNG")
    one = len(overlay.pdf(Placing(Design.WOVEN), [ONE], behind))
    many = len(overlay.pdf(Placing(Design.WOVEN), [ONE] * 10, behind))
    assert one > len(overlay.pdf(Placing(Design.WOVEN), [ONE])) + 10_000
    assert many < one + 200_000


# --- the test sheet -------------------------------------------------------------------------------


@ALL
def test_the_test_sheet_has_rulers_a_sample_and_says_how_far_it_is_moved(design: Design) -> None:
    made = overlay.test_sheet(Placing(design, x=25, y=-12), ("2,5", "−1,2"), ONE)
    assert len(pdfs.opened(made).pages) == 1
    words = pdfs.text(made)
    assert "dịch ngang 2,5 mm, dọc −1,2 mm" in words
    assert ONE.name in words
    places = pdfs.places(made)
    # The numbers of the rulers stand at their millimetres, both moved.
    assert places["150"][0] == pytest.approx(150 + 2.5, abs=3)
    assert {str(at) for at in range(20, 300, 10)} <= places.keys()


def test_the_crosses_stand_where_their_words_say() -> None:
    """Measured on the picture: the two strokes of the upper left one meet at 30 mm, 30 mm."""
    given, files = overlay._given(Placing(Design.STAGE, frozenset()), [ONE], None, overlay.MARKS)
    with Image.open(io.BytesIO(pdf.image(overlay.TEMPLATE, given, files, 254))) as image:
        shown = image.convert("L")
    scale = shown.width / 297

    def darkest(lines: list[int]) -> float:
        return (lines.index(min(lines)) + 0.5) / scale

    near, first, last = (round(mm * scale) for mm in (25.2, 22, 38))
    across = list(shown.crop((first, near, last, near + 1)).tobytes())
    down = list(shown.crop((near, first, near + 1, last)).tobytes())
    assert 22 + darkest(across) == pytest.approx(30, abs=0.2)
    assert 22 + darkest(down) == pytest.approx(30, abs=0.2)


# --- pictures -------------------------------------------------------------------------------------


@ALL
def test_a_picture_is_wide_enough_and_light_enough(design: Design) -> None:
    for made in (certificates.png(design, ONE), overlay.png(Placing(design), ONE, ground())):
        with Image.open(io.BytesIO(made)) as image:
            image.load()
            assert (image.format, image.size) == ("PNG", (1600, 1131))
        assert len(made) <= certificates.MOST_BYTES


def test_the_heaviest_ground_gives_a_smaller_picture() -> None:
    wild = Ground(data(noise(800, 566), "PNG"), "png")
    made = certificates.png(Design.STAGE, ONE, ground=wild)
    with Image.open(io.BytesIO(made)) as image:
        assert 400 <= image.width < 1600
    assert len(made) <= certificates.MOST_BYTES


def test_another_name_is_another_picture() -> None:
    assert certificates.png(Design.YOUTH, ONE) != certificates.png(Design.YOUTH, replace(ONE, name="An"))
