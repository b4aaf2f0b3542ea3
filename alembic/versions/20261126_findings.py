"""Members of a class are read alone; how somebody of a list came, and the slip that they still have"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import defaultdict

import sqlalchemy as sa
from alembic import op

revision = "20261126_findings"
down_revision = "20261127_seasonprizes"
branch_labels = None
depends_on = None

#: As they were when this was written: entropy.ALPHABET, units.rules.fold, roster.classes.id_of.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def fold(text: str) -> str:
    marked = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text).casefold())
    bare = "".join(char for char in marked if not unicodedata.combining(char))
    plain = bare.replace("đ", "d").replace("y", "i")
    return " ".join("".join(char if char.isalnum() else " " for char in plain).split())


def id_of(campaign_id: str, unit_id: str, folded: str) -> str:
    digest = hashlib.sha256("\0".join((campaign_id, unit_id, folded)).encode()).digest()
    return "".join(ALPHABET[byte & 31] for byte in digest[:13])


def _text(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), nullable=False, server_default="")


def upgrade() -> None:
    # In words, since SQLite takes a check only with the column that it is about.
    op.execute(
        "ALTER TABLE roster_member ADD COLUMN came_by VARCHAR(5) DEFAULT '' NOT NULL "
        "CONSTRAINT came_by CHECK (came_by IN ('','code','class','hand'))"
    )
    op.add_column("roster_member", _text("folded_class", 80))
    op.add_column("roster_member", _text("came_on", 13))
    op.add_column("roster_member", sa.Column("kept_hash", sa.String(length=64), nullable=True))
    op.add_column("roster_class", _text("unit_id", 13))
    op.add_column("roster_class", _text("folded", 80))
    _fill()
    op.create_index("ix_roster_member_class", "roster_member", ["campaign_id", "unit_id", "folded_class"])


def _fill() -> None:
    """The classes that are there: their names folded; what each one with a code is, found by its id."""
    db = op.get_bind()
    called = db.execute(sa.text("SELECT DISTINCT campaign_id, class_name FROM roster_member")).all()
    names: dict[str, set[str]] = defaultdict(set)
    for campaign_id, class_name in called:
        names[campaign_id].add(fold(class_name))
        if class_name:
            db.execute(
                sa.text("UPDATE roster_member SET folded_class = :folded WHERE class_name = :name"),
                {"folded": fold(class_name)[:80], "name": class_name},
            )
    units = ["", *db.scalars(sa.text("SELECT id FROM unit"))]
    coded = db.execute(sa.text("SELECT id, campaign_id FROM roster_class")).all()
    keys = {
        id_of(campaign_id, unit, name): (unit, name)
        for campaign_id in {campaign_id for _, campaign_id in coded}
        for name in names[campaign_id]
        for unit in units
    }
    for id, _ in coded:
        unit_id, folded = keys.get(id, ("", ""))
        db.execute(
            sa.text("UPDATE roster_class SET unit_id = :unit, folded = :folded WHERE id = :id"),
            {"unit": unit_id, "folded": folded[:80], "id": id},
        )


def downgrade() -> None:
    op.drop_index("ix_roster_member_class", "roster_member")
    for name in ("folded", "unit_id"):
        op.drop_column("roster_class", name)
    for name in ("kept_hash", "came_on", "folded_class", "came_by"):
        op.drop_column("roster_member", name)
