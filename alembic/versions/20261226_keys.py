"""Which keys were corrected is found without looking at the others"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261226_keys"
down_revision = "20261225_parts"
branch_labels = None
depends_on = None

CORRECTED = sa.text("version > 1")


def upgrade() -> None:
    op.create_index(
        "ix_question_key_corrected",
        "question_key",
        ["revision_id", "version"],
        sqlite_where=CORRECTED,
        postgresql_where=CORRECTED,
    )


def downgrade() -> None:
    op.drop_index("ix_question_key_corrected", "question_key")
