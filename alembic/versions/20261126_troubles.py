"""A small index of the answers that were refused, for whoever watches a running round"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_troubles"
down_revision = "20261126_code_at"
branch_labels = None
depends_on = None

REFUSED = sa.text("fate <> 'applied'")


def upgrade() -> None:
    op.create_index(
        "ix_answer_event_refused",
        "answer_event",
        ["received", "attempt_id", "fate"],
        sqlite_where=REFUSED,
        postgresql_where=REFUSED,
    )


def downgrade() -> None:
    op.drop_index("ix_answer_event_refused", table_name="answer_event")
