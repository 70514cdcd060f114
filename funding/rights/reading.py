"""Which part reads which cases. A case says itself which places read it (`Case.readers`), by its table and its slice;
this is the sum of it, role by role, and a test walks the whole way to compare both."""

READS: dict[str, tuple[str, ...]] = {
    "idea": ("WL", "SM", "SC", "CO", "AO", "AS", "PS"),
    "consultation": ("WL", "SM", "SC", "CO", "PS"),
    "decision of the steering group": ("SM", "SC", "CO", "PS"),
    "decision of the committee": ("FM", "FC", "PO"),
    "challenge": ("SC", "CO"),
    "transfer": ("CO", "PS"),
    "statement": ("WL", "SM", "SC", "CO", "PS"),
    "meeting of the steering group": ("SM", "SC", "CO"),
    "minutes of the steering group": ("SM", "SC", "CO"),
    "application": ("CO", "AO", "AS", "FM", "FC", "PO", "PS"),
    "examination": ("CO", "AO", "AS", "PO", "PS"),
    "expertise": ("PO",),
    "approval": ("PO",),
    "ruling": ("PO",),
    "award": ("AO", "AS", "PO"),
    "disbursement": ("AO", "AS", "PO"),
    "change": ("AO", "AS", "FM", "FC", "PO"),
    "change ruling": ("PO",),
    "change notice": ("AO", "AS", "PO"),
    "notification": ("AO", "AS", "PO"),
    "commitment": ("AO", "AS", "PO"),
    "forwarding": ("AO", "AS", "PO"),
    "report": ("CO", "AO", "AS", "PO", "PS"),
    "reclaim": ("AO", "AS", "PO"),
    "reclaim ruling": ("PO",),
    "retention": ("CO", "PS"),
    "revision": ("PO",),
}
LETTING_IN = ("CO", "PO")  # an auditor reads what the office reads that has let them in


def reads(part: str, what: str) -> bool:
    if part == "AU":
        return any(reads(office, what) for office in LETTING_IN)
    return part in READS[what]
