"""All models of the app, so that Django finds them: one app, one chain of migrations."""

from funding.api.models import ApiToken
from funding.applications.models import Application, PlanLine
from funding.awards.models import Award
from funding.bodies.models import Body, Seat, StandingOrders
from funding.changes.models import Change
from funding.changes.notification.models import Notification
from funding.decisions.models import Choice, Decision, Participation
from funding.disbursements.models import Disbursement
from funding.documents.models import Document, FileContent
from funding.ideas.models import Idea
from funding.law.models import LawEntry
from funding.programmes.models import Programme, ProgrammeVersion
from funding.reclaims.models import Reclaim
from funding.regions.models import Affiliation, Organisation, PublishedProject, Region
from funding.reports.models import Report, ReportVersion
from funding.retention.models import Retention
from funding.statements.models import Statement
from funding.transfers.models import Transfer
from funding.web.models import CalendarLink, Visit

__all__ = [
    "Affiliation",
    "ApiToken",
    "Application",
    "Award",
    "Body",
    "CalendarLink",
    "Change",
    "Choice",
    "Decision",
    "Disbursement",
    "Document",
    "FileContent",
    "Idea",
    "LawEntry",
    "Notification",
    "Organisation",
    "Participation",
    "PlanLine",
    "Programme",
    "ProgrammeVersion",
    "PublishedProject",
    "Reclaim",
    "Region",
    "Report",
    "ReportVersion",
    "Retention",
    "Seat",
    "StandingOrders",
    "Statement",
    "Transfer",
    "Visit",
]
