"""What two people do in a twin world's contest with audiences."""

from __future__ import annotations

from tests.twins.script import Script
from tests.twins.world import AUDIENCES, GROUPS, GROUPS_B


def groups(script: Script) -> None:
    """The contest with audiences: choosing one, one's own round and the other's."""
    other = script.world.twin.neighbour
    here, there = f"/campaigns/{GROUPS}", f"/campaigns/{GROUPS}/entry/audience"
    rounds = [script.world.rounds[name] for name in (GROUPS, GROUPS_B)]
    script.slug = GROUPS
    for who, name, unit, own in (("bạn", other.name, other.unit, other.shift % 2), ("tôi", "Y Bích", 0, 0)):
        script.get(who, here)
        script.get(who, f"{here}/entries/new")
        fields = {"name": name, "birth_year": "1990", "unit": script.world.units[unit], "consent_join": "1"}
        script.post(who, f"{here}/entries/new", fields)
        script.post(who, f"{here}/entries/new", fields | {"audience": AUDIENCES[own].id})
        script.get(who, there)
        script.post(who, there, {"audience": AUDIENCES[own].id})
        script.post(who, there, {"audience": AUDIENCES[1 - own].id})
    for who in ("bạn", "tôi"):
        for path in ("", "/rules", f"/rules?audience={AUDIENCES[1].id}", "/entry"):
            script.get(who, here + path)
        for round_id in rounds:
            script.get(who, f"/attempts/new/{round_id}")
            script.post(who, f"/attempts/new/{round_id}")
            script.get(who, f"/standings/{round_id}")
        script.post(who, f"{here}/leaving")
