"""Tables of the question banks. Their integer ids never leave the server.

The key has its own table, which only grading reads, so that no page can show it by accident.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, LargeBinary, Text, UniqueConstraint, false, text, true
from sqlmodel import Field, SQLModel

from questions.ids import LENGTH, new_id
from questions.instants import Instant


class QuestionState(StrEnum):
    """Only approved questions are drawn; retired ones stay for the papers that hold them.

    A reviewed one is stored as a draft whose newest revision has a reviewer: it is the words that were read.
    """

    DRAFT = "draft"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    RETIRED = "retired"


class Bank(SQLModel, table=True):
    """A collection of questions that papers are drawn from."""

    __tablename__ = "bank"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=new_id, max_length=LENGTH, unique=True, index=True)
    slug: str = Field(max_length=80, unique=True)
    name: str = Field(max_length=200)
    is_sample: bool = Field(default=False)
    signs_alone: bool = Field(
        default=True,
        sa_column_kwargs={"server_default": true()},
        description="its only approver may approve what they wrote themselves",
    )
    created_at: datetime | None = Field(default=None, sa_type=Instant)


class Topic(SQLModel, table=True):
    """One node of the topic tree."""

    __tablename__ = "topic"

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(max_length=80, unique=True)
    parent_id: int | None = Field(default=None, foreign_key="topic.id", index=True)
    name: str = Field(max_length=300)
    position: int = Field(default=0)


class Source(SQLModel, table=True):
    """A legal document that questions rest on, with the days it is in force."""

    __tablename__ = "source"
    # Two documents may share a number: 06/QĐ-TTg exists of 2022 and of 2025.
    __table_args__ = (UniqueConstraint("number", "dated"),)

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=new_id, max_length=LENGTH, unique=True, index=True)
    number: str = Field(max_length=80, description="or its name, when it has no number")
    dated: date | None = Field(default=None)
    issuer: str = Field(default="", max_length=200)
    title: str = Field(default="", max_length=600)
    in_force_from: date | None = Field(default=None)
    in_force_until: date | None = Field(default=None)
    replaced_by_id: int | None = Field(default=None, foreign_key="source.id")
    changed_at: datetime | None = Field(default=None, sa_type=Instant, description="by hand, in the register")


class Question(SQLModel, table=True):
    """A question through all its revisions."""

    __tablename__ = "question"
    __table_args__ = (CheckConstraint("state IN ('draft','approved','retired')", name="state"),)

    id: int | None = Field(default=None, primary_key=True)
    bank_id: int = Field(foreign_key="bank.id", index=True)
    public_id: str = Field(default_factory=new_id, max_length=LENGTH, unique=True, index=True)
    state: str = Field(default=QuestionState.DRAFT, max_length=10)
    drawn: int = Field(
        default=0,
        sa_column_kwargs={"server_default": "0"},
        description="number of the revision that was approved last: papers ask it while it is approved",
    )
    version: int = Field(default=1, description="grows with every change, so that a stale form is known")
    folded: str = Field(default="", sa_type=Text, description="folding.searchable() of the newest revision")
    import_id: str = Field(default="", max_length=LENGTH, index=True, description="the import it came with")
    author: str = Field(default="", max_length=LENGTH, description="staff id, opaque here")
    created_at: datetime | None = Field(default=None, sa_type=Instant)
    changed_by: str = Field(default="", max_length=LENGTH)
    changed_at: datetime | None = Field(default=None, sa_type=Instant)


class QuestionRevision(SQLModel, table=True):
    """What is asked; never changes once approved, since papers point at it."""

    __tablename__ = "question_revision"
    __table_args__ = (
        UniqueConstraint("question_id", "number"),
        CheckConstraint(
            "kind IN ('one','several','true_false','statements','short','number','ordering','matching',"
            "'prediction','suggestion')",
            name="kind",
        ),
        CheckConstraint("level IN ('nhan-biet','thong-hieu','van-dung')", name="level"),
        CheckConstraint("points >= 0", name="points"),
    )

    id: int | None = Field(default=None, primary_key=True)
    question_id: int = Field(foreign_key="question.id")
    number: int = Field(default=1)
    kind: str = Field(max_length=12)
    content: str = Field(sa_type=Text, description="canonical JSON of kinds.Content")
    level: str = Field(max_length=12)
    points: int = Field(default=100, description="hundredths of a point")
    valid_until: date | None = Field(default=None, description="to be checked again by this day")
    author: str = Field(default="", max_length=LENGTH)
    created_at: datetime | None = Field(default=None, sa_type=Instant)
    settled: bool = Field(default=False, description="was approved once: papers may hold it")
    approver: str = Field(
        default="", max_length=80, description="who let it into contests: a staff id, or packs.approver()"
    )
    approved_at: datetime | None = Field(default=None, sa_type=Instant)
    signed_alone: bool = Field(
        default=False,
        sa_column_kwargs={"server_default": false()},
        description="its approver is who wrote it: a one-person office",
    )
    reviewer: str = Field(
        default="",
        max_length=LENGTH,
        sa_column_kwargs={"server_default": ""},
        description="who read it and found it right, a staff id",
    )


#: What holds of a key that was corrected.
CORRECTED = text("version > 1")


class QuestionKey(SQLModel, table=True):
    """What is right; a correction makes a new version, old ones stay."""

    __tablename__ = "question_key"
    __table_args__ = (
        UniqueConstraint("revision_id", "version"),
        Index(
            "ix_question_key_corrected",
            "revision_id",
            "version",
            sqlite_where=CORRECTED,
            postgresql_where=CORRECTED,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    revision_id: int = Field(foreign_key="question_revision.id")
    version: int = Field(default=1)
    content: str = Field(sa_type=Text, description="canonical JSON of kinds.Key")
    author: str = Field(default="", max_length=LENGTH)
    created_at: datetime | None = Field(default=None, sa_type=Instant)


class QuestionPicture(SQLModel, table=True):
    """A picture as we drew it anew; revisions and rows of imports name it by its digest."""

    __tablename__ = "question_picture"
    __table_args__ = (CheckConstraint("form IN ('png','jpeg')", name="form"),)

    digest: str = Field(primary_key=True, max_length=64, description="SHA-256 of its bytes")
    form: str = Field(max_length=4)
    width: int
    height: int
    content: bytes = Field(sa_type=LargeBinary)
    seen_at: datetime = Field(
        sa_type=Instant, index=True, description="when somebody last brought or used it"
    )


class QuestionTopic(SQLModel, table=True):
    """A question belongs to one or several topics."""

    __tablename__ = "question_topic"

    question_id: int = Field(foreign_key="question.id", primary_key=True)
    topic_id: int = Field(foreign_key="topic.id", primary_key=True, index=True)


class QuestionAudience(SQLModel, table=True):
    """Somebody whom a question is for; without any row it is for everybody."""

    __tablename__ = "question_audience"
    __table_args__ = (
        CheckConstraint(
            "audience IN ('can-bo','doan-vien','hoc-sinh','sinh-vien','nguoi-dan','doanh-nghiep')",
            name="audience",
        ),
    )

    question_id: int = Field(foreign_key="question.id", primary_key=True)
    audience: str = Field(max_length=12, primary_key=True)


class QuestionSource(SQLModel, table=True):
    """A question rests on a document, perhaps on one article of it."""

    __tablename__ = "question_source"

    question_id: int = Field(foreign_key="question.id", primary_key=True)
    source_id: int = Field(foreign_key="source.id", primary_key=True, index=True)
    article: str = Field(default="", max_length=120)


class QuestionChange(SQLModel, table=True):
    """A change of several questions at once, with what they were before: the newest can be undone."""

    __tablename__ = "question_change"

    id: str = Field(default_factory=new_id, primary_key=True, max_length=LENGTH)
    bank_id: int = Field(foreign_key="bank.id", index=True)
    author: str = Field(default="", max_length=LENGTH)
    created_at: datetime = Field(sa_type=Instant)
    deed: str = Field(max_length=20, description="authoring.changes.Deed")
    before: str = Field(sa_type=Text, description="JSON: a row a question, as it was and its version after")
    undone: bool = Field(default=False)


class QuestionComment(SQLModel, table=True):
    """What somebody says of a question to those who write it; open until it is marked as settled."""

    __tablename__ = "question_comment"

    id: str = Field(default_factory=new_id, primary_key=True, max_length=LENGTH)
    question_id: int = Field(foreign_key="question.id", index=True)
    author: str = Field(max_length=LENGTH, description="staff id, opaque here")
    created_at: datetime = Field(sa_type=Instant)
    said: str = Field(sa_type=Text)
    sends_back: bool = Field(default=False, description="came with the question being sent back")
    settled_by: str = Field(default="", max_length=LENGTH)
    settled_at: datetime | None = Field(default=None, sa_type=Instant)


class QuestionApart(SQLModel, table=True):
    """Two questions of a bank that look alike and are not the same, as somebody said; the lower id first."""

    __tablename__ = "question_apart"
    __table_args__ = (CheckConstraint("one_id < other_id", name="order"),)

    one_id: int = Field(foreign_key="question.id", primary_key=True)
    other_id: int = Field(foreign_key="question.id", primary_key=True, index=True)
    author: str = Field(max_length=LENGTH, description="staff id, opaque here")
    created_at: datetime = Field(sa_type=Instant)
