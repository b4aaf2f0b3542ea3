"""One question as a QTI 2.1 item. What QTI can't say is `carrying`'s affair; here everything can be said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from questions import numbers
from questions.formats import noting
from questions.formats.files import Files, beside, image
from questions.formats.files import name as file_name
from questions.formats.model import ParsedQuestion
from questions.formats.qti_items import TOOL, UNIT
from questions.formats.words import TRUTH_NAMES
from questions.formats.xml_text import element, html, words
from questions.grading import counts
from questions.kinds import RIGHT_ID, WRONG_ID, Kind
from questions.picture import Picture

_ITEM = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_WHY = "giai-thich"


def name(number: int) -> str:
    """How the item of a question is called."""
    return f"cau-{number:04}"


def write(number: int, question: ParsedQuestion, files: Files | None = None) -> str:
    """The item; its pictures stand in the folder beside that of the items."""
    why = noting.written_why(question)
    return element(
        "assessmentItem",
        _declared(question),
        _outcome("SCORE", "float", "0"),
        _outcome("MAXSCORE", "float", _points(question.points)),
        *([_outcome("FEEDBACK", "identifier", "")] if why else []),
        element("itemBody", *_body(question, files or {})),
        element("responseProcessing", _marking(question), *([_shown()] if why else [])),
        *([_feedback(why)] if why else []),
        xmlns=_ITEM,
        identifier=name(number),
        title=question.text.replace("\n", " ")[:80],
        label=question.kind,
        toolName=TOOL,
        adaptive="false",
        timeDependent="false",
    )


def _points(points: int) -> str:
    return f"{points // 100}.{points % 100:02}"


def _outcome(identifier: str, base: str, usual: str) -> str:
    inside = [element("defaultValue", words("value", usual))] if usual else []
    return element("outcomeDeclaration", *inside, identifier=identifier, cardinality="single", baseType=base)


# --- what is right --------------------------------------------------------------------------------


def _declared(question: ParsedQuestion) -> str:
    cardinality, base = _shape(question.kind)
    values = _values(question)
    right = element("correctResponse", *(words("value", value) for value in values))
    return element(
        "responseDeclaration",
        *([right] if values else []),
        *_mapping(question, values),
        identifier="RESPONSE",
        cardinality=cardinality,
        baseType=base,
    )


def _shape(kind: Kind) -> tuple[str, str]:
    match kind:
        case Kind.one | Kind.true_false:
            return "single", "identifier"
        case Kind.several:
            return "multiple", "identifier"
        case Kind.ordering:
            return "ordered", "identifier"
        case Kind.statements | Kind.matching:
            return "multiple", "directedPair"
        case Kind.number:
            return "single", "float"
        case Kind.short | Kind.prediction | Kind.suggestion:
            return "single", "string"
        case _:
            assert_never(kind)


def _values(question: ParsedQuestion) -> list[str]:
    places = range(len(question.options))
    match question.kind:
        case Kind.one | Kind.several:
            return [f"C{place + 1}" for place in question.right]
        case Kind.true_false:
            return [(RIGHT_ID, WRONG_ID)[question.right[0]]]
        case Kind.ordering:
            return [f"C{place + 1}" for place in places]
        case Kind.statements:
            return [f"L{place + 1} R{1 if place in question.right else 2}" for place in places]
        case Kind.matching:
            return [f"L{place + 1} R{place + 1}" for place in places]
        case Kind.number:
            return [numbers.plain(question.number or 0)]
        case Kind.short | Kind.prediction | Kind.suggestion:
            return list(question.accepted[:1])
        case _:
            assert_never(question.kind)


def _mapping(question: ParsedQuestion, values: Sequence[str]) -> list[str]:
    """What each part of an answer earns, where a part of it earns something."""
    points = _points(question.points)
    if question.kind is Kind.short:
        # Of a question without points the bound takes away what tells that an answer is right.
        worth = points if question.points else "1.00"
        entries = [_entry(text, worth, caseSensitive="false") for text in question.accepted]
    elif question.in_parts:
        share = f"{question.points / len(values) / 100:.6f}"
        wrong = [f"C{place + 1}" for place in range(len(question.options)) if place not in question.right]
        entries = [_entry(value, share) for value in values]
        entries += [_entry(value, f"-{share}") for value in wrong if question.kind is Kind.several]
    else:
        return []
    return [element("mapping", *entries, lowerBound="0", upperBound=points, defaultValue="0")]


def _entry(key: str, worth: str, **more: str) -> str:
    return element("mapEntry", mapKey=key, mappedValue=worth, **more)


def _marking(question: ParsedQuestion) -> str:
    if not counts(question.kind):
        return ""
    if question.kind is Kind.short or question.in_parts:
        return element("setOutcomeValue", element("mapResponse", identifier="RESPONSE"), identifier="SCORE")
    both = element("variable", identifier="RESPONSE") + element("correct", identifier="RESPONSE")
    same = element("match", both)
    if question.kind is Kind.number and question.tolerance:
        margin = numbers.plain(question.tolerance)
        same = element("equal", both, toleranceMode="absolute", tolerance=f"{margin} {margin}")
    whole = words("baseValue", _points(question.points), baseType="float")
    earned = element("setOutcomeValue", whole, identifier="SCORE")
    return element("responseCondition", element("responseIf", same, earned))


# --- what is seen ---------------------------------------------------------------------------------


def _image(one: Picture | None, files: Files) -> str:
    return image(one, f"../{path(one, files[one.digest])}") if one and one.digest in files else ""


def path(one: Picture, content: bytes) -> str:
    """Where a picture stands in the package."""
    return f"media/{file_name(one, content)}"


def _body(question: ParsedQuestion, files: Files) -> list[str]:
    asked = element("prompt", html(question.text) + _image(question.picture, files))
    texts = [
        html(text) + _image(one, files) for text, one in zip(question.options, beside(question), strict=True)
    ]
    match question.kind:
        case Kind.one | Kind.several | Kind.true_false:
            most = "0" if question.kind is Kind.several else "1"
            shuffle = "true" if question.content().shuffle else "false"
            ids = [f"C{place + 1}" for place in range(len(question.options))]
            ids = [RIGHT_ID, WRONG_ID] if question.kind is Kind.true_false else ids
            return [_asking("choice", asked, *_choices(ids, texts), maxChoices=most, shuffle=shuffle)]
        case Kind.ordering:
            ids = [f"C{place + 1}" for place in range(len(question.options))]
            # Whoever does not shuffle them must not find them in their right order.
            return [_asking("order", asked, *sorted(_choices(ids, texts)), shuffle="true")]
        case Kind.statements:
            return [_matching(asked, texts, TRUTH_NAMES, "0")]
        case Kind.matching:
            return [_matching(asked, texts, question.targets, "1")]
        case Kind.number | Kind.short | Kind.prediction:
            gap = element("textEntryInteraction", responseIdentifier="RESPONSE")
            unit = [words("span", question.unit, class_=UNIT)] if question.unit else []
            shown = html(question.text) + _image(question.picture, files)
            return [element("p", shown), element("p", gap, *unit)]
        case Kind.suggestion:
            return [_asking("extendedText", asked)]
        case _:
            assert_never(question.kind)


def _asking(kind: str, *inside: str, **more: str) -> str:
    return element(f"{kind}Interaction", *inside, responseIdentifier="RESPONSE", **more)


def _choices(ids: Sequence[str], texts: Sequence[str]) -> list[str]:
    pairs = zip(ids, texts, strict=True)
    return [element("simpleChoice", text, identifier=one) for one, text in pairs]


def _matching(asked: str, lefts: Sequence[str], rights: Sequence[str], most: str) -> str:
    sides = [_side("L", lefts, "1"), _side("R", tuple(map(html, rights)), most)]
    shuffle = "false" if rights is TRUTH_NAMES else "true"
    return _asking("match", asked, *sides, shuffle=shuffle, maxAssociations=str(len(lefts)))


def _side(sign: str, texts: Sequence[str], most: str) -> str:
    listed = enumerate(texts, start=1)
    found = [
        element("simpleAssociableChoice", text, identifier=f"{sign}{number}", matchMax=most)
        for number, text in listed
    ]
    return element("simpleMatchSet", *found)


def _shown() -> str:
    value = words("baseValue", _WHY, baseType="identifier")
    return element("setOutcomeValue", value, identifier="FEEDBACK")


def _feedback(why: str) -> str:
    return element("modalFeedback", html(why), showHide="show", outcomeIdentifier="FEEDBACK", identifier=_WHY)
