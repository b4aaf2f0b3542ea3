"""Banks: revisions, imports"""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from contest.entropy import new_id
from questions.folding import searchable

revision = "20261125_bank"
down_revision = "20261125_units"
branch_labels = None
depends_on = None

#: Added with a default, not by copying the table: SQLite would not drop one that others refer to.
BANK = ("public_id", "is_sample", "created_at")
QUESTION = (
    "public_id",
    "version",
    "folded",
    "import_id",
    "author",
    "created_at",
    "changed_by",
    "changed_at",
)
REVISION = ("author", "created_at", "settled")
KEY = ("author", "created_at")


def upgrade() -> None:
    _questions()
    _imports()


def downgrade() -> None:
    _drop_imports()
    _drop_questions()


def _text(name: str) -> sa.Column:
    return sa.Column(name, sa.String(length=13), nullable=False, server_default="")


def _moment(name: str) -> sa.Column:
    return sa.Column(name, sa.BigInteger(), nullable=True)


def _flag(name: str) -> sa.Column:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def _questions() -> None:
    """Who wrote what and when, public ids, the text that is searched, changes that can be undone."""
    added = {
        "bank": (_text("public_id"), _flag("is_sample"), _moment("created_at")),
        "question": (
            _text("public_id"),
            sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
            sa.Column("folded", sa.Text(), nullable=False, server_default=""),
            *map(_text, ("import_id", "author")),
            _moment("created_at"),
            _text("changed_by"),
            _moment("changed_at"),
        ),
        "question_revision": (_text("author"), _moment("created_at"), _flag("settled")),
        "question_key": (_text("author"), _moment("created_at")),
    }
    for table, columns in added.items():
        for column in columns:
            op.add_column(table, column)
    _fill()
    op.create_index("ix_bank_public_id", "bank", ["public_id"], unique=True)
    op.create_index("ix_question_public_id", "question", ["public_id"], unique=True)
    op.create_index("ix_question_import_id", "question", ["import_id"])
    _question_change()


def _question_change() -> None:
    op.create_table(
        "question_change",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("bank_id", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(length=13), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("deed", sa.String(length=20), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["bank_id"], ["bank.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_question_change_bank_id", "question_change", ["bank_id"])


def _fill() -> None:
    """What rows that are already there have of the new columns."""
    db = op.get_bind()
    for (number,) in db.execute(sa.text("SELECT id FROM bank")).all():
        db.execute(
            sa.text("UPDATE bank SET public_id = :new WHERE id = :id"), {"new": new_id(), "id": number}
        )
    sample = "SELECT bank_slug FROM campaign WHERE is_sample"
    db.execute(sa.text(f"UPDATE bank SET is_sample = :yes WHERE slug IN ({sample})"), {"yes": True})
    # Whatever is drawn from now on was approved; what is retired now may be held by papers.
    settled = "SELECT id FROM question WHERE state <> 'draft'"
    db.execute(
        sa.text(f"UPDATE question_revision SET settled = :yes WHERE question_id IN ({settled})"),
        {"yes": True},
    )
    every = "SELECT q.id, r.content FROM question q LEFT JOIN question_revision r ON r.question_id = q.id"
    newest = db.execute(sa.text(f"{every} ORDER BY q.id, r.number"))
    folded = {number: _folded(content) if content else "" for number, content in newest}
    rows = [{"new": new_id(), "words": words, "id": number} for number, words in folded.items()]
    if rows:
        db.execute(sa.text("UPDATE question SET public_id = :new, folded = :words WHERE id = :id"), rows)


def _folded(content: str) -> str:
    data = json.loads(content)
    return searchable(data["text"], [option["text"] for option in data["options"]])


def _drop_questions() -> None:
    op.drop_index("ix_question_change_bank_id", "question_change")
    op.drop_table("question_change")
    op.drop_index("ix_question_import_id", "question")
    op.drop_index("ix_question_public_id", "question")
    op.drop_index("ix_bank_public_id", "bank")
    for table, names in (
        ("question_key", KEY),
        ("question_revision", REVISION),
        ("question", QUESTION),
        ("bank", BANK),
    ):
        for name in reversed(names):
            op.drop_column(table, name)


def _imports() -> None:
    """Files on their way into a bank, and their rows."""
    op.create_table(
        "bank_import",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("bank_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.String(length=13), nullable=False),
        sa.Column("staff_name", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("touched_at", sa.BigInteger(), nullable=False),
        sa.Column("confirmed_at", sa.BigInteger(), nullable=True),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.Column("saved", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('draft','confirmed','undone')", name="state"),
        sa.ForeignKeyConstraint(["bank_id"], ["bank.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_bank_import_bank_id", "bank_import", ["bank_id"])
    _import_rows()


def _import_rows() -> None:
    op.create_table(
        "bank_import_row",
        sa.Column("import_id", sa.String(length=13), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("draft", sa.Text(), nullable=False),
        sa.Column("problems", sa.Text(), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("identity", sa.String(length=64), nullable=False),
        sa.Column("twin_of", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(length=120), nullable=False),
        sa.CheckConstraint("state IN ('wrong','look','ready','twin','dropped','saved')", name="state"),
        sa.ForeignKeyConstraint(["import_id"], ["bank_import.id"]),
        sa.PrimaryKeyConstraint("import_id", "number"),
    )
    op.create_index("ix_bank_import_row_state", "bank_import_row", ["import_id", "state"])
    op.create_index("ix_bank_import_row_identity", "bank_import_row", ["import_id", "identity"])


def _drop_imports() -> None:
    op.drop_table("bank_import_row")
    op.drop_table("bank_import")
