"""Tables of prizes: the ladder of a round or a contest, decided ties, winners' refusals and identity, issued
lists, certificates.

Each of them belongs to an occasion: a round, or the contest as a whole. ``occasion_id`` is the id of the one
or the other; the two columns beside it are there so that the database knows what it points at.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, LargeBinary, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from contest.entropy import new_id
from contest.web.database import Instant

WHOSE = "(round_id IS NULL) <> (campaign_id IS NULL) AND occasion_id = coalesce(round_id, campaign_id)"


def _one_stands(name: str, column: str) -> Index:
    """One of an occasion may stand at a time; what was taken back does not count."""
    stands = text("taken_back_at IS NULL")
    return Index(name, "occasion_id", column, unique=True, sqlite_where=stands, postgresql_where=stands)


class PrizeLadder(SQLModel, table=True):
    """An occasion's prizes. Its row is locked by whatever changes what the list says."""

    __tablename__ = "prize_ladder"
    __table_args__ = (CheckConstraint(WHOSE, name="occasion"),)

    occasion_id: str = Field(primary_key=True, max_length=13)
    round_id: str | None = Field(default=None, foreign_key="round.id", max_length=13)
    campaign_id: str | None = Field(default=None, foreign_key="campaign.id", max_length=13)
    version: int = Field(default=1)
    content: str = Field(description="canonical JSON of contest.commendations.ladders.Ladder")
    changed_by: str = Field(max_length=13, description="a staff member")
    changed_at: datetime = Field(sa_type=Instant)


class TieDecision(SQLModel, table=True):
    """What the committee decided about one tie; taken back, it stays for the record."""

    __tablename__ = "tie_decision"
    __table_args__ = (
        CheckConstraint(
            "board IN ('people','age','youngest','oldest','number','rate','mean','won','turns')", name="board"
        ),
        CheckConstraint(WHOSE, name="occasion"),
        CheckConstraint("way IN ('equal','draw','hand','pick')", name="way"),
        _one_stands("uq_tie_decision_standing", "tie_key"),
    )

    id: str = Field(default_factory=new_id, primary_key=True, max_length=13)
    occasion_id: str = Field(max_length=13)
    round_id: str | None = Field(default=None, foreign_key="round.id", max_length=13)
    campaign_id: str | None = Field(default=None, foreign_key="campaign.id", max_length=13)
    tie_key: str = Field(max_length=32)
    board: str = Field(max_length=10)
    way: str = Field(max_length=10)
    keep_lower: bool = Field(default=True)
    drawn: str = Field(description="JSON list of ids in the order of their seats; [] when all are equal")
    reason: str = Field(default="", max_length=500)
    witness: str = Field(default="", max_length=200)
    decided_by: str = Field(max_length=13, description="a staff member")
    decided_at: datetime = Field(sa_type=Instant)
    taken_back_by: str | None = Field(default=None, max_length=13)
    taken_back_at: datetime | None = Field(default=None, sa_type=Instant)


class PrizeRefusal(SQLModel, table=True):
    """A winner, person or unit, who declined or may not have a prize; taken back, it stays for the record."""

    __tablename__ = "prize_refusal"
    __table_args__ = (
        CheckConstraint(WHOSE, name="occasion"),
        CheckConstraint("(entry_id IS NULL) <> (unit_id IS NULL)", name="subject"),
        CheckConstraint("kind IN ('declined','ineligible','absent')", name="kind"),
        _one_stands("uq_prize_refusal_standing", "entry_id"),
        _one_stands("uq_prize_refusal_unit", "unit_id"),
    )

    id: str = Field(default_factory=new_id, primary_key=True, max_length=13)
    occasion_id: str = Field(max_length=13)
    round_id: str | None = Field(default=None, foreign_key="round.id", max_length=13)
    campaign_id: str | None = Field(default=None, foreign_key="campaign.id", max_length=13)
    entry_id: str | None = Field(default=None, foreign_key="entry.id", max_length=13)
    unit_id: str | None = Field(default=None, foreign_key="unit.id", max_length=13)
    kind: str = Field(max_length=10)
    prize: str = Field(max_length=40, description="the name of the prize that they had")
    reason: str = Field(max_length=200)
    decided_by: str = Field(max_length=13, description="a staff member")
    decided_at: datetime = Field(sa_type=Instant)
    taken_back_by: str | None = Field(default=None, max_length=13)
    taken_back_at: datetime | None = Field(default=None, sa_type=Instant)

    @property
    def subject(self) -> str:
        """The entry or the unit."""
        return self.entry_id or self.unit_id or ""


class PrizeCheck(SQLModel, table=True):
    """Whether a winner is who they said, by fixed words: no number of a paper is kept."""

    __tablename__ = "prize_check"
    __table_args__ = (
        CheckConstraint(WHOSE, name="occasion"),
        CheckConstraint("state IN ('done','failed')", name="state"),
        CheckConstraint("means IN ('paper','unit','phone')", name="means"),
    )

    occasion_id: str = Field(primary_key=True, max_length=13)
    entry_id: str = Field(primary_key=True, foreign_key="entry.id", max_length=13)
    round_id: str | None = Field(default=None, foreign_key="round.id", max_length=13)
    campaign_id: str | None = Field(default=None, foreign_key="campaign.id", max_length=13)
    state: str = Field(max_length=10)
    means: str = Field(max_length=10)
    checked_by: str = Field(max_length=13, description="a staff member")
    checked_at: datetime = Field(sa_type=Instant)


class PrizeList(SQLModel, table=True):
    """An issued list; it never changes, a later version stands beside it."""

    __tablename__ = "prize_list"
    __table_args__ = (UniqueConstraint("occasion_id", "number"), CheckConstraint(WHOSE, name="occasion"))

    id: str = Field(default_factory=new_id, primary_key=True, max_length=13)
    occasion_id: str = Field(max_length=13)
    round_id: str | None = Field(default=None, foreign_key="round.id", max_length=13)
    campaign_id: str | None = Field(default=None, foreign_key="campaign.id", max_length=13)
    number: int
    content: str = Field(description="canonical JSON of contest.commendations.content.Content")
    sha256: str = Field(max_length=64)
    reason: str = Field(default="", max_length=500, description="why there is a version after the first")
    issued_by: str = Field(max_length=13, description="a staff member")
    issued_at: datetime = Field(sa_type=Instant)


class PrizeCertificate(SQLModel, table=True):
    """A certificate of one row of an issued list; its code is what the QR says."""

    __tablename__ = "prize_certificate"
    __table_args__ = (
        UniqueConstraint("list_id", "serial"),
        CheckConstraint("(entry_id IS NULL) <> (unit_id IS NULL)", name="subject"),
    )

    code: str = Field(default_factory=new_id, primary_key=True, max_length=13)
    list_id: str = Field(foreign_key="prize_list.id", max_length=13)
    serial: int
    entry_id: str | None = Field(default=None, foreign_key="entry.id", max_length=13)
    unit_id: str | None = Field(default=None, foreign_key="unit.id", max_length=13)


class PrintSetting(SQLModel, table=True):
    """What was last written on a contest's printed lists, so that nobody types it twice."""

    __tablename__ = "print_setting"

    campaign_id: str = Field(foreign_key="campaign.id", primary_key=True, max_length=13)
    content: str = Field(description="JSON of contest.commendations.forms.PrintForm")
    changed_at: datetime = Field(sa_type=Instant)


class CertificateGround(SQLModel, table=True):
    """A contest's own picture behind its certificates, drawn anew by us."""

    __tablename__ = "certificate_ground"
    __table_args__ = (CheckConstraint("form IN ('png','jpeg')", name="form"),)

    campaign_id: str = Field(foreign_key="campaign.id", primary_key=True, max_length=13)
    digest: str = Field(max_length=16)
    form: str = Field(max_length=4)
    width: int
    height: int
    content: bytes = Field(sa_type=LargeBinary)
    changed_by: str = Field(max_length=13, description="a staff member")
    changed_at: datetime = Field(sa_type=Instant)
