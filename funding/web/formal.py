"""Sentences of others in better German: named here, they are in our catalogue, which wins.

django-allauth says "du"; Django says that a field is required, not what is missing."""

from django.utils.translation import gettext_noop as _

SENTENCES = (
    _("This field is required."),
    _("Please type your current password."),
    _("Too many failed login attempts. Try again later."),
    _("Your primary email address must be verified."),
    _("Please select only one."),
    _("Be patient, you are sending too many requests."),
    _("You must type the same password each time."),
    _("You must type the same email each time."),
    _("You have signed out."),
    _(
        "We have sent you an email. If you have not received it please check your spam folder."
        " Otherwise contact us if you do not receive it in a few minutes."
    ),
    _("Your password is now changed."),
    _("You are already logged in as %(user_display)s."),
    _("You cannot remove your primary email address."),
    _("Do you really want to remove the selected email address?"),
    _("Your email address is still pending verification."),
)
