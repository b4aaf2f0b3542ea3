"""The raw events behind a result, in slices: whoever sits in a round, what they answered, what was right.

What the pieces look like is docs/publication-format.md. Left out on purpose: names, devices, the moment of a
single answer, words that somebody wrote for an open question, and the texts of questions.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlmodel import Session

from contest import entropy
from contest.attempts import archived
from contest.attempts import ended as ended_papers
from contest.attempts.archived import Archived
from contest.attempts.states import AttemptState
from contest.campaigns.service import RoundView
from contest.errors import Conflict
from contest.grades import service as grades
from contest.grades.rules import differs, key_version
from contest.people import same
from contest.people import service as people
from contest.people.rules import ERASED_NAME
from contest.results import publication_store as store
from contest.results.publication_rules import canonical, commitment, receipt_digest
from contest.standings import whole
from questions import asked
from questions.asked import AskedRevision, KeyVersion
from questions.kinds import Key
from questions.numbers import plain

#: People in one slice: their receipts take time, and it is kept in memory until it is written.
SLICE = 50
SALT_BYTES = 32
STILL_OPEN = "Còn bài đang làm trong vòng này. Chờ bài ấy nộp rồi soạn lại."
KEY_CHANGED = (
    "Đáp án của một câu trong vòng đã sửa sau khi chấm, có bài đổi điểm theo đáp án mới. Chấm lại vòng này "
    "rồi soạn lại bản công bố."
)


@dataclass(frozen=True, slots=True)
class Slice:
    """What one slice came to: behind which entry the next begins ("" after the last), how many attempts, the
    keys of all questions so far, its piece of the evidence, what is told of its people."""

    last: str
    attempts: int
    keys: str
    body: bytes
    told: list[dict[str, Any]]


def read_slice(db: Session, view: RoundView, publication_id: str, after: str) -> Slice:
    """The evidence of the next people, with commitments to their names."""
    found = archived.archived(db, view.id, after, SLICE)
    if any(one.state is AttemptState.OPEN for one in found):
        raise Conflict(STILL_OPEN)
    versions, outdated = _graded_with(db, found)
    if outdated and not _earns_the_same(db, view, after, outdated):
        raise Conflict(KEY_CHANGED)
    known = json.loads(store.keys(db, publication_id))
    entries = sorted({one.entry_id for one in found})
    return Slice(
        last=entries[-1] if len(entries) == SLICE else "",
        attempts=len(found),
        keys=json.dumps(known | {str(revision): version for revision, version in versions.items()}),
        body=zlib.compress(b",\n".join(_people(db, view, found))) if found else b"",
        told=_told(db, view, publication_id, found, entries),
    )


def keep_slice(db: Session, publication_id: str, number: int, made: Slice) -> None:
    """Write what was read as the piece ``number``."""
    store.change(db, publication_id, keys=made.keys)
    if made.body:
        store.add_part(db, publication_id, number, made.body)
    store.add_entries(db, made.told)


def _graded_with(db: Session, found: Collection[Archived]) -> tuple[dict[int, int], dict[str, str]]:
    """Revision → version of its newest key; and attempt → the keys that it would be graded by, of those whose
    grade that counts rests on older ones."""
    revisions = {revision for one in found for revision in one.paper}
    newest = {revision: rows[-1].version for revision, rows in asked.key_versions(db, revisions).items()}
    graded = grades.details(db, [one.id for one in found if one.state is not AttemptState.VOID])
    wanted = {
        one.id: key_version((revision, newest[revision]) for revision in one.paper)
        for one in found
        if one.id in graded
    }
    return newest, {one: keys for one, keys in wanted.items() if graded[one].key_version != keys}


def _earns_the_same(db: Session, view: RoundView, after: str, outdated: Mapping[str, str]) -> bool:
    """Whether the newest keys bring each of these the grade that they have: a correction that meets nobody's
    answer changes nothing, and a regrade writes only what changes."""
    ended = [
        one.to_grade for one in ended_papers.finished(db, view.id, after, SLICE) if one.facts.id in outdated
    ]
    stored, fresh = grades.latest(db, outdated), grades.computed(db, ended, view.rules)
    return all(
        # Another version than the newest: it was corrected this very second, in another process.
        new.key_version == outdated[new.attempt_id] and not differs(stored[new.attempt_id], new)
        for new in fresh
    )


def is_current(db: Session, keys: str) -> bool:
    """Whether no key has changed since papers were graded with these (JSON: revision → version)."""
    known = {int(revision): version for revision, version in json.loads(keys).items()}
    newest = asked.key_versions(db, known)
    return all(newest[revision][-1].version == version for revision, version in known.items())


def _people(db: Session, view: RoundView, found: Collection[Archived]) -> list[bytes]:
    entries = {one.entry_id for one in found}
    numbered = _places(db, {revision for one in found for revision in one.paper})
    barred, merged = set(people.barred_in(db, view.campaign_id)), same.of(db, entries)
    by_entry: dict[str, list[dict[str, Any]]] = {}
    for one in found:
        by_entry.setdefault(one.entry_id, []).append(_attempt(one, numbered))
    lines = []
    for entry_id in sorted(by_entry):
        line: dict[str, Any] = {"entry": entry_id, "attempts": by_entry[entry_id]}
        line["barred"] = int(entry_id in barred)
        if entry_id in merged:
            line["same_as"] = merged[entry_id].entry_id
        lines.append(canonical(line))
    return lines


def _attempt(one: Archived, names: Mapping[int, str]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": one.id,
        "number": one.number,
        "state": one.state.value,
        "started": one.started,
        "deadline": one.deadline,
        "ended": one.ended,
        "stood": one.stood,
        "paper": [names[revision] for revision in one.paper],
        "open": one.behind,
        "prediction": int(one.has_prediction),
        "events": [[*event[:5], int(event[5])] for event in one.events],
    }
    return made if one.paused is None else made | {"paused": one.paused}


def _places(db: Session, revisions: Collection[int]) -> dict[int, str]:
    """Revision → what a file calls it: our numbers never leave the server."""
    return {revision: name_of(one) for revision, one in asked.asked(db, revisions).items()}


def name_of(one: AskedRevision) -> str:
    """A revision's name in a file: its question's public id and which revision of it."""
    return f"{one.question}-{one.number}"


def _told(
    db: Session, view: RoundView, publication_id: str, found: Collection[Archived], entries: list[str]
) -> list[dict[str, Any]]:
    """What the version says of each of these people beside their marks."""
    named, counting = people.full_names(db, entries), whole.counting(db, view.id, entries)
    codes = {one.id: one.receipt for one in found}
    rows = []
    for entry_id in entries:
        salt, attempt_id = entropy.random_bytes(SALT_BYTES), counting.get(entry_id, "")
        made = {"publication_id": publication_id, "entry_id": entry_id, "salt": "", "commitment": ""}
        if (one := named[entry_id]).name != ERASED_NAME:
            made |= {"salt": salt.hex(), "commitment": commitment(salt, one.name, one.unit_name)}
        code = codes.get(attempt_id, "")
        rows.append(made | {"receipt": receipt_digest(code, attempt_id) if code else ""})
    return rows


# --- what all papers rest on ----------------------------------------------------------------------


def basis(db: Session, view: RoundView, publication_id: str, ages: Mapping[str, int]) -> bytes:
    """The rules, the seed, what each question takes and what is right in it."""
    keys = json.loads(store.keys(db, publication_id))
    revisions = {int(revision) for revision in keys}
    found, versions = asked.asked(db, revisions), asked.key_versions(db, revisions)
    questions = [question(one, versions[revision][-1]) for revision, one in found.items()]
    return canonical(
        {
            "ages": dict(ages),
            "questions": {one["id"]: one for one in questions},
            "rules": view.rules.to_json(),
            "seed": view.seed.hex(),
        }
    )


def question(one: AskedRevision, version: KeyVersion) -> dict[str, Any]:
    """All that grading needs to know of a question, and the digest of what was asked."""
    content, key = one.content, version.key
    return {
        "id": name_of(one),
        "kind": content.kind.value,
        "points": one.points,
        "options": [option.id for option in content.options],
        "targets": [target.id for target in content.targets],
        "in_parts": int(content.in_parts),
        "shares": list(content.shares),
        "places": content.places,
        "text_sha256": sha256(content.to_json().encode()).hexdigest(),
        "key_version": version.version,
        **_key(key),
    }


def _key(key: Key) -> dict[str, Any]:
    made: dict[str, Any] = {
        "right": list(key.right),
        "pairs": [list(pair) for pair in key.pairs],
        "accepted": list(key.accepted),
        "exact": int(key.exact),
        "tolerance": plain(key.tolerance),
    }
    return made if key.number is None else made | {"number": plain(key.number)}


# --- as bytes -------------------------------------------------------------------------------------

#: Around the pieces; what stands between them is part of the evidence too.
BEFORE, BETWEEN, AFTER = b',"papers":[\n', b",\n", b"\n]}"


def stream(db: Session, publication_id: str) -> Iterator[bytes]:
    """The evidence of a version, piece by piece."""
    numbers = store.parts(db, publication_id)
    for number in numbers:
        yield piece(db, publication_id, number, numbers)


def piece(db: Session, publication_id: str, number: int, numbers: list[int]) -> bytes:
    """One of its pieces with what stands around it."""
    body = zlib.decompress(store.part(db, publication_id, number))
    if number == 0:
        body = b'{"basis":' + body + BEFORE
    elif number != numbers[1]:
        body = BETWEEN + body
    return body + AFTER if number == numbers[-1] else body


def digest(db: Session, publication_id: str) -> str:
    """SHA-256 of the whole evidence."""
    seen = sha256()
    for part in stream(db, publication_id):
        seen.update(part)
    return seen.hexdigest()
