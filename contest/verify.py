"""Check a published result, away from the server that published it: `python verify.py FILE`.

One file, standard library only, nothing of hoithi's own code: it was written from the description in
docs/publication-format.md, so that a fault of the server is not repeated here. From the raw events it finds
the answers that stand, grades them, chooses what counts for each person, ranks, writes the result anew and
compares it with what was signed, byte by byte.

Exit code 0: everything agrees. 1: something is wrong, the line says what. 2: the file can't be checked whole.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from typing import IO, Any

FORMAT = "hoithi-results/1"
SIGNED = b"hoithi-results/1\n"
ROUNDS_OF_RECEIPT = 2000
TAIL = b"]}}\n"

Json = Any


class Wrong(Exception):
    """The file says something that is not so."""


class Unreadable(Exception):
    """This is no file that can be checked."""


# --- JSON in its one form -------------------------------------------------------------------------


def canonical(value: Json) -> bytes:
    """Keys sorted, no blanks, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def parsed(raw: bytes, where: str) -> Json:
    """What a piece of the file says, if it is in the one form: whole numbers, texts, lists, objects."""
    try:
        value = json.loads(raw)
        _only_plain(value, where)
        again = canonical(value)
    except (ValueError, RecursionError) as error:
        raise Wrong(f"{where}: không phải JSON hợp lệ.") from error
    if again != raw:
        raise Wrong(f"{where}: JSON không ở dạng chuẩn, tệp đã bị sửa.")
    return value


def _only_plain(value: Json, where: str) -> None:
    if isinstance(value, dict):
        for each in value.values():
            _only_plain(each, where)
    elif isinstance(value, list):
        for each in value:
            _only_plain(each, where)
    elif not isinstance(value, str) and type(value) is not int:
        raise Wrong(f"{where}: chỉ được có số nguyên và chữ.")


# --- Ed25519 (RFC 8032, section 5.1) --------------------------------------------------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)
Point = tuple[int, int, int, int]
ZERO: Point = (0, 1, 1, 0)


def _add(one: Point, two: Point) -> Point:
    a, b = (one[1] - one[0]) * (two[1] - two[0]) % P, (one[1] + one[0]) * (two[1] + two[0]) % P
    c, d = 2 * one[3] * two[3] * D % P, 2 * one[2] * two[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(count: int, point: Point) -> Point:
    found = ZERO
    while count:
        if count & 1:
            found = _add(found, point)
        point, count = _add(point, point), count >> 1
    return found


def _x_of(y: int, odd: int) -> int | None:
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and odd):
        return None
    return P - x if x & 1 != odd else x


def _point(raw: bytes) -> Point | None:
    number = int.from_bytes(raw, "little")
    y, odd = number & (2**255 - 1), number >> 255
    x = _x_of(y, odd)
    return None if x is None else (x, y, 1, x * y % P)


def _base() -> Point:
    y = 4 * pow(5, P - 2, P) % P
    x = _x_of(y, 0) or 0
    return x, y, 1, x * y % P


def signed_by(key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether this key made this signature of this message."""
    if len(key) != 32 or len(signature) != 64:
        return False
    whose, half = _point(key), _point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if whose is None or half is None or s >= ORDER:
        return False
    told = hashlib.sha512(signature[:32] + key + message).digest()
    one = _times(s, _base())
    two = _add(half, _times(int.from_bytes(told, "little") % ORDER, whose))
    return (one[0] * two[2] - two[0] * one[2]) % P == 0 and (one[1] * two[2] - two[1] * one[2]) % P == 0


# --- what somebody answered -----------------------------------------------------------------------

LONGEST = 200
BLANKS = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f", " ") | dict.fromkeys("−–—‐‑", "-"))
TONES = "\u0300\u0301\u0303\u0309\u0323"


def number_of(raw: str, places: int) -> Fraction | None:
    """The number that was typed as people in Viet Nam write it; None where it can't be told."""
    text = raw.translate(BLANKS).strip().removeprefix("+")
    text = re.sub(r"^-\s+", "-", text)
    sign, body = (-1, text[1:]) if text.startswith("-") else (1, text)
    if places and re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", body):
        return None  # thousands, or a fraction: nobody knows
    whole, _, part = _split_number(body)
    part = part.rstrip("0")
    if not whole or len(part) > places or len(whole) + len(part) > 15:
        return None
    return sign * Fraction(int(whole + part), 10 ** len(part))


def _split_number(body: str) -> tuple[str, str, str]:
    digits = r"[1-9][0-9]{0,2}"
    if re.fullmatch(rf"{digits}(\.[0-9]{{3}})+(,[0-9]+)?|{digits}( [0-9]{{3}})+(,[0-9]+)?", body):
        return re.sub(r"[. ]", "", body).partition(",")
    if re.fullmatch(rf"{digits}(,[0-9]{{3}})+\.[0-9]+", body):
        return body.replace(",", "").partition(".")
    if re.fullmatch(rf"{digits}(,[0-9]{{3}}){{2,}}", body):
        return body.replace(",", ""), "", ""
    if re.fullmatch(r"[0-9]+([.,][0-9]+)?", body):
        # A fraction of nothing but zeros is a fraction all the same where none may stand: see `places`.
        return body.replace(",", ".").partition(".")
    return "", "", ""


def _fraction_is_refused(raw: str, places: int) -> bool:
    """Where whole numbers are asked, 3,0 is not taken."""
    text = re.sub(r"^-\s+", "-", raw.translate(BLANKS).strip().removeprefix("+")).removeprefix("-")
    return not places and bool(_split_number(text)[2])


def whole_or_part(raw: str, places: int) -> Fraction | None:
    """A number as it counts as an answer."""
    return None if _fraction_is_refused(raw, places) else number_of(raw, places)


def one_line(raw: str) -> str:
    """Words as typed, without what nobody sees."""
    lines = []
    for line in raw.splitlines():
        kept = "".join(" " if sign.isspace() else sign for sign in line if sign.isspace() or _is_seen(sign))
        lines.append(unicodedata.normalize("NFC", " ".join(kept.split())))
    return " ".join(line for line in lines if line)


def _is_seen(sign: str) -> bool:
    return sign.isprintable() or (
        unicodedata.category(sign) not in ("Cc", "Cf", "Cs") and ord(sign) & 0xFFFE != 0xFFFE
    )


def _y_to_i(text: str) -> str:
    return re.sub(r"\b((?:qu|[bcdđghklmnpqrstvx])*)y(?!\w)", r"\1i", text)


def spoken(text: str, exact: bool) -> tuple[str, str]:
    """A short answer as it is compared: its words, and the signs that say something."""
    text = unicodedata.normalize("NFC", text)
    signs = "".join(c for c in text if c in "#%&@" or unicodedata.category(c) in ("Sm", "Sc"))
    if exact:
        parts = (_tone_last(word) for word in re.split(r"[\W_]+", text.casefold()) if word)
        words = " ".join(parts)
    else:
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        bare = "".join(c for c in plain.replace("đ", "d") if not _is_mark(c))
        words = _y_to_i(re.sub(r"[\W_]+", " ", bare).strip())
    return words, signs if words or signs else "".join(text.split())


def _is_mark(sign: str) -> bool:
    return "\u0300" <= sign <= "\u036f" or unicodedata.combining(sign) > 0


def _tone_last(word: str) -> str:
    apart = unicodedata.normalize("NFD", word)
    tones = "".join(sorted(c for c in apart if c in TONES))
    return _y_to_i(unicodedata.normalize("NFC", "".join(c for c in apart if c not in TONES))) + tones


def given_pairs(question: Json, text: str) -> dict[str, str] | None:
    """What was given to each option; None where it can't be understood."""
    allowed: dict[str, Any] = {
        "statements": {"dung", "sai"},
        "ordering": {str(place) for place in range(1, len(question["options"]) + 1)},
        "matching": set(question["targets"]),
    }
    found: dict[str, str] = {}
    for piece in text.split(","):
        option, _, value = (word.strip() for word in piece.partition(":"))
        if not value:
            continue
        if value not in allowed[question["kind"]] or option not in question["options"]:
            return None
        if found.setdefault(option, value) != value:
            return None
    if question["kind"] == "ordering" and len(set(found.values())) < len(found):
        return None
    return found


# --- what an answer earns -------------------------------------------------------------------------


def mark(question: Json, raw: str, points: int) -> tuple[bool, int, bool]:
    """(wholly right, hundredths, was something answered that can be understood)."""
    text = raw.strip()
    if not text or len(text) > LONGEST:
        return False, 0, False
    kind = question["kind"]
    if kind in ("one", "true_false"):
        answered = text in question["options"]
        right = answered and [text] == question["right"]
        return right, points * right, answered
    if kind == "several":
        return _several(question, text, points)
    if kind in ("statements", "ordering", "matching"):
        given = given_pairs(question, text)
        wanted = dict(question["pairs"])
        if not given:
            return False, 0, False
        hits = sum(wanted.get(option) == value for option, value in given.items())
        return _in_parts(question, bool(wanted) and given == wanted, hits, len(wanted), points)
    if kind == "short":
        words = one_line(text)
        said = spoken(words, bool(question["exact"]))
        accepted = (spoken(each, bool(question["exact"])) for each in question["accepted"])
        right = bool(words) and len(words) <= LONGEST and any(any(each) and each == said for each in accepted)
        return right, points * right, bool(words) and len(words) <= LONGEST
    if kind == "number":
        value = whole_or_part(text, question["places"])
        right = value is not None and "number" in question and _near(question, value)
        return right, points * right, value is not None
    raise Wrong(f"Câu hỏi {question['id']}: không biết loại câu “{kind}”.")


def _near(question: Json, value: Fraction) -> bool:
    return abs(value - Fraction(question["number"])) <= Fraction(question["tolerance"])


def _several(question: Json, text: str, points: int) -> tuple[bool, int, bool]:
    chosen = {piece.strip() for piece in text.split(",") if piece.strip()}
    if not chosen or not chosen <= set(question["options"]):
        return False, 0, False
    right = set(question["right"])
    found = len(chosen & right) - len(chosen - right)
    return _in_parts(question, chosen == right, found, len(right), points)


def _in_parts(question: Json, whole: bool, found: int, count: int, points: int) -> tuple[bool, int, bool]:
    if whole:
        return True, points, True
    if not question["in_parts"] or not 0 < found <= count:
        return False, 0, True
    shares = question["shares"]
    return False, points * shares[found - 1] // 100 if len(shares) == count else points * found // count, True


def answers_of(attempt: Json) -> dict[int, str]:
    """For each slot the event with the highest (lease, seq) that came in time; of equal ones the first."""
    best: dict[int, tuple[int, int, str]] = {}
    for _, lease, seq, slot, answer, applied in attempt["events"]:
        if applied and (slot not in best or (lease, seq) > best[slot][:2]):
            best[slot] = lease, seq, answer
    return {slot: answer for slot, (_, _, answer) in best.items()}


class Paper:
    """An attempt as it counts."""

    def __init__(self, attempt: Json, questions: Json, rules: Json) -> None:
        answers, asked = answers_of(attempt), attempt["paper"]
        earned, self.right = [], 0
        for slot, name in enumerate(asked, 1):
            question = questions[name]
            right, points, answered = mark(question, answers.get(slot, ""), question["points"])
            worthless = answered and not mark(question, answers.get(slot, ""), 100)[1]
            earned.append(points or -rules.get("wrong_costs", 0) * worthless)
            self.right += right
        total = sum(earned)
        self.points = total if rules.get("below_zero") else max(0, total)
        self.perfects = int(self.right == len(asked))
        self.id, self.number = attempt["id"], attempt["number"]
        self.started, self.ended = attempt["started"], attempt["ended"]
        over = min(self.ended, attempt["deadline"], attempt.get("paused", self.ended))
        self.seconds = max(0, (over - self.started) // 1000 - attempt["stood"])
        slot = len(asked) + attempt["open"] + 1
        self.prediction = self._predicted(answers.get(slot, ""), rules) if attempt["prediction"] else None

    @staticmethod
    def _predicted(raw: str, rules: Json) -> int | None:
        value = whole_or_part(raw, 0) if 0 < len(raw.strip()) <= LONGEST else None
        if value is None or (rules.get("prediction") == "percent" and not 0 <= value <= 10_000):
            return None
        return int(value)


# --- who stands where -----------------------------------------------------------------------------

STEPS = {"millisecond": 1, "second": 1_000, "minute": 60_000}
NO_PREDICTION = 2 * 10**16


class Ranking:
    """The rules of a round as far as places go."""

    def __init__(self, rules: Json, seed: bytes, truth: int | None) -> None:
        self.rules, self.seed, self.truth = rules, seed, truth
        self.asked = sum(line["count"] for line in rules["blueprint"]) + len(rules.get("fixed", []))
        self.precision = rules.get(
            "precision", {"seconds": "second", "moments": "millisecond", "mean_decimals": 2}
        )

    def rung(self, name: str, paper: Paper, age: int = 0) -> int:
        """One criterion as a number, the smaller the better."""
        moments = STEPS[self.precision["moments"]]
        rungs = {
            "points": -paper.points,
            "seconds": paper.seconds * 1_000 // STEPS[self.precision["seconds"]],
            "submitted": paper.ended // moments,
            "first_start": paper.started // moments,
            "perfect_attempts": -paper.perfects,
            "youngest": age,
            "oldest": age,
            "prediction_error": self.error(paper) if self.error(paper) is not None else NO_PREDICTION,
        }
        return rungs[name] or 0

    def error(self, paper: Paper) -> int | None:
        """How far off the prediction was."""
        if self.truth is None or paper.prediction is None:
            return None
        return abs(paper.prediction - self.truth)

    def is_ranked(self, paper: Paper) -> bool:
        """Whether it has a place at all."""
        return not self.rules.get("only_perfect") or paper.right == self.asked

    def counting(self, papers: list[Paper]) -> Paper:
        """What counts of all attempts of one person, in the order of their numbers."""
        way = self.rules.get("counting", "best")
        if len(papers) == 1 and way != "mean":
            return papers[0]
        started, perfects = min(one.started for one in papers), sum(one.perfects for one in papers)
        chosen = {"first": papers[0], "last": papers[-1], "mean": papers[-1]}.get(way) or self._best(papers)
        if way == "mean":
            unit, count = 10 ** (2 - self.precision["mean_decimals"]), len(papers)
            chosen.points = unit * _half_up(sum(one.points for one in papers), unit * count)
            chosen.right = _half_up(sum(one.right for one in papers), count)
            chosen.seconds = _half_up(sum(one.seconds for one in papers), count)
        chosen.started, chosen.perfects = started, perfects
        return chosen

    def _best(self, papers: list[Paper]) -> Paper:
        compared = [name for name in self.rules["criteria"] if name in ("points", "seconds", "submitted")]
        among = [one for one in papers if self.is_ranked(one)] or papers
        return min(among, key=lambda one: [self.rung(name, one) for name in compared])

    def place(self, entry: str, paper: Paper, age: int) -> tuple[int, ...]:
        """What is compared; equal ones share a rank."""
        found = [self.rung(name, paper, age) for name in self.rules["criteria"]]
        if self.rules.get("ties") == "lot":
            drawn = hmac.new(self.seed, f"hang|{entry}".encode(), hashlib.sha256).digest()[:7]
            found.append(int.from_bytes(drawn, "big"))
        return tuple(found)


def _half_up(total: int, count: int) -> int:
    return (2 * total + count) // (2 * count)


class Counted:
    """All papers of a round, counted person by person as the file brings them."""

    def __init__(self, content: Json, basis: Json) -> None:
        self.rules = json.loads(basis["rules"])
        self.questions: Json = basis["questions"]
        seed = bytes.fromhex(basis["seed"])
        self.content, self.basis = content, basis
        self.ranking = Ranking(self.rules, seed, content.get("truth"))
        self.board: list[tuple[bool, tuple[int, ...], str, Paper]] = []
        self.people: set[str] = set()
        self.perfect: list[str] = []
        self.attempts = self.void = 0

    def add(self, person: Json) -> None:
        """One person's line."""
        entry, papers = person["entry"], []
        one = person.get("same_as", entry)
        for attempt in person["attempts"]:
            paper = Paper(attempt, self.questions, self.rules)
            is_void = attempt["state"] == "void"
            self.void += is_void
            if not is_void:
                papers.append(paper)
            if not is_void or self.rules.get("void_predicted"):
                self.attempts += 1
                self.people.add(one if self.rules.get("void_predicted") else entry)
                if paper.right == self.ranking.asked:
                    self.perfect.append(one)
        if papers and not person["barred"] and "same_as" not in person:
            paper = self.ranking.counting(sorted(papers, key=lambda each: each.number))
            place = self.ranking.place(entry, paper, self.basis["ages"].get(entry, 0))
            self.board.append((not self.ranking.is_ranked(paper), place, entry, paper))

    def truth(self) -> int | None:
        """What the prediction asked for, as the attempts tell it now."""
        people, perfect = len(self.people), len(set(self.perfect))
        percent = (20_000 * perfect + people) // (2 * people) if people else 0
        return {
            "participants": people,
            "attempts": self.attempts,
            "perfect_people": perfect,
            "perfect_attempts": len(self.perfect),
            "percent": percent,
        }.get(self.rules.get("prediction"))

    def rows(self) -> Iterator[Json]:
        """The rows of the result in their order, without what no evidence can tell."""
        rank, before = 0, None
        for number, (unranked, place, entry, paper) in enumerate(
            sorted(self.board, key=lambda one: one[:3]), 1
        ):
            row: Json = {"entry": entry, "attempt": paper.id, "points": paper.points, "right": paper.right}
            row |= {"seconds": paper.seconds, "submitted": paper.ended}
            if not unranked:
                rank = rank if place == before else number
                row["rank"], before = rank, place
            error = self.ranking.error(paper)
            yield row if error is None else row | {"error": error}


# --- the file -------------------------------------------------------------------------------------


def head_of(raw: bytes) -> tuple[Json, int]:
    """The parts before the papers, and where the evidence begins."""
    try:
        head = json.loads(raw + b"]}}" if raw.endswith(b'"papers":[\n') else raw)
    except (ValueError, RecursionError) as error:
        raise Wrong("Phần đầu tệp không phải JSON hợp lệ.") from error
    names = ["format", "content", "sha256", "signature", "public_key", "evidence"]
    if not isinstance(head, dict) or list(head) != names or not isinstance(head["content"], dict):
        raise Wrong("Phần đầu tệp không đủ các mục, hoặc các mục sai thứ tự.")
    parts = [b'"%s":%s' % (name.encode(), canonical(head[name])) for name in names[:-1]]
    before = b"{" + b",".join(parts) + b',"evidence":'
    if head["evidence"] == {}:
        rebuilt = before + b"{}}\n"
    elif isinstance(head["evidence"], dict) and list(head["evidence"]) == ["basis", "papers"]:
        rebuilt = before + b'{"basis":' + canonical(head["evidence"]["basis"]) + b',"papers":[\n'
    else:
        raise Wrong("Phần dữ liệu gốc không đúng mẫu.")
    if rebuilt != raw:
        raise Wrong("Phần đầu tệp không ở dạng chuẩn, tệp đã bị sửa.")
    _only_plain(head, "Phần đầu tệp")
    return head, len(before)


def check_seal(head: Json) -> None:
    """The digest and the signature."""
    if head["format"] != FORMAT:
        raise Wrong(f"Tệp ghi mẫu “{head['format']}”, chương trình này chỉ biết “{FORMAT}”.")
    digest = hashlib.sha256(canonical(head["content"])).hexdigest()
    if digest != head["sha256"]:
        raise Wrong("Mã băm SHA-256 không khớp nội dung: kết quả trong tệp đã bị sửa.")
    for name, size in (("signature", 128), ("public_key", 64)):
        if not isinstance(head[name], str) or not re.fullmatch(rf"[0-9a-f]{{{size}}}", head[name]):
            raise Wrong("Chữ ký hoặc khóa công khai không đúng dạng.")
    key, signature = bytes.fromhex(head["public_key"]), bytes.fromhex(head["signature"])
    if not signed_by(key, signature, SIGNED + bytes.fromhex(digest)):
        raise Wrong("Chữ ký không phải của khóa công khai trong tệp.")


def papers_of(file: IO[bytes], seen: Any) -> Iterator[Json]:
    """Each person's line, checked for its form and order; the evidence's digest grows with it."""
    number, before, is_last = 0, "", False
    for line in file:
        seen.update(line if line != TAIL else b"]}")
        if line == TAIL:
            if file.read(1):
                raise Wrong("Sau cuối tệp còn dữ liệu thừa.")
            return
        number += 1
        if line == b"\n" and number == 1:
            is_last = True
            continue
        where = f"Dòng dữ liệu thứ {number}"
        if is_last or not line.endswith(b"\n"):
            raise Wrong(f"{where}: tệp bị cắt hoặc thừa.")
        is_last = not line.endswith(b",\n")
        person = parsed(line.removesuffix(b"\n").removesuffix(b","), where)
        if (
            not isinstance(person, dict)
            or not isinstance(person.get("entry"), str)
            or person["entry"] <= before
        ):
            raise Wrong(f"{where}: không đúng thứ tự người dự thi.")
        before = person["entry"]
        yield person
    raise Wrong("Tệp bị cắt, thiếu phần cuối.")


def check_basis(content: Json, basis: Json) -> None:
    """The rules and the seed are those that the result names."""
    if hashlib.sha256(basis["rules"].encode()).hexdigest() != content["rules_sha256"]:
        raise Wrong("Thể lệ trong dữ liệu gốc không phải thể lệ ghi trong kết quả.")
    if hashlib.sha256(bytes.fromhex(basis["seed"])).hexdigest() != content["seed_commitment"]:
        raise Wrong("Mã gốc bốc đề không khớp mã đã cam kết trước khi thi.")


def compare(content: Json, counted: Counted) -> None:
    """The result written anew against the one that was signed."""
    told = content["rows"]
    rows = list(counted.rows())
    for number, (row, old) in enumerate(zip(rows, told, strict=False), 1):
        # A name's commitment and a receipt's digest follow from what is not in the file.
        row |= {name: old[name] for name in ("commitment", "receipt") if name in old}
        if canonical(row) != canonical(old):
            raise Wrong(_difference(number, row, old))
    if len(rows) != len(told):
        raise Wrong(f"Kết quả ghi {len(told)} người, tính lại được {len(rows)} người.")
    ranked = sum("rank" in row for row in rows)
    again = content | {
        "criteria": counted.rules["criteria"],
        "ranked": ranked,
        "unranked": len(rows) - ranked,
        "rows": rows,
    }
    if canonical(again) != canonical(content):
        raise Wrong("Phần chung của kết quả không khớp dữ liệu gốc.")


WORDS = {"rank": "hạng", "points": "điểm (phần trăm điểm)", "right": "số câu đúng", "seconds": "số giây"}
WORDS |= {
    "entry": "mã người dự thi",
    "attempt": "lượt thi",
    "submitted": "lúc nộp",
    "error": "sai số dự đoán",
}


def _difference(number: int, row: Json, old: Json) -> str:
    names = ("entry", *sorted({*row, *old}))
    name = next((each for each in names if row.get(each) != old.get(each)), "")
    told, found = old.get(name, "không có"), row.get(name, "không có")
    who = old.get("entry", "?")
    return f"Dòng {number} (mã {who}): {WORDS.get(name, name)} ghi {told}, tính lại được {found}."


def check(file: IO[bytes]) -> tuple[Json, Counted | None]:
    """Check a whole file; the head, and what was counted where there is evidence."""
    raw = file.readline()
    if not raw.startswith(b'{"format":"'):
        raise Unreadable("Đây không phải tệp kết quả của hoithi.")
    head, start = head_of(raw)
    check_seal(head)
    if head["evidence"] == {}:
        if file.read(1):
            raise Wrong("Sau cuối tệp còn dữ liệu thừa.")
        return head, None
    content, basis = head["content"], head["evidence"]["basis"]
    check_basis(content, basis)
    seen = hashlib.sha256(raw[start:])
    counted = Counted(content, basis)
    for person in papers_of(file, seen):
        counted.add(person)
    if seen.hexdigest() != content["evidence_sha256"]:
        raise Wrong("Mã băm của dữ liệu gốc không khớp: bài làm trong tệp đã bị sửa.")
    compare(content, counted)
    return head, counted


def grouped(text: str) -> str:
    """A digest for the eye."""
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def receipt_digest(code: str, attempt: str) -> str:
    """What stands in the result for a receipt; slow on purpose, codes are short."""
    return hashlib.pbkdf2_hmac("sha256", code.encode(), attempt.encode(), ROUNDS_OF_RECEIPT, 16).hex()


def own_row(content: Json, typed: str) -> str:
    """The row of a receipt, in words."""
    bare = re.sub(r"[^A-Z0-9]", "", typed.upper()).removeprefix("HT")
    code = f"HT-{bare[:4]}-{bare[4:]}"
    for row in content["rows"]:
        if row.get("receipt") == receipt_digest(code, row["attempt"]):
            place = f"hạng {row['rank']}" if "rank" in row else "không xếp hạng"
            return f"Phiếu {code}: {place}, {_points(row['points'])} điểm, {row['seconds']} giây."
    return f"Không có phiếu {code} trong kết quả này. Lượt thi không được tính cũng không có ở đây."


def _points(hundredths: int) -> str:
    whole, part = divmod(abs(hundredths), 100)
    return f"{'-' * (hundredths < 0)}{whole},{part:02d}".rstrip("0").rstrip(",")


def tell(head: Json, counted: Counted | None) -> int:
    """Say what was checked; the exit code."""
    content = head["content"]
    key = hashlib.sha256(bytes.fromhex(head["public_key"])).hexdigest()[:32]
    print(f"Kết quả bản {content['version']}: {content['ranked']} người có hạng.")
    print(f"Mã băm:     {grouped(head['sha256'])}")
    print(f"Vân tay khóa: {grouped(key)}")
    print("So hai dòng này với trang công bố kết quả, với biên bản chốt kết quả.")
    if counted is None:
        print("CHƯA ĐỦ: chữ ký đúng, nhưng tệp không kèm bài làm nên chưa tính lại được thứ hạng.")
        return 2
    again = counted.truth()
    if again is not None and again != content.get("truth"):
        told = content.get("truth", "không có")
        print(f"Lưu ý: đáp số câu dự đoán chốt khi đóng vòng là {told}, nay tính lại là {again}")
        print(f"       vì có bài hủy, công nhận hoặc chấm lại sau đó ({counted.void} bài đang hủy).")
    print(f"ĐÚNG: tính lại từ {counted.attempts} lượt thi, kết quả khớp từng byte.")
    return 0


def main(words: list[str]) -> int:
    """`verify.py FILE [--receipt HT-7K2M-94QX]`."""
    receipt = ""
    if "--receipt" in words[:-1]:
        at = words.index("--receipt")
        receipt = words[at + 1]
        words = words[:at] + words[at + 2 :]
    if len(words) != 1:
        print("Cách dùng: python verify.py TỆP [--receipt HT-7K2M-94QX]")
        return 2
    try:
        with open(words[0], "rb") as file:
            head, counted = check(file)
    except Wrong as error:
        print(f"SAI: {error}")
        return 1
    except (OSError, Unreadable) as error:
        print(f"KHÔNG KIỂM ĐƯỢC: {error}")
        return 2
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        print(f"SAI: dữ liệu trong tệp không đúng mẫu ({type(error).__name__} {error}).")
        return 1
    code = tell(head, counted)
    if receipt:
        print(own_row(head["content"], receipt))
    return code


if __name__ == "__main__":
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    sys.exit(main(sys.argv[1:]))
