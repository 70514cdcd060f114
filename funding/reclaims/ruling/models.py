"""The notice of a reclaim as it is written; what it says stands in the row of the reclaim."""

from workflows.models import Case


class ReclaimRuling(Case):
    """Child of its reclaim. The newest counts."""
