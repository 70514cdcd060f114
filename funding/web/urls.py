"""Addresses of the pages."""

from django.urls import path, register_converter

from funding.web import (
    budgets,
    calendars,
    cases,
    colleagues,
    demonstration,
    directory,
    disclosure,
    documents,
    ideas,
    interests,
    meetings,
    moves,
    openings,
    preferences,
    shown_states,
    start,
    statements,
    texts,
    votes,
)
from funding.web.access import CaseNumber

register_converter(CaseNumber, "number")

urlpatterns = [
    path("", start.start, name="start"),
    path("tasks/", start.tasks, name="tasks"),
    path("tasks/<number:number>/delegate/", colleagues.delegation, name="delegate"),
    path("tasks/<number:number>/<slug:act>/", start.task_act, name="task_act"),
    path("cases/", cases.case_list, name="cases"),
    path("cases/<number:number>/", cases.case_page, name="case"),
    path("cases/<number:number>/vote-result/", votes.result, name="vote_result"),
    path("cases/<number:number>/remind/", colleagues.remind_others, name="remind"),
    path("cases/<number:number>/begin/<slug:opens>/", openings.begin, name="begin"),
    path("cases/<number:number>/<slug:name>/", moves.move, name="move"),
    path("documents/<number:number>/", documents.document, name="document"),
    path("ways/<slug:lifecycle>-<int:version>.bpmn", cases.way_download, name="way"),
    path("ideas/new/", ideas.new, name="idea_new"),
    path("budgets/new/", budgets.new, name="budget_new"),
    path("statements/new/", statements.new, name="statement_new"),
    path("meetings/new/", meetings.new, name="meeting_new"),
    path("directory/", directory.directory, name="directory"),
    path("account/", texts.account, name="account"),
    path("account/data/", disclosure.own_data, name="own_data"),
    path("account/data/html/", disclosure.own_data_html, name="own_data_html"),
    path("account/data/json/", disclosure.own_data_json, name="own_data_json"),
    path("account/interests/", interests.own, name="interests"),
    path("account/interests/<number:number>/", interests.edit, name="interest"),
    path("bodies/<number:number>/interests/", interests.of_body, name="body_interests"),
    path("account/calendar/", calendars.settings_page, name="calendar_link"),
    path("calendar.ics", calendars.feed, name="calendar"),
    path("notifications/", preferences.preferences, name="preferences"),
    path("accessibility/", texts.accessibility, name="accessibility"),
    path("privacy/", texts.privacy, name="privacy"),
    path("imprint/", texts.imprint, name="imprint"),
    path("sign-in-as/", demonstration.sign_in_as, name="sign_in_as"),
    path("shown-states/", shown_states.shown_states, name="shown_states"),
    path("mailbox/", demonstration.mailbox, name="mailbox"),
]
