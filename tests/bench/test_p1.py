"""A tiny real run: both servers up, nothing refused."""

from __future__ import annotations

from bench import p1


def test_a_few_people_save() -> None:
    told: list[str] = []
    found = p1.measure(1, 0.5, told.append, people=6)
    assert (found.name, found.unit, found.bad) == ("p1", "req/s", 0)
    assert min(found.value, found.ceiling, found.ratio, found.p99_ms, found.ceiling_p99_ms) > 0
    assert [line.split(":")[0] for line in told] == ["Dựng 6 bài đang làm…", "  lượt 1"]
