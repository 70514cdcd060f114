"""What a motion says, and how its resolution falls."""

from workflows.engine import fire

TEXT = {"title": "Tagungsort", "wording": "Die Sitzungen finden reihum statt.", "reasons": "Kurze Wege."}


def fall(world, vote, seats):
    """A member's challenge is found: the vote came about wrongly."""
    challenge = {"seat": seats[1], "received_on": "2024-06-03", "fault": "procedure", "reason": "Nicht geladen."}
    fire(vote.pk, "challenge", by=world.office, **challenge)
    found = vote.children.get(lifecycle="challenge")
    fire(found.pk, "examine", by=world.office, found=True, finding="So war es.", decisive=True)
    fire(found.pk, "decide", by=world.chair, reason="Der Beschluss fällt weg.")
