"""The actions of the domain's table of roles: by which moves each is done here, and what of `READS` shows it."""

from dataclasses import dataclass, field

from funding.rights.columns import COMMITTEE, GROUP, STEERING


@dataclass(frozen=True)
class Action:
    """`moves`: lifecycle → its moves. `of`: of a body's cases, of which kind of body. `reads`: what of `READS` it is.

    `advised`: lifecycles in which advice is given on it. `pages`: parts that do it on a page instead of by a move.
    `looks`: parts that read it on a page of its own.
    """

    name: str
    moves: dict[str, tuple[str, ...]] = field(default_factory=dict)
    of: tuple[str, ...] = (GROUP, STEERING, COMMITTEE)
    reads: tuple[str, ...] = ()
    advised: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    looks: tuple[str, ...] = ()


EVERYBODY = ("WM", "WL", "SM", "SC", "CO", "AO", "AS", "FM", "FC", "PO", "PS", "AU")
WITH_A_CASE = tuple(part for part in EVERYBODY if part not in ("WM", "AU"))

ACTIONS = (
    Action("file idea", {"idea": ("edit", "submit")}, pages=("PU",)),
    Action(
        "edit idea in AG / AG recommendation",
        {
            "idea": ("assign", "join", "put_on_agenda"),
            "consultation": ("send_back", "recommend", "do_not_recommend", "put_to_vote"),
        },
        reads=("idea", "consultation"),
        advised=("consultation",),
    ),
    Action(
        "set agenda, invite, minutes",
        {
            "meeting": ("draft_agenda", "add_item", "invite"),
            "minutes": ("note", "circulate", "sign", "approve", "publish"),
        },
        reads=("meeting of the steering group", "minutes of the steering group"),
    ),
    Action("vote steering group", {"decision": ("cast",)}, (STEERING,), ("decision of the steering group",)),
    Action(
        "conflict declaration / decision on it",
        {"decision": ("declare_conflict",), "declaration": ("rule", "withdraw")},
        reads=("decision of the steering group", "decision of the committee"),
        pages=EVERYBODY,
    ),
    Action(
        "write / release / submit application",
        {"application": ("edit", "set_plan", "set_commitments", "release_internally", "submit", "supply")},
        reads=("application",),
        advised=("application",),
    ),
    Action(
        "completeness, eligibility, assessment",
        {"examination": ("request_items", "confirm_complete", "start_assessment", "ask_expert", "finish_assessment")},
        reads=("examination", "decision of the committee"),
    ),
    Action("vote committee (award)", {"decision": ("cast",)}, (COMMITTEE,), ("decision of the committee",)),
    Action(
        "issue notice, change, revoke, reclaim",
        {
            "ruling": ("sign_notice", "issue", "reject_formally"),
            "change_ruling": ("sign_notice", "issue"),
            "reclaim_ruling": ("sign", "issue"),
        },
        reads=("award", "reclaim"),
    ),
    Action(
        "draw-down request / check / order",
        {"disbursement": ("edit", "submit", "check_factual", "check_arithmetical", "approve", "order")},
        reads=("disbursement",),
    ),
    Action("progress report region", {"report": ("write", "submit", "accept")}, reads=("report",), advised=("report",)),
    Action(
        "proof of use write / check",
        {"report": ("write", "submit", "accept")},
        reads=("report",),
        advised=("report",),
    ),
    Action("directory entry write / publish", looks=(*EVERYBODY, "PU")),
    Action("maturity assessment"),
    Action(
        "rules, calendars, programme versions",
        {
            "revision": ("describe", "set_measures", "set_rules", "propose", "publish"),
            "enactment": ("propose", "release"),
            "motion": ("draft_orders", "put_to_vote"),
        },
        reads=("revision",),
    ),
    Action("audit log", pages=("AU",), looks=WITH_A_CASE),
)
