"""Every lifecycle version that may stand on a row. Rows name them; a version stays until its last case has ended."""

from funding.applications.approval.lifecycle import APPROVAL
from funding.applications.approval.models import Approval
from funding.applications.early_start.lifecycle import EARLY_START
from funding.applications.early_start.models import EarlyStart
from funding.applications.examination.lifecycle import EXAMINATION
from funding.applications.examination.models import Examination
from funding.applications.expertise.lifecycle import EXPERTISE
from funding.applications.expertise.models import Expertise
from funding.applications.lifecycle import APPLICATION
from funding.applications.models import Application
from funding.applications.ruling.lifecycle import RULING
from funding.applications.ruling.models import Ruling
from funding.applications.waiting.lifecycle import WAITING
from funding.applications.waiting.models import Waiting
from funding.awards.lifecycle import AWARD
from funding.awards.models import Award
from funding.awards.settlement.lifecycle import SETTLEMENT
from funding.awards.settlement.models import Settlement
from funding.budgets.lifecycle import BUDGET
from funding.budgets.models import Budget
from funding.challenges.lifecycle import CHALLENGE
from funding.challenges.models import Challenge
from funding.changes.lifecycle import CHANGE
from funding.changes.models import Change
from funding.changes.notification.lifecycle import NOTIFICATION
from funding.changes.notification.models import Notification
from funding.changes.ruling.lifecycle import CHANGE_RULING
from funding.changes.ruling.models import ChangeRuling
from funding.changes.succession.lifecycle import SUCCESSION
from funding.changes.succession.models import Succession
from funding.commitments.lifecycle import COMMITMENT
from funding.commitments.models import Commitment
from funding.corrections.lifecycle import CORRECTION
from funding.corrections.models import Correction
from funding.decisions.lifecycle import DECISION
from funding.decisions.models import Decision
from funding.declarations.lifecycle import DECLARATION
from funding.declarations.models import Declaration
from funding.disbursements.first_draw.lifecycle import FIRST_DRAW
from funding.disbursements.first_draw.models import FirstDraw
from funding.disbursements.late_use.lifecycle import LATE_USE
from funding.disbursements.late_use.models import LateUse
from funding.disbursements.lifecycle import DISBURSEMENT
from funding.disbursements.models import Disbursement
from funding.disbursements.payments.lifecycle import PAYMENT
from funding.disbursements.payments.models import Payment
from funding.disbursements.year_end.lifecycle import YEAR_END
from funding.disbursements.year_end.models import YearEnd
from funding.enactments.lifecycle import ENACTMENT
from funding.enactments.models import Enactment
from funding.forwarding.claim.lifecycle import FORWARDING_CLAIM
from funding.forwarding.claim.models import ForwardingClaim
from funding.forwarding.lifecycle import FORWARDING
from funding.forwarding.models import Forwarding
from funding.ideas.consultation.lifecycle import CONSULTATION
from funding.ideas.consultation.models import Consultation
from funding.ideas.lifecycle import IDEA
from funding.ideas.models import Idea
from funding.mandates.lifecycle import MANDATE
from funding.mandates.models import Mandate
from funding.meetings.lifecycle import MEETING
from funding.meetings.minutes.lifecycle import MINUTES
from funding.meetings.minutes.models import Minutes
from funding.meetings.models import Meeting
from funding.motions.lifecycle import MOTION
from funding.motions.models import Motion
from funding.notices.lifecycle import NOTICE
from funding.notices.models import Notice
from funding.notices.objection.lifecycle import OBJECTION_RULING
from funding.notices.objection.models import ObjectionRuling
from funding.reclaims.collection.lifecycle import COLLECTION
from funding.reclaims.collection.models import Collection
from funding.reclaims.lifecycle import RECLAIM
from funding.reclaims.models import Reclaim
from funding.reclaims.ruling.lifecycle import RECLAIM_RULING
from funding.reclaims.ruling.models import ReclaimRuling
from funding.reconsiderations.lifecycle import RECONSIDERATION
from funding.reconsiderations.models import Reconsideration
from funding.reports.lifecycle import REPORT
from funding.reports.models import Report
from funding.retention.lifecycle import AWARD_RETENTION, RETENTION
from funding.retention.models import Retention
from funding.revisions.lifecycle import REVISION
from funding.revisions.models import Revision
from funding.rosters.change.lifecycle import SEAT_CHANGE
from funding.rosters.change.models import SeatChange
from funding.rosters.lifecycle import ROSTER
from funding.rosters.models import Roster
from funding.statements.lifecycle import STATEMENT
from funding.statements.models import Statement
from funding.suggestions.lifecycle import SUGGESTION
from funding.suggestions.models import Suggestion
from funding.supervision.lifecycle import SUPERVISION
from funding.supervision.models import Supervision
from funding.transfers.lifecycle import TRANSFER
from funding.transfers.models import Transfer
from workflows.binding import bind

IdeaV1 = bind(IDEA, Idea, __name__)
ConsultationV1 = bind(CONSULTATION, Consultation, __name__)
DecisionV1 = bind(DECISION, Decision, __name__)
DeclarationV1 = bind(DECLARATION, Declaration, __name__)
SupervisionV1 = bind(SUPERVISION, Supervision, __name__)
MeetingV1 = bind(MEETING, Meeting, __name__)
MinutesV1 = bind(MINUTES, Minutes, __name__)
ApplicationV1 = bind(APPLICATION, Application, __name__)
ExaminationV1 = bind(EXAMINATION, Examination, __name__)
ExpertiseV1 = bind(EXPERTISE, Expertise, __name__)
ApprovalV1 = bind(APPROVAL, Approval, __name__)
RulingV1 = bind(RULING, Ruling, __name__)
WaitingV1 = bind(WAITING, Waiting, __name__)
AwardV1 = bind(AWARD, Award, __name__)
DisbursementV1 = bind(DISBURSEMENT, Disbursement, __name__)
PaymentV1 = bind(PAYMENT, Payment, __name__)
ReclaimV1 = bind(RECLAIM, Reclaim, __name__)
ReclaimRulingV1 = bind(RECLAIM_RULING, ReclaimRuling, __name__)
CollectionV1 = bind(COLLECTION, Collection, __name__)
SettlementV1 = bind(SETTLEMENT, Settlement, __name__)
ReportV1 = bind(REPORT, Report, __name__)
TransferV1 = bind(TRANSFER, Transfer, __name__)
SuggestionV1 = bind(SUGGESTION, Suggestion, __name__)
StatementV1 = bind(STATEMENT, Statement, __name__)
ChangeV1 = bind(CHANGE, Change, __name__)
ChangeRulingV1 = bind(CHANGE_RULING, ChangeRuling, __name__)
SuccessionV1 = bind(SUCCESSION, Succession, __name__)
BudgetV1 = bind(BUDGET, Budget, __name__)
RevisionV1 = bind(REVISION, Revision, __name__)
EnactmentV1 = bind(ENACTMENT, Enactment, __name__)
EarlyStartV1 = bind(EARLY_START, EarlyStart, __name__)
NoticeV1 = bind(NOTICE, Notice, __name__)
ObjectionRulingV1 = bind(OBJECTION_RULING, ObjectionRuling, __name__)
NotificationV1 = bind(NOTIFICATION, Notification, __name__)
ChallengeV1 = bind(CHALLENGE, Challenge, __name__)
CorrectionV1 = bind(CORRECTION, Correction, __name__)
ReconsiderationV1 = bind(RECONSIDERATION, Reconsideration, __name__)
RosterV1 = bind(ROSTER, Roster, __name__)
SeatChangeV1 = bind(SEAT_CHANGE, SeatChange, __name__)
MotionV1 = bind(MOTION, Motion, __name__)
MandateV1 = bind(MANDATE, Mandate, __name__)
RetentionV1 = bind(RETENTION, Retention, __name__)
AwardRetentionV1 = bind(AWARD_RETENTION, Retention, __name__)
CommitmentV1 = bind(COMMITMENT, Commitment, __name__)
ForwardingV1 = bind(FORWARDING, Forwarding, __name__)
ForwardingClaimV1 = bind(FORWARDING_CLAIM, ForwardingClaim, __name__)
LateUseV1 = bind(LATE_USE, LateUse, __name__)
YearEndV1 = bind(YEAR_END, YearEnd, __name__)
FirstDrawV1 = bind(FIRST_DRAW, FirstDraw, __name__)
