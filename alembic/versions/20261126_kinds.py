"""questions of more kinds: statements, short answers, ordering, matching

Revision ID: 20261126_kinds
Revises: 20261127_proofs
"""

from __future__ import annotations

from alembic import op

revision = "20261126_kinds"
down_revision = "20261127_proofs"
branch_labels = None
depends_on = None

OLD = "kind IN ('one','several','true_false','number','prediction')"
NEW = (
    "kind IN ('one','several','true_false','statements','short','number','ordering','matching','prediction')"
)
GONE = f"SELECT id FROM question_revision WHERE NOT {OLD}"


def upgrade() -> None:
    _check(NEW)


def downgrade() -> None:
    # What the older program can't ask goes, with all that hangs on it.
    op.execute(f"DELETE FROM question_key WHERE revision_id IN ({GONE})")
    op.execute(f"DELETE FROM question_revision WHERE NOT {OLD}")
    left = "SELECT question_id FROM question_revision"
    for table in ("question_topic", "question_source"):
        op.execute(f"DELETE FROM {table} WHERE question_id NOT IN ({left})")
    op.execute(f"DELETE FROM question WHERE id NOT IN ({left})")
    _check(OLD)


def _check(rule: str) -> None:
    with op.batch_alter_table("question_revision") as table:
        table.drop_constraint("kind", type_="check")
        table.create_check_constraint("kind", rule)
