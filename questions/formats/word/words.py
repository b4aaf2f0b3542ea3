"""What a line begins: a question, an option, a field, a group of questions, the end of the paper."""

from __future__ import annotations

import re
from dataclasses import dataclass

from questions.folding import fold
from questions.formats.word.numbering import roman

#: Ticks that stand for "this one".
STARS = "*✓✔☑☒√"
#: Boxes that were left empty.
BOXES = "☐□❏❑"
_NUMBER = r"(?P<number>\d{1,4})"
_ASIDE = r"(?P<asides>(?:\s*[(\[][^)\]\n]{1,40}[)\]])*)"
_NAMED = re.compile(
    rf"\s*(?:c[âa]u(?:\s+h[ỏo]i)?|b[àa]i|question)\s*(?:s[ốo]\s*)?{_NUMBER}(?!\d){_ASIDE}"
    r"(?:\s*[:.)\]/–-]+\s*|\s+(?=[A-ZÀ-ỸĐ“\"(])|\s*$)",
    re.IGNORECASE,
)
#: IGNORECASE makes the look-ahead of capitals blind, so it is looked at again.
_BARE = re.compile(
    rf"\s*{_NUMBER}\s?(?P<sign>[.)]|[/:–-](?!\d)){_ASIDE}(?:[.:)]\s*|\s+(?=\S)|(?=[^\W\d])|\s*$)"
)
_UNNUMBERED = re.compile(r"\s*(?:c[âa]u\s+h[ỏo]i|question)\s*:\s*(?=\S)", re.IGNORECASE)
_FIELD = re.compile(r"\s*[-+•=>→⇒]*\s*([^\W\d_][^:：\n]{0,30}?)\s*[:：]\s*(.*)", re.DOTALL)
_ANSWER = re.compile(
    r"\s*[-+•=>→⇒]*\s*(?:(?:v[ậa]y\s+)?ch[ọo]n(?:\s+(?:đáp\s+án|phương\s+án|câu|ý))?(?:\s+đúng)?"
    r"|(?:đáp\s+án|phương\s+án|câu\s+trả\s+lời)(?:\s+đúng)?(?:\s+là)?|Đ/?A)\s*[:：]?\s*(?:là\s*[:：]?\s*)?"
    r"(?P<value>[A-H](?:\s*(?:,|;|và|&)\s*[A-H])*)\s*[.!]?\s*",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"[(\[](?P<said>[^()\[\]\n]{1,40})[)\]][ .;]{0,9}\Z")
_REASONED = re.compile(
    r"(?P<value>[A-H])\s*[,;:.–-]?\s+(?P<why>(?:vì|do|bởi|theo|căn\s+cứ|giải\s+thích)\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_END = re.compile(r"[\W_]*(?:h\s?[ếê]\s?t|the end|end)[\W_]*", re.IGNORECASE)
_GROUP = re.compile(
    r"\s*(?:[A-Z]\s*[.)-]\s*)?(?:phần|nhóm|part|chương|section|mục)\s+"
    r"(?P<count>[ivx]{1,5}|\d{1,2}|thứ\s+\w+|[a-h])\b(?!\s*[,;])|\s*[A-H]\s*[.)-]\s*phần\b",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"\s*(?P<count>[IVX]{1,5})\s*[.)/:–-]\s*(?=\S)")
_TRUTHS = r"đúng\s*(?:[/,–-]|hoặc|hay)?\s*sai"
_STATED = re.compile(
    rf"(?:trắc\s+nghiệm|câu(?:\s+hỏi)?)\s+(?:trắc\s+nghiệm\s+|dạng\s+)?{_TRUTHS}"
    rf"|(?:mỗi|từng)\s+(?:ý|phát\s+biểu|mệnh\s+đề|khẳng\s+định|nhận\s+định)\b.{{0,80}}?{_TRUTHS}",
    re.IGNORECASE | re.DOTALL,
)
_SHARED = re.compile(
    r"\s*(?:(?:đọc|dựa\s+vào|dựa\s+trên|căn\s+cứ|sử\s+dụng|quan\s+sát|cho)\b.*\bcâu(?:\s+hỏi)?\b"
    r"|(?:read|questions?)\b.*\bquestions?\b).*\d\s*(?:đến|tới|và|–|-|to)\s*(?:câu\s*)?\d",
    re.IGNORECASE | re.DOTALL,
)

_LAW = (
    r"(?P<cited>(?:(?:theo|trích|căn\s+cứ|xem|nguồn)\s*:?\s*)?(?:tại\s+|điểm\s|khoản\s|điều\s|mục\s|chương\s|bộ\s+luật|luật"
    r"|nghị\s+định|nghị\s+quyết|thông\s+tư|quyết\s+định|chỉ\s+thị|kế\s+hoạch|hiến\s+pháp|pháp\s+lệnh|công\s+văn"
    r"|hướng\s+dẫn\s+số|\d+[/-][\wĐ-]+/)[^()]{0,300}(?:\([^()]{0,80}\)[^()]{0,200})?)"
)
_CITED = re.compile(rf"\s*[(\[]{_LAW}[)\]]\s*[.;]?\s*", re.IGNORECASE)

_NAMES = {
    "kind": "loai|loai cau hoi",
    "answer": "dap an|dap an dung|dap so|da|d a|phuong an dung|tra loi|cau tra loi"
    "|cau tra loi dung|answer|correct answer|key",
    "topics": "chu de|linh vuc",
    "audiences": "doi tuong|doi tuong du thi",
    "level": "muc do|do kho",
    "points": "diem|so diem",
    "unit": "don vi|don vi tinh",
    "valid_until": "hieu luc den",
    "scoring": "cach cham|cach tinh diem",
    "tolerance": "sai so|dung sai",
    "explanation": "giai thich|giai thich dap an|loi giai|loi giai chi tiet|giai|huong dan"
    "|huong dan giai|huong dan chi tiet|huong dan giai chi tiet|hd|hdg|explanation",
    "basis": "can cu|can cu phap ly|co so phap ly|trich dan|nguon",
}
FIELDS = {name: field for field, names in _NAMES.items() for name in names.split("|")}
#: These may stand alone on their line, what they name below them.
_ALONE = {name for name, field in FIELDS.items() if field == "explanation" and len(name) > 4} | {
    "dap an",
    "can cu phap ly",
}
_TAIL = (
    "dap an",
    "bang dap an",
    "phan dap an",
    "huong dan cham",
    "answer key",
    "loi giai chi tiet",
    "huong dan giai",
)
_LEVELS = {
    "nhận biết": ("nb", "nhan biet"),
    "thông hiểu": ("th", "thong hieu"),
    "vận dụng": ("vd", "vdc", "van dung", "van dung cao"),
}
_LEVEL_OF = {name: level for level, names in _LEVELS.items() for name in names}
_POINTS = re.compile(r"(\d{1,2}(?:[.,]\d{1,2})?)\s*(?:điểm|đ|point|points)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Start:
    """The head of a question: its number, what stands in brackets behind it, where its text begins."""

    number: int | None
    end: int
    style: str  # "câu" for a named one, else the sign behind the bare number
    level: str = ""
    points: str = ""
    answer: str = ""
    rest: str = ""  # of the brackets, what says none of these


def start(text: str) -> Start | None:
    """The question that a line begins, if it does."""
    match = _NAMED.match(text)
    if match is not None and _is_head(text, match):
        return _start(match, "câu")
    if match := _UNNUMBERED.match(text):
        return Start(None, match.end(), "câu")
    match = _BARE.match(text)
    return _start(match, match["sign"]) if match is not None else None


def _is_head(text: str, match: re.Match[str]) -> bool:
    """Not "Câu 3 và câu 4 …": behind a number without a sign the text begins with a capital."""
    behind = text[match.end() :]
    return match[0].rstrip()[-1:] in ":.)]/–-" or not behind or not behind[0].islower()


def _start(match: re.Match[str], style: str) -> Start:
    level = points = right = ""
    rest = []
    for aside in re.findall(r"[(\[]([^)\]\n]*)[)\]]", match["asides"]):
        worth = _POINTS.fullmatch(aside.strip())
        if fold(aside) in _LEVEL_OF:
            level = _LEVEL_OF[fold(aside)]
        elif worth:
            points = worth[1]
        elif answer(aside):
            right = answer(aside)
        else:
            rest.append(f"({aside})")
    return Start(int(match["number"]), match.end(), style, level, points, right, " ".join(rest))


def field(text: str) -> tuple[str, int] | None:
    """The field that a line opens, and where its value begins: "Giải thích: …", or its name alone."""
    if match := _FIELD.fullmatch(text):
        name = FIELDS.get(fold(match[1]))
        return (name, match.start(2)) if name else None
    name = fold(text)
    return (FIELDS[name], len(text)) if name in _ALONE else None


def citation(text: str) -> str:
    """The law in brackets that is a whole line, or that ends one: "(Khoản 2 Điều 4 Luật Cư trú)"."""
    match = _CITED.fullmatch(text)
    return match["cited"].strip() if match else ""


def without_citation(text: str) -> tuple[int, str]:
    """Where the law in brackets begins that ends a text, and what it says; without, its length and ""."""
    end = len(text.rstrip(" .;\n\t"))
    depth, place = 0, end - 1
    while place > 0 and end - place < 600:
        depth += (text[place] in ")]") - (text[place] in "([")
        if depth <= 0:
            break
        place -= 1
    cited = citation(text[place:end]) if place > 0 and depth == 0 else ""
    return (place, cited) if cited else (len(text), "")


def answer(text: str) -> str:
    """B of "Chọn B.", "Đáp án đúng là B"; "" of any other line."""
    match = _ANSWER.fullmatch(text)
    return match["value"].upper().replace("VÀ", ",") if match else ""


def without_answer(text: str) -> tuple[int, str]:
    """Where "(Đáp án: B)" begins that ends a question, and its letter; without, its length and ""."""
    match = _BEHIND.search(text)
    value = answer(match["said"]) if match else ""
    return (match.start(), value) if match and value else (len(text), "")


def reasoned(answer: str) -> tuple[str, str]:
    """The letter and the reason of "B, vì theo Điều 5…"; an answer without one stays as it is."""
    match = _REASONED.fullmatch(answer.strip())
    return (match["value"].upper(), match["why"].strip()) if match else (answer, "")


def is_end(text: str) -> bool:
    """Whether the paper ends here: "--- HẾT ---"."""
    return len(text) < 80 and _END.fullmatch(text) is not None


def is_tail_heading(text: str) -> bool:
    """Whether a line may head the answers of the whole paper."""
    if len(text) > 120 or answer(text):
        return False
    named = field(text)
    words = fold(text)
    # "Đáp án: 34" is the answer of the question above.
    is_one = named is not None and bool(text[named[1] :].strip())
    return not is_one and any(words == head or words.startswith(f"{head} ") for head in _TAIL)


def group(text: str, last_roman: int) -> tuple[str, bool]:
    """What a line that heads a group of questions calls it, and whether by a roman number alone.

    Roman numbers count on from the last one. "" for any other line.
    """
    if len(text) > 600:
        return "", False
    if match := _GROUP.match(text):
        name, _, count = " ".join(match[0].split()).partition(" ")
        return f"{name.capitalize()} {count.upper() if len(count) < 6 else count}".strip(), False
    match = _ROMAN.match(text)
    if match is not None and match["count"] in (roman(last_roman + 1).upper(), "I"):
        return f"Mục {match['count']}", True
    return "", False


def is_shared(text: str) -> bool:
    """Whether a line begins a passage for several questions."""
    return _SHARED.match(text[:400]) is not None


def is_stated(text: str) -> bool:
    """Whether the head of a part says that each of the points a) b) c) d) in it is true or false."""
    return _STATED.search(text[:600]) is not None


def is_loud(text: str) -> bool:
    """Whether a line is all capitals, as headings between questions are."""
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) > 5 and " " in text.strip() and all(sign.isupper() for sign in letters)
