"""What is read of a browser's report: three words, whatever came."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.office.violation_rules import DIRECTIVES, MOST_AT_ONCE, OTHER, Told, read

PAGE = "http://thi.example:8000/t/abc?x=1"
KINDS = {"inline", "eval", "data", "extension", "own", "other"}


def old(**told: object) -> bytes:
    return json.dumps({"csp-report": told}).encode()


@pytest.mark.parametrize(
    ("blocked", "kind"),
    [
        ("inline", "inline"),
        ("eval", "eval"),
        ("data", "data"),
        ("data:image/png;base64,AA", "data"),
        ("blob:http://x/1", "data"),
        ("chrome-extension", "extension"),
        ("moz-extension://1234/x.js", "extension"),
        ("http://thi.example:8000/static/x.js", "own"),
        ("http://thi.example:8000.evil.example/", "other"),
        ("http://evil.example/thi.example:8000", "other"),
        ("", "other"),
        ("javascript", "other"),
    ],
)
def test_what_was_kept_out_is_one_of_six_kinds(blocked: str, kind: str) -> None:
    report = {"document-uri": PAGE, "violated-directive": "script-src 'self'", "blocked-uri": blocked}
    assert read(old(**report)) == (Told("/t/abc", "script-src", kind),)


@pytest.mark.parametrize(
    ("directive", "kept"),
    [
        *((one, one) for one in DIRECTIVES),
        ("script-src-elem", "script-src"),
        ("style-src-attr", "style-src"),
        ("script-srcx", OTHER),
        ("<script>", OTHER),
        ("", OTHER),
    ],
)
def test_a_directive_is_one_of_ours(directive: str, kept: str) -> None:
    (told,) = read(old(**{"document-uri": PAGE, "effective-directive": directive}))
    assert told.directive == kept


def test_the_newer_shape_is_read_too() -> None:
    body = {"documentURL": PAGE, "effectiveDirective": "img-src", "blockedURL": "https://a.example/b"}
    told = read(json.dumps([{"type": "csp-violation", "body": body}, {"type": "other"}, 7]).encode())
    assert told == (Told("/t/abc", "img-src", "other"),)


def test_no_more_than_twenty_at_once() -> None:
    many = [{"body": {"documentURL": PAGE}}] * 50
    assert len(read(json.dumps(many).encode())) == MOST_AT_ONCE


@given(
    st.recursive(
        st.none() | st.text() | st.integers(), lambda one: st.lists(one) | st.dictionaries(st.text(), one)
    )
)
def test_no_json_is_a_fault(value: object) -> None:
    for shape in (value, {"csp-report": value}, [{"body": value}]):
        assert all(one.kind in KINDS for one in read(json.dumps(shape).encode()))


@given(st.binary(max_size=300))
def test_no_bytes_are_a_fault(body: bytes) -> None:
    read(body)


@given(st.text(), st.text(), st.text())
def test_no_words_are_a_fault(page: str, directive: str, blocked: str) -> None:
    report = {"document-uri": page, "effective-directive": directive, "blocked-uri": blocked}
    (told,) = read(old(**report))
    assert told.directive in (*DIRECTIVES, OTHER) and told.kind in KINDS
