"""Entering a campaign: one entry for one form, the words that were agreed to kept with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from contest import entropy, settings
from contest.errors import Conflict, Invalid
from contest.office import service as office
from contest.people import codes, consents, store
from contest.people.consent_rules import Text
from contest.people.drafts import EntryDraft, Joined, given
from contest.people.models import Entry, Person
from contest.people.rules import may_publish
from contest.units import service as units
from contest.units.rules import LONGEST_NAME, fold, name_sort_key

TWICE = "Bạn đã đăng ký với tên, số điện thoại và đơn vị này. Vào lại bằng mã dự thi đã nhận."
NOTICE_CHANGED = "“Cách giữ thông tin của bạn” ở trên vừa thay đổi. Đọc lại rồi đánh dấu ô này."
RECODED = "Bạn đã đăng ký và Ban Tổ chức đã cấp mã mới cho bạn. Vào lại bằng mã mới."


def join(db: Session, campaign_id: str, draft: EntryDraft, now: datetime) -> Joined:
    """Enter a campaign.

    Names repeat and families share a phone, so only name, phone and unit together are the same
    person; that one comes back with the code. Without a phone nobody is turned away: two pupils of
    a class may have one name, and the organiser sees both.
    """
    unit_id = units.choose(db, draft.unit_id) if draft.unit_id or draft.needs_unit else None
    seed = _seed(campaign_id, draft)
    joined = _derived(db, campaign_id, seed)
    existing = store.entry(db, joined.entry_id)
    if existing is not None:
        return _again(joined, existing[0])
    if draft.phone and _is_known(db, campaign_id, draft, unit_id):
        raise Conflict(TWICE)
    notice = read_by(db, draft.notice, draft.seen, draft.text)
    person = _person(joined.entry_id, draft)
    entry = _entry(campaign_id, joined, unit_id, replace(draft, notice=notice), now)
    entry.consent_text_id = consents.keep(db, campaign_id, draft.text, now) if draft.text else None
    store.add(db, person, entry)
    consents.begin(db, entry, given(draft, draft.how), now)
    return joined


def read_by(db: Session, notice: str, seen: str, text: Text | None) -> str:
    """The version of the privacy notice that stands; Invalid where other words were on the form.

    Nobody agrees to what they have not read.
    """
    stands = str(office.current(db).notice.version)
    if notice not in ("", stands) or (text is not None and seen not in ("", text.mark)):
        raise Invalid(fields={"consent_join": NOTICE_CHANGED})
    return stands


def _is_known(db: Session, campaign_id: str, draft: EntryDraft, unit_id: str | None) -> bool:
    # Whoever entered for a unit that was merged since is the same person in the unit it counts for.
    places = units.family(db, unit_id) if unit_id else ()
    return store.same_person(db, campaign_id, _folded(draft.name), draft.phone or "", places) is not None


def _seed(campaign_id: str, draft: EntryDraft) -> str:
    device = draft.device or entropy.new_id()
    return "\0".join((campaign_id, device, draft.name, str(draft.birth_year), draft.unit_id or ""))


def _derived(db: Session, campaign_id: str, seed: str) -> Joined:
    """The id and code of this form; the next ones where an erased entry or a chance code is in the way."""
    secret, secrets = settings.current().secret, settings.current().secrets
    for count in range(100):
        entry_id = codes.derive(secret, "entry id", seed, 13, count)
        code = codes.derive(secret, "entry code", seed, codes.LENGTH, count).upper()
        existing = store.entry(db, entry_id)
        if existing is not None and existing[1].erased_at is None:
            return Joined(entry_id, code)
        holder = store.with_code(db, campaign_id, codes.hashes(code, secrets))
        if existing is None and holder is None:
            return Joined(entry_id, code)
    raise Conflict(TWICE)


def _again(joined: Joined, entry: Entry) -> Joined:
    if entry.code_hash != codes.code_hash(joined.code, settings.current().secret):
        raise Conflict(RECODED)
    return joined


def _folded(name: str) -> str:
    return fold(name)[:LONGEST_NAME]


def _person(entry_id: str, draft: EntryDraft) -> Person:
    return Person(
        # From the entry's id, so that the second of two equal forms finds its person there too.
        id=codes.derive(settings.current().secret, "person id", entry_id, 13),
        name=draft.name,
        folded=_folded(draft.name),
        sort_key=name_sort_key(draft.name),
        birth_year=draft.birth_year,
        phone=draft.phone,
        guardian=draft.guardian,
        guardian_relation=draft.relation if draft.guardian else "",
    )


def _entry(campaign_id: str, joined: Joined, unit_id: str | None, draft: EntryDraft, now: datetime) -> Entry:
    secret = settings.current().secret
    return Entry(
        id=joined.entry_id,
        campaign_id=campaign_id,
        person_id=codes.derive(secret, "person id", joined.entry_id, 13),
        unit_id=unit_id,
        code_hash=codes.code_hash(joined.code, secret),
        consent_version=draft.notice,
        consent_at=now,
        consent_publish=may_publish(
            draft.birth_year, draft.publish, draft.guardian_publish, now, grown=draft.grown
        ),
        guardian_consent=draft.guardian_join,
        grown=draft.grown,
        created_at=now,
    )
