"""What `python -m tools.mutations` mutates, which tests must notice, and which changes change nothing."""

from __future__ import annotations

#: Groups of tests, the quickest first; a later group is asked about what an earlier one let live.
Groups = tuple[tuple[str, ...], ...]


def _of(feature: str, module: str, *tests: str) -> dict[str, Groups]:
    """A module of rules: its own tests, those named, then all of its feature."""
    own = tests or (f"test_{module}",)
    folder = f"tests/contest/{feature}"
    return {f"contest/{feature}/{module}.py": (tuple(f"{folder}/{name}.py" for name in own), (folder,))}


ATTEMPTS = (
    *("test_rules", "test_part_rules", "test_time_table", "test_borders"),
    *("test_next", "test_order_properties"),
)
TARGETS: dict[str, Groups] = {
    "contest/recorder.py": (
        tuple(f"tests/contest/test_recorder{end}.py" for end in ("", "_patience", "_line", "_trouble")),
        ("tests/contest/attempts/test_hand_in.py", "tests/contest/attempts/test_ops.py"),
    ),
    "contest/web/policy.py": (
        ("tests/contest/web/test_policy.py",),
        ("tests/contest/web/test_guarded.py", "tests/contest/people/test_guards.py"),
        ("tests/contest/test_app.py",),
    ),
    "questions/grading.py": (
        ("tests/questions/test_grading.py",),
        ("tests/questions/test_answering.py", "tests/contest/grades"),
    ),
    "questions/blueprint.py": (
        ("tests/questions/test_blueprint.py", "tests/questions/test_fixed.py"),
        ("tests/questions/test_pinning.py",),
    ),
    **_of("accounts", "rules"),
    **_of("attempts", "rules", *ATTEMPTS),
    **_of("audit", "rules", "test_about", "test_chain"),
    **_of("bank", "rules"),
    **_of("byhand", "rules"),
    **_of("campaigns", "rules"),
    **_of("commendations", "rules", "test_rules", "test_properties", "test_oracle", "test_borders"),
    **_of("commendations", "refusal_rules", "test_refusal_rules", "test_refusal_properties"),
    **_of("commendations", "reserve_rules", "test_reserve_rules", "test_refusal_properties"),
    **_of("dashboards", "rules"),
    **_of("dashboards", "target_rules"),
    **_of("doctor", "rules"),
    **_of("grades", "rules"),
    **_of("jobs", "rules", "test_rules", "test_again", "test_failing", "test_runner"),
    **_of("office", "rules"),
    **_of("people", "rules", "test_rules", "test_names"),
    **_of("planning", "rules"),
    **_of("regrades", "rules"),
    **_of("ruleset", "rules", "test_rules", "test_versions", "test_saying", "test_pace", "test_parts"),
    **_of("seasons", "rules"),
    **_of("selections", "rules"),
    **_of("signals", "rules"),
    **_of("standings", "rules", "test_order", "test_ladder", "test_parts", "test_oracle"),
    **_of("suggestions", "rules"),
    **_of("feedback", "rules"),
    **_of("elsewhere", "rules"),
    **_of("units", "naming_rules"),
    **_of("summaries", "rules"),
    **_of("summaries", "period_rules", "test_periods"),
    **_of("summaries", "place_rules", "test_places"),
    **_of("results", "complaint_rules"),
    **_of("units", "rules"),
    **_of("results", "publication_rules"),
    # Pure, or mostly, though not named so.
    "contest/days.py": (("tests/contest/test_days.py",), ("tests/contest/summaries/test_periods.py",)),
    **_of("archives", "naming", "test_naming", "test_shapes"),
    **_of("filling", "judging", "test_tags", "test_judging"),
    **_of("printing", "overlay"),
    **_of("reports", "sorting"),
    **_of("reports", "words"),
    **_of("standings", "among"),
    **_of("standings", "units", "test_units", "test_unit_scores"),
    **_of("summaries", "comparing", "test_tables", "test_outside", "test_opinions"),
    "contest/copying_rules.py": (("tests/contest/test_copying_rules.py",),),
    "contest/moving_rules.py": (("tests/contest/test_moving_rules.py",), ("tests/contest/test_moving.py",)),
    **_of("attempts", "by_hand_rules"),
    **_of("bank", "import_rules"),
    **_of("campaigns", "audience_rules"),
    **_of("doctor", "desk_rules", "test_desk"),
    **_of("doctor", "keeping_rules", "test_keeping"),
    **_of("doctor", "postgres_rules", "test_rules"),
    **_of("office", "violation_rules"),
    **_of("people", "consent_rules", "test_consents"),
    **_of("privacy", "own_rules", "test_own", "test_agree", "test_own_text"),
    **_of("privacy", "requests_rules"),
    **_of("privacy", "security_rules", "test_paper", "test_papers"),
    **_of("roster", "class_rules"),
    **_of("roster", "coming_rules"),
    **_of("roster", "import_rules"),
    **_of("roster", "place_rules"),
    **_of("roster", "placing_rules"),
    **_of("roster", "sheet_rules", "test_sheet"),
    **_of("units", "finding_rules"),
    **_of("units", "import_rules"),
    **_of("units", "mending_rules"),
    **_of("units", "sheet_rules", "test_sheet", "test_sheet_files"),
    **_of("units", "tree_rules"),
    **_of("units", "unit_rules"),
}
SAME_LENGTH = "both sides are made from the same list"
#: (file, the line's source, what is done to it) → why no test can notice: the mutant does the same.
ALIKE: dict[tuple[str, str, str], str] = {
    (
        "contest/recorder.py",
        "self._thread.join(timeout=10)",
        "10 becomes 11",
    ): "how long a stop waits for a thread that does not end",
    (
        "questions/blueprint.py",
        "for line, revisions in zip(blueprint.lines, filled, strict=True):",
        "True becomes False",
    ): SAME_LENGTH,
    (
        "questions/blueprint.py",
        "pairs = zip(blueprint.lines, filled, strict=True)",
        "True becomes False",
    ): SAME_LENGTH,
    (
        "contest/accounts/rules.py",
        "for end in range(1, len(letters) + 1):",
        "1 becomes 2",
    ): "no worst word has one letter",
    (
        "contest/attempts/rules.py",
        "if slot not in best or (lease, seq) > best[slot][:2]:",
        "2 becomes 3",
    ): "a pair is never above a triple that begins with it",
    (
        "contest/standings/rules.py",
        "WORST_ERROR = 2 * 10**16",
        "10 becomes 11",
    ): "any number will do that no real error comes near",
    (
        "contest/standings/rules.py",
        "Criterion.OLDEST: year or 9_999,  # the earlier year first, nobody's last",
        "9999 becomes 10000",
    ): "any year will do in which nobody is born",
    (
        "contest/commendations/rules.py",
        "_seat(walk, tie.rank, dict(zip(decision.order, tie.seats, strict=True)))",
        "True becomes False",
    ): "a tie has one seat for each of its members, and `_fits` saw that the order names them all",
    (
        "contest/feedback/rules.py",
        "return sum(count for grade, count in zip(GRADES, self.counts, strict=True) if grade >= CONTENT)",
        "True becomes False",
    ): SAME_LENGTH,
    (
        "contest/summaries/period_rules.py",
        "MONTHS = {Preset.MONTH: 1, Preset.QUARTER: 3, Preset.HALF: 6, Preset.YEAR: 12}",
        "12 becomes 13",
    ): "no month is behind the twelfth, so a year of thirteen begins and ends the same",
    (
        "contest/units/naming_rules.py",
        "for book, words in zip(self._books, (unit.code, unit.full, unit.name), strict=True):",
        "True becomes False",
    ): "three books, and three words for them",
}
