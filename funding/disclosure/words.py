"""What the columns of an access report are called: those of its sections, and those of the account itself."""

from django.utils.translation import gettext_lazy as _

# fmt: off
COLUMNS = {
    "about": _("about"), "as_deputy": _("as a deputy"), "asked_by_you": _("asked for by you"), "at": _("when"),
    "body": _("body"), "browser": _("browser"), "by_video": _("by video"), "choice": _("your vote"),
    "created_at": _("created"), "digest_at": _("daily mail at"), "done_by_you": _("done by you"),
    "done_for_you": _("done for you"), "due_on": _("due on"), "email": _("e-mail address"),
    "ended_by_you": _("ended by you"), "entered_at": _("entered"), "entry": _("read up to entry"), "error": _("error"),
    "facts": _("facts"), "failures": _("failures"), "file": _("file"), "from": _("from"),
    "granted_by_you": _("granted by you"), "ip_address": _("network address"), "key": _("key"), "kind": _("kind"),
    "locked_out": _("locked out"), "media_type": _("file format"), "meeting": _("meeting"), "minutes": _("minutes"),
    "move": _("step"), "name": _("name"), "organisation": _("organisation"), "outcome": _("outcome"),
    "place": _("place"), "primary": _("main address"), "question": _("question"), "rank": _("rank"),
    "reason": _("reason"), "revoked_at": _("revoked"), "role": _("part"), "scopes": _("may"), "seat": _("seat"),
    "sent_at": _("sent"), "signed_out_at": _("signed out"), "state": _("state"), "subject": _("subject"),
    "text": _("text"), "times": _("times"), "title": _("title"), "until": _("until"), "upheld": _("upheld"),
    "used_at": _("last used"), "verified": _("confirmed"), "version": _("version"), "way": _("way"),
    "words": _("what you wrote"), "yours": _("yours"),
}
ACCOUNT = {
    "language": _("language"), "public_id": _("number in the history"), "joined_at": _("joined"),
    "last_login": _("last signed in"), "is_active": _("may sign in"), "is_staff": _("runs the installation"),
}
# fmt: on
