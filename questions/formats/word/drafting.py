"""From the questions of a Word file to drafts, each with what is right as far as the file says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from questions.folding import fold, tidy
from questions.formats.answers import Unsound, read_places
from questions.formats.drafts import Draft, option_part
from questions.formats.keying import truths
from questions.formats.legacy import converted, modern
from questions.formats.word import cleaning, words
from questions.formats.word.blocks import Block
from questions.formats.word.choosing import Choice, choose
from questions.formats.word.marks import Evidence, Mark, Places, evidence
from questions.formats.words import KIND_NAMES, KINDS, TRUTHS
from questions.kinds import Kind

_PICTURE = "Câu này có hình; hình chưa được đưa vào. Bạn xem câu còn đủ ý không."
_FORMULA = "Câu này có công thức; máy chỉ chép được phần chữ. Bạn đọc lại cho chắc."
#: Two that differ are as many as a hundred: it is asked.
_MOST_TOLD = 4
_TWO_ANSWERS = "Câu hỏi có hai đáp án khác nhau: {}. Chọn một."
_NO_SUCH = "{} ghi “{}”, không khớp với phương án nào. Chọn phương án đúng."
_SEVERAL = re.compile(
    r"(?:nhiều|các|hai|ba|bốn|[2-5])\s+(?:đáp án|phương án|câu|ý|lựa chọn)\s+(?:trả lời\s+)?(?:đúng|trở lên)"
    r"|chọn\s+(?:nhiều|hai|ba|bốn|0?[2-5])\b|nhiều đáp án|nhiều lựa chọn",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Known:
    """What is known of one question besides its block: the answers at the end, what was found in it."""

    block: Block
    keys: list[str] = field(default_factory=list)
    evidence: Evidence = ()
    faults: list[str] = field(default_factory=list)
    more: Evidence = ()  # told by the same question where it is repeated with its solution


def weigh(known: Known) -> None:
    """Find out what tells of the right option, and take it off the words."""
    block = known.block
    if not block.options and not _is_worth(known) and _declared(block) is not Kind.suggestion:
        cleaning.listed(block)
    cleaning.answers(block)
    cleaning.citations(block)
    block.options, said = cleaning.without_marks(block.options)
    if not block.options or _is_stated(known):
        return
    answers = dict.fromkeys(answer for answer in block.fields.pop("answer", []) if answer)
    told = [(Mark.LINE, _letters(answer, block)) for answer in list(answers)[:_MOST_TOLD]]
    told += [(Mark.TABLE, key) for key in list(dict.fromkeys(known.keys))[:_MOST_TOLD]]
    named = [(mark, places) for mark, answer in told if (places := _places(mark, answer, known))]
    known.evidence = (*evidence(block.options, said), *dict.fromkeys(named))


def _is_stated(known: Known) -> bool:
    """Whether an answer says true or false of each option, "Đ, S, S, Đ": then marks say nothing more."""
    told = [*known.block.fields.get("answer", []), *known.keys]
    count = len(known.block.options)
    stated = [answer for answer in told if len(truths(answer.strip().rstrip("."))) == count > 1]
    if not stated or sorted(fold(option.text) for option in known.block.options) == ["dung", "sai"]:
        return False
    if len({truths(answer.strip().rstrip(".")) for answer in stated}) > 1:
        known.faults.append(_TWO_ANSWERS.format(", ".join(f"“{answer[:30]}”" for answer in stated)))
    known.block.fields["answer"] = stated[:1]
    return True


def _letters(answer: str, block: Block) -> str:
    """The answer without the reason that stands behind it, which explains it."""
    value, why = words.reasoned(answer)
    if why:
        block.fields.setdefault("explanation", []).append(why)
    return value


def _is_worth(known: Known) -> bool:
    """Whether the answer is a number or a truth, so that paragraphs behind the question are its text."""
    answers = [*known.block.fields.get("answer", []), *known.keys]
    return any(not re.fullmatch(r"\s*[A-Ha-h](?:\s*[,;&]\s*[A-Ha-h])*\.?\s*", answer) for answer in answers)


def _places(mark: Mark, answer: str, known: Known) -> Places:
    options = [tidy(option.text) for option in known.block.options]
    if fold(answer) in TRUTHS and sorted(map(fold, options)) == ["dung", "sai"]:
        return frozenset(
            {[fold(option) for option in options].index("sai" if TRUTHS[fold(answer)] else "dung")}
        )
    try:
        return read_places(answer.strip().rstrip("."), options)
    except Unsound:
        name = mark.value[:1].upper() + mark.value[1:]
        known.faults.append(_NO_SUCH.format(name, answer[:60]))
        return frozenset()


def drafts(found: Sequence[Known]) -> list[Draft]:
    """The drafts of all questions, chosen together: what is usual in the file tells what a mark means."""
    chosen = [known for known in found if known.block.options]
    # Of several true points none is singled out: they would hide what is usual among the others.
    stated = [known for known in chosen if _has_statements(known.block)]
    others = [known for known in chosen if not _has_statements(known.block)]
    by_block = _choices(others) | _choices(stated)
    return [_draft(known, by_block.get(id(known), Choice())) for known in found]


def _choices(chosen: Sequence[Known]) -> dict[int, Choice]:
    evidences = [(*known.evidence, *known.more) for known in chosen]
    choices = choose(evidences, [_has_several(known.block) for known in chosen])
    return {id(known): choice for known, choice in zip(chosen, choices, strict=True)}


def _declared(block: Block) -> Kind | None:
    return KINDS.get(fold(" ".join(block.fields.get("kind", []))))


def _has_statements(block: Block) -> bool:
    """Whether each option is true or false by itself: in a part that says so, those with small letters."""
    if declared := _declared(block):
        return declared is Kind.statements
    bare = sorted(fold(option.text) for option in block.options)
    return block.is_stated and block.case == "a" and bare != ["dung", "sai"]


def _has_several(block: Block) -> bool:
    declared = _declared(block)
    if _has_statements(block):
        return True
    return declared is Kind.several or (declared is None and _SEVERAL.search(block.text) is not None)


def _draft(known: Known, choice: Choice) -> Draft:
    block = known.block
    draft = Draft(
        block.line,
        text=block.text,
        options=[tidy(option.text) for option in block.options],
        marked=set(choice.places),
        place=block.place,
        images=dict(block.images),
        alts=dict(block.alts),
    )
    for name, values in block.fields.items():
        setattr(draft, name, "\n".join(values))
    if not draft.kind and _has_statements(block):
        draft.kind = KIND_NAMES[Kind.statements]
    notes = [note for note in dict.fromkeys(block.notes) if note not in draft.basis]
    draft.basis = "\n".join(filter(None, (draft.basis, *notes)))
    if not block.options:
        _answer(draft, known)
    _faults(draft, known, choice)
    _doubts(draft, block, choice)
    return draft


def _answer(draft: Draft, known: Known) -> None:
    """A question without options: its answer is in words or digits."""
    answers = list(dict.fromkeys([*known.block.fields.get("answer", []), *known.keys]))
    if len({fold(answer) for answer in answers}) > 1:
        draft.answer = ""
        known.faults.append(_TWO_ANSWERS.format(", ".join(f"“{answer[:30]}”" for answer in answers)))
    elif answers:
        draft.answer = answers[0].strip().rstrip(".")


def _faults(draft: Draft, known: Known, choice: Choice) -> None:
    asked = [*known.faults, *filter(None, [choice.fault])]
    if known.block.fault:
        draft.fault = known.block.fault
    elif asked:
        draft.fault, draft.faulty = asked[0], "answer"
        draft.marked = set()


def _doubts(draft: Draft, block: Block, choice: Choice) -> None:
    said = [*dict.fromkeys(block.doubts)]
    said += [_PICTURE] if block.has_picture and not block.images else []
    said += [_FORMULA] if block.has_formula else []
    if said:
        draft.doubts[""] = " ".join(said)
    if choice.doubt:
        draft.doubts["answer"] = choice.doubt
    if block.old:
        draft.doubts["text"] = converted(*block.old[0])
        return
    _by_signs(draft)


def _by_signs(draft: Draft) -> None:
    """A font from before Unicode that only the signs give away, since its name was changed."""
    parts = ["text", *(option_part(place) for place in range(len(draft.options))), "explanation", "basis"]
    readable = modern([draft.words(part) for part in parts])
    if readable is None:
        return
    draft.doubts["text"] = converted(draft.text, readable[0])
    count = len(draft.options)
    draft.text, draft.options = readable[0], readable[1 : count + 1]
    draft.explanation, draft.basis = readable[count + 1], readable[count + 2]
