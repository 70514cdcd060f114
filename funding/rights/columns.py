"""The thirteen parts of the domain, and at which desks of ours each of them sits. Body is the kind whose desk it is."""

from dataclasses import dataclass

from funding import roles
from funding.bodies.models import Body
from workflows.lifecycle import Role

GROUP, STEERING, COMMITTEE = Body.Kind.WORKING_GROUP, Body.Kind.STEERING_GROUP, Body.Kind.COMMITTEE
ANY = None


@dataclass(frozen=True)
class Part:
    """`desks`: role, and where it is a body's the kind of body."""

    key: str
    name: str
    desks: tuple[tuple[Role, str | None], ...]
    files_ideas: bool = True  # whoever signs in may write one


PARTS = (
    Part("WM", "working-group member", ((roles.SEAT, GROUP),)),
    Part("WL", "lead of the working group", ((roles.WORKING_GROUP_LEAD, ANY), (roles.CLERK, GROUP))),
    Part("SM", "member of the steering group", ((roles.SEAT, STEERING),)),
    Part("SC", "chair of the steering group", ((roles.CHAIR, STEERING), (roles.SEAT, STEERING))),
    Part(
        "CO",
        "coordination office",
        ((roles.COORDINATION_OFFICE, ANY), (roles.RECEIVING_OFFICE, ANY), (roles.CLERK, STEERING)),
    ),
    Part("AO", "applicant", ((roles.APPLICANT, ANY),)),
    Part("AS", "authorised signatory", ((roles.SIGNATORY, ANY),)),
    Part("FM", "member of the committee", ((roles.SEAT, COMMITTEE),)),
    Part("FC", "chair of the committee", ((roles.CHAIR, COMMITTEE), (roles.SEAT, COMMITTEE))),
    Part(
        "PO",
        "grant authority",
        ((roles.CASE_WORKER, ANY), (roles.APPROVER, ANY), (roles.CASHIER, ANY), (roles.CLERK, COMMITTEE)),
    ),
    Part("PS", "process support", ((roles.PROCESS_SUPPORT, ANY),)),
    Part("AU", "auditor", (), files_ideas=False),
    Part("PU", "the public", (), files_ideas=False),
)
