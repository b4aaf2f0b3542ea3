"""From many papers to the page on which they are typed in, read back and handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from fastapi import Request
from fastapi.responses import Response
from sqlmodel import Session

from contest import entropy
from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.attempts import variants
from contest.attempts.behind import NAME
from contest.attempts.spelling import in_words, spelt
from contest.byhand import batch_reading
from contest.byhand.batch import Judged, Row
from contest.byhand.batch_forms import A_PAGE, FEW, BatchForm, fresh, kept, mark, packed, padded, unpacked
from contest.byhand.batch_pages import BatchPage, Done, PaperLine, PersonChoice, ReadLine
from contest.byhand.batch_reading import Papers
from contest.byhand.batch_sheet import pasted, rows_in
from contest.byhand.service import allowed
from contest.campaigns.rules import Phase
from contest.campaigns.showing import head
from contest.errors import Invalid
from contest.lists.heads import NoList
from contest.rounds.deed_pages import Asked
from contest.rounds.form_state import again
from contest.web.database import reading
from contest.web.forms import PostedForm, content
from contest.web.pages import show
from questions.kinds import Kind

USUAL_REASON = "Làm bài trên giấy theo mã đề"
#: Slots that are no numbered question.
CALLED = {Kind.prediction: "Dự đoán", Kind.suggestion: NAME}


@dataclass(frozen=True)
class Shown:
    """What a press leads to: rows, whether they are read back, what is wrong, what was handed in."""

    rows: Sequence[Row] = ()
    rest: Sequence[Row] = ()
    mode: str = "type"
    refused: Mapping[str, str] = field(default_factory=dict)  # once → why it was not handed in
    done: Sequence[Done] = ()
    problem: str = ""
    unit: str = ""


def page(
    db: Session, who: Member, round_id: str, shown: Shown, now: datetime, form: Asked | None = None
) -> BatchPage:
    """The page. The number of statements is fixed."""
    view = allowed(db, round_id, now)
    made = variants.made(db, round_id)
    asked = batch_reading.papers(db, round_id) if made else {}
    is_open = view.phase is Phase.OPEN
    found = batch_reading.judge(db, view, shown.rows, asked, now) if is_open and asked else ()
    lines = tuple(_line(one, asked, shown) for one in found)
    return BatchPage(
        staff=staff_view(who, view.campaign_id),
        round=head(view),
        mode=("over" if not is_open else shown.mode) if made else "none",
        form=form or Asked(entropy.new_id(), {"reason": USUAL_REASON}),
        codes=tuple(one.code for one in made),
        rows=lines,
        units=batch_reading.named_units(db, view),
        unit=shown.unit,
        questions=made[0].slots if made else 0,
        made_at=made[0].made_at if made else None,
        rest=packed(shown.rest),
        waiting=len(shown.rest),
        ready=sum(line.is_sound for line in lines),
        done=tuple(shown.done),
        problem=shown.problem,
    )


def answer(
    request: Request,
    staff: Member,
    round_id: str,
    shown: Shown,
    posted: PostedForm,
    now: datetime,
    status: int = 200,
    wrong: Mapping[str, str] | None = None,
) -> Response:
    """The page with what was typed beside the rows."""
    form = again(posted, Invalid(fields=dict(wrong or {})))
    with reading() as db:
        found = page(db, staff, round_id, shown, now, replace(form, problem=""))
    return show(request, found, status=status)


def refused(problem: Invalid, posted: PostedForm) -> Shown:
    """What to show of a form that was not understood: all that was typed, and all that waits."""
    rows, rest = kept(posted)
    return Shown(rows, rest, problem=told(problem), unit=posted.text("unit"))


def has_sheet(form: BatchForm, posted: PostedForm) -> bool:
    """Whether a file was chosen or a table pasted."""
    file = posted.files.get("file")
    return bool(file and file.filename) or bool(form.pasted.strip())


def of_sheet(form: BatchForm, posted: PostedForm) -> tuple[Shown, int]:
    """The papers of the sheet that came, behind what was typed before, to be read back."""
    typed, rest, file = form.rows, unpacked(form.rest), posted.files.get("file")
    try:
        rows = rows_in(content(file)) if file and file.filename else pasted(form.pasted)
    except NoList as problem:
        return Shown(typed or padded(()), rest, problem=str(problem), unit=form.unit), 422
    papers = [*(row for row in typed if not row.is_empty), *rest, *rows]
    return Shown(fresh(papers[:A_PAGE]), papers[A_PAGE:], "review", unit=form.unit), 200


def told(problem: Invalid) -> str:
    """Everything that is wrong, each once: these forms have no line below each of their fields."""
    return " ".join(dict.fromkeys(problem.fields.values()))


def with_names(db: Session, round_id: str, typed: Sequence[Row], unit: str, now: datetime) -> tuple[Row, ...]:
    """What was typed, and behind it the names of a unit that are not among it."""
    papers = [row for row in typed if not row.is_empty]
    there = {row.entry for row in papers if row.entry}
    names = [row for row in named(db, round_id, unit, now) if not row.entry or row.entry not in there]
    return fresh([*papers, *names][:A_PAGE])


def named(db: Session, round_id: str, unit: str, now: datetime) -> tuple[Row, ...]:
    """Rows to begin with: the names of a unit, or empty ones."""
    if not unit:
        return padded((), FEW)
    view = allowed(db, round_id, now)
    people = batch_reading.unseated(db, view, unit, now)
    return fresh([Row(0, one.name, one.place, entry=one.entry) for one in people]) or padded((), FEW)


def _line(one: Judged, asked: Papers, shown: Shown) -> PaperLine:
    row, is_read = one.row, shown.mode == "review" and not one.row.is_empty
    refused = shown.refused.get(row.once, "")
    problems = (refused,) if refused else one.problems if is_read else ()
    person = one.person
    is_sound = is_read and one.is_sound and not refused
    return PaperLine(
        line=row.line,
        who=row.who,
        hint=row.hint,
        code=row.code,
        answer=row.answer,
        entry=person.entry if person else "",
        mark=mark(one) if is_sound else row.once,
        name=person.name if person and is_read else "",
        place=person.place if person and is_read else "",
        choices=_choices(one) if is_read else (),
        problems=problems,
        wrong=("who",) if refused else one.wrong if is_read else (),
        said=_said(one) if is_sound else "",
        blank=one.blank,
        whole=_whole(one, asked) if is_sound else (),
        is_sound=is_sound,
    )


def _choices(one: Judged) -> tuple[PersonChoice, ...]:
    chosen = one.person.entry if one.person else ""
    return tuple(
        PersonChoice(each.entry, each.name, each.place, each.entry == chosen) for each in one.choices
    )


def _said(one: Judged) -> str:
    """The answers as they stand on the answer sheet, each with its number."""
    between = " " if all(len(each) <= 3 for each in one.said) else "; "
    return between.join(f"{slot}.{each or '–'}" for slot, each in enumerate(one.said, 1))


def _whole(one: Judged, asked: Papers) -> tuple[ReadLine, ...]:
    lines = []
    for slot, each in enumerate(asked[one.row.code], 1):
        answer, kind = one.answers.get(slot, ""), each.content.kind
        said = spelt(each.content, answer)
        if said and kind in (Kind.one, Kind.several):
            said = f"{in_words(each.content, each.drawn.options, answer)}. {said}"
        lines.append(ReadLine(CALLED.get(kind, f"Câu {slot}"), said))
    return tuple(lines)
