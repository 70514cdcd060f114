"""The small words and parts of the pages: what they say, and when they are loud."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from funding.web.context import links
from funding.web.templatetags import foerderweg as parts

MONDAY = date(2026, 9, 7)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def shown(text: str, **content: object) -> str:
    return Template("{% load foerderweg %}" + text).render(Context({"today": MONDAY, **content}))


@pytest.mark.parametrize(
    ("amount", "words"),
    [("1234.56", "€1,234.56"), ("0", "€0.00"), ("-12.5", "\u2212€12.50"), ("1000000", "€1,000,000.00")],
)
def test_money_has_cents_groups_and_a_true_minus(amount: str, words: str) -> None:
    assert parts.money(Decimal(amount)) == words


def test_german_figures_have_a_point_for_thousands_and_a_comma_for_cents() -> None:
    with translation.override("de"):
        assert "1.234,56" in parts.money(Decimal("1234.56"))


@pytest.mark.parametrize(
    ("days", "words"),
    [(-3, "3 days late"), (-1, "1 day late"), (0, "today"), (1, "tomorrow"), (8, "in 8 days")],
)
def test_a_date_says_how_far_away_it_is(days: int, words: str) -> None:
    assert parts.distance(days) == words


@pytest.mark.parametrize(("days", "feeling"), [(-1, "danger"), (0, "warning"), (8, "warning"), (9, None)])
def test_only_what_is_near_or_late_is_loud(days: int, feeling: str | None) -> None:
    assert parts.nearness(days) == feeling


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 9, 7, 6, 12, tzinfo=UTC), "today, 08:12"),
        (datetime(2026, 9, 4, 14, 40, tzinfo=UTC), "Fri, 16:40"),
        (datetime(2026, 8, 31, 9, tzinfo=UTC), "31 Aug 2026"),
        (datetime(2026, 9, 8, 9, tzinfo=UTC), "8 Sep 2026"),
    ],
)
def test_the_nearer_an_event_the_finer_its_time(at: datetime, words: str) -> None:
    assert shown("{% moment at %}", at=at) == words


def test_an_instant_shortly_before_midnight_in_utc_is_the_next_day_in_berlin() -> None:
    assert parts.plain_day(datetime(2026, 9, 6, 22, 30, tzinfo=UTC)) == "7 Sep 2026"


def test_a_badge_always_has_a_word_and_a_neutral_one_no_icon() -> None:
    assert "kern-icon" not in shown('{% badge "neutral" "still empty" %}')
    assert ">still empty<" in shown('{% badge "neutral" "still empty" %}')
    assert "kern-icon--success" in shown('{% badge "success" "complete" %}')


def test_a_badge_without_a_known_feeling_is_a_mistake() -> None:
    with pytest.raises(TemplateSyntaxError, match="'red'"):
        shown('{% badge "red" "rejected" %}')


def test_a_far_date_stands_plain_and_a_late_one_has_a_badge() -> None:
    assert "kern-badge" not in shown("{% due on %}", on=date(2026, 9, 18))
    assert "3 days late" in shown("{% due on %}", on=date(2026, 9, 4))


def test_the_last_step_of_a_calculation_is_its_result() -> None:
    steps = [{"text": "14 seats", "rule": "§ 3"}, {"text": "7 ≥ 5: adopted"}]
    html = shown("{% calculation steps %}", steps=steps)
    assert html.count('class="result"') == 1
    assert html.index("result") > html.index("§ 3")


def test_the_way_tells_screen_readers_where_the_case_is() -> None:
    stations = [
        {"label": "Idea", "note": "12 Feb", "state": "gone"},
        {"label": "Vote", "note": "", "state": "here", "detours": ["1 × deferred"]},
        {"label": "Notice", "note": "", "state": "ahead"},
    ]
    html = shown("{% way stations %}", stations=stations)
    assert html.count('aria-current="step"') == 1
    assert [word in html for word in ("done: ", "now here: ", "still to come: ", "1 × deferred")] == [True] * 4


def test_nobody_who_gave_no_vote_is_drawn_in_the_bar_and_the_widths_fill_it() -> None:
    votes = [{"kind": "yes", "votes": 3, "words": "3"}, {"kind": "no", "votes": 0, "words": "0"}]
    drawn = parts.ballot_bar([*votes, {"kind": "silent", "votes": 1, "words": "1"}], "3 of 4")["parts"]
    assert [(part["kind"], part["x"], part["width"]) for part in drawn] == [
        ("yes", "0.00", "74.60"),
        ("silent", "75.00", "24.60"),
    ]


def test_what_a_person_typed_is_escaped_everywhere() -> None:
    evil = "<script>"
    html = shown("{% facts pairs %}{% disclosure evil %}x{% enddisclosure %}", pairs=[{"term": evil}], evil=evil)
    assert evil not in html


class Question(forms.Form):
    name = forms.CharField(label="What is it called?", help_text="A few words.")
    mail = forms.EmailField(label="E-mail", widget=forms.EmailInput(attrs={"placeholder": "you@example.org"}))
    note = forms.CharField(label="Note", required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)


def test_a_form_renders_as_kern_with_hints_and_marks_what_is_optional() -> None:
    html = str(Question())
    assert html.count("– optional") == 1
    assert 'class="kern-form-input__input"' in html
    assert 'aria-describedby="id_name_helptext"' in html
    assert "placeholder" not in html


def test_a_wrong_field_says_so_to_everybody() -> None:
    html = str(Question({"name": "", "mail": "x", "kind": "a"})["name"].as_field_group())
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html


def test_the_page_lists_each_error_with_a_link_to_its_field() -> None:
    found = parts.page_errors(Context({"form": Question({"mail": "a@example.org"})}))
    assert found == [
        {"href": "#id_name", "text": "What is it called? This field is required."},
        {"href": "#id_kind_0", "text": "Kind: This field is required."},
    ]


def test_an_untouched_form_has_no_errors() -> None:
    assert parts.page_errors(Context({"form": Question()})) == []


def test_the_navigation_leaves_out_pages_that_do_not_exist() -> None:
    assert links((("no-such-page", "Nowhere"),), "/") == []


@pytest.mark.urls("tests.browser.urls")
def test_the_navigation_marks_the_part_of_the_site_one_is_in() -> None:
    found = links((("start", "Start"), ("tasks", "Tasks"), ("cases", "Cases")), "/tasks/7/")
    assert [(link["name"], link["current"]) for link in found] == [("start", False), ("tasks", True), ("cases", False)]
