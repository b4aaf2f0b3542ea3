"""Open questions on a phone: behind the others, saved in lines, graded by nobody, never in the way."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contest import entropy
from contest.attempts import behind, papers
from contest.attempts.rules import MAX_ANSWER, Op, fits
from contest.grades.rules import Material, PaperToGrade, grade
from contest.ruleset.rules import PredictionTarget
from contest.ruleset.states import Way
from contest.web.database import reading
from questions.blueprint import BlueprintError, Drawn
from questions.folding import is_text
from questions.kinds import Content, Key, Kind, make_options
from questions.models import QuestionState
from tests.conftest import Clock
from tests.contest import fixed, opened
from tests.contest.attempts.conftest import NewPhone
from tests.contest.attempts.sitting import Phone, answers, close, fates, rows, stored
from tests.contest.rounds import world
from tests.parsed import attr, first, text

LINES = "Mở lớp ở thôn.\nThêm máy ở nhà văn hóa."


def sit(new_phone: NewPhone, clock: Clock, count: int = 1, **rules: Any) -> Phone:
    """A phone that has begun a paper of three questions and so many open ones."""
    clock.set(world.OPENS)
    made = opened.make(count, **rules)
    return new_phone(made.join("Lê Thị Hoa").entry_id).to(made.round_id).start()


def test_it_stands_behind_the_questions_and_is_no_numbered_one(new_phone: NewPhone, clock: Clock) -> None:
    phone = sit(new_phone, clock)
    page = phone.page("/questions/4")
    assert text(first(page, "#number")) == "Câu hỏi mở"
    assert len(page.css("#strip li")) == 3 == len(page.css("#map li"))
    field = first(page, "#cau-4 textarea[name=answer]")
    assert (field.attributes["maxlength"], text(field)) == ("2000", "")
    assert text(first(page, f"label[for={field.attributes['id']}]")) == opened.TEXTS[0]
    assert "Không chấm điểm, bỏ trống cũng được" in text(first(page, "#cau-4 small"))
    assert text(first(phone.page("/questions/1"), "p a[data-slot='4']")) == "Câu hỏi mở"


def test_several_are_told_apart(new_phone: NewPhone, clock: Clock) -> None:
    phone = sit(new_phone, clock, 3, prediction=PredictionTarget.PARTICIPANTS)
    names = [text(one) for one in phone.page("/questions/1").css("p > a[data-slot]")]
    assert names == ["Câu hỏi mở 1", "Câu hỏi mở 2", "Câu hỏi mở 3", "Câu dự đoán"]
    assert text(first(phone.page("/questions/7"), "#number")) == "Dự đoán"


def test_a_plain_form_saves_lines_and_shows_them_again(new_phone: NewPhone, clock: Clock) -> None:
    phone = sit(new_phone, clock)
    reply = phone.post("/questions/4", lease=1, answer="  Mở lớp ở thôn.\r\nThêm máy ở nhà văn hóa. \r\n")
    assert (reply.status_code, reply.headers["location"]) == (303, phone.url("/review"))
    assert answers(phone.attempt) == {4: LINES}
    page = phone.page("/questions/4")
    assert first(page, "#cau-4 textarea").text() == LINES
    assert attr(page, "#cau-4", "data-saved") == LINES
    assert "Đã lưu 10 chữ" in text(first(page, "#cau-4 .read")).replace("\u00a0", " ")
    assert phone.post("/questions/4", lease=1, answer="").status_code == 303
    assert answers(phone.attempt) == {4: ""}, "it can be taken back"


def test_what_is_too_long_is_asked_again_and_kept(new_phone: NewPhone, clock: Clock) -> None:
    phone = sit(new_phone, clock)
    typed = "ý " * 1000 + "x"
    reply = phone.post("/questions/4", lease=1, answer=typed)
    assert reply.status_code == 422 and typed in reply.text
    assert "dài quá 2.000 ký tự" in reply.text
    assert answers(phone.attempt) == {}


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("a" * MAX_ANSWER, 204),
        ("ữ" * MAX_ANSWER, 204),
        ("a" * (MAX_ANSWER + 1), 404),
        ("một\n\nhai", 204),
        ("👨‍👩‍👧 nhà mình", 204),
        ("\u0378 chữ mà máy chủ chưa biết", 204),
    ],
    ids=["longest", "longest in bytes", "longer", "lines", "emoji", "unknown"],
)
def test_what_the_outbox_may_bring(new_phone: NewPhone, clock: Clock, said: str, status: int) -> None:
    phone = sit(new_phone, clock)
    reply = phone.ops(phone.op(4, said))
    assert reply.status_code == status
    assert answers(phone.attempt) == ({4: said} if status == 204 else {})
    assert phone.get("/questions/4").status_code == 200


PASTED = "Mở lớp\ufffe ở\u0890 thôn.\nThêm \ufff9máy.\ud83d\U0003fffe"


def test_what_was_pasted_is_saved_without_what_nobody_sees(new_phone: NewPhone, clock: Clock) -> None:
    phone = sit(new_phone, clock)
    assert phone.tap(4, PASTED).status_code == 204
    assert answers(phone.attempt) == {4: "Mở lớp ở thôn.\nThêm máy."}
    shown = first(phone.page("/questions/4"), "#cau-4 textarea").text()
    assert shown == "Mở lớp ở thôn.\nThêm máy."


def test_a_plain_form_saves_the_same(new_phone: NewPhone, clock: Clock) -> None:
    phone = sit(new_phone, clock)
    typed = PASTED.replace("\ud83d", "")  # a browser sends no half of an emoji
    assert phone.post("/questions/4", lease=1, answer=typed).status_code == 303
    assert answers(phone.attempt) == {4: "Mở lớp ở thôn.\nThêm máy."}


def test_what_was_pasted_last_is_handed_in_with_the_rest(new_phone: NewPhone, clock: Clock) -> None:
    phone = sit(new_phone, clock)
    chosen = phone.option(2)
    waiting = [phone.op(2, chosen), phone.op(4, PASTED), phone.op(1, "a" * (MAX_ANSWER + 1))]
    assert phone.hand_in(ops=json.dumps(waiting)).headers["location"] == phone.url("/receipt")
    assert answers(phone.attempt) == {2: chosen, 4: "Mở lớp ở thôn.\nThêm máy."}


def test_a_late_one_and_an_old_lease_are_as_for_every_answer(new_phone: NewPhone, clock: Clock) -> None:
    phone = sit(new_phone, clock)
    assert phone.tap(4, "trước").status_code == 204
    clock.move(seconds=600 + 21)
    assert phone.tap(4, "sau giờ").status_code == 410
    assert answers(phone.attempt) == {4: "trước"}
    assert [fate for _, _, fate in fates(phone.attempt)] == ["applied", "late"]


def test_nothing_written_is_no_lack(new_phone: NewPhone, clock: Clock) -> None:
    phone = sit(new_phone, clock)
    for slot in (1, 2, 3):
        phone.tap(slot, phone.option(slot))
    page = phone.page("/review")
    assert "Đã lưu đủ 3/3 câu" in text(first(page, "main"))
    assert "Câu hỏi mở: chưa ghi, bỏ trống cũng được." in text(first(page, "main"))
    assert phone.hand_in().status_code == 303
    shown = text(first(phone.page("/receipt"), "main"))
    assert "Câu hỏi mở: bỏ trống" in shown and "Đã lưu đủ 3/3 câu" in shown


def test_the_receipt_says_how_much_and_not_what(new_phone: NewPhone, clock: Clock) -> None:
    phone = sit(new_phone, clock)
    phone.tap(4, LINES)
    phone.hand_in()
    for _ in range(2):
        shown = text(first(phone.page("/receipt"), "main")).replace("\u00a0", " ")
        assert "câu hỏi mở đã ghi 10 chữ" in shown and "Mở lớp" not in shown
        close(clock)
    assert "Xem lại bài" in shown and len(phone.page("/receipt").css(".reviewed")) == 3


def test_with_a_prediction_behind_it(new_phone: NewPhone, clock: Clock) -> None:
    phone = sit(new_phone, clock, prediction=PredictionTarget.PARTICIPANTS)
    for slot, said in ((4, LINES), (5, "12")):
        assert phone.post(f"/questions/{slot}", lease=1, answer=said).status_code == 303
    phone.hand_in()
    close(clock)
    assert rows("SELECT prediction FROM grade") == [(12,)]
    assert [json.loads(str(row[0])) for row in rows("SELECT detail FROM grade")] == [[0, 0, 0, None, None]]


def test_without_a_way_back_it_comes_in_its_turn(new_phone: NewPhone, clock: Clock) -> None:
    phone = sit(new_phone, clock, way=Way.PACED)
    for slot in (1, 2, 3):
        reply = phone.post(f"/questions/{slot}", lease=1, answer=phone.option(slot))
        assert reply.headers["location"] == phone.url(f"/questions/{slot + 1}")
    assert opened.TEXTS[0] in phone.get("/questions/4").text
    assert phone.post("/questions/4", lease=1, answer=LINES).headers["location"] == phone.url("/review")
    assert answers(phone.attempt)[4] == LINES


def test_in_parts_it_belongs_to_the_last(new_phone: NewPhone, clock: Clock) -> None:
    clock.set(world.OPENS)
    world.fill_bank()
    made = world.make(world.in_parts(suggestions=opened.fill()), bank=0)
    phone = new_phone(made.join("A Thui").entry_id).to(made.round_id).start()
    assert opened.TEXTS[0] not in phone.get("/questions/1").text
    assert "Câu hỏi mở" not in text(first(phone.page("/review"), "main"))
    phone.post("/parts/3", lease=1)
    assert opened.TEXTS[0] in phone.get("/questions/3").text
    assert "Câu hỏi mở" in text(first(phone.page("/review"), "main"))


# --- the paper ------------------------------------------------------------------------------------


def test_a_stored_paper_knows_what_is_graded() -> None:
    paper = papers.to_json([Drawn(7, ("a", "b"))], (12, 9), has_prediction=True)
    assert json.loads(paper) == [[7, ["a", "b"]], [-12, []], [-9, []], [0, []]]
    assert papers.from_json(paper) == (Drawn(7, ("a", "b")),)
    assert papers.behind(paper) == (Drawn(12, ()), Drawn(9, ()))
    assert papers.has_prediction(paper)
    assert not papers.has_prediction(papers.to_json([Drawn(7, ())], (12,), has_prediction=False))


@pytest.mark.parametrize(
    ("count", "open_ones", "slot", "name"),
    [
        (3, 1, 3, ""),
        (3, 1, 4, "Câu hỏi mở"),
        (3, 1, 5, "Dự đoán"),
        (3, 2, 4, "Câu hỏi mở 1"),
        (3, 2, 5, "Câu hỏi mở 2"),
        (3, 2, 6, "Dự đoán"),
        (3, 0, 4, "Dự đoán"),
    ],
)
def test_what_slots_are_called(count: int, open_ones: int, slot: int, name: str) -> None:
    assert behind.called(count, open_ones, slot) == name


def test_a_round_goes_on_with_the_words_that_were_approved(new_phone: NewPhone, clock: Clock) -> None:
    clock.set(world.OPENS)
    made = opened.make()
    (question,) = opened.ids()
    fixed.move(question, QuestionState.RETIRED)
    papers.forget_pools()  # as a restart does
    phone = new_phone(made.join("A Thui").entry_id).to(made.round_id).start()
    assert opened.TEXTS[0] in phone.get("/questions/4").text


def test_one_that_is_gone_stops_the_start_in_words(new_phone: NewPhone, clock: Clock) -> None:
    clock.set(world.OPENS)
    made = opened.make()
    fixed.delete(opened.ids()[0])
    papers.forget_pools()
    phone = new_phone(made.join("A Thui").entry_id).to(made.round_id)
    reply = phone.client.post(f"/attempts/new/{made.round_id}")
    assert reply.status_code == 409 and "Đề thi chưa lập được" in reply.text
    with reading() as db, pytest.raises(BlueprintError):
        papers.open_questions(db, made.view(world.OPENS))


# --- nothing it says changes any total or rank ----------------------------------------------------

OPTIONS = make_options(Kind.one, ("một", "hai"))
RIGHT = OPTIONS[0].id
MATERIAL = {number: Material(Content(Kind.one, "?", OPTIONS), 100, 1, Key((RIGHT,))) for number in (1, 2, 3)}
PAPER = tuple(Drawn(number, (RIGHT, OPTIONS[1].id)) for number in (1, 2, 3))


@given(
    st.lists(st.sampled_from([RIGHT, OPTIONS[1].id, ""]), min_size=3, max_size=3),
    st.lists(st.text(max_size=60) | st.just(RIGHT), min_size=1, max_size=3),
    st.none() | st.integers(0, 500),
)
def test_a_grade_is_that_of_the_paper_without_it(
    chosen: list[str], said: list[str], guess: int | None
) -> None:
    marking = world.rules(wrong_costs=25)
    plain = dict(enumerate(chosen, 1)) | ({4: str(guess)} if guess is not None else {})
    longer = dict(enumerate([*chosen, *said], 1))
    longer |= {4 + len(said): str(guess)} if guess is not None else {}
    has_guess = guess is not None
    one = grade(PaperToGrade("a", PAPER, plain, has_guess), MATERIAL, marking)
    other = grade(PaperToGrade("a", PAPER, longer, has_guess, len(said)), MATERIAL, marking)
    assert (one.points, one.right, one.prediction) == (other.points, other.right, other.prediction)
    assert (one.key_version, one.detail[:3]) == (other.key_version, other.detail[:3])
    assert other.detail[3:] == (None,) * (len(said) + has_guess)


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=40).filter(is_text), min_size=4, max_size=4))
def test_a_board_is_the_same_whatever_people_wrote(
    sqlite_database: Any, clock: Clock, said: list[str]
) -> None:
    clock.set(world.OPENS)
    boards = []
    for words in ([""] * 4, said):
        made = opened.make(slug=f"bang-{entropy.new_id()}", visibility=world.at_once())
        names = {}
        for number, text_ in enumerate(words):
            entry = made.join(f"Người {number}").entry_id
            names[entry] = number
            opened.hand_in(made, entry, number, *([text_] if text_ else []))
        boards.append([(names[one.entry_id], one.points, one.right) for one in made.board()])
    assert len(boards[0]) == 4 and boards[0] == boards[1]


@given(st.text(max_size=30))
def test_what_fits_can_be_written_to_any_file(said: str) -> None:
    if fits(Op("a", 1, 1, said), 1):
        assert "\x00" not in said
        said.encode()


def test_the_order_of_its_slots_is_stored(new_phone: NewPhone, clock: Clock) -> None:
    phone = sit(new_phone, clock, 2)
    paper = json.loads(str(stored(phone.attempt, "paper")[0]))
    assert [slot[0] < 0 for slot in paper] == [False, False, False, True, True]
