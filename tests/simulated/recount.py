"""Grades, counting attempts, true values and ranks once more, from raw rows alone.

A second implementation: nothing of the program's grading or ranking is imported here, and no line was
taken from it. It knows the rules as the thể lệ says them.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]
NOBODY = Fraction(10**30)


def once_more(row: Tables) -> list[str]:
    """What differs between the tables and this reckoning; by table name the rows as they are stored."""
    sheets = _sheets(row)
    found = [line for sheet in sheets for line in _compare_grade(sheet, row)]
    for contest in row["round"]:
        rules = _rules(row)[contest["ruleset_id"]]
        mine = [sheet for sheet in sheets if sheet.attempt["round_id"] == contest["id"]]
        found += _compare_truth(contest, rules, mine, row)
        found += _compare_board(contest, rules, mine, row)
    return found


#: What older rules do not say.
UNSAID = {
    "ties": "shared",
    "precision": {"seconds": "second", "moments": "millisecond", "mean_decimals": 2},
}
#: So many milliseconds look alike where this is printed.
ALIKE = {"minute": 60_000, "second": 1_000, "millisecond": 1}


def _rules(row: Tables) -> dict[str, dict[str, Any]]:
    return {r["id"]: UNSAID | json.loads(r["content"]) for r in row["ruleset"]}


# --- one paper ------------------------------------------------------------------------------------


@dataclass
class Sheet:
    """An ended attempt: what was answered, and what each answer is worth."""

    attempt: Row
    rules: dict[str, Any]
    marks: list[int | None] = field(default_factory=list)
    right: int = 0
    asked: int = 0
    guess: int | None = None

    @property
    def points(self) -> int:
        """The sum, which the rules may keep from going below nothing."""
        total = sum(mark for mark in self.marks if mark is not None)
        return total if self.rules.get("below_zero") else max(total, 0)

    @property
    def seconds(self) -> int:
        """Whole seconds from the start to the end, those of pauses not counted."""
        a = self.attempt
        # Who hands in while everybody's clock stands has used what it showed.
        ended = min(a[name] for name in ("handed_in_at", "deadline", "paused_at") if a[name] is not None)
        return max(0, (ended - a["started_at"]) // 1000 - a["stood"])


def _sheets(row: Tables) -> list[Sheet]:
    contents = {r["id"]: (json.loads(r["content"]), r["points"]) for r in row["question_revision"]}
    keys = {r["revision_id"]: json.loads(r["content"]) for r in row["question_key"]}
    of_round = {r["id"]: _rules(row)[r["ruleset_id"]] for r in row["round"]}
    said = _answers(row["answer_event"])
    made = []
    for attempt in row["attempt"]:
        if attempt["state"] == "open" or attempt["handed_in_at"] is None:
            continue
        sheet = Sheet(attempt, of_round[attempt["round_id"]])
        for slot, (revision, _) in enumerate(json.loads(attempt["paper"]), 1):
            answer = said[attempt["id"]].get(slot, "")
            if revision <= 0:
                sheet.marks.append(None)
                if revision == 0:
                    sheet.guess = _guess(answer, sheet.rules.get("prediction"))
                continue
            content, points = contents[revision]
            won, whole, answered = _worth(content, keys[revision], answer, points)
            cost = sheet.rules.get("wrong_costs", 0) if answered and won == 0 else 0
            sheet.marks.append(won - cost)
            sheet.right += whole
            sheet.asked += 1
        made.append(sheet)
    return made


def _answers(events: Sequence[Row]) -> dict[str, dict[int, str]]:
    """Of each slot the answer of the applied event with the highest (lease, seq), first come of two equal."""
    best: dict[tuple[str, int], tuple[int, int]] = {}
    said: dict[str, dict[int, str]] = defaultdict(dict)
    for event in events:
        place, rank = (event["attempt_id"], event["slot"]), (event["lease"], event["seq"])
        if event["fate"] == "applied" and rank > best.get(place, (-1, -1)):
            best[place] = rank
            said[event["attempt_id"]][event["slot"]] = event["answer"]
    return said


def _guess(answer: str, target: str | None) -> int | None:
    if not answer.lstrip("-").isdigit():
        return None
    value = int(answer)
    return None if target == "percent" and not 0 <= value <= 10_000 else value


def _worth(content: Row, key: Row, answer: str, points: int) -> tuple[int, bool, bool]:
    """(what it brings, whether it is wholly right, whether it is an answer at all)."""
    kind = content["kind"]
    if kind == "number":
        return _number(key, answer, points)
    if kind == "short":
        said = " ".join(answer.split()).casefold()
        is_right = bool(said) and said in {" ".join(a.split()).casefold() for a in key["accepted"]}
        return (points if is_right else 0), is_right, bool(said)
    wanted = set(key["right"]) or {f"{option}:{value}" for option, value in key.get("pairs", ())}
    given = {part for part in answer.split(",") if part}
    if given == wanted:
        return points, True, True
    hits = len(given & wanted)
    hits -= len(given - wanted) if kind == "several" else 0
    if not content.get("in_parts") or hits <= 0:
        return 0, False, bool(given)
    shares = content.get("shares")
    exact = Fraction(shares[hits - 1], 100) if shares and len(shares) == len(wanted) else None
    share = exact if exact is not None else Fraction(hits, len(wanted))
    return int(points * share), False, True


def _number(key: Row, answer: str, points: int) -> tuple[int, bool, bool]:
    try:
        off = abs(Decimal(answer) - Decimal(str(key["number"])))
    except InvalidOperation:
        return 0, False, False
    is_right = off <= Decimal(str(key.get("tolerance", 0)))
    return (points if is_right else 0), is_right, True


def _compare_grade(sheet: Sheet, row: Tables) -> list[str]:
    stored = [r for r in row["grade"] if r["attempt_id"] == sheet.attempt["id"]]
    mine = (sheet.points, sheet.right, sheet.marks, sheet.guess)
    theirs = [(r["points"], r["right"], json.loads(r["detail"]), r["prediction"]) for r in stored]
    return [f"grade {sheet.attempt['id']}: {one}, recounted {mine}" for one in theirs if one != mine]


# --- one round ------------------------------------------------------------------------------------


def _compare_truth(contest: Row, rules: Row, sheets: list[Sheet], row: Tables) -> list[str]:
    target = rules.get("prediction")
    if target is None or contest["state"] != "closed" or _judged_since(contest, row["audit"]):
        return []
    void_too = rules.get("void_predicted", False)
    counted = [s for s in sheets if void_too or s.attempt["state"] != "void"]
    people = {s.attempt["entry_id"] for s in counted}
    perfect = [s.attempt["entry_id"] for s in counted if s.right == s.asked]
    values = {
        "participants": len(people),
        "attempts": len(counted),
        "perfect_people": len(set(perfect)),
        "perfect_attempts": len(perfect),
        "percent": _half_up(Fraction(10_000 * len(set(perfect)), len(people))) if people else 0,
    }
    stored = contest["prediction_truth"]
    return [] if stored == values[target] else [f"truth {target}: {stored}, recounted {values[target]}"]


def _judged_since(contest: Row, audit: Sequence[Row]) -> bool:
    """The true value stands, whatever is judged after the close."""
    deeds = [json.loads(r["content"]) for r in audit]
    closed = next(
        at for at, r in enumerate(deeds) if (r["action"], r["subject"]) == ("rounds.closed", contest["id"])
    )
    return any(r["action"] in ("rounds.void", "rounds.unvoid", "rounds.resit") for r in deeds[closed:])


def _half_up(exact: Fraction) -> int:
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def _compare_board(contest: Row, rules: Row, sheets: list[Sheet], row: Tables) -> list[str]:
    if contest["state"] != "closed":
        return []
    barred = {r["id"] for r in row["entry"] if r["barred_reason"] is not None}
    of: dict[str, list[Sheet]] = defaultdict(list)
    for sheet in sorted(sheets, key=lambda one: one.attempt["number"]):
        if sheet.attempt["state"] != "void" and sheet.attempt["entry_id"] not in barred:
            of[sheet.attempt["entry_id"]].append(sheet)
    people = [Counted(entry, rules, contest, theirs, row) for entry, theirs in of.items()]
    ranked = [one for one in people if one.is_ranked]
    expected = {one.entry: (*one.shown, 1 + sum(o.key < one.key for o in ranked)) for one in ranked}
    expected |= {one.entry: (*one.shown, 0) for one in people if not one.is_ranked}
    stored = {r["entry_id"]: _shown(r) for r in row["standing"] if r["round_id"] == contest["id"]}
    keys = [r["sort_key"] for r in row["standing"] if r["round_id"] == contest["id"]]
    for r in row["standing"]:
        if r["round_id"] == contest["id"]:
            better = sum(key < r["sort_key"] for key in keys)
            stored[r["entry_id"]] += (0 if r["sort_key"].startswith("~") else 1 + better,)
    return [
        f"board {entry}: {stored.get(entry)}, recounted {expected.get(entry)}"
        for entry in stored.keys() | expected.keys()
        if stored.get(entry) != expected.get(entry)
    ]


def _shown(r: Row) -> tuple[Any, ...]:
    return (r["attempt_id"], r["points"], r["right"], r["seconds"], r["submitted_at"], r["prediction"])


class Counted:
    """What counts for one person of all that they sat."""

    def __init__(self, entry: str, rules: Row, contest: Row, theirs: list[Sheet], row: Tables) -> None:
        self.entry, self.rules, self.contest, self.theirs = entry, rules, contest, theirs
        whole = next(r for r in row["entry"] if r["id"] == entry)
        self.year = next(r["birth_year"] for r in row["person"] if r["id"] == whole["person_id"])
        self.chosen = self._chosen()
        self.points, self.right, self.seconds = self._numbers()
        self.key = tuple(self._rung(name, self) for name in rules["criteria"])
        if rules["ties"] == "lot":
            drawn = hmac.new(bytes.fromhex(contest["seed"]), b"hang|" + entry.encode(), hashlib.sha256)
            self.key += (drawn.digest()[:7],)

    def _chosen(self) -> Sheet:
        how = self.rules["counting"]
        if how == "first":
            return self.theirs[0]
        if how in ("last", "mean"):
            return self.theirs[-1]
        perfect = [one for one in self.theirs if one.right == one.asked]
        among = perfect if self.rules.get("only_perfect") and perfect else self.theirs
        names = [n for n in self.rules["criteria"] if n in ("points", "seconds", "submitted")]
        return min(among, key=lambda one: [self._rung(name, one) for name in names])

    def _numbers(self) -> tuple[int, int, int]:
        if self.rules["counting"] != "mean":
            return self.chosen.points, self.chosen.right, self.chosen.seconds
        count, unit = len(self.theirs), 10 ** (2 - self.rules["precision"]["mean_decimals"])
        points = unit * _half_up(Fraction(sum(one.points for one in self.theirs), unit * count))
        right = _half_up(Fraction(sum(one.right for one in self.theirs), count))
        return points, right, _half_up(Fraction(sum(one.seconds for one in self.theirs), count))

    @property
    def _alike(self) -> int:
        return ALIKE[self.rules["precision"]["moments"]]

    def _rung(self, name: str, of: Any) -> Any:
        """One criterion of a person or of a single sheet: smaller is better."""
        match name:
            case "points":
                return -of.points
            case "seconds":
                return of.seconds * 1_000 // ALIKE[self.rules["precision"]["seconds"]]
            case "submitted":
                return (of.chosen if of is self else of).attempt["handed_in_at"] // self._alike
            case "first_start":
                return min(one.attempt["started_at"] for one in self.theirs) // self._alike
            case "perfect_attempts":
                return -sum(one.right == one.asked for one in self.theirs)
            case "youngest":
                return -(self.year or 0)
            case "oldest":
                return self.year or 9_999
        truth, guess = self.contest["prediction_truth"], self.chosen.guess
        return NOBODY if guess is None else abs(Fraction(guess) - truth)

    @property
    def is_ranked(self) -> bool:
        """Whether there is a place at all."""
        return not self.rules.get("only_perfect") or self.right == self.chosen.asked

    @property
    def shown(self) -> tuple[Any, ...]:
        """What the board has of this person."""
        a = self.chosen.attempt
        return (a["id"], self.points, self.right, self.seconds, a["handed_in_at"], self.chosen.guess)
