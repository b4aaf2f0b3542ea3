"""What an address asks of a list is read leniently, and written back into links."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.bank import asking
from questions.authoring.views import Sort, Validity, Wanted
from questions.kinds import Kind, Level
from questions.models import QuestionState

wanted = st.builds(
    Wanted,
    words=st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), max_size=30),
    topic=st.sampled_from(["", "cds", "tag-attt", "rieng-toi"]),
    level=st.none() | st.sampled_from(Level),
    kind=st.none() | st.sampled_from(Kind),
    state=st.none() | st.sampled_from(QuestionState),
    validity=st.none() | st.sampled_from(Validity),
    sort=st.sampled_from(Sort),
)


@given(wanted)
def test_what_is_written_is_read_again(one: Wanted) -> None:
    again = asking.read(asking.write(one))
    assert asking.read(asking.write(again)) == again
    if one.words == asking.clean(one.words).strip():
        assert again == one


@given(st.dictionaries(st.sampled_from([*asking.KNOWN, "page"]), st.text(max_size=300)))
def test_anything_is_read(params: dict[str, str]) -> None:
    found = asking.read(params)
    assert len(found.words) <= asking.LONGEST and "\x00" not in found.words
    assert 1 <= asking.page(params) <= asking.MOST_PAGES


@given(st.text(max_size=300))
def test_a_form_brings_back_only_what_a_list_knows(text: str) -> None:
    assert set(asking.back(text)) <= {*asking.KNOWN, "page"}


@pytest.mark.parametrize(
    ("text", "params"),
    [
        ("", {}),
        ("q=m%E1%BB%99t+c%E1%BB%ADa&topic=cchc&page=3", {"q": "một cửa", "topic": "cchc", "page": "3"}),
        ("state=approved&state=draft", {"state": "draft"}),
        ("page=1", {}),
        ("page=²&changed=abc&x=1", {}),
    ],
)
def test_back(text: str, params: dict[str, str]) -> None:
    assert asking.back(text) == params


def test_the_end_of_an_address() -> None:
    assert asking.query({}) == "" and asking.query({"q": "a b", "page": 2}) == "?q=a+b&page=2"
