"""Forms of the style guide: every kind of field, hints, optional ones, a table, and the vote."""

from django import forms

from funding.web.rows import RowsField


class Idea(forms.Form):
    title = forms.CharField(label="Wie soll Ihre Idee heißen?", help_text="Wenige Worte genügen.")
    problem = forms.CharField(
        label="Welches Problem löst sie?",
        help_text="Bitte nennen Sie keine Namen und keine Krankheiten einzelner Menschen.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    region = forms.ChoiceField(label="In welcher Region?", choices=[("h", "Region Hannover"), ("e", "Emsland")])
    contact = forms.ChoiceField(
        label="Dürfen wir Sie fragen, wenn etwas unklar ist?",
        choices=[("mail", "Ja, per E-Mail"), ("none", "Nein, ich möchte ohne Kontakt einreichen")],
        widget=forms.RadioSelect,
    )
    email = forms.EmailField(
        label="E-Mail-Adresse",
        help_text="Nur für Rückfragen. Wir veröffentlichen sie nicht.",
        error_messages={"required": "Tragen Sie Ihre E-Mail-Adresse ein oder wählen Sie „ohne Kontakt“."},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class EveryField(Idea):
    topics = forms.MultipleChoiceField(
        label="Themen", choices=[("a", "Pflege und Alter"), ("b", "Prävention")], widget=forms.CheckboxSelectMultiple
    )
    begin = forms.DateField(label="Beginn", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    paper = forms.FileField(label="Kooperationsvertrag", help_text="PDF, höchstens 20 MB.", required=False)
    confirmed = forms.BooleanField(label="Ich habe mit dem Vorhaben noch nicht begonnen.")

    def clean(self) -> dict:
        raise forms.ValidationError("Beginn und Ende passen nicht zusammen.")


class Vote(forms.Form):
    choice = forms.ChoiceField(
        label="Ihre Stimme",
        choices=[("yes", "Ja"), ("no", "Nein"), ("abstain", "Enthaltung")],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label="Anmerkung",
        help_text="Alle Mitglieder können sie lesen.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class Search(forms.Form):
    is_filter = True
    q = forms.CharField(label="Titel oder Aktenzeichen", required=False)
    lifecycle = forms.ChoiceField(label="Art", choices=[("", "alle"), ("idea", "Idee")], required=False)


class DirectoryFilter(forms.Form):
    is_filter = True
    topics = forms.MultipleChoiceField(
        label="Thema",
        choices=[("care", "Pflege und Alter"), ("doctors", "Ärztliche Versorgung"), ("prevention", "Prävention")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    region = forms.ChoiceField(label="Region", choices=[("", "Alle Regionen"), ("e", "Emsland")], required=False)


class Reason(forms.Form):
    reason = forms.CharField(
        label="Warum ziehen Sie den Antrag zurück?",
        help_text="Der Grund steht im Verlauf. Bitte keine Gesundheitsdaten.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class Plan(forms.Form):
    wide = True
    cells = {"name": forms.CharField(label="Posten"), "amount": forms.DecimalField(label="Betrag", localize=True)}
    lines = RowsField(cells, most=40, label="Finanzierungsplan")
