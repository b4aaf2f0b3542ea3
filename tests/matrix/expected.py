"""Who is let in where, said a second time and by hand: nothing here is read from the application.

A route that is not in this table fails the matrix. The words are those of ``docs/architecture.md``.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.matrix.there import is_there
from tests.matrix.words import words
from tests.whole.world import Moment

#: Who → routes. A page and what it posts stand alike, unless ``GET:`` or ``POST:`` says otherwise.
WHO = {
    "anyone": """POST:office.violations static home healthz readyz security_txt metrics shortcut office.logo
        commendations.verify commendations.verify_picture commendations.honours accounts.login
        accounts.second_step accounts.setup campaigns.landing
        campaigns.rules campaigns.warm_up campaigns.units campaigns.enter campaigns.comeback
        campaigns.invited campaigns.classmates campaigns.pupil standings.board standings.places
        standings.units standings.embed standings.hall standings.stream seasons.board seasons.hall
        selections.people privacy.erased results.publication results.publication_receipt
        results.publication_file results.publication_checker results.complaint_find""",
    "entrant": """campaigns.leave campaigns.code campaigns.audience attempts.ready attempts.start
        attempts.line attempts.ops attempts.left attempts.question attempts.picture attempts.answer
        attempts.part attempts.takeover attempts.review attempts.hand_in attempts.receipt privacy.own
        privacy.own_text privacy.agree privacy.copy privacy.correct privacy.ask privacy.withdraw
        privacy.rejoin privacy.erase results.complaint results.complaint_new results.complaint_withdraw
        feedback.answer""",
    "staff": """accounts.logout accounts.me accounts.confirm accounts.end_others accounts.end_session
        accounts.two_step accounts.recovery accounts.two_step_off units.template units.index units.finder
        units.export documents.export
        GET:units.edit bank.template bank.index documents.index GET:documents.edit rounds.index
        rounds.calendar GET:elsewhere.edit elsewhere.index elsewhere.export
        summaries.index summaries.freeze summaries.export summaries.paper summaries.show
        paperwork.templates paperwork.template paperwork.template_file paperwork.fields
        paperwork.starter""",
    "organiser": """units.upload units.preview units.mend units.save units.discard units.undo units.sample
        units.unsample units.merge units.unmerge units.new POST:units.edit units.remove units.uncount
        bank.create documents.new documents.take_in POST:documents.edit planning.new
        planning.new_posted elsewhere.new POST:elsewhere.edit elsewhere.remove
        paperwork.template_upload paperwork.template_removal""",
    "admin": """accounts.export accounts.staff accounts.staff_new accounts.member accounts.disable
        accounts.enable
        accounts.password office.index office.identity office.identity_upload office.units_step
        accounts.reset_two_step accounts.signing_in privacy.inventory privacy.retention privacy.run
        privacy.papers privacy.paper office.privacy office.phones office.proofs office.ready
        GET:office.violations""",
    "sees": """GET:campaigns.staff standings.control seasons.table seasons.export selections.desk
        selections.export roster.index rounds.show rounds.counts rounds.results rounds.export
        rounds.card rounds.entries
        rounds.timeline rounds.entry rounds.attempt rounds.twice planning.audiences planning.poster
        planning.regulation planning.checklist planning.settings commendations.print
        commendations.export commendations.certificates commendations.certificates_file
        commendations.winners commendations.picture
        commendations.show commendations.version reports.analysis reports.item reports.export
        results.publication_desk results.complaints results.complaint_desk paperwork.index
        paperwork.paper regrades.index regrades.show regrades.export rounds.entries_file
        rounds.timeline_file roster.export results.complaints_file dashboards.show dashboards.figures
        dashboards.export""",
    "helps": """roster.classes roster.open roster.shut roster.renew roster.sheets roster.project
        roster.arrived roster.give_back roster.papers rounds.recode rounds.extra rounds.unextra rounds.move
        rounds.watch rounds.watch_file rounds.troubles byhand.register byhand.come byhand.index byhand.print
        byhand.papers byhand.receipt byhand.sheet byhand.withdraw byhand.variants byhand.mix
        byhand.variant_papers byhand.key byhand.batch byhand.batch_upload byhand.batch_left
        byhand.batch_template""",
    "writes": """planning.audiences_posted planning.audience planning.audience_up
        planning.audience_removal planning.audience_rounds planning.week planning.settings_posted
        commendations.identify commendations.stock commendations.test_sheet commendations.ground
        commendations.ground_upload planning.preview commendations.ladder dashboards.targets""",
    "approves": """selections.confirm selections.undo selections.change selections.decide rounds.void
        rounds.unvoid rounds.resit rounds.bar rounds.unbar rounds.unmerge rounds.merge rounds.part
        archives.index archives.make archives.file
        rounds.unpart signals.index signals.export signals.search signals.decide commendations.decide
        commendations.refuse commendations.restore
        commendations.take_back commendations.issue reports.count results.publication_archive
        results.publication_prepare results.publication_approve results.complaint_take
        results.complaint_answer regrades.begin regrades.apply regrades.drop regrades.resume""",
    "runs": """POST:campaigns.staff campaigns.staff_removal standings.choose_view standings.freeze
        standings.thaw standings.cover standings.uncover standings.programme roster.remove
        roster.upload roster.template roster.preview roster.mend roster.save roster.discard
        roster.undo roster.codes roster.slips roster.recode roster.door rounds.open rounds.close
        rounds.extend rounds.pause rounds.resume suggestions.index suggestions.mark
        feedback.index feedback.switch feedback.export
        suggestions.export planning.rehearse planning.unrehearse planning.unrehearse_posted
        planning.discard planning.discard_posted planning.schedule planning.unschedule privacy.requests
        privacy.request_new privacy.request privacy.answer privacy.extend privacy.end privacy.consents
        privacy.consent_text privacy.proof""",
    "reads bank": """bank.show bank.change bank.undo bank.coverage bank.exports bank.export
        GET:bank.edit bank.move bank.history bank.picture GET:bank.edit_upload bank.comment
        bank.send_back bank.settle bank.signing bank.law bank.twins reports.question""",
    "writes bank": """bank.imports bank.preview bank.mend bank.confirm bank.take_back bank.annotated
        bank.upload bank.reading bank.reading_progress bank.packs bank.pack_file bank.add_pack
        bank.new bank.phone POST:bank.edit bank.delete bank.restore bank.new_upload
        POST:bank.edit_upload bank.prolong bank.part""",
}
#: What a part in a contest lets somebody do there; whoever has any may see it.
PARTS = {
    "owner": {"sees", "helps", "writes", "approves", "runs"},
    "author": {"sees", "writes"},
    "approver": {"sees", "approves"},
    "proctor": {"sees", "helps"},
    "viewer": {"sees"},
}
#: What lets somebody see the bank that a contest draws from, and what they may do in it.
IN_BANK = {"writes": "writes bank", "approves": "approves bank"}
ABOUT_CONTEST = frozenset({"sees", "helps", "writes", "approves", "runs"})
ABOUT_BANK = frozenset({"reads bank", "writes bank"})

#: What belongs to one person: a list to whoever brought it, an attempt to whoever sits it.
ONES_OWN = words("""units.preview units.mend units.save units.discard units.undo roster.preview roster.mend
    roster.save roster.discard roster.undo attempts.ops attempts.left attempts.question attempts.picture
    attempts.answer attempts.part attempts.takeover attempts.review attempts.hand_in
    attempts.receipt results.complaint results.complaint_new results.complaint_withdraw
    feedback.answer""")
#: Readers of a bank may do these as far as they may change the question: here it is approved, so approvers;
#: who signs alone is an organiser's to say.
FINER = {"bank.move": "approver", "bank.undo": "approver", "bank.signing": "organiser"}
#: Who has not entered this contest is led to where one enters.
LEADS_ON = words("""campaigns.leave campaigns.code campaigns.audience privacy.own privacy.own_text
    privacy.agree privacy.copy privacy.correct privacy.ask privacy.withdraw privacy.rejoin
    privacy.erase""")

#: The classes of answers.
LET_IN, LOG_IN, FORBIDDEN, NOT_THERE = "let in", "log in", "forbidden", "not there"


@dataclass(frozen=True)
class Caller:
    """Somebody: what they are in the installation, in our contest and in the other one."""

    name: str
    role: str = ""  # viewer, organiser, admin; "" is nobody of the staff
    ours: str = ""
    theirs: str = ""
    entry: str = ""  # which participant: "ours own", "ours other", "ours barred", "theirs own"
    half: str = ""  # why the cookie counts for nothing: forged, expired, disabled, ended …

    @property
    def is_staff(self) -> bool:
        """Whether they are logged in."""
        return bool(self.role) and not self.half

    def rights(self, whose: str) -> set[str]:
        """What they may do in "ours" or "theirs"."""
        if not self.is_staff:
            return set()
        if self.role == "admin":
            return set(ABOUT_CONTEST)
        part = self.ours if whose == "ours" else self.theirs
        return set(PARTS[part]) if part else set()

    def bank_rights(self, whose: str) -> set[str]:
        """The same in its bank."""
        if not self.is_staff:
            return set()
        if self.role in ("admin", "organiser"):
            return set(ABOUT_BANK)
        given = {IN_BANK[right] for right in self.rights(whose) & set(IN_BANK)}
        return given | {"reads bank"} if given else set()


NOBODIES = (
    Caller("a stranger"),
    Caller("a forged session", "admin", half="forged"),
    Caller("an expired session", "admin", half="expired"),
    Caller("a session that was ended", "admin", half="ended"),
    Caller("a disabled account", "admin", half="disabled"),
)
PARTICIPANTS = (
    Caller("the participant", entry="ours own"),
    Caller("another participant", entry="ours other"),
    Caller("a barred participant", entry="ours barred"),
    Caller("a participant elsewhere", entry="theirs own"),
    Caller("a forged phone", entry="ours own", half="forged"),
    Caller("a phone signed with another key", entry="ours own", half="foreign"),
)
#: Who made both contests, brought their lists and owns them.
MAKER = Caller("who made both contests", "organiser", ours="owner", theirs="owner")
STAFF = (
    MAKER,
    Caller("a member without a part", "viewer"),
    Caller("an organiser without a part", "organiser"),
    Caller("an administrator", "admin"),
    *(Caller(f"our {part}", "viewer", ours=part) for part in PARTS),
    *(Caller(f"their {part}", "viewer", theirs=part) for part in ("owner", "viewer")),
    Caller("our proctor who owns theirs", "viewer", ours="proctor", theirs="owner"),
    Caller("our author who is an organiser", "organiser", ours="author"),
    Caller("an owner whose part was taken", "viewer"),
    Caller("an administrator who is a member now", "viewer"),
    Caller("our proctor with a phone that takes part", "viewer", ours="proctor", entry="ours own"),
)
EVERYBODY = (*NOBODIES, *PARTICIPANTS, *STAFF)


def wanted(name: str, method: str) -> str:
    """What the table asks of who calls this route; KeyError when no row names it."""
    for who, text in WHO.items():
        words = text.split()
        if name in words or f"{method}:{name}" in words:
            return who
    raise KeyError(f"{method} {name} has no row in tests/matrix/expected.py")


def expected(name: str, method: str, caller: Caller, whose: str) -> str:
    """How a caller is received: ``whose`` is the contest that the address names, "ours" or "theirs"."""
    who = wanted(name, method)
    if who == "anyone":
        # A code is asked for after a right password, which nobody here has just typed.
        return LOG_IN if (method, name) == ("POST", "accounts.second_step") else LET_IN
    if who == "entrant":
        return _as_entrant(name, method, caller, whose)
    if not caller.is_staff:
        return LOG_IN
    if who in ABOUT_CONTEST or who in ABOUT_BANK:
        met = _in_contest(name, who, caller, whose)
        return FORBIDDEN if met == LET_IN and name in FINER and not _finer(name, caller, whose) else met
    if name in ONES_OWN and caller.role in ("organiser", "admin"):
        return LET_IN if caller is MAKER else NOT_THERE
    if who == "organiser":
        return LET_IN if caller.role in ("organiser", "admin") else FORBIDDEN
    if who == "admin":
        return LET_IN if caller.role == "admin" else FORBIDDEN
    return LET_IN


def _finer(name: str, caller: Caller, whose: str) -> bool:
    if caller.role in ("organiser", "admin"):
        return True
    return FINER[name] == "approver" and "approves" in caller.rights(whose)


def _as_entrant(name: str, method: str, caller: Caller, whose: str) -> str:
    """Participants: an attempt is of one entry, a round or a page of a contest of whoever entered it."""
    if not caller.entry or caller.half:
        return LOG_IN
    entered, part = caller.entry.split()
    if name in ONES_OWN:
        return LET_IN if (entered, part) == (whose, "own") else NOT_THERE
    if name == "privacy.own_text":  # nobody here has agreed to an older text: it leads away
        return LOG_IN
    if name.startswith("privacy."):
        return LET_IN if entered == whose else LOG_IN
    if entered == whose or name == "attempts.line" or (name in LEADS_ON and method == "POST"):
        return LET_IN
    return LOG_IN if name in LEADS_ON else NOT_THERE


def _in_contest(name: str, who: str, caller: Caller, whose: str) -> str:
    rights = caller.rights(whose) if who in ABOUT_CONTEST else caller.bank_rights(whose)
    if not rights:
        return NOT_THERE
    if who not in rights:
        return FORBIDDEN
    return NOT_THERE if name in ONES_OWN and caller is not MAKER else LET_IN


def at(name: str, method: str, caller: Caller, whose: str, moment: Moment) -> str:
    """The same at a moment: what is not there yet is not there for whoever would be let in, or led on."""
    met = expected(name, method, caller, whose)
    has_entered = wanted(name, method) == "entrant" and bool(caller.entry) and not caller.half
    return NOT_THERE if (met == LET_IN or has_entered) and not is_there(name, method, moment) else met
