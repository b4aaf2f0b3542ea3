"""`contest.lists.receiving`: the file that comes, the workbook that goes, back to the row that was mended."""

from __future__ import annotations

import io
from typing import Any, ClassVar

import pytest
from starlette.datastructures import UploadFile

from contest.errors import Invalid
from contest.lists import receiving, workbook
from contest.lists.forms import Mend, Save
from contest.lists.heads import NoList
from contest.lists.workbook import MEDIA_TYPE, Kind, Template
from contest.web.forms import PostedForm, read
from tests.contest.lists.test_heads import SHAPE

TEMPLATE = Template("Người", ("Tên", "Cỡ"), (30, 8), (("An", "5"),), (("Tên", "Bắt buộc."),))
LIST = Kind(of="người", shape=SHAPE, file_name="mau.xlsx", template=TEMPLATE)


class Cells(Mend):
    """A row of such a list."""

    picks: ClassVar[str] = "size"

    name: str | None = None
    size: str | None = None


def posted(name: str = "ds.xlsx", data: bytes = b"", **values: str) -> PostedForm:
    return PostedForm(values, {}, {"file": UploadFile(io.BytesIO(data), filename=name)})


def test_a_file_is_its_rows_and_its_name() -> None:
    form = posted("  ds.xlsx ", LIST.to_fill_in())
    for _ in range(2):  # an endpoint that is run anew reads it again
        assert receiving.received(form, LIST) == ("ds.xlsx", ((2, "An", "5"),))


@pytest.mark.parametrize(("name", "kept"), [("x" * 300, "x" * 120), ("  ", "danh-sach.xlsx")])
def test_a_files_name_is_short_and_never_empty(name: str, kept: str) -> None:
    assert receiving.received(posted(name, LIST.to_fill_in()), LIST)[0] == kept


@pytest.mark.parametrize("form", [PostedForm({}, {}, {}), posted("")], ids=["no field", "nothing chosen"])
def test_without_a_file_it_is_asked_for(form: PostedForm) -> None:
    with pytest.raises(NoList) as refused:
        receiving.received(form, LIST)
    assert str(refused.value) == "Chọn tệp Excel (.xlsx) có danh sách người."


def test_what_is_no_list_is_told_with_what_is_listed() -> None:
    with pytest.raises(NoList) as refused:
        receiving.received(posted(), LIST)
    assert str(refused.value) == workbook.EMPTY.format(of="người")


def test_the_template_is_a_download_that_nobody_keeps() -> None:
    answer = receiving.to_fill_in(LIST)
    assert answer.headers["content-disposition"] == 'attachment; filename="mau.xlsx"'
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert LIST.read(bytes(answer.body)) == ((2, "An", "5"),)


@pytest.mark.parametrize(
    ("more", "step", "query"),
    [
        ({}, 0, ""),
        ({"only": "wrong"}, 0, "?only=wrong"),
        ({"page": 3}, 2, "?page=3&step=2"),
        ({"only": "a&b", "page": 1}, 0, "?only=a%26b"),
    ],
)
def test_back_to_the_row_with_the_same_rows_shown(more: dict[str, Any], step: int, query: str) -> None:
    answer = receiving.back_to_row("/x/y", Cells(line=7, **more), step)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/x/y{query}#row-7")


def test_only_the_cells_that_were_on_the_form_are_written_and_a_choice_wins() -> None:
    assert Cells(line=2).cells == {}
    assert Cells(line=2, name="", size="5").cells == {"name": "", "size": "5"}
    assert Cells(line=2, size="5", pick="6").cells == {"size": "6"}


@pytest.mark.parametrize("more", [{"line": ""}, {"line": "0"}, {"page": "0"}, {"deed": "x" * 11}, {"x": "1"}])
def test_a_form_that_no_page_sends_is_refused(more: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        read(Cells, PostedForm({"line": "2"} | more, {}, {}))


def test_saving_names_what_was_seen() -> None:
    assert read(Save, posted()) == Save(version=0, seen="")
    assert read(Save, posted(version="3", seen="ab")) == Save(version=3, seen="ab")
    with pytest.raises(Invalid):
        read(Save, posted(seen="x" * 17))
