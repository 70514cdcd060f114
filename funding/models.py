"""All models of the app, so that Django finds them: one app, one chain of migrations."""

from funding.api.models import ApiToken
from funding.applications.approval.models import Approval
from funding.applications.early_start.models import EarlyStart
from funding.applications.examination.models import Examination
from funding.applications.expertise.models import Expertise
from funding.applications.models import Application, PlanLine
from funding.applications.ruling.models import Ruling
from funding.applications.waiting.models import Waiting
from funding.awards.models import Award
from funding.awards.settlement.models import Settlement
from funding.bodies.models import Body, Seat, StandingOrders
from funding.budgets.models import Budget, Holding, Pot
from funding.challenges.models import Challenge
from funding.changes.models import Change
from funding.changes.notification.models import Notification
from funding.changes.ruling.models import ChangeRuling
from funding.changes.succession.models import Succession
from funding.commitments.models import Commitment
from funding.corrections.models import Correction
from funding.decisions.models import Choice, Decision, Participation, RollEntry, SecretBallot
from funding.disbursements.first_draw.models import FirstDraw
from funding.disbursements.late_use.models import LateUse
from funding.disbursements.models import Disbursement
from funding.disbursements.payments.models import Payment
from funding.disbursements.year_end.models import YearEnd
from funding.documents.models import ContentVersion, Document, FileContent
from funding.enactments.models import Enactment
from funding.forwarding.claim.models import ForwardingClaim
from funding.forwarding.models import Forwarding
from funding.ideas.consultation.models import Consultation
from funding.ideas.models import Idea
from funding.law.models import LawEntry
from funding.mandates.models import Mandate
from funding.meetings.minutes.models import Minutes, Objection
from funding.meetings.models import AgendaItem, Attendance, Meeting
from funding.notices.models import Notice
from funding.notices.objection.models import ObjectionRuling
from funding.programmes.models import Programme, ProgrammeVersion
from funding.reclaims.collection.models import Collection
from funding.reclaims.models import Reclaim
from funding.reclaims.ruling.models import ReclaimRuling
from funding.reconsiderations.models import Reconsideration
from funding.regions.models import Affiliation, Organisation, PublishedProject, Region
from funding.reports.models import Report, ReportVersion
from funding.retention.models import Retention
from funding.revisions.models import Revision
from funding.rosters.change.models import SeatChange
from funding.rosters.models import Roster
from funding.statements.models import Statement
from funding.suggestions.models import HandedIn, Suggestion
from funding.transfers.models import Transfer
from funding.web.models import CalendarLink, Visit

__all__ = [
    "Affiliation",
    "AgendaItem",
    "ApiToken",
    "Application",
    "Approval",
    "Attendance",
    "Award",
    "Body",
    "Budget",
    "CalendarLink",
    "Challenge",
    "Change",
    "ChangeRuling",
    "Choice",
    "Collection",
    "Commitment",
    "Consultation",
    "ContentVersion",
    "Correction",
    "Decision",
    "Disbursement",
    "Document",
    "EarlyStart",
    "Enactment",
    "Examination",
    "Expertise",
    "FileContent",
    "FirstDraw",
    "Forwarding",
    "ForwardingClaim",
    "HandedIn",
    "Holding",
    "Idea",
    "LateUse",
    "LawEntry",
    "Mandate",
    "Meeting",
    "Minutes",
    "Notice",
    "Notification",
    "Objection",
    "ObjectionRuling",
    "Organisation",
    "Participation",
    "Payment",
    "PlanLine",
    "Pot",
    "Programme",
    "ProgrammeVersion",
    "PublishedProject",
    "Reclaim",
    "ReclaimRuling",
    "Reconsideration",
    "Region",
    "Report",
    "ReportVersion",
    "Retention",
    "Revision",
    "RollEntry",
    "Roster",
    "Ruling",
    "Seat",
    "SeatChange",
    "SecretBallot",
    "Settlement",
    "StandingOrders",
    "Statement",
    "Succession",
    "Suggestion",
    "Transfer",
    "Visit",
    "Waiting",
    "YearEnd",
]
