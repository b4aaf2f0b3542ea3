"""The pure chain: canonical rows, seals, what it refuses to hold."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.audit.rules import GENESIS, Link, canonical, holds, next_link, scope_of, seal

TOKENS = st.from_regex(r"[A-Za-z0-9_.:+-]{0,80}", fullmatch=True)
PLAIN = st.one_of(TOKENS, st.integers(-(2**40), 2**40))


@given(TOKENS, TOKENS, TOKENS, st.dictionaries(TOKENS, PLAIN, max_size=6))
def test_one_spelling_whatever_the_order_of_keys(actor, action, subject, detail) -> None:
    turned = dict(reversed(detail.items()))
    text = canonical(actor, action, subject, detail)
    assert text == canonical(actor, action, subject, turned)
    assert json.loads(text) == {"actor": actor, "action": action, "subject": subject, "detail": detail}
    assert "\n" not in text


@pytest.mark.parametrize("name", ["Nguyễn Văn An", "Nguyen Van An", "An\n", "x" * 81, "a/b", "a b", '"'])
def test_names_and_free_text_are_refused(name: str) -> None:
    for place in range(4):
        words = ["staff1", "rounds.close", "round1", "token"]
        words[place] = name
        with pytest.raises(ValueError, match="never free text"):
            canonical(words[0], words[1], words[2], {"key": words[3]})


@pytest.mark.parametrize("value", [1.5, True, None, ["a"], {"a": 1}, b"a"])
def test_only_whole_numbers_and_tokens(value: object) -> None:
    with pytest.raises(TypeError):
        canonical("a", "b", "c", {"key": value})  # ty: ignore[invalid-argument-type]


def test_a_key_is_checked_like_a_value() -> None:
    with pytest.raises(ValueError, match="never free text"):
        canonical("a", "b", "c", {"họ tên": 1})


def test_a_seal_is_fixed() -> None:
    # Golden: a change of the format would break every chain in the field.
    text = canonical("server", "rounds.close", "abc", {"people": 3})
    assert text == '{"action":"rounds.close","actor":"server","detail":{"people":3},"subject":"abc"}'
    assert seal(GENESIS, text, 1_790_000_000_000, 1) == (
        "ed5fee5200a81fcfb7098fbd0ef5dbb465f86601e2d1023092cd54d587bdbb3b"
    )


@given(st.integers(1, 10**9), TOKENS, st.integers(0, 2**45))
def test_a_made_link_holds_and_a_changed_one_does_not(seq: int, content: str, at: int) -> None:
    link = next_link(seq, GENESIS, content, at)
    assert holds(link, seq, GENESIS)
    changed = (
        Link(link.seq + 1, link.at, link.content, link.previous, link.hash),
        Link(link.seq, link.at + 1, link.content, link.previous, link.hash),
        Link(link.seq, link.at, link.content + "x", link.previous, link.hash),
        Link(link.seq, link.at, link.content, "1" * 64, link.hash),
        Link(link.seq, link.at, link.content, link.previous, "1" * 64),
    )
    assert not any(holds(each, seq, GENESIS) for each in changed)
    assert not holds(link, seq + 1, GENESIS)
    assert not holds(link, seq, link.hash)


@pytest.mark.parametrize(
    ("detail", "scope"),
    [
        ({}, "s1"),
        ({"campaign": "c1"}, "c1"),
        ({"campaign": "c1", "round": "r1"}, "r1"),
        ({"round": ""}, "s1"),
    ],
)
def test_under_which_id_a_row_is_found(detail: dict[str, str | int], scope: str) -> None:
    assert scope_of("s1", detail) == scope
