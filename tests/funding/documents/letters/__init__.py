"""Facts of an invented case, one set for each kind of letter, by family."""

from typing import Any

from tests.funding.documents.letters import applications, awards, bodies, money, objections, reports

FACTS: dict[str, dict[str, Any]] = {
    **bodies.FACTS,
    **applications.FACTS,
    **awards.FACTS,
    **objections.FACTS,
    **reports.FACTS,
    **money.FACTS,
}
