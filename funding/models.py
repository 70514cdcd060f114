"""All models of the app, so that Django finds them: one app, one chain of migrations."""

from funding.api.models import ApiToken
from funding.awards.models import Award
from funding.bodies.models import Body, Seat, StandingOrders
from funding.decisions.models import Choice, Decision, Participation
from funding.documents.models import Document, FileContent
from funding.ideas.models import Idea
from funding.law.models import LawEntry
from funding.programmes.models import Programme, ProgrammeVersion
from funding.regions.models import Affiliation, Organisation, PublishedProject, Region

__all__ = [
    "Affiliation",
    "ApiToken",
    "Award",
    "Body",
    "Choice",
    "Decision",
    "Document",
    "FileContent",
    "Idea",
    "LawEntry",
    "Organisation",
    "Participation",
    "Programme",
    "ProgrammeVersion",
    "PublishedProject",
    "Region",
    "Seat",
    "StandingOrders",
]
