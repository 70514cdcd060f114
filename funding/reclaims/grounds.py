"""Why an award is revoked, withdrawn or has fallen, and what the law says of each ground."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Ground:
    """`act`: what the authority has to declare; a resolutive condition works by itself, and a remedy has lessened the
    grant already, so there it only reclaims.
    `limited`: only within a year from the day on which all facts were known (§ 48 (4), § 49 (3) sentence 2 VwVfG)."""

    label: Any
    basis: Any
    act: Literal["revocation", "withdrawal", "condition", "reduction"]
    limited: bool


REDUCED = "reduced_by_remedy"
ANNULLED = "annulled_by_remedy"
# What the excess of a settled or annulled award is asked back for.
OF_A_SETTLEMENT = ("resolutive_condition", "not_for_purpose", "condition_breached", ANNULLED)
GROUNDS: Mapping[str, Ground] = {
    "not_for_purpose": Ground(
        _("not, not promptly or no longer used for the purpose"), _("§ 49 (3) no. 1 VwVfG"), "revocation", limited=True
    ),
    "condition_breached": Ground(
        _("a condition was not fulfilled, or not in time"), _("§ 49 (3) no. 2 VwVfG"), "revocation", limited=True
    ),
    "unlawful": Ground(_("the award was unlawful"), _("§ 48 (1) VwVfG"), "withdrawal", limited=True),
    "obtained_by_deceit": Ground(
        _("the award was obtained by deceit, threat or bribery"), _("§ 48 (1), (4) sentence 2 VwVfG"), "withdrawal",
        limited=False,
    ),
    "resolutive_condition": Ground(
        _("the financing has become cheaper (resolutive condition)"), _("§ 36 (2) no. 2, § 49a (1) VwVfG"), "condition",
        limited=False,
    ),
    REDUCED: Ground(
        _("a decision on a remedy has left less of the grant than was paid"), _("§ 49a (1) VwVfG"), "reduction",
        limited=False,
    ),
    ANNULLED: Ground(
        _("the notice of award was annulled"), _("§ 49a (1) VwVfG"), "reduction", limited=False,
    ),
}  # fmt: skip
