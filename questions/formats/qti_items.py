"""One item of QTI 2.1 as a draft: what is asked, by which interaction, and what is right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from questions.folding import fold, tidy
from questions.formats import html_text, noting, weighing
from questions.formats.drafts import Draft, option_part
from questions.formats.gift import BLANK
from questions.formats.words import KIND_NAMES, TRUTHS
from questions.formats.xml_tree import Node, markup
from questions.kinds import RIGHT_ID, WRONG_ID, Kind

#: Item writers of ours say the kind here, where QTI has one interaction for several.
TOOL = "hoithi"
UNIT = "don-vi"
_INLINE = {"textEntryInteraction", "inlineChoiceInteraction", "endAttemptInteraction"}
_UNKNOWN = "Kiểu trả lời “{}” của QTI chưa dùng được ở đây. Soạn lại thành câu khác hoặc bỏ qua."
_MANY = "Câu này có {} chỗ trả lời, ở đây mỗi câu chỉ có một. Tách thành nhiều câu hoặc bỏ qua."
_RELATIVE = "Sai số trong tệp gốc tính theo phần trăm, hãy ghi lại bằng số."


@dataclass(frozen=True)
class _Response:
    """What is right: values, and what each earns where the item says so."""

    values: tuple[str, ...]
    mapped: tuple[tuple[str, Decimal], ...]
    base: str


def draft(item: Node, line: int, files: Mapping[str, str] | None = None) -> Draft | None:
    """The question of an item; None if it asks nothing. `files` are the pictures of its package, each by the
    way to it from the item."""
    body = item.first("itemBody")
    if body is None:
        return None
    asking = [node for node in body.walk() if node.tag.endswith("Interaction")]
    if not asking:
        return None
    found, shown = Draft(line), files or {}
    found.text = _text(found, body, asking, shown)
    remarks = [html_text.plain(markup(node.inside)) for node in item.all("modalFeedback")]
    noting.read_why(found, "\n".join(dict.fromkeys(one.text for one in remarks if one.text)))
    noting.doubt(found, "explanation", *(one.lost for one in remarks))
    weighing.earn(found, _most(item))
    if len(asking) > 1:
        found.kind, found.fault = KIND_NAMES[Kind.short], _MANY.format(len(asking))
        return found
    _answers(found, asking[0], _response(item, asking[0]), item, shown)
    return found


def _shown(found: Draft, part: str, inside: list[Node | str], files: Mapping[str, str]) -> str:
    """The text of what stands in a part; its pictures are noted."""
    plain = html_text.plain(markup(inside), files)
    noting.doubt(found, part, plain.lost)
    noting.show(found, part, ((files[name], alt) for name, alt in plain.images))
    return plain.text


def _text(found: Draft, body: Node, asking: list[Node], files: Mapping[str, str]) -> str:
    """The text around the place of the answer, with the prompt in it."""
    text = _shown(found, "text", _without(body.inside), files)
    if len(asking) > 1 or asking[0].tag not in _INLINE:
        return text
    # A gap at the end of the text needs no sign: that is where answers stand anyway.
    return tidy(text.removesuffix(BLANK))


def _without(inside: list[Node | str]) -> list[Node | str]:
    found: list[Node | str] = []
    for one in inside:
        if isinstance(one, str):
            found.append(one)
        elif one.tag in _INLINE:
            found.append(f" {BLANK} ")
        elif one.tag.endswith("Interaction"):
            found += [Node("prompt", {}, 0, prompt.inside) for prompt in one.all("prompt")]
        elif one.attributes.get("class") != UNIT:
            found.append(Node(one.tag, one.attributes, one.line, _without(one.inside)))
    return found


def _most(item: Node) -> str:
    """The points of an item, "" where it does not say."""
    for outcome in item.all("outcomeDeclaration"):
        if outcome.attributes.get("identifier") == "MAXSCORE":
            return outcome.words("defaultValue", "value")
    return ""


def _response(item: Node, asking: Node) -> _Response:
    wanted = asking.attributes.get("responseIdentifier", "")
    for node in item.all("responseDeclaration"):
        if node.attributes.get("identifier") == wanted:
            right, mapping = node.first("correctResponse"), node.first("mapping")
            values = [one.text.strip() for one in right.all("value")] if right else []
            entries = mapping.all("mapEntry") if mapping else []
            mapped = [(one.attributes.get("mapKey", "").strip(), _worth(one)) for one in entries]
            return _Response(tuple(values), tuple(mapped), node.attributes.get("baseType", ""))
    return _Response((), (), "")


def _worth(entry: Node) -> Decimal:
    return weighing.decimal(entry.attributes.get("mappedValue", "0")) or Decimal(0)


def _answers(found: Draft, asking: Node, response: _Response, item: Node, files: Mapping[str, str]) -> None:
    match asking.tag:
        case "choiceInteraction":
            _choices(found, asking, response, item, files)
        case "orderInteraction":
            texts = _texts(found, asking.all("simpleChoice"), files)
            order = [texts[name] for name in response.values if name in texts]
            weighing.put_in_order(found, order if len(order) == len(texts) else [], whole=True)
            _move(found, tuple(texts), response.values)
        case "matchInteraction":
            _pairs(found, asking, response, files)
        case "textEntryInteraction" if response.base in ("float", "integer"):
            _number(found, response, item)
        case "textEntryInteraction":
            values = [*response.values, *(key for key, worth in response.mapped if worth > 0)]
            weighing.accept(found, [(text, weighing.WHOLE) for text in dict.fromkeys(values)])
        case "extendedTextInteraction":
            weighing.write_freely(found)
        case _:
            found.kind, found.fault = KIND_NAMES[Kind.short], _UNKNOWN.format(asking.tag[:40])


def _move(found: Draft, names: tuple[str, ...], order: tuple[str, ...]) -> None:
    """Pictures follow their items into the right order."""
    to = {option_part(names.index(name)): option_part(at) for at, name in enumerate(order) if name in names}
    found.images = {to.get(part, part): listed for part, listed in found.images.items()}
    found.alts = {to.get(part, part): said for part, said in found.alts.items()}


def _texts(found: Draft, choices: list[Node], files: Mapping[str, str]) -> dict[str, str]:
    """What each identifier stands for."""
    texts = {}
    for place, choice in enumerate(choices):
        text = _shown(found, option_part(place), choice.inside, files)
        texts[choice.attributes.get("identifier", str(place))] = text
    return texts


def _choices(found: Draft, asking: Node, response: _Response, item: Node, files: Mapping[str, str]) -> None:
    texts = _texts(found, asking.all("simpleChoice"), files)
    single = asking.attributes.get("maxChoices", "1") == "1"
    right = set(response.values) or _best(response, single)
    ours = item.attributes.get("label", "") if item.attributes.get("toolName") == TOOL else ""
    truths = {TRUTHS.get(fold(text)) for text in texts.values()} == {0, 1} and len(texts) == 2
    if single and (set(texts) == {RIGHT_ID, WRONG_ID} or (truths and ours != Kind.one)):
        weighing.truth(found, is_true=any(TRUTHS.get(fold(texts.get(name, ""))) == 0 for name in right))
        found.answer = found.answer if right else ""
        return
    worth = {} if single else dict(response.mapped)
    whole = sum((value for value in worth.values() if value > 0), Decimal(0))
    if whole:
        weighed = [(text, worth.get(name, Decimal(0)) * 100 / whole) for name, text in texts.items()]
    else:
        weighed = [(text, weighing.WHOLE if name in right else Decimal(0)) for name, text in texts.items()]
    weighing.choose(found, weighed, single=single, whole=not response.mapped)


def _best(response: _Response, single: bool) -> set[str]:
    """What is right where only the worth of choices is told."""
    earning = [(key, worth) for key, worth in response.mapped if worth > 0]
    most = max((worth for _, worth in earning), default=Decimal(0))
    return {key for key, worth in earning if worth == most or not single}


def _pairs(found: Draft, asking: Node, response: _Response, files: Mapping[str, str]) -> None:
    halves = asking.all("simpleMatchSet")
    # Only what is matched has pictures here, what it is matched to has words alone.
    shown = [files, *[dict[str, str]()] * len(halves)]
    sets = [
        _texts(found, node.all("simpleAssociableChoice"), beside)
        for node, beside in zip(halves, shown, strict=False)
    ]
    if len(sets) != 2:
        found.kind, found.fault = KIND_NAMES[Kind.matching], _UNKNOWN.format(asking.tag)
        return
    values = response.values or tuple(key for key, worth in response.mapped if worth > 0)
    sides = [value.split() for value in values]
    given = {side[0]: side[1] for side in sides if len(side) == 2}
    pairs = [(text, sets[1].get(given.get(name, ""), "")) for name, text in sets[0].items()]
    truths = {TRUTHS.get(fold(text)) for text in sets[1].values()} <= {0, 1}
    left_over = [] if truths else [text for name, text in sets[1].items() if name not in given.values()]
    weighing.pair(found, [*pairs, *(("", text) for text in left_over)], whole=not response.mapped)


def _number(found: Draft, response: _Response, item: Node) -> None:
    margins: list[Decimal] = []
    for node in item.walk():
        if node.tag == "equal" and node.attributes.get("toleranceMode") == "absolute":
            told = node.attributes.get("tolerance", "").split()
            margins += [weighing.decimal(one) or Decimal(0) for one in told]
        elif node.tag == "equal" and node.attributes.get("toleranceMode") == "relative":
            noting.doubt(found, "tolerance", _RELATIVE)
    best = next(iter(response.values), "") or next((key for key, worth in response.mapped if worth > 0), "")
    weighing.count(found, best, str(max(margins)) if margins else "")
    units = [tidy(node.text) for node in item.walk() if node.attributes.get("class") == UNIT]
    found.unit = units[0] if units else ""
