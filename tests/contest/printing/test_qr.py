"""QR codes: the quick way gives, module for module, what segno gives."""

from __future__ import annotations

import re

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from contest.printing import qr

URL = "https://hoithi.example.vn/commendations/certificates/"
CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


def modules(svg: str) -> list[list[int]]:
    """Read back from the drawing."""
    (side,) = {int(found) for found in re.findall(r'(?:width|height)="(\d+)"', svg)}
    rows = [[0] * side for _ in range(side)]
    for at, down, length in re.findall(r"M(\d+) (\d+)\.5h(\d+)", svg):
        rows[int(down)][int(at) : int(at) + int(length)] = [1] * int(length)
    return rows


def wanted(text: str, mask: int | None = qr.MASK) -> list[list[int]]:
    code = segno.make(text.encode(), error="m", mode="byte", micro=False, boost_error=False, mask=mask)
    return [list(row) for row in code.matrix]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(CROCKFORD, min_size=13, max_size=13), min_size=1, max_size=5))
def test_sums_of_codes_are_the_codes(ids: list[str]) -> None:
    texts = [URL + each for each in ids]
    assert [modules(svg) for svg in qr.svgs(texts)] == [wanted(text) for text in texts]


def test_texts_of_several_lengths_and_letters() -> None:
    texts = ["An", "Ăn", "https://a.vn/1", "https://a.vn/22", "x" * 300, "y" * 300]
    assert [modules(svg) for svg in qr.svgs(texts)] == [wanted(text) for text in texts]


def test_none() -> None:
    assert qr.svgs([]) == []


def test_one_code_has_the_mask_that_suits_it() -> None:
    assert modules(qr.svg(URL)) == wanted(URL, None)


@pytest.mark.parametrize("text", ["a", URL])
def test_the_drawing_is_one_black_path_and_fetches_nothing(text: str) -> None:
    svg = qr.svg(text)
    assert svg.count("<path") == 1 and 'stroke="#000"' in svg
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_a_batch_makes_few_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[bytes] = []
    matrix = qr._matrix
    monkeypatch.setattr(qr, "_matrix", lambda content, mask: made.append(content) or matrix(content, mask))
    qr.svgs([f"{URL}{place:04d}" for place in range(500)])
    assert len(made) < 40
