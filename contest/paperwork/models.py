"""The table of an office's own templates of papers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel, UniqueConstraint

from contest.entropy import new_id
from contest.web.database import Instant


class PaperTemplate(SQLModel, table=True):
    """A .docx that papers of one kind are made from, as it was brought; of the whole office."""

    __tablename__ = "paper_template"
    __table_args__ = (UniqueConstraint("kind", "name"),)

    id: str = Field(default_factory=new_id, primary_key=True, max_length=13)
    kind: str = Field(max_length=30, description="paperwork.states.Kind")
    name: str = Field(max_length=80, description="as staff tell it from others")
    size: int = Field(description="bytes")
    content: bytes = Field(sa_type=LargeBinary)
    changed_by: str = Field(max_length=13, description="a staff member")
    changed_at: datetime = Field(sa_type=Instant)
