"""The parts of a paper as fields of its form, and back. Pure.

Part 2 has the fields `part2_name`, `part2_minutes`, `part2_seconds`; `parts` says how many there are, and is
empty where a paper has none. The cells of each part's blueprint are in ``cells``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from contest.errors import Invalid
from contest.planning import cells
from contest.ruleset.parts import label
from contest.ruleset.rules import Part, Ruleset
from contest.ruleset.states import FEWEST_PARTS, MOST_PARTS, Way
from questions.folding import tidy

FIELD = re.compile(r"part([1-6])_(name|minutes|seconds)")
EMPTY = "Điền ô này."
TO_FILL = "Ghi thời gian và số câu của từng phần."
NO_NUMBER = "Ghi bằng chữ số, ví dụ 10."
BAD_TIME = "Mỗi phần từ 30 giây đến 4 giờ."
LONG_NAME = "Ngắn lại, nhiều nhất 60 ký tự."
LEAST, MOST, LONGEST = 30, 4 * 3600, 60
#: The field of each, and its label.
LABELS = {
    f"part{number}_{field}": f"{said} {label(number)[:1].lower()}{label(number)[1:]}"
    for number in range(1, MOST_PARTS + 1)
    for field, said in (
        ("name", "Tên"),
        ("minutes", "Thời gian"),
        ("seconds", "Thời gian, phần giây,"),
    )
}


def values(rules: Ruleset) -> dict[str, str]:
    """The parts as the form shows them."""
    shown = {"parts": str(len(rules.parts) or "")}
    for number, part in enumerate(rules.parts, 1):
        minutes, seconds = divmod(part.seconds, 60)
        typed = {"name": part.name, "minutes": str(minutes), "seconds": str(seconds)}
        shown |= {f"part{number}_{field}": text for field, text in typed.items()}
    return shown


def split(posted: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """A posted form in two: the fields of its parts, and everything else."""
    ours = {name: text for name, text in posted.items() if FIELD.fullmatch(name)}
    return ours, {name: text for name, text in posted.items() if name not in ours}


def count_of(text: str) -> int:
    """How many parts a form has; 0 for what is no number of parts."""
    typed = text.strip()
    count = int(typed) if re.fullmatch(r"[0-9]{1,2}", typed) else 0
    return count if FEWEST_PARTS <= count <= MOST_PARTS else 0


def which(text: str, count: int) -> int:
    """The part that a new row is for, of so many; the first for what is none."""
    number = int(text) if re.fullmatch(r"[1-6]", text) else 1
    return number if number <= count else 1


def parts_of(fields: Mapping[str, str], count: int) -> tuple[Part, ...]:
    """The parts that these fields say; Invalid names the wrong ones."""
    wrong: dict[str, str] = {}
    found = []
    for number in range(1, count + 1):
        name = " ".join(tidy(fields.get(f"part{number}_name", "")).split())
        if len(name) > LONGEST:
            wrong[f"part{number}_name"] = LONG_NAME
        try:
            seconds = _seconds(fields, number)
        except ValueError as problem:
            wrong[f"part{number}_minutes"] = str(problem)
        else:
            found.append(Part(seconds=seconds, name=name[:LONGEST]))
    if wrong:
        raise Invalid(fields=wrong)
    return tuple(found)


def _seconds(fields: Mapping[str, str], number: int) -> int:
    minutes, seconds = (fields.get(f"part{number}_{field}", "").strip() for field in ("minutes", "seconds"))
    if not minutes and not seconds:
        raise ValueError(EMPTY)
    if any(re.fullmatch(r"[0-9]{0,3}", each) is None for each in (minutes, seconds)):
        raise ValueError(NO_NUMBER)
    total = 60 * int(minutes or 0) + int(seconds or 0)
    if not LEAST <= total <= MOST or int(seconds or 0) > 59:
        raise ValueError(BAD_TIME)
    return total


def divided(typed: Mapping[str, str]) -> dict[str, str]:
    """What is typed after the button `divide`: one part more, or without the last one.

    The first part begins with what the undivided paper had, and gives it back.
    """
    before = count_of(typed.get("parts", ""))
    after = max(before + 1, FEWEST_PARTS) if typed.get("divide") == "more" else before - 1
    after = min(MOST_PARTS, after) if after >= FEWEST_PARTS else 0
    made = {name: text for name, text in typed.items() if _part_of(name) <= max(1, after)}
    times = ("minutes", "seconds")
    if not before and after:
        made |= {f"part1_{each}": typed.get(each, "") for each in times} | dict.fromkeys(times, "")
        made |= {"way": Way.PARTS.value, "question_seconds": ""}
    if before and not after:
        made |= {"way": Way.FREE.value}
        if not typed.get("minutes", "").strip():
            made |= {each: typed.get(f"part1_{each}", "") for each in times}
        made = {name: text for name, text in made.items() if not FIELD.fullmatch(name)}
    return made | {"parts": str(after or "")}


def _part_of(name: str) -> int:
    """The part that a field belongs to; 1 for what belongs to none."""
    found = FIELD.fullmatch(name)
    if found:
        return int(found[1])
    return cells.part_of(name) if cells.is_cell(name) else 1
