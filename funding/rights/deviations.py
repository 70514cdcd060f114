"""Where the domain's table of roles says something else than what runs here, and why. A test asks for each cell."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Deviation:
    action: str
    parts: tuple[str, ...]
    why: str


NO_DIRECTORY = "The directory is standing data (`load_data`); everybody reads it, no page writes it."
NO_MATURITY = "Not built: nothing here assesses how mature a region is."
REPORTS = (
    "Reports belong to the award: its recipient writes them, the authority accepts them, the region's office advises."
)

DEVIATIONS = (
    Deviation(
        "file idea",
        ("AO", "AS", "FM", "FC", "PO", "PS"),
        "Whoever has an account may write an idea; it counts only when an office has taken it in.",
    ),
    Deviation(
        "edit idea in AG / AG recommendation",
        ("WM",),
        "The members resolve in their meeting; the lead enters the resolution with its day.",
    ),
    Deviation(
        "edit idea in AG / AG recommendation", ("AO", "AS"), "The applicant reads the approved idea it applies for."
    ),
    Deviation(
        "set agenda, invite, minutes",
        ("SM",),
        "Members read invitation and minutes; they may object to the minutes.",
    ),
    Deviation(
        "vote steering group",
        ("CO", "PS", "AU"),
        "The office opens the vote and records it; the resolution is part of the file, whoever reads for the region "
        "reads it. Who voted what of a secret vote nobody reads.",
    ),
    Deviation(
        "conflict declaration / decision on it",
        ("AS", "AU"),
        "Everybody keeps their own register of interests; it is personal and no part of a case.",
    ),
    Deviation(
        "write / release / submit application",
        ("WL",),
        "The lead has advised by the recommendation, which is among the application's papers.",
    ),
    Deviation(
        "write / release / submit application",
        ("FM", "FC"),
        "Who votes on an application reads it, from the agenda on.",
    ),
    Deviation(
        "completeness, eligibility, assessment",
        ("CO",),
        "The office reads the application's way; what the authority writes in it stays inside.",
    ),
    Deviation("vote committee (award)", ("PO",), "The committee's office is the authority's; it opens and records."),
    Deviation("progress report region", ("WM", "WL", "SM", "SC", "CO", "AO", "AS", "FM", "FC"), REPORTS),
    Deviation(
        "proof of use write / check", ("PS",), "A desk reads with its place, and the region's office reads reports."
    ),
    Deviation(
        "proof of use write / check",
        ("AU",),
        "An auditor changes nothing (the same section of the domain): reads the proof and its check.",
    ),
    Deviation(
        "directory entry write / publish",
        ("WM", "WL", "SM", "SC", "CO", "AO", "AS", "FM", "FC", "PO", "PS", "AU"),
        NO_DIRECTORY,
    ),
    Deviation("maturity assessment", ("WL", "SM", "SC", "CO", "FC", "PO", "PS"), NO_MATURITY),
    Deviation(
        "rules, calendars, programme versions",
        ("WL", "SM", "SC", "CO", "FM", "FC"),
        "Programme versions and facts of law go through two persons of an authority. Of its own standing orders a body "
        "votes: its office or its chair drafts them and puts them to the vote, the members cast their ballots.",
    ),
    Deviation(
        "audit log",
        ("WL", "SM", "SC", "FM", "FC", "PS"),
        "Whoever reads a case reads its history, which is its part of the log; what stays inside is left out.",
    ),
)
