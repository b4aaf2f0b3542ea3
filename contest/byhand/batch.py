"""Many papers with codes at once: whose each is, what was answered, what is still to be mended. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from contest.byhand.fast import BLANKS, FastError, parse
from contest.byhand.letters import Line, in_letters, read_all
from contest.units.rules import fold
from contest.web.filters import number

NO_PERSON = "Ghi họ tên hoặc mã dự thi."
NOBODY = "Không thấy ai tên hoặc mã này đã ghi danh. Ghi danh ở trang Bài làm trên giấy rồi xem lại."
WHICH = "Có {count} người tên này. Chọn đúng người."
NO_CODE = "Ghi mã đề."
WRONG_CODE = "Không có mã đề {code}. Vòng này có: {codes}."
NO_ANSWERS = "Chưa có câu trả lời. Bài bỏ trống cả thì gõ một dấu -."
TAKEN = "Người này {why}."
TWICE = "Người này đã có ở dòng {line}."
MORE_WRONG = "và {count} câu nữa"
ANSWER_LONG = "Câu trả lời dài {count} ký tự, nhiều nhất {most}."
#: So many wrong answers are named.
NAMED = 3
#: Letters on the line of a paper's answers: three open ones as long as they may be, and all before them.
LONGEST_ANSWER = 8_000
#: Of a code that nobody printed, so much is told.
CODE_TOLD = 20


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may have answered a paper."""

    entry: str
    name: str
    unit: str
    year: int | None = None
    group: str = ""  # their class on the contest's list

    @property
    def place(self) -> str:
        """What tells two people of one name apart."""
        parts = (self.group, self.unit, f"sinh {self.year}" if self.year else "")
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Row:
    """A paper as it was typed. ``hint``: class, unit or year, where names are alike; ``entry``: who was
    picked; ``once``: the id of the row; ``seen``: what was read back of it."""

    line: int
    who: str = ""
    hint: str = ""
    code: str = ""
    answer: str = ""
    entry: str = ""
    once: str = ""
    seen: str = ""

    @property
    def deed(self) -> str:
        """The id of handing in what was read back: other words on the same row are another deed."""
        return hashlib.sha256(f"{self.once} {self.seen}".encode()).hexdigest()[:13]

    @property
    def is_empty(self) -> bool:
        """Nothing was typed there; a name alone, put there for the typist, is nothing either."""
        return not (self.code or self.answer)


@dataclass(frozen=True, slots=True)
class Known:
    """What rows are held against. ``papers``: code → its slots; ``called``: folded name → people; ``coded``:
    a code as typed → whose; ``taken``: entry → why no paper may be typed in."""

    papers: Mapping[str, Sequence[Line]]
    called: Mapping[str, Sequence[Person]] = field(default_factory=dict)
    coded: Mapping[str, Person] = field(default_factory=dict)
    taken: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """A row understood: with ``problems`` it waits; ``wrong``: their fields (who, code, answer). ``said``:
    its answers as they are typed, by slot."""

    row: Row
    person: Person | None = None
    choices: tuple[Person, ...] = ()
    problems: tuple[str, ...] = ()
    answers: Mapping[int, str] = field(default_factory=dict)
    said: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether it may be handed in, as far as can be seen from here."""
        return self.person is not None and not self.problems

    @property
    def mark(self) -> str:
        """What was understood, in few letters: another one means that it was not read back yet."""
        entry = self.person.entry if self.person else ""
        answers = sorted(self.answers.items())
        return hashlib.sha256(repr((entry, self.row.code, answers)).encode()).hexdigest()[:8]

    @property
    def was_seen(self) -> bool:
        """Whether exactly this was read back before."""
        return self.is_sound and self.row.seen == self.mark

    @property
    def blank(self) -> int:
        """How many questions were left out."""
        return sum(not one for one in self.said)


def judged(rows: Sequence[Row], known: Known) -> tuple[Judged, ...]:
    """All rows against what is known, and against each other."""
    found = []
    first: dict[str, int] = {}
    for row in rows:
        one = _judged(row, known)
        entry = one.person.entry if one.person else ""
        if entry and entry in first:
            one = _with(one, TWICE.format(line=first[entry]))
        elif entry:
            first[entry] = row.line
        found.append(one)
    return tuple(found)


def _judged(row: Row, known: Known) -> Judged:
    person, choices, problem = _whose(row, known)
    problems = [problem] if problem else []
    if person and (why := known.taken.get(person.entry)):
        problems.append(TAKEN.format(why=why))
    fields = ["who"] if problems else []
    answers: Mapping[int, str] = {}
    said: tuple[str, ...] = ()
    if not row.code:
        problems.append(NO_CODE)
        fields.append("code")
    elif row.code not in known.papers:
        problems.append(WRONG_CODE.format(code=row.code[:CODE_TOLD], codes=", ".join(known.papers)))
        fields.append("code")
    else:
        answers, said, wrong = _answered(row.answer, known.papers[row.code])
        problems += wrong
        fields += ["answer"] if wrong else []
    return Judged(row, person, choices, tuple(problems), answers, said, tuple(fields))


def _with(one: Judged, problem: str) -> Judged:
    return replace(one, problems=(*one.problems, problem), wrong=("who", *one.wrong))


def _whose(row: Row, known: Known) -> tuple[Person | None, tuple[Person, ...], str]:
    if not row.who:
        return None, (), NO_PERSON
    if person := known.coded.get(row.who):
        return person, (), ""
    people = tuple(known.called.get(fold(row.who), ()))
    if not people:
        return None, (), NOBODY
    for person in people:
        if person.entry == row.entry:
            return person, people if len(people) > 1 else (), ""
    fitting = people if len(people) == 1 else tuple(one for one in people if _fits(one, row.hint))
    if len(fitting) == 1:
        return fitting[0], people if len(people) > 1 else (), ""
    return None, people, WHICH.format(count=len(people))


def _fits(person: Person, hint: str) -> bool:
    """Whether all that a list says of somebody is said of this one."""
    words = [word for word in fold(hint).split() if word != "sinh"]
    own = {*fold(f"{person.unit} {person.group}").split(), str(person.year or "")}
    return bool(words) and all(word in own for word in words)


def _answered(typed: str, lines: Sequence[Line]) -> tuple[Mapping[int, str], tuple[str, ...], list[str]]:
    if not typed:
        return {}, (), [NO_ANSWERS]
    if len(typed) > LONGEST_ANSWER:
        return {}, (), [ANSWER_LONG.format(count=number(len(typed)), most=number(LONGEST_ANSWER))]
    try:
        parts = ("",) * len(lines) if set(typed) <= BLANKS and len(typed) == 1 else parse(typed, lines)
    except FastError as wrong:
        return {}, (), [str(wrong)]
    read = read_all(lines, parts)
    if read.errors:
        return {}, (), _wrong(read.errors)
    said = tuple(in_letters(line, read.answers[slot]) for slot, line in enumerate(lines, 1))
    return read.answers, said, []


def _wrong(errors: Mapping[int, str]) -> list[str]:
    said = [f"Câu {slot}: {text}" for slot, text in list(errors.items())[:NAMED]]
    return said + ([MORE_WRONG.format(count=len(errors) - NAMED)] if len(errors) > NAMED else [])
