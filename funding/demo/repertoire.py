"""What is played: in each invented region its projects, each with where it stands today, and its offices' affairs."""

from collections.abc import Callable
from dataclasses import dataclass

from funding.demo import (
    applications,
    awards,
    budgets,
    challenges,
    crooked,
    enactments,
    endings,
    files,
    forwardings,
    ideas,
    mandates,
    meetings,
    motions,
    objections,
    reclaims,
    requests,
    revisions,
    rosters,
    statements,
    successions,
    suggestions,
    transfers,
    votes,
    years,
)
from funding.demo.changing import changed
from funding.demo.everyday import Ending, Project, stays
from funding.demo.stage import Moments
from funding.demo.telling import Office


@dataclass(frozen=True)
class Repertoire:
    """`projects`: title → ending, begun in this order; `affairs` by their name."""

    region: str
    state: str
    programme: str
    projects: tuple[tuple[str, Ending], ...]
    affairs: tuple[tuple[str, Callable[[Office], Moments]], ...]


# fmt: off
AUENTAL = Repertoire("Auental", "NI", "ni", (
    ("Dolmetschen in der Praxis",         endings.begun),
    ("Hitzeschutz für Alleinlebende",     stays(Project.submit, 20)),
    ("Telefonpaten gegen Einsamkeit",     endings.returned),
    ("Rollende Sprechstunde",             stays(Project.assign, 30)),
    ("Gemeinsame Entlassungsvisite",      endings.deferred),
    ("Bewegte Mittagspause",              endings.rejected),
    ("Schulfach Erste Hilfe",             stays(Project.put_on_agenda, 5)),
    ("Demenz-Café auf dem Hof",           endings.half_voted),
    ("Lotsenpunkt Kindergesundheit",      stays(Project.begin_vote, 3)),
    ("Digitale Wundvisite",               stays(Project.apply, 6)),
    ("Hebammen-Notruf am Wochenende",     endings.incomplete),
    ("Famulatur auf dem Land",            stays(Project.put_to_committee, 4)),
    ("Sturzfrei zu Hause",                stays(Project.sign_notice, 2)),
    ("Seelische Erste Hilfe",             stays(Project.post, 1)),
    ("Nachtpflege im Verbund",            endings.running),
    ("Impfmobil Schule",                  endings.withdrawn),
    ("Gesundes Frühstück unterwegs",      endings.refused),
    ("Lebensretter-App",                  stays(Project.release, 2)),
    ("Pflegeschule vernetzt",             applications.money_found),
    ("Hospizhelfer an der Schule",        crooked.voted_in_secret),
    ("Babylotsin in der Klinik",          crooked.wants_to_start_early),
    ("Reha-Sport am Abend",               crooked.reclaimed),
    # ideas and votes
    ("Trinkbrunnen in jedem Ort",         stays(Project.recommend, 4)),
    ("Gemeindeschwester mit Tablet",      ideas.approved("approve_with_conditions", "Nur mit Zusage der Ärzteschaft.")),
    ("Tanzen gegen Parkinson",            ideas.approved("approve_without_funding")),
    ("Notfalldose für alle",              ideas.merged("Rollende Sprechstunde")),
    ("Pflegestammtisch",                  ideas.joined("Nachtpflege im Verbund")),
    ("Trauercafé am Fluss",               votes.just_rejected),
    ("Hörmobil",                          votes.subject_to_approval),
    ("Blutdruck im Salon",                votes.blocked),
    ("Mitfahrbank zur Praxis",            challenges.challenged),
    ("Kochen mit Diabetes",               challenges.made_up_for),
    # applications and awards
    ("Rheuma-Lotsin",                     stays(Project.record_approval, 3)),
    ("Zahnputzpaten",                     applications.late),
    ("Atempause für Pflegende",           applications.begun_early),
    ("Arzneimittel-Check im Heim",        awards.notice_is("notified", 8)),
    ("Rückenfit im Stall",                awards.proof_checked),
    ("Waldkur für Kinder",                awards.given_up),
    ("Mit dem Rollstuhl zum Arzt",        awards.annulled_after_payment),
    ("Medizin in Leichter Sprache",       awards.annulled_and_spared),
    ("Hörbücher auf Station",             awards.sparing_proposed),
    ("Pflegebetten auf Zeit",             awards.restored_after_its_end),
    ("Sprechstunde im Rathaus",           reclaims.deferred),
    ("Suchtberatung per Chat",            reclaims.to_be_refunded),
    ("Grüner Praxistag",                  transfers.offered("adopted", "abandoned")),
    # files
    ("Stillcafé im Bürgerhaus",           files.application_kept("retention")),
    ("Schlafwerkstatt",                   files.application_kept("erased")),
    ("Rezeptbote",                        files.idea_kept("interrupted")),
), (
    ("Sitzungen", meetings.meetings),
    ("Haushalte", budgets.budgets),
    ("Programm", revisions.discarded),
    ("Recht", enactments.released_and_discarded),
    ("Beirat", rosters.dissolved),
    ("Sitze", rosters.to_confirm),
))
MAINWIESEN = Repertoire("Mainwiesen", "BY", "by", (
    ("Gesundes Frühstück unterwegs",      endings.begun),
    ("Dolmetschen in der Praxis",         stays(Project.submit, 3)),
    ("Hospizhelfer an der Schule",        endings.returned),
    ("Trinkbrunnen in jedem Ort",         stays(Project.assign, 8)),
    ("Arzneimittel-Check im Heim",        stays(Project.begin_vote, 5)),
    ("Babylotsin in der Klinik",          stays(Project.release, 1)),
    ("Schulfach Erste Hilfe",             stays(Project.put_to_committee, 3)),
    ("Sturzfrei zu Hause",                requests.busy),
    ("Demenz-Café auf dem Hof",           crooked.without_money),
    ("Rückenfit im Stall",                crooked.on_the_agenda_of_a_meeting),
    # ideas and votes
    ("Rezeptbote",                        stays(Project.record, 10)),
    ("Schlafwerkstatt",                   ideas.expired),
    ("Stillcafé im Bürgerhaus",           ideas.not_recommended),
    ("Waldkur für Kinder",                ideas.parked),
    ("Suchtberatung per Chat",            votes.objected_to),
    ("Trauercafé am Fluss",               challenges.void),
    ("Tanzen gegen Parkinson",            challenges.moved_again),
    ("Hörmobil",                          challenges.to_be_made_up_for),
    # applications and awards
    ("Rheuma-Lotsin",                     applications.rejection_begun),
    ("Zahnputzpaten",                     stays(Project.assess, 3)),
    ("Blutdruck im Salon",                applications.without_money_too),
    ("Kochen mit Diabetes",               applications.returned_by_committee),
    ("Atempause für Pflegende",           applications.just_refused),
    ("Mitfahrbank zur Praxis",            awards.declined),
    ("Sehtest im Gemeindesaal",           awards.recalled),
    ("Notfalldose für alle",              awards.notice_is("final", 6)),
    ("Pflegestammtisch",                  awards.to_prove),
    ("Gemeindeschwester mit Tablet",      awards.annulled_on_the_way),
    ("Sprechstunde im Rathaus",           reclaims.being_prepared),
    ("Impfmobil Schule",                  reclaims.notified),
    ("Telefonpaten gegen Einsamkeit",     reclaims.enforced),
    ("Famulatur auf dem Land",            transfers.offered("offered", "interest")),
    # files
    ("Lebensretter-App",                  files.idea_kept("held")),
    ("Rollende Sprechstunde",             files.idea_kept("period_ended")),
    ("Nachtpflege im Verbund",            files.idea_kept("archived")),
    ("Bewegte Mittagspause",              files.application_kept("held")),
    ("Seelische Erste Hilfe",             files.application_kept("period_ended")),
    ("Reha-Sport am Abend",               files.application_kept("archived")),
), (
    ("Programm", revisions.draft),
    ("Recht", enactments.proposed),
    ("Sitze", rosters.lapsing),
))
NECKARBOGEN = Repertoire("Neckarbogen", "HE", "generic", (
    ("Bewegte Mittagspause",              endings.begun),
    ("Rückenfit im Stall",                stays(Project.submit, 5)),
    ("Seelische Erste Hilfe",             endings.returned),
    ("Trinkbrunnen in jedem Ort",         stays(Project.assign, 10)),
    ("Telefonpaten gegen Einsamkeit",     endings.not_quorate),
    ("Reha-Sport am Abend",               stays(Project.begin_vote, 4)),
    ("Digitale Wundvisite",               stays(Project.release, 3)),
    ("Famulatur auf dem Land",            stays(Project.put_to_committee, 6)),
    ("Lebensretter-App",                  requests.reported),
    ("Nachtpflege im Verbund",            changed),
    ("Rollende Sprechstunde",             crooked.heard),
    # ideas and votes
    ("Stillcafé im Bürgerhaus",           ideas.lapsed),
    ("Notfalldose für alle",              ideas.done_without_funding),
    ("Schlafwerkstatt",                   votes.sent_back_by_the_body),
    ("Rezeptbote",                        challenges.examined),
    ("Pflegestammtisch",                  challenges.being_reconsidered),
    ("Trauercafé am Fluss",               challenges.lifted),
    # applications and awards
    ("Rheuma-Lotsin",                     applications.rejection_given_up),
    ("Zahnputzpaten",                     applications.approved_with_conditions),
    ("Hörmobil",                          applications.approved_in_part),
    ("Blutdruck im Salon",                applications.deferred_by_committee),
    ("Kochen mit Diabetes",               applications.rejection_drafted),
    ("Mitfahrbank zur Praxis",            stays(Project.write_notice, 2)),
    ("Tanzen gegen Parkinson",            applications.expired),
    ("Waldkur für Kinder",                applications.no_longer_needed_early),
    ("Grüner Praxistag",                  stays(Project.issue, 3)),
    ("Hitzeschutz für Alleinlebende",     votes.invited_again),
    ("Suchtberatung per Chat",            awards.notice_is("contested", 5)),
    ("Fahrdienst zur Reha",                objections.objected("in_preparation", 4)),
    ("Hörtest im Rathaus",                 objections.objected("signed", 3)),
    ("Rückenschule auf dem Bauhof",        objections.objected("issued", 2)),
    ("Trauercafé im Dorfladen",            objections.objected("sent", 1)),
    ("Zahnputzbus",                        objections.objected("served", 1)),
    ("Schlaganfall-Lotsin",                objections.objected("dropped", 2)),
    ("Sprechstunde im Rathaus",           awards.proof_handed_in),
    ("Gemeindeschwester mit Tablet",      awards.repayment_due),
    ("Hospizhelfer an der Schule",        reclaims.revoked),
    ("Impfmobil Schule",                  reclaims.relief_proposed),
    ("Pflegeschule vernetzt",             reclaims.contested),
    ("Babylotsin in der Klinik",          reclaims.contested_too_late),
    ("Atempause für Pflegende",           files.application_kept("interrupted")),
    ("Schulfach Erste Hilfe",             transfers.offered("contact", "adapted")),
    # awards over several years
    ("Dolmetschen in der Praxis",         forwardings.forwarded),
    ("Gesundes Frühstück unterwegs",      years.used_up),
    ("Demenz-Café auf dem Hof",           years.used_late),
    ("Sturzfrei zu Hause",                awards.lapsed),
    # awards that pass to another recipient
    ("Sehtest im Gemeindesaal",           successions.handed_over),
    ("Fahrdienst zur Dialyse",            successions.handing_over),
    # files
    ("Hebammen-Notruf am Wochenende",     files.idea_kept("retention")),
    ("Lotsenpunkt Kindergesundheit",      files.idea_kept("offered_to_archive")),
    ("Gemeinsame Entlassungsvisite",      files.idea_kept("not_taken")),
    ("Arzneimittel-Check im Heim",        files.idea_kept("erasure_proposed")),
    ("Ein Tag ohne Zucker",               files.idea_kept("erased")),
    ("Mit dem Rollstuhl zum Arzt",        files.application_kept("offered_to_archive")),
    ("Medizin in Leichter Sprache",       files.application_kept("not_taken")),
    ("Pflegebetten auf Zeit",             files.application_kept("erasure_proposed")),
), (
    ("Stellungnahmen", statements.statements),
    ("Programm", revisions.published_and_proposed),
    ("Recht", enactments.draft),
    ("Sitze", rosters.incomplete),
    ("Gremien", mandates.on_the_way),
    ("Anträge", motions.motions),
    ("Ideen von außen", suggestions.suggestions),
))
# fmt: on
REPERTOIRE = (AUENTAL, MAINWIESEN, NECKARBOGEN)
