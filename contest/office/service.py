"""The installation: who holds its contests, what it tells people about their data, where phones reach it.

Lower than everything that prints or shows a contest: take names, place and logo from ``current(db)``.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel import Session

from contest import settings
from contest.audit import service as audit
from contest.clock import local
from contest.errors import Conflict, Invalid, NotFound
from contest.office import logos, reach, rules, store
from contest.office.models import OfficeLogo, OfficePart
from contest.office.rules import Identity, Notice, Office, P, PartValue, Proofs, Reach
from contest.office.states import Part
from contest.web import database, peers, safety
from contest.web.database import Database, after_commit, reading
from contest.web.pages import Brand, path_for

MEANWHILE = "Có người vừa lưu phần này trước bạn. Xem bản của họ ở dưới, rồi lưu lại nếu bạn vẫn muốn thay."
EITHER = "Bạn vừa chọn ảnh mới vừa chọn gỡ logo. Chọn một trong hai."
#: How long one process may not know what another one on the same PostgreSQL has saved.
STALE_AFTER = timedelta(seconds=10)

# --- what is known --------------------------------------------------------------------------------


#: What this process has read, and of which database.
_known: tuple[Database, Office] | None = None
_looked_at: datetime | None = None
_turn = threading.Lock()


def current(db: Session) -> Office:
    """The installation as it stands; asks the database only where nobody has read it yet."""
    return _remembered() or _load(db)


def _load(db: Session) -> Office:
    rows = {Part(row.part): row for row in store.newest(db)}
    return Office(
        _read(Identity(), rows.get(Part.IDENTITY)),
        _notice(rows.get(Part.NOTICE)),
        _read(Reach(), rows.get(Part.REACH)),
        _read(Proofs(), rows.get(Part.PROOFS)),
    )


def _read(empty: P, row: OfficePart | None) -> P:
    return empty if row is None else rules.understood(empty, row.content, row.version)


def _notice(row: OfficePart | None) -> Notice:
    notice = _read(Notice(), row)
    return notice if row is None else replace(notice, dated=local(row.changed_at).date())


def _remembered() -> Office | None:
    known = _known
    return known[1] if known is not None and known[0] is database.current() else None


def refresh() -> None:
    """Read it anew: at the start and after each change, so that no page has to."""
    global _known
    # Whoever comes second reads second, after both commits.
    with _turn:
        try:
            with reading() as db:
                _known = (database.current(), _load(db))
        except (DBAPIError, PoolTimeout):
            _known = None


def warm() -> None:
    """Read it at the start; a command without a database has nothing to read."""
    if database.is_configured():
        refresh()


def look_again(now: datetime) -> None:
    """The tick: on PostgreSQL another process may have saved something."""
    global _looked_at
    if not database.current().is_sqlite and (_looked_at is None or now >= _looked_at + STALE_AFTER):
        _looked_at = now
        refresh()


def _at_hand() -> Office:
    """For those without a session, error pages among them: what is known, in storage trouble nothing."""
    known = _remembered()
    if known is None:
        refresh()
    return known or _remembered() or Office()


def brand() -> Brand:
    """The name and the logo in the bar on top of every page."""
    identity = _at_hand().identity
    return Brand(identity.short, path_for("office.logo", digest=identity.logo) if identity.logo else "")


def logo(db: Session, digest: str) -> bytes:
    """The PNG of a logo; NotFound when it is none of ours, or no longer."""
    found = store.logo(db, digest)
    if found is None:
        raise NotFound
    return found


def logo_for_paper(db: Session) -> bytes | None:
    """The PNG of our logo, None when we have none: what is stored, not what this process knows of it."""
    return store.logo(db, _load(db).identity.logo)


def notices(db: Session) -> tuple[Notice, ...]:
    """Every notice that people ever agreed to, the newest first."""
    return (*(_notice(row) for row in store.versions(db, Part.NOTICE)), Notice())


# --- where phones go ------------------------------------------------------------------------------


def public_url() -> str:
    """The root that staff chose for phones, else the one that the server was started with, else ""."""
    return _at_hand().reach.public or settings.current().public_url


def root_for(scheme: str, host: str) -> str:
    """The root that phones can reach: the one that staff chose, else the one this request asked for."""
    return public_url() or found_root(scheme, host)


def guess(scheme: str, host: str) -> str:
    """Where phones get to while staff have chosen nothing."""
    return settings.current().public_url or found_root(scheme, host)


def found_root(scheme: str, host: str) -> str:
    """What a request says of where we are.

    A screen on the server itself asks for localhost, where no phone gets to: the machine's own address
    in its network stands in for it.
    """
    parts = urlsplit(f"//{host}")
    name = parts.hostname or ""
    if not rules.is_own_machine(name):
        return f"{scheme}://{host}"
    return f"{scheme}://{reach.own_address() or name}" + (f":{parts.port}" if parts.port else "")


def public_root(db: Session) -> str:
    """The root of addresses on paper, where no request says how the server is reached."""
    chosen = current(db).reach.public or settings.current().public_url
    return chosen or f"http://{reach.own_address() or '127.0.0.1'}:{settings.current().port}"


def is_refused(root: str) -> bool:
    """Whether this server would turn phones away that come to this address: it does not know the name."""
    return not safety.is_known(rules.host_of(root), safety.own_names(settings.current().hosts))


def is_gone(root: str) -> bool:
    """Whether an address is a number in a home network that this machine no longer has."""
    host = rules.host_of(root)
    return rules.is_private(host) and host not in reach.own_addresses()


# --- saving ---------------------------------------------------------------------------------------


def save_identity(
    db: Session, actor: str, given: Identity, now: datetime, *, png: bytes = b"", unlogo: bool = False
) -> Identity:
    """Store who we are; ``given.version`` is the one that was on the form. ``png`` comes from ``logos``;
    without one the logo stays."""
    if png and unlogo:
        raise Invalid(fields={"logo": EITHER})
    # Not from memory: another process may have stored another logo, and every other one is dropped here.
    stands = "" if unlogo else _load(db).identity.logo
    wanted = logos.digest(png) if png else stands
    if png:
        store.put_logo(db, OfficeLogo(digest=wanted, png=png, made_at=now))
    saved = replace(given, logo=wanted, short=given.short or rules.SHORT)
    version = _save(db, actor, Part.IDENTITY, saved, now)
    store.drop_other_logos(db, wanted)
    return replace(saved, version=version)


def save_notice(db: Session, actor: str, given: Notice, now: datetime) -> None:
    """Store the privacy notice under its next version; who agreed before agreed to the old one."""
    _save(db, actor, Part.NOTICE, given, now)


def save_reach(db: Session, actor: str, given: Reach, now: datetime) -> None:
    """Store where phones reach us."""
    _save(db, actor, Part.REACH, given, now)


def save_proofs(db: Session, actor: str, given: Proofs, now: datetime) -> None:
    """Store whether phones do a little work before they register."""
    _save(db, actor, Part.PROOFS, given, now)


def _save(db: Session, actor: str, part: Part, given: PartValue, now: datetime) -> int:
    rows = store.versions(db, part)
    stands = _read(type(given)(), rows[0] if rows else None)
    if rules.canonical(given) == rules.canonical(stands):
        return stands.version  # sent twice, or nothing was changed
    row = OfficePart(
        part=part,
        version=given.version + 1,
        content=rules.canonical(given),
        changed_at=now,
        changed_by=actor,
    )
    if given.version != stands.version or not store.add_version(db, row):
        # Another process may have been first: what the form shows now is read anew.
        refresh()
        raise Conflict(MEANWHILE)
    audit.record(db, actor, f"office.{part.value}", part.value, {"version": row.version}, now)
    after_commit(db, _saved)
    return row.version


def _saved() -> None:
    refresh()
    peers.tell("office")


def last_change(db: Session, part: Part) -> tuple[str, datetime] | None:
    """Who saved a part last, and when."""
    rows = store.versions(db, part)
    return (rows[0].changed_by, rows[0].changed_at) if rows else None
