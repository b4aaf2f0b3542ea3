"""Codes by RFC 6238: its own vectors, the window at its borders, no code twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from passlib.totp import TOTP
from selectolax.lexbor import LexborHTMLParser

from contest.accounts import totp

KEY = b"k" * 32
SECRET = totp.secret_of(KEY, "nhung00000001", "0" * 32)
NOW = datetime(2026, 10, 10, 2, 17, 0, tzinfo=UTC)
STEP = int(NOW.timestamp()) // 30
#: RFC 6238, appendix B, SHA-1.
VECTORS = [
    (59, "94287082"),
    (1111111109, "07081804"),
    (1111111111, "14050471"),
    (1234567890, "89005924"),
    (2000000000, "69279037"),
    (20000000000, "65353130"),
]


@pytest.mark.parametrize(("at", "code"), VECTORS)
def test_the_standards_own_vectors(at: int, code: str) -> None:
    made = TOTP(key=b"12345678901234567890", format="raw", digits=8).generate(time=at).token
    assert made == code
    # Ours has six digits: the last six of the same number.
    moment = datetime.fromtimestamp(at, UTC)
    assert totp.code_at(b"12345678901234567890", moment) == code[2:]
    assert totp.matched(b"12345678901234567890", code[2:], moment) == at // 30


@pytest.mark.parametrize(
    ("seconds", "taken"),
    [(-31, False), (-30, True), (-1, True), (0, True), (29, True), (30, True), (59, True), (60, False)],
)
def test_a_code_of_the_step_before_or_after_is_taken(seconds: int, taken: bool) -> None:
    code = totp.code_at(SECRET, NOW)
    found = totp.matched(SECRET, code, NOW + timedelta(seconds=seconds))
    assert found == (STEP if taken else None)


@pytest.mark.parametrize("last", [STEP, STEP + 1, STEP + 9])
def test_no_code_is_taken_twice(last: int) -> None:
    code = totp.code_at(SECRET, NOW)
    assert totp.matched(SECRET, code, NOW, last) is None
    assert totp.matched(SECRET, code, NOW, STEP - 1) == STEP


@pytest.mark.parametrize(
    "code", ["", "1", "12345", "1234567", "abcdef", "12 34 5", "١٢٣٤٥٦", "²²²²²²", "\0" * 6, "-1", "9" * 40]
)
def test_what_is_no_code(code: str) -> None:
    assert totp.matched(SECRET, code, NOW) is None


def test_a_code_may_be_typed_in_two_groups() -> None:
    code = totp.code_at(SECRET, NOW)
    assert totp.matched(SECRET, f" {code[:3]} {code[3:]} ", NOW) == STEP


def test_another_person_seed_or_key_is_another_secret() -> None:
    others = {
        totp.secret_of(KEY, "khac000000001", "0" * 32),
        totp.secret_of(KEY, "nhung00000001", "1" * 32),
        totp.secret_of(b"o" * 32, "nhung00000001", "0" * 32),
    }
    assert len(others | {SECRET}) == 4
    assert {len(each) for each in others} == {20}


def test_what_an_app_reads() -> None:
    uri = totp.address(SECRET, "nhung.vhxh", "thi.dakto.example")
    parts = urlsplit(uri)
    assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
    assert unquote(parts.path) == "/Hội thi thi.dakto.example:nhung.vhxh"
    asked = parse_qs(parts.query)
    assert asked["secret"] == [totp.typed(SECRET).replace(" ", "")]
    assert asked["issuer"] == ["Hội thi thi.dakto.example"]
    assert asked.keys() <= {"secret", "issuer", "digits", "period", "algorithm"}


@pytest.mark.parametrize("host", ["", "::1", "192.168.1.5", "x" * 250])
def test_any_host_can_stand_in_it(host: str) -> None:
    assert totp.address(SECRET, "nhung", host).startswith("otpauth://totp/")


def test_the_picture_is_an_svg() -> None:
    pictures = LexborHTMLParser(totp.picture(totp.address(SECRET, "nhung", "a.vn"))).css("svg")
    assert [each.attributes["xmlns"] for each in pictures] == ["http://www.w3.org/2000/svg"]
