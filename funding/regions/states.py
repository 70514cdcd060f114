"""The sixteen German states by their two letters. A state is a jurisdiction and a calendar of holidays."""

from django.utils.translation import gettext_lazy as _

STATES = (
    ("BB", _("Brandenburg")),
    ("BE", _("Berlin")),
    ("BW", _("Baden-Württemberg")),
    ("BY", _("Bavaria")),
    ("HB", _("Bremen")),
    ("HE", _("Hesse")),
    ("HH", _("Hamburg")),
    ("MV", _("Mecklenburg-Western Pomerania")),
    ("NI", _("Lower Saxony")),
    ("NW", _("North Rhine-Westphalia")),
    ("RP", _("Rhineland-Palatinate")),
    ("SH", _("Schleswig-Holstein")),
    ("SL", _("Saarland")),
    ("SN", _("Saxony")),
    ("ST", _("Saxony-Anhalt")),
    ("TH", _("Thuringia")),
)
