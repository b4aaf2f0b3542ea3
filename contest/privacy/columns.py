"""Columns that hold nothing personal: ids that mean nothing outside, moments, counts, settings, questions.

``NOTHING`` and ``inventory.ITEMS`` together are every column of every table; a test holds that.
"""

from __future__ import annotations

_NOTHING = """
analysis: round_id scope campaign_id digest stamp counted_at graded_at body
analysis_item: round_id scope revision question campaign_id people right body
answer: attempt_id slot lease seq op_id
answer_event: attempt_id op_id lease seq slot fate
attempt: id entry_id round_id number paper slots deadline accepts_until lease state paused_at stood lent
  extra way reached part_end slot_deadline slot_until void_from
attempt_adjustment: id attempt_id deed_id kind seconds by_staff at
attempt_slot: attempt_id slot
audience: id campaign_id code name who youngest oldest bank_slug place
audit: seq at previous hash scope
audit_head: id seq hash
bank: id public_id slug name is_sample signs_alone created_at
bank_import: id bank_id file_name digest staff_id state version first notes created_at touched_at
  confirmed_at undone_at saved retired
bank_import_row: import_id number line version state draft problems accepted folded identity twin_of near
bank_reading: id bank_id file_name state step done total error import_id created_at touched_at
brought_contest: campaign_id origin product slug digest made_at brought_at brought_by
campaign: id slug title organiser about bank_slug is_sample audience rehearsal_of rehearsed_at season ways
  class_proof on_paper asks_year asks_phone asks_unit asks_photo
  asks_feedback created_at
certificate_ground: campaign_id digest form width height content changed_by changed_at
complaint: id round_id attempt_id entry_id about slot made_at due_at state taken_by decided_by decided_at
consent_said: entry_id number text_id by_staff
consent_text: id campaign_id version digest content created_at
contest_target: campaign_id content changed_by changed_at
data_request: id campaign_id entry_id kind came made_at noted_by answered_at extension outcome ended_at
  ended_by
entry: id campaign_id person_id created_at same_as same_deed
entry_apart: deed_id entry_id
feedback: id round_id entry_id
grade: attempt_id key_version graded_at
hall_screen: round_id view size covered frozen_at frozen version
job: id kind subject state step cursor done total error not_before created_at updated_at
keeping_period: keep days changed_by changed_at
office_logo: digest png made_at
office_part: part version changed_at changed_by
paper_sheet: id entry_id round_id number paper slots state printed_at printed_by done_at done_by deed_id
  variant
login_step: staff_id
outside_contest: id name organiser level first_day last_day address people selected prizes source folded
  version created_by created_at changed_by changed_at
outside_unit: contest_id unit_id people
page_violation: route directive kind count first_at last_at
recovery_code: staff_id
second_factor: staff_id
paper_template: id kind name size content changed_by changed_at
paper_variant: round_id code place paper slots made_at
person: id merged_into erased_at
print_setting: campaign_id changed_at
prize_certificate: code list_id serial entry_id unit_id
prize_check: occasion_id round_id campaign_id entry_id state means checked_by checked_at
prize_ladder: occasion_id round_id campaign_id version content changed_by changed_at
prize_list: id occasion_id round_id campaign_id number sha256 issued_by issued_at
prize_refusal: id occasion_id round_id campaign_id entry_id unit_id kind prize decided_by decided_at
  taken_back_by taken_back_at
publication: id round_id version kind complaint_days prepared_by prepared_at stamp board keys sha256
  ranked evidence_sha256 previous signature public_key approved_by approved_at signed_alone complaints_until
publication_entry: publication_id entry_id
publication_part: publication_id number
question: id bank_id public_id state drawn version folded import_id author created_at changed_by changed_at
question_apart: one_id other_id author created_at
question_audience: question_id audience
question_change: id bank_id author created_at deed before undone
question_comment: id question_id author created_at sends_back settled_by settled_at
question_key: id revision_id version content author created_at
question_picture: digest form width height content seen_at
question_revision: id question_id number kind content level points valid_until author created_at settled
  approver approved_at signed_alone reviewer
question_source: question_id source_id article
question_topic: question_id topic_id
regrade: id round_id state asked_by asked_at decided_by decided_at applied_at board keys papers changed
  higher lower moved
regrade_change: regrade_id attempt_id entry_id key_version
roster_class: id campaign_id number code_hash open_until unit_id folded
roster_import: id campaign_id owner_id state version created_at expires_at made
roster_member: id campaign_id import_id person_id entry_id created_at paper_by
round: id campaign_id number name ruleset_id opens_at closes_at paused_at state seed seed_commitment
  selection prediction_truth audience_id shift amended_at
round_deed: id round_id kind subject seconds people by_staff at undone_at
rule_change: id round_id before_id after_id by_staff at
ruleset: id content sha256 created_at
season_board: campaign_id adding updated_at
season_standing: campaign_id entry_id
selected: round_id entry_id place tied
selection_change: round_id number deed subject of_unit at_border chosen by_staff at
selection_list: round_id digest people version confirmed_by confirmed_at
setting: name value
signal: id round_id kind found_at deed_id
signal_tally: round_id revision part right people
source: id public_id number dated issuer title in_force_from in_force_until replaced_by_id changed_at
spent_proof: signature entry_id expires_at
staff: id created_at
staff_elsewhere: id
staff_role: staff_id campaign_id created_at
staff_session: staff_id
standing: round_id entry_id attempt_id
standing_block: round_id number
standing_board: round_id ranked unranked version
suggestion_mark: attempt_id slot by_staff at
summary: id sha256 body frozen_by frozen_at
tie_decision: id occasion_id round_id campaign_id tie_key board way keep_lower drawn decided_by decided_at
  taken_back_by taken_back_at
tombstone: person_id at keep_result
topic: id slug parent_id name position
unit: id parent_id kind name code folded sort_key open_to_all
unit_headcount: unit_id on_date people source
unit_import: id owner_id file_name state version created_at expires_at rows done
unit_merge: unit_id into_id merged_at before
variant_set: round_id base made_at made_by
"""


def _understood(text: str) -> frozenset[str]:
    found: set[str] = set()
    table = ""
    for word in text.split():
        if word.endswith(":"):
            table = word[:-1]
        else:
            found.add(f"{table}.{word}")
    return frozenset(found)


NOTHING = _understood(_NOTHING)
