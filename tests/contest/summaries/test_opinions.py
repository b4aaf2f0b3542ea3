"""How content people were, in a report: counted as the results are, nothing told of too few."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from docx import Document
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from sqlmodel import select

from contest.feedback.models import Feedback
from contest.printing import paperwork_files
from contest.summaries import comparing, export, opinions, paper, tables, words
from contest.summaries.content import FeedbackLine, from_json
from contest.summaries.forms import PaperForm
from contest.summaries.models import Summary
from contest.web.database import reading, writing
from tests.conftest import Clock
from tests.contest.summaries import desk, world
from tests.contest.summaries.samples import report
from tests.contest.summaries.world import DONE, OPENS, SCHOOL, of_unit

RESULTS = {("r", str(number)) for number in range(9)}
SAID = FeedbackLine(answered=20, results=30, texts=3, grades=(10, 7, 1, 2, 0))
FEW = FeedbackLine(answered=4, results=30, texts=2, grades=())


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_only_who_has_a_result_is_counted() -> None:
    said = [("r", str(number), 5 - number % 2, number < 2) for number in range(6)]
    found = opinions.line([*said, ("r", "x", 1, True), ("s", "1", 1, True)], RESULTS)
    assert found == FeedbackLine(answered=6, results=9, texts=2, grades=(3, 3, 0, 0, 0))


def test_of_too_few_no_grade_is_kept() -> None:
    four = [("r", str(number), 1, True) for number in range(4)]
    assert opinions.line(four, RESULTS) == FeedbackLine(answered=4, results=9, texts=4, grades=())
    assert opinions.line([*four, ("r", "4", 5, False)], RESULTS) == FeedbackLine(
        answered=5, results=9, texts=4, grades=(1, 0, 0, 0, 4)
    )


@pytest.mark.parametrize("said", [[], [("r", "x", 5, True)], [("s", "1", 5, True)]])
def test_where_nobody_said_anything_there_is_no_line(said: list[tuple[str, str, int, bool]]) -> None:
    assert opinions.line(said, RESULTS) is None


@given(st.dictionaries(st.sampled_from(sorted(RESULTS)), st.tuples(st.integers(1, 5), st.booleans())))
def test_counts_agree(said: dict[tuple[str, str], tuple[int, bool]]) -> None:
    found = opinions.line([(*key, *value) for key, value in said.items()], RESULTS)
    assert (found is None) == (not said)
    if found:
        assert found.answered == len(said) <= found.results and found.texts <= found.answered
        assert sum(found.grades) == (found.answered if found.answered >= 5 else 0)


# --- words, tables, comparing ---------------------------------------------------------------------


def test_the_sentence() -> None:
    assert plain(words.sentences(report(feedback=SAID))[-1]) == (
        "Lấy ý kiến sau khi nộp bài: 20 phiếu trên 30 kết quả (66,67%), 85,00% hài lòng hoặc rất hài lòng; "
        "3 phiếu có lời góp ý."
    )
    silent = SAID.model_copy(update={"texts": 0})
    assert plain(words.sentences(report(feedback=silent))[-1]).endswith("85,00% hài lòng hoặc rất hài lòng.")


def test_of_too_few_the_sentence_tells_no_share() -> None:
    assert plain(words.sentences(report(feedback=FEW))[-1]) == (
        "Lấy ý kiến sau khi nộp bài: 4 phiếu trên 30 kết quả (13,33%), quá ít để nêu tỷ lệ từng mức."
    )


def test_the_table() -> None:
    found = {one.name: one for one in tables.of(report(feedback=SAID), {})}["Mức hài lòng"]
    assert [[cell.text for cell in row.cells] for row in found.rows] == [
        ["Rất hài lòng", "10", "50,00%"],
        ["Hài lòng", "7", "35,00%"],
        ["Bình thường", "1", "5,00%"],
        ["Không hài lòng", "2", "10,00%"],
        ["Rất không hài lòng", "0", "0,00%"],
    ]
    for nothing in (None, FEW):
        assert "Mức hài lòng" not in [one.name for one in tables.of(report(feedback=nothing), {})]


def test_what_changed_since() -> None:
    assert comparing.changes(report(feedback=FEW), report(feedback=SAID)) == ("mức hài lòng",)
    assert comparing.changes(report(feedback=SAID), report(feedback=SAID)) == ()


def test_a_report_frozen_before_there_was_feedback_is_read() -> None:
    told = json.loads(report().to_json())
    del told["feedback"]
    assert from_json(json.dumps(told)) == report()


def test_in_the_workbook_and_on_paper() -> None:
    made = report(feedback=SAID)
    rows = tables.of(made, {})
    book = CalamineWorkbook.from_filelike(io.BytesIO(export.workbook(made, rows, None, "")))
    assert ["Rất hài lòng", 10, 50] in [row[:3] for row in book.get_sheet_by_name("Mức hài lòng").to_python()]
    values = {"body": "UBND XÃ", "symbol": "BC-UBND", "place": "Đăk Tô", "authority": "CHỦ TỊCH"}
    form = PaperForm.model_validate({"layout": "nha_nuoc", "recipients": "Lưu: VT.", **values})
    file = Document(io.BytesIO(paperwork_files.docx(paper.official(made, rows, form, None, ""))))
    cells = [[cell.text for cell in row.cells] for table in file.tables for row in table.rows]
    assert ["1", "Rất hài lòng", "10", "50,00%"] in cells
    assert any("20 phiếu trên" in one.text for one in file.paragraphs)


# --- from the database ----------------------------------------------------------------------------


def say(contest: world.Contest, *grades: int) -> None:
    with writing() as db:
        for entry, grade in zip(contest.entries.values(), grades, strict=False):
            said: dict[str, Any] = {"grade": grade, "words": "Hay", "folded": "hay", "changed_at": OPENS}
            db.add(Feedback(round_id=contest.round_id, entry_id=entry, **said))


@pytest.mark.usefixtures("counting", "app_client")
def test_a_report_and_a_units(clock: Clock) -> None:
    contest = world.usual()
    assert world.report().feedback is None
    say(contest, 5, 5, 4, 2, 3)
    assert world.report().feedback == FeedbackLine(answered=5, results=5, texts=5, grades=(2, 1, 1, 1, 0))
    found = world.report(of_unit(contest.units[SCHOOL])).feedback
    assert found is not None and (found.results, found.grades) == (3, ())


@pytest.mark.usefixtures("counting")
def test_page_and_frozen_bytes_tell_nothing_of_too_few(organiser: TestClient, clock: Clock) -> None:
    contest = world.usual()
    say(contest, 5, 1, 1, 1)
    desk.later(organiser, clock, DONE)
    page = organiser.get(f"/summaries{desk.QUERY}").text.replace("\u00a0", " ")
    assert "4 phiếu trên 5 kết quả (80,00%), quá ít" in page and "hài lòng" not in page
    organiser.get(desk.frozen(organiser))
    with reading() as db:
        body = db.exec(select(Summary.body)).one()
    assert '"feedback":{"answered":4,"grades":[],"results":5,"texts":4}' in body
