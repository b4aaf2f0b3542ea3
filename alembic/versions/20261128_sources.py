"""The register of documents has pages: public ids, and when somebody changed a document"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from contest.entropy import new_id

revision = "20261128_sources"
down_revision = "20261128_review"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("source", sa.Column("public_id", sa.String(length=13), nullable=False, server_default=""))
    op.add_column("source", sa.Column("changed_at", sa.BigInteger(), nullable=True))
    db = op.get_bind()
    for (number,) in db.execute(sa.text("SELECT id FROM source")).all():
        db.execute(
            sa.text("UPDATE source SET public_id = :new WHERE id = :id"), {"new": new_id(), "id": number}
        )
    op.create_index("ix_source_public_id", "source", ["public_id"], unique=True)


def downgrade() -> None:
    op.drop_index("ix_source_public_id", "source")
    op.drop_column("source", "changed_at")
    op.drop_column("source", "public_id")
