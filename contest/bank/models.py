"""Tables of imports: a file on its way into a bank, and its rows as they were written and mended."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field, SQLModel

from contest.bank.states import ImportState, ReadingState
from contest.entropy import new_id
from contest.web.database import Instant


class BankImport(SQLModel, table=True):
    """One file brought to a bank. Its questions know it by its id."""

    __tablename__ = "bank_import"
    __table_args__ = (CheckConstraint("state IN ('draft','confirmed','undone')", name="state"),)

    id: str = Field(default_factory=new_id, primary_key=True, max_length=13)
    bank_id: int = Field(foreign_key="bank.id", index=True)
    file_name: str = Field(max_length=120)
    digest: str = Field(max_length=64, description="SHA-256 of the file: the same one is not read twice")
    staff_id: str = Field(max_length=13)
    staff_name: str = Field(max_length=120)
    state: str = Field(default=ImportState.DRAFT, max_length=10)
    version: int = Field(default=1, description="grows with every change of the import or a row")
    first: int = Field(default=1, description="the number that the file gives to option A: 1 or 0")
    notes: str = Field(default="[]", sa_type=Text, description="JSON: what was said of the file as a whole")
    created_at: datetime = Field(sa_type=Instant)
    touched_at: datetime = Field(sa_type=Instant, description="rows are swept a week after it")
    confirmed_at: datetime | None = Field(default=None, sa_type=Instant)
    undone_at: datetime | None = Field(default=None, sa_type=Instant)
    saved: int = Field(default=0, description="questions it brought into the bank")
    retired: int = Field(default=0, description="of those, kept at undoing since papers hold them")


class BankImportRow(SQLModel, table=True):
    """One question of the file."""

    __tablename__ = "bank_import_row"
    __table_args__ = (
        CheckConstraint("state IN ('wrong','look','ready','twin','dropped','saved')", name="state"),
        Index("ix_bank_import_row_state", "import_id", "state"),
        Index("ix_bank_import_row_identity", "import_id", "identity"),
    )

    import_id: str = Field(foreign_key="bank_import.id", primary_key=True, max_length=13)
    number: int = Field(primary_key=True, description="its place in the file, from 1")
    line: int
    version: int = Field(default=1)
    state: str = Field(max_length=8)
    draft: str = Field(sa_type=Text, description="JSON of questions.formats.drafts.Draft")
    problems: str = Field(default="[]", sa_type=Text, description="JSON of its problems")
    accepted: bool = Field(default=False, description="somebody has seen its warnings")
    folded: str = Field(default="", sa_type=Text, description="its text, to find the same again")
    identity: str = Field(default="", max_length=64, description="hash of text and options; '' if unsound")
    twin_of: int = Field(default=0, description="the row it repeats; -1: a question of the bank")
    near: str = Field(default="", max_length=20, description="what it is like: row:12, bank:<public id>")
    changed_by: str = Field(default="", max_length=120)


class BankReading(SQLModel, table=True):
    """A file that is being read beside the server, for the page that shows how far it is.

    The file itself is nowhere but in memory: a server that stops meanwhile has lost it, and says so.
    """

    __tablename__ = "bank_reading"
    __table_args__ = (CheckConstraint("state IN ('waiting','reading','done','failed')", name="state"),)

    id: str = Field(default_factory=new_id, primary_key=True, max_length=13)
    bank_id: int = Field(foreign_key="bank.id", index=True)
    file_name: str = Field(max_length=120)
    state: str = Field(default=ReadingState.WAITING, max_length=8)
    step: str = Field(default="", max_length=10, description="what of it is done now; see reading_rules")
    done: int = Field(default=0)
    total: int = Field(default=0)
    error: str = Field(default="", sa_type=Text, description="why it could not be read, for people")
    import_id: str = Field(default="", max_length=13, description="what became of it")
    created_at: datetime = Field(sa_type=Instant)
    touched_at: datetime = Field(sa_type=Instant, index=True, description="somebody still works on it")
