"""What stands at an address at which moment, for who is let in."""

from __future__ import annotations

from tests.matrix.words import words
from tests.whole.world import Moment


def is_there(name: str, method: str, moment: Moment) -> bool:
    """Whether something stands at this address for who is let in; before, the answer is "not there"."""
    return not {name, f"{method}:{name}"} & NEVER and moment >= SINCE.get(
        name, SINCE.get(f"{method}:{name}", Moment.DRAFT)
    )


def _since() -> dict[str, Moment]:
    return {name: moment for moment, text in FROM.items() for name in text.split()}


#: From which moment on something is there.
FROM = {
    Moment.WAITING: """commendations.identify commendations.refuse
        campaigns.landing campaigns.rules campaigns.warm_up campaigns.units campaigns.leave
        campaigns.enter campaigns.comeback POST:campaigns.invited POST:campaigns.classmates
        POST:campaigns.pupil campaigns.code campaigns.audience attempts.ready attempts.start
        standings.board standings.places standings.units standings.embed standings.hall
        seasons.board seasons.hall
        rounds.recode rounds.entry rounds.bar
        rounds.unbar rounds.move rounds.unmerge byhand.print privacy.own privacy.own_text privacy.agree
        privacy.copy privacy.correct privacy.ask privacy.withdraw privacy.rejoin privacy.erase
        privacy.erased privacy.request privacy.answer privacy.extend privacy.end privacy.consent_text
        results.complaint_find""",
    Moment.OPEN: """attempts.ops attempts.left attempts.question attempts.answer attempts.takeover
        attempts.review attempts.hand_in attempts.receipt rounds.unextra rounds.attempt rounds.void
        rounds.unvoid rounds.resit rounds.merge rounds.part rounds.unpart byhand.sheet byhand.withdraw
        signals.decide byhand.batch_template byhand.key feedback.answer""",
    Moment.CLOSED: """commendations.restore
        commendations.take_back attempts.part results.complaint results.complaint_new
        results.complaint_withdraw results.complaint_desk results.complaint_take
        results.complaint_answer regrades.show regrades.export regrades.apply regrades.drop
        regrades.resume""",
    Moment.ISSUED: """commendations.verify commendations.honours commendations.version
        commendations.verify_picture""",
}
SINCE = _since()
#: Nothing stands there in this installation: pictures, a round for those selected, a paper that was typed in,
#: a counted analysis, a written suggestion, a refused prize, a published result, a frozen report, an archive,
#: a contest elsewhere, the first administrator's page. Their features' tests have them.
NEVER = words(
    """commendations.restore metrics privacy.paper static GET:accounts.setup office.logo bank.picture
    commendations.ground attempts.picture selections.people selections.export
    selections.desk selections.confirm selections.undo selections.change selections.decide
    byhand.receipt suggestions.mark reports.item reports.export security_txt results.publication
    results.publication_receipt results.publication_file results.publication_archive
    summaries.show elsewhere.edit elsewhere.remove archives.file"""
)
