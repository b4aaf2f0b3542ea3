"""What an attempt's pages say: the paper with what is stored for it, and the receipt."""

from __future__ import annotations

from dataclasses import dataclass

from contest.simulate.page import Element

ASIDE = frozenset({"small", "svg", "letter", "mark"})
TRUE, FALSE = "dung", "sai"
#: What stands on a receipt for an answer to a true-or-false question.
HALVES = {"Đúng": TRUE, "Sai": FALSE}
EMPTY = "bỏ trống"


@dataclass(frozen=True, slots=True)
class Asked:
    """One slot: what it asks, its options (id, text) as shown, and what the server holds.

    ``values``: what a row may be given, where the answer gives something to each.
    ``ask``: where the next question is asked for, where the server gives out one at a time.
    """

    slot: int
    kind: str
    text: str
    options: tuple[tuple[str, str], ...] = ()
    saved: str = ""
    in_percent: bool = False
    ask: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """The question screen, as far as a phone needs it."""

    ops: str
    lease: int
    seq: int
    asked: tuple[Asked, ...]
    way: str = "free"


def read_paper(page: Element) -> Paper | None:
    """The paper on a question screen; None where the page is another one."""
    body = page.first("body")
    data = body.attributes if body is not None else {}
    if "data-ops" not in data:
        return None
    asked = tuple(_asked(section) for section in page.all("section") if "data-slot" in section.attributes)
    return Paper(
        data["data-ops"], int(data["data-lease"]), int(data["data-seq"]), asked, data.get("data-way", "free")
    )


def _asked(section: Element) -> Asked:
    data = section.attributes
    kind = data["data-kind"]
    words = section.first("legend") or section.first("label")
    text = words.text(without=ASIDE) if words is not None else ""
    rows, values = _rows(section)
    options = rows or tuple(_option(label) for label in section.all("label") if label.all("input"))
    in_percent = kind == "prediction" and data.get("data-unit") == "%"
    form = section.first("form")
    ask = form.attributes["action"] if form is not None and "data-ask" in form.attributes else ""
    saved = data.get("data-saved", "")
    return Asked(int(data["data-slot"]), kind, text, options, saved, in_percent, ask, values)


def _rows(section: Element) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """The rows of a question that gives something to each, and what there is to give."""
    found: dict[str, str] = {}
    values: dict[str, None] = {}
    for row in (one for one in section.all("div") if "pair-row" in one.attributes.get("class", "").split()):
        choices = [one.attributes.get("value", "") for one in (*row.all("input"), *row.all("option"))]
        name = row.first("p") or row.first("label")
        found[choices[0].partition(":")[0]] = name.text(without=ASIDE) if name is not None else ""
        values |= dict.fromkeys(value for choice in choices if (value := choice.partition(":")[2]))
    return tuple(found.items()), tuple(values)


def _option(label: Element) -> tuple[str, str]:
    box = label.all("input")[0]
    return box.attributes.get("value", ""), label.text(without=ASIDE)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was handed in, in the words of the page: slot → text; the prediction apart."""

    code: str
    given: dict[int, str]
    prediction: str = ""
    written: tuple[str, ...] = ()  # of each open question how much


def read_receipt(page: Element) -> Receipt | None:
    """The receipt on a page; None where there is none."""
    section = page.first("section", aria_label="Biên nhận")
    code = section.first("code") if section is not None else None
    lists = [one for one in page.all("ol") if one.attributes.get("class") == "given"]
    if code is None or not lists:
        return None
    given = {int(row.attributes["value"]): row.text() for rows in lists for row in rows.all("li")}
    said = [line.text() for line in page.all("p") if line.text().startswith("Dự đoán:")]
    written = [line.text() for line in page.all("p") if line.attributes.get("class") == "open-given"]
    told = tuple(line.partition(":")[2].strip() for line in written)
    return Receipt(code.text(), given, said[0].partition(":")[2].strip() if said else "", told)


def on_receipt(asked: Asked, answer: str) -> str:
    """How a receipt says this answer."""
    if answer == "":
        return EMPTY
    if asked.kind == "suggestion":
        return f"đã ghi {len(answer.split())}\u00a0chữ"
    if asked.kind == "true_false":
        return next(text for text, value in HALVES.items() if value == answer)
    if asked.kind in ("one", "several"):
        chosen = set(answer.split(","))
        letters = (chr(65 + place) for place, (option, _) in enumerate(asked.options) if option in chosen)
        return ", ".join(letters)
    if asked.kind in ("statements", "ordering", "matching"):
        return _rows_on_receipt(asked, dict(part.split(":") for part in answer.split(",")))
    if asked.in_percent:  # hundredths of a per cent
        return f"{int(answer) / 100:g}%".replace(".", ",")
    return answer


def _rows_on_receipt(asked: Asked, given: dict[str, str]) -> str:
    shown = [(chr(65 + at), given.get(option, "")) for at, (option, _) in enumerate(asked.options)]
    if asked.kind == "statements":
        names = {value: text for text, value in HALVES.items()}
        return ", ".join(f"{letter.lower()}) {names[value]}" for letter, value in shown if value)
    if asked.kind == "ordering":
        return ", ".join(letter for _, letter in sorted((int(place), letter) for letter, place in shown))
    places = {value: at for at, value in enumerate(asked.values, 1)}
    return ", ".join(f"{letter} → {places[value]}" for letter, value in shown if value)
