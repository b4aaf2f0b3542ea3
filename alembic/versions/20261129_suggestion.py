"""Open questions: a kind of its own, answers of several lines, and which of them organisers marked"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261129_suggestion"
down_revision = "20261129_variants"
branch_labels = None
depends_on = None

OLD = (
    "kind IN ('one','several','true_false','statements','short','number','ordering','matching','prediction')"
)
NEW = f"{OLD[:-1]},'suggestion')"
GONE = f"SELECT id FROM question_revision WHERE NOT ({OLD})"
REFUSED = sa.text("fate <> 'applied'")


def upgrade() -> None:
    _kinds(NEW)
    _lengths(200, 2_000)
    op.create_table(
        "suggestion_mark",
        sa.Column("attempt_id", sa.String(length=13), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("by_staff", sa.String(length=13), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"]),
        sa.PrimaryKeyConstraint("attempt_id", "slot"),
    )


def downgrade() -> None:
    op.drop_table("suggestion_mark")
    for table in ("answer", "answer_event"):
        op.execute(f"UPDATE {table} SET answer = substr(answer, 1, 200) WHERE length(answer) > 200")
    _lengths(2_000, 200)
    # What the older program can't ask goes, with all that hangs on it.
    op.execute(f"DELETE FROM question_key WHERE revision_id IN ({GONE})")
    op.execute(f"DELETE FROM question_revision WHERE NOT ({OLD})")
    left = "SELECT question_id FROM question_revision"
    for table in ("question_topic", "question_source", "question_comment"):
        op.execute(f"DELETE FROM {table} WHERE question_id NOT IN ({left})")
    op.execute(f"DELETE FROM question_apart WHERE one_id NOT IN ({left}) OR other_id NOT IN ({left})")
    op.execute(f"DELETE FROM question WHERE id NOT IN ({left})")
    _kinds(OLD)


def _kinds(rule: str) -> None:
    with op.batch_alter_table("question_revision") as table:
        table.drop_constraint("kind", type_="check")
        table.create_check_constraint("kind", rule)


def _lengths(before: int, after: int) -> None:
    # SQLite makes the table anew, and would do so without the condition of its small index.
    op.drop_index("ix_answer_event_refused", table_name="answer_event")
    for name in ("answer", "answer_event"):
        with op.batch_alter_table(name) as table:
            table.alter_column(
                "answer",
                existing_type=sa.String(length=before),
                type_=sa.String(length=after),
                existing_nullable=False,
            )
    op.create_index(
        "ix_answer_event_refused",
        "answer_event",
        ["received", "attempt_id", "fate"],
        sqlite_where=REFUSED,
        postgresql_where=REFUSED,
    )
