"""Protections taken out of the code, one at a time, and the test of each that must turn red.

``whole`` is what stands in the file, once; ``plant`` is what stands there without the protection.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One protection, where it is, how it is taken out, and the test that sees it."""

    name: str
    file: str
    whole: str
    plant: str
    test: str


MATRIX = "tests/matrix/test_matrix.py::"
SAFETY = "tests/contest/web/test_safety.py::"
FAULTS = (
    Fault(
        "a right in a contest is asked for",
        "contest/campaigns/guards.py",
        "        if not member.may(wanted, campaign_id):\n",
        "        if not member.may(Permission.SEE, campaign_id):\n",
        MATRIX + "test_a_part_of_every_cell_is_as_the_table_says",
    ),
    Fault(
        "a contest in which one has no part is not there",
        "contest/campaigns/guards.py",
        "        if campaign_id is None or not member.may(Permission.SEE, campaign_id):\n",
        "        if campaign_id is None:\n",
        MATRIX + "test_what_is_not_yours_and_what_is_not_there_are_the_same_bytes",
    ),
    Fault(
        "a participant is looked for in the contest of the address",
        "contest/rounds/looking.py",
        "    if found is None or people.entry_of(db, view.campaign_id, [entry_id]) is None:\n",
        "    if found is None:\n",
        MATRIX + "test_anothers_thing_below_ones_own_address_is_nobodys",
    ),
    Fault(
        "an attempt is of the phone's own entries",
        "contest/attempts/store.py",
        "where(Attempt.id == attempt_id, col(Attempt.entry_id).in_(entries))",
        "where(Attempt.id == attempt_id)",
        MATRIX + "test_a_part_of_every_cell_is_as_the_table_says",
    ),
    Fault(
        "a disabled account has no session",
        "contest/accounts/service.py",
        "    if staff.disabled_at is not None or not alive:\n",
        "    if not alive:\n",
        MATRIX + "test_a_part_of_every_cell_is_as_the_table_says",
    ),
    Fault(
        "a phone's cookie is signed",
        "contest/web/signed.py",
        "    return text if hmac.compare_digest(signature, _signature(purpose, text)) else None\n",
        "    return text\n",
        MATRIX + "test_a_part_of_every_cell_is_as_the_table_says",
    ),
    Fault(
        "every route declares who may call it",
        "contest/rounds/router.py",
        '@policy(Who.RUNS, state="open, or a closing that failed")\n',
        "",
        MATRIX + "test_the_table_and_the_application_name_the_same_routes",
    ),
    Fault(
        "no script inside a page",
        "contest/web/safety.py",
        "script-src 'self'; ",
        "script-src 'self' 'unsafe-inline'; ",
        SAFETY + "test_the_content_security_policy_word_by_word",
    ),
    Fault(
        "what another site sends is not taken",
        "contest/web/safety.py",
        '        if scope["method"] not in SAFE_METHODS and not is_own_origin(headers):\n',
        "        if False:\n",
        "tests/contest/office/test_violations.py::test_another_site_reports_nothing",
    ),
    Fault(
        "templates escape",
        "contest/web/pages.py",
        "        autoescape=True,\n",
        "        autoescape=False,\n",
        "tests/payloads/test_payloads.py::test_no_payload_runs_on_the_pages_that_everybody_sees",
    ),
    Fault(
        "nothing is marked safe",
        "templates/campaigns/landing.html",
        "{{ about }}",
        "{{ about | safe }}",
        "tests/payloads/test_payloads.py::test_no_payload_runs_on_the_pages_that_everybody_sees",
    ),
    Fault(
        "what looks like a formula stays text in a workbook",
        "questions/formats/xlsx_writer.py",
        "            sheet.write_string(number, column, text)\n",
        "            sheet.write_formula(number, column, text)\n",
        "tests/payloads/test_exports.py::test_no_export_has_a_formula",
    ),
    Fault(
        "what looks like a formula stays text in a list of values",
        "questions/formats/csv_signs.py",
        """    return f"'{cell}" if _RISKY.match(cell) and not _NUMBER.fullmatch(cell) else cell\n""",
        "    return cell\n",
        "tests/payloads/test_exports.py::test_no_export_has_a_formula",
    ),
    Fault(
        "a flood of reports is counted to a bound",
        "contest/office/violations.py",
        "                if self._in_minute < MOST_A_MINUTE:\n",
        "                if True:\n",
        "tests/contest/office/test_violations.py::test_a_flood_is_counted_to_a_bound_and_written_in_one_go",
    ),
    Fault(
        "the key is no part of what a phone gets before the close",
        "contest/attempts/review.py",
        "    if view.phase is not Phase.CLOSED or view",
        "    if view",
        "tests/twins/test_keys.py::test_no_byte_before_the_close_depends_on_the_keys",
    ),
    Fault(
        "of two who are level the earlier hand-in comes first",
        "contest/standings/rules.py",
        "        Criterion.SUBMITTED: result.submitted_ms // moments,  # earlier first\n",
        "        Criterion.SUBMITTED: -(result.submitted_ms // moments),\n",
        "tests/simulated/test_contests.py::test_a_few_contests_keep_every_invariant",
    ),
)
