"""Pieces that are packed apart and read as one."""

from __future__ import annotations

import gzip

from hypothesis import given
from hypothesis import strategies as st

from contest.web import stitched


@given(st.lists(st.text(), max_size=5))
def test_any_pieces_are_one_page(texts: list[str]) -> None:
    parts = [stitched.part(text) for text in texts]
    whole = "".join(texts).encode()
    assert stitched.text_of(parts) == whole
    assert gzip.decompress(stitched.gzip_of(parts)) == whole


def test_a_piece_may_be_used_again() -> None:
    piece = stitched.part("Thôn Đăk Rao " * 500)
    packed = stitched.gzip_of([piece, stitched.EMPTY, piece])
    assert gzip.decompress(packed) == 2 * piece.text
    assert len(packed) < 300


def test_it_is_the_same_in_every_run() -> None:
    assert stitched.part("An") == stitched.part("An")
    assert stitched.gzip_of([]) == stitched.gzip_of([stitched.EMPTY])
