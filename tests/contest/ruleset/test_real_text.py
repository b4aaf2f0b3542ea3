"""The thể lệ of real contests as golden files, with their prizes: what anybody would read on the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from contest.campaigns.pages import RuleSection, RulesPage
from contest.campaigns.prizes import Promised, with_article
from contest.commendations.promising import sentences
from contest.ruleset.text import the_le
from tests.contest.ruleset.real.all import REAL
from tests.contest.ruleset.real.shape import Real

GOLDEN = Path(__file__).parent / "golden"


def whole_text(real: Real) -> str:
    """The page as text; no-break spaces shown as spaces, for whoever reads the file."""
    sections = tuple(RuleSection(each.title, items=each.items) for each in the_le(real.rules, real.facts))
    plain = RulesPage(real.file, (real.title,), real.windows[0].name, sections, "")
    page = with_article(plain, Promised((), tuple(sentences(real.ladder, real.rules.ties))))
    articles = (
        "\n".join([section.title, *(f"- {item}" for item in section.items)]) for section in page.sections
    )
    return "\n\n".join((f"THỂ LỆ\n{real.title}", *articles)).replace("\u00a0", " ") + "\n"


@pytest.mark.parametrize("place", REAL)
def test_the_text_of_a_real_contest(place: str) -> None:
    real = REAL[place]
    assert whole_text(real) == (GOLDEN / f"{real.file}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("place", REAL)
def test_no_line_is_said_twice_or_left_open(place: str) -> None:
    lines = [line for line in whole_text(REAL[place]).splitlines() if line.startswith("- ")]
    assert len(set(lines)) == len(lines)
    for line in lines:
        assert line.endswith(".") and ".." not in line and "  " not in line and "None" not in line, line
        assert line[2] == line[2].upper(), line


def test_every_file_of_a_real_contest_is_its_own() -> None:
    assert len({real.file for real in REAL.values()}) == len(REAL)


def test_who_is_at_least_seventeen_needs_no_guardian() -> None:
    hue, ha_tinh = (
        next(real for place, real in REAL.items() if name in place) for name in ("Huế", "Hà Tĩnh")
    )
    assert "16 tuổi" in whole_text(ha_tinh)
    for youngest, is_told in ((15, True), (16, True), (17, False), (18, False)):
        rules = hue.rules.changed(youngest=youngest)
        told = " ".join(item for section in the_le(rules, hue.facts) for item in section.items)
        assert ("cha, mẹ hoặc người giám hộ" in told) == is_told
        assert ("chưa đến ngày tròn 16 tuổi" in told) == (youngest == 16)
