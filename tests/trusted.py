"""What a suite measured, for `docs/trust-report.md`: written only when `HOITHI_TRUST=1` asks for it."""

from __future__ import annotations

import json
import os
import time
from datetime import datetime

from contest import clock
from tools.trust_report import FOLDER, ROWS

VARIABLE = "HOITHI_TRUST"


def measured(row: str, part: str, said: str, command: str) -> None:
    """Keep ``said``, a short English phrase with its numbers, as what ``part`` of this row showed last.

    Several tests may prove parts of one row; each keeps its own. Names no path of this machine.
    """
    if row not in ROWS:
        raise KeyError(row)
    if os.environ.get(VARIABLE) != "1":
        return
    file = FOLDER / f"{row}.json"
    seen = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    # The real day: a test's own clock stands where the test has set it.
    day = f"{datetime.fromtimestamp(time.time(), clock.VIETNAM):%Y-%m-%d}"
    for name, value in (("said", said), ("commands", command), ("dates", day)):
        seen.setdefault(name, {})[part] = value
    FOLDER.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(seen, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
