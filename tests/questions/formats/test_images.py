"""Pictures within files: brought in, written out, the same after a way out and in; what is lost is said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.formats import detect, images
from questions.formats.carrying import NotCarried, carried
from questions.formats.drafts import Draft
from questions.formats.files import digests
from questions.formats.forms import Form
from questions.formats.losses import fit, losses
from questions.formats.model import ParsedQuestion, Report
from questions.formats.writing import write
from questions.kinds import Kind
from questions.pictures import redrawing
from tests.questions.drawn import data, file, made, noise
from tests.questions.formats.making import questions
from tests.questions.formats.word.building import parts, word

DRAWN = {one.digest: one.content for one in map(made, "abcdefgh")}
STEM, SIDE = made("a").picture("Sơ đồ <bộ máy> & “xã”"), made("b").picture()
CARRY = (Form.DOCX, Form.MOODLE, Form.QTI)
ASKED = ParsedQuestion(Kind.one, "Đây là gì?", ("Nhà", "Cây"), (1,), picture=STEM, pictures=(None, SIDE))


@st.composite
def shown(draw: st.DrawFn) -> ParsedQuestion:
    """Any question with pictures: for its text, for some of its options."""
    question = draw(questions())
    names = st.sampled_from("abcdefgh")
    stem = draw(st.none() | names)
    beside = (
        () if question.kind is Kind.true_false else tuple(draw(st.none() | names) for _ in question.options)
    )
    pictures = tuple(made(one).picture() if one else None for one in beside)
    return replace(
        question,
        picture=made(stem).picture(draw(st.sampled_from(["", "Sơ đồ", "a < b & c"]))) if stem else None,
        pictures=pictures if any(pictures) else (),
    )


@pytest.mark.parametrize("form", [Form.MOODLE, Form.QTI], ids=str)
@settings(max_examples=40, deadline=None)
@given(bank=st.lists(shown(), min_size=1, max_size=3))
def test_they_go_out_and_come_in_again(form: Form, bank: list[ParsedQuestion]) -> None:
    report = detect.read_bytes(write(bank, form, DRAWN))
    assert [replace(one, line=0) for one in report.questions] == list(fit(bank, form))
    assert {one.digest for one in report.pictures} == digests(fit(bank, form))


@pytest.mark.parametrize("kind", [Kind.one, Kind.several, Kind.statements, Kind.ordering, Kind.matching])
@pytest.mark.parametrize("form", CARRY, ids=str)
def test_each_option_keeps_its_own(form: Form, kind: Kind) -> None:
    options = ("Sông", "Núi", "Biển", "Rừng")
    right = {Kind.one: (2,), Kind.several: (0, 2), Kind.statements: (1,)}.get(kind, ())
    targets = ("một", "hai", "ba", "bốn", "thừa") if kind is Kind.matching else ()
    pictures = (None, made("c").picture("núi"), None, made("d").picture("rừng"))
    asked = ParsedQuestion(
        kind,
        "Hình nào?",
        options,
        right,
        targets=targets,
        picture=STEM,
        pictures=pictures,
        in_parts=kind is not Kind.one,
    )
    (wanted,) = fit([asked], form)
    (found,) = detect.read_bytes(write([asked], form, DRAWN)).questions
    assert (found.options, found.pictures, found.picture) == (wanted.options, wanted.pictures, wanted.picture)
    assert found.right == wanted.right and found.targets == wanted.targets


@pytest.mark.parametrize("form", CARRY, ids=str)
def test_the_same_questions_are_the_same_bytes(form: Form) -> None:
    if form is not Form.DOCX:
        assert write([ASKED], form, DRAWN) == write([ASKED], form, DRAWN)
    assert detect.read_bytes(write([ASKED], form)).questions[0].picture is None, (
        "without their bytes none is written"
    )


@pytest.mark.parametrize("form", Form, ids=str)
def test_what_can_not_carry_them_says_so_before(form: Form) -> None:
    said = {loss.part: loss.said for loss in losses([ASKED, replace(ASKED, picture=None)], form)}
    if form in CARRY:
        assert not {"picture", "pictures"} & said.keys()
        return
    assert said["picture"] == "Hình của 1 câu không được ghi."
    assert said["pictures"] == "Hình ở phương án của 2 câu không được ghi."
    assert b"hinh-" not in write([ASKED], form, DRAWN)


@settings(max_examples=60, deadline=None)
@given(shown(), st.sampled_from(Form))
def test_what_is_carried_has_its_pictures_or_none(question: ParsedQuestion, form: Form) -> None:
    try:
        after = carried(question, form)
    except NotCarried:
        return
    kept = (question.picture, question.pictures) if form in CARRY else (None, ())
    assert (after.picture, after.pictures) == kept


# --- Word -----------------------------------------------------------------------------------------


def described(said: str, text: str = "Câu 1: Hình nào?<img>\nA. một\n<b>B. hai</b>") -> Report:
    document = parts(text)["word/document.xml"].decode()
    told = document.replace("<w:drawing>", f'<w:drawing><wp:docPr xmlns:wp="urn:wp" id="1" descr="{said}"/>')
    return detect.read_bytes(word(text, **{"word/document.xml": told.encode()}))


@pytest.mark.parametrize(
    ("said", "alt"),
    [
        ("Trụ sở xã", "Trụ sở xã"),
        ("", ""),
        ("A dog. Description automatically generated", ""),
        ("x" * 900, "x" * 500),
        ("hai\n dòng", "hai dòng"),
    ],
    ids=["said", "nothing", "by a program", "long", "lines"],
)
def test_what_word_says_of_a_picture_is_taken(said: str, alt: str) -> None:
    report = described(said)
    (question,) = report.questions
    assert question.picture is not None and question.picture.alt == alt
    assert [one.digest for one in report.pictures] == [question.picture.digest] == [made("Word").digest]
    assert any("ghi lời mô tả" in one.message for one in report.problems) is not bool(alt)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Câu 1: Hình nào?<img>\nA. một\n<b>B. hai</b>", "text"),
        ("Câu 1: Hình nào?\n<img>\nA. một\n<b>B. hai</b>", "text"),
        ("Câu 1: Hình nào?\nA. một<img>\n<b>B. hai</b>", "option0"),
        ("Câu 1: Hình nào?\nA. một\n<b>B. hai</b> <img>", "option1"),
        ("Câu 1: Hình nào?\n| A. một<img> | <b>B. hai</b> |", "option0"),
    ],
    ids=range(5),
)
def test_it_belongs_to_where_it_stands(text: str, part: str) -> None:
    report = detect.read_bytes(word(text))
    (draft,) = report.drafts
    assert list(draft.pictures) == [part] and report.questions[0].sound
    (question,) = report.questions
    assert (question.picture is not None) is (part == "text")
    assert [one is not None for one in question.pictures] == (
        [] if part == "text" else [part == "option0", part == "option1"]
    )


def test_an_option_that_is_only_a_picture_is_asked_for_a_name() -> None:
    report = detect.read_bytes(word("Câu 1: Biển nào cấm?\nA. <img>\n<b>B. hai</b>\nC. ba"))
    assert any("mới có hình" in one.message for one in report.errors) or report.drafts[0].pictures


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no picture", "không đọc được hình này"),
        (b"", "tệp hình rỗng"),
        (b"\xd7\xcd\xc6\x9a" + b"\0" * 80, "WMF"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (file()[:70], "không đọc được"),
    ],
    ids=["none", "empty", "wmf", "svg", "cut"],
)
def test_a_picture_that_can_not_be_read_is_told_and_the_question_stays(content: bytes, said: str) -> None:
    made_file = word("Câu 1: Hình nào?<img>\nA. một\n<b>B. hai</b>", **{"word/media/image1.png": content})
    report = detect.read_bytes(made_file)
    assert report.pictures == () and report.questions[0].sound and report.questions[0].picture is None
    assert any(said in one.message and "chưa vào được" in one.message for one in report.problems)


def test_of_several_in_one_place_the_first_is_taken_and_others_told() -> None:
    report = detect.read_bytes(word("Câu 1: Hình nào?<img><img>\nA. một\n<b>B. hai</b>"))
    assert report.questions[0].picture is not None
    assert any("2 hình" in one.message for one in report.problems)


def test_in_an_explanation_it_is_told_that_it_is_lost() -> None:
    text = "Câu 1: Hình nào?\nA. một\n<b>B. hai</b>\nGiải thích: Vì thế.<img>"
    report = detect.read_bytes(word(text))
    assert report.pictures == () and any("giải thích" in one.message for one in report.problems)


def test_only_so_many_points_are_unfolded(monkeypatch: pytest.MonkeyPatch) -> None:
    drafts = [Draft(number, images={"text": [f"{number}.png"]}) for number in range(4)]
    files = {f"{number}.png": file(str(number)) for number in range(4)}
    monkeypatch.setattr(images, "MOST_POINTS", 2 * 120 * 80)
    taken = images.taken(drafts, lambda names: {name: files[name] for name in names})
    assert len(taken) == 2 and [bool(draft.pictures) for draft in drafts] == [True, True, False, False]
    assert "quá nhiều hình lớn" in drafts[2].doubts[""]


def test_one_picture_in_many_places_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    drafts = [Draft(number, images={"text": ["logo.png"]}) for number in range(50)]
    seen: list[bytes] = []
    draw = redrawing.redrawn
    monkeypatch.setattr(redrawing, "redrawn", lambda content: seen.append(content) or draw(content))
    assert len(images.taken(drafts, lambda names: dict.fromkeys(names, file()))) == 1 and len(seen) == 1
    assert all(draft.pictures for draft in drafts)


@pytest.mark.parametrize("form", CARRY, ids=str)
def test_a_file_whose_pictures_would_wait_too_long_is_sent_again(
    form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = write([ASKED], form, DRAWN)
    monkeypatch.setattr(redrawing, "LONGEST_WAIT", 0.01)
    with redrawing._turn:
        report = detect.read_bytes(written)
    assert not report.drafts and "Máy chủ đang xử lý nhiều hình" in report.errors[0].message
    assert len(detect.read_bytes(written).pictures) == 2


def test_a_file_without_pictures_reads_none() -> None:
    def never(names: frozenset[str]) -> dict[str, bytes]:
        raise AssertionError(names)

    assert images.taken([Draft(1), Draft(2)], never) == ()


def test_the_points_of_a_picture_are_told_before_it_is_unfolded() -> None:
    assert redrawing.points(file()) == 9600 and redrawing.points(b"x") == 0
    assert redrawing.points(data(noise(30, 20), "JPEG")) == 600
