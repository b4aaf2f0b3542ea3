"""A password is held against those that are tried first everywhere, however it is dressed up."""

from __future__ import annotations

import subprocess
import sys

import pytest

from contest.accounts import common_passwords, rules, service
from contest.accounts.first_passwords import first_password
from contest.errors import Invalid
from contest.web import pages

GOOD = ("con mèo trèo cây cau", "ruộng bậc thang 9", "qZ8#kd-2Lm.p", "nhung cùng cả xã đi bầu cử")


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword",
        "greenlantern",
        "GREENLANTERN",
        "Playstation-2!!",
        "p@ssw0rd2024!!",
        "superman12345678",
        "2026!!!dragon!!!",
        "dragondragon",
        "superman superman",
        "1qaz2wsx3edc",
        "$uperm4n!2026",
    ],
)
def test_passwords_that_are_tried_first(password: str) -> None:
    assert service.password_problem(password, "nhung.vhxh") in (rules.TOO_KNOWN, rules.TOO_COMMON)


def test_every_one_of_the_list_is_refused_however_it_is_made_longer() -> None:
    """ASVS 6.2.4: at least the three thousand most common that the policy would take."""
    listed = sorted(common_passwords.known())
    assert len(listed) > 25_000
    long = [one for one in listed if len(one) >= rules.PASSWORD_MIN]
    assert len(long) > 200 and all(service.password_problem(one, "nhung.vhxh") for one in long)
    assert all(service.password_problem(one.title(), "nhung.vhxh") for one in long)
    grown = [f"{one}{'!2026' * 3}" for one in listed if len(one) >= 3]
    assert all(service.password_problem(one, "nhung.vhxh") for one in grown)


def test_the_list_is_not_read_before_somebody_chooses_a_password() -> None:
    """It costs a tenth of a second, and a server that only serves never needs it."""
    looked = "import sys, contest.app; print('zxcvbn' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", looked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("password", GOOD)
def test_sentences_and_chance_are_taken(password: str) -> None:
    assert service.password_problem(password, "nhung.vhxh") == ""


def test_those_that_the_server_suggests_are_taken() -> None:
    assert {service.password_problem(first_password(), "nhung.vhxh") for _ in range(200)} == {""}


def test_it_says_why_and_what_to_do() -> None:
    with pytest.raises(Invalid) as refused:
        service.hashed("greenlantern-2026", "nhung.vhxh")
    assert refused.value.fields == {"password": rules.TOO_KNOWN}
    assert "bị thử trước tiên" in rules.TOO_KNOWN and "Chọn một câu" in rules.TOO_KNOWN


def test_the_longest_takes_no_time_either() -> None:
    """Digits and signs on both sides are looked at once each, not in pairs; counted as words, not seconds."""
    text = "1" * 120 + "mèo" + "2" * 133
    assert len(list(common_passwords._inner(text))) < 4 * rules.PASSWORD_MAX
    assert service.password_problem(text, "nhung.vhxh") == ""


def test_the_name_of_this_very_unit_is_one_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the settings have it, which stand on every page anyway."""
    assert service.password_problem("tumorong-2026-tumorong", "nhung.vhxh") == ""
    monkeypatch.setattr(pages, "_brand", lambda: pages.Brand("Đoàn xã Tu Mơ Rông"))
    assert service.password_problem("tumorong-2026-tumorong", "nhung.vhxh") == rules.TOO_COMMON
