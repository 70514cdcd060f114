"""What a move takes, its case can keep."""

from workflows.binding import flows
from workflows.inputs import Words, inputs_of

READ_BY_THE_EFFECT = {
    ("application/1", "edit", "measure"),
    ("application/1", "enter_paper", "measure"),
    ("disbursement/1", "edit", "iban"),
    ("change/1", "edit", "iban"),
}  # and shorter then


def columns(flow):
    """Length of each text column of the case's own model, by name."""
    fields = flow.process_class._meta.concrete_fields
    return {field.name: field.max_length for field in fields if getattr(field, "max_length", None)}


def test_no_text_is_longer_than_its_column():
    longer = {
        (str(flow.lifecycle), str(row.name), wanted.name): (wanted.kind.most, columns(flow)[wanted.name])
        for flow in flows()
        for row in flow.lifecycle.moves
        for wanted in inputs_of(row.does).values()
        if isinstance(wanted.kind, Words) and wanted.kind.most > columns(flow).get(wanted.name, wanted.kind.most)
    }
    assert longer.keys() == READ_BY_THE_EFFECT
