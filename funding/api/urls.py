"""Addresses of the API, all below /api/v1/."""

from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import SimpleRouter

from funding.api import schema  # noqa: F401 - registers itself
from funding.api.applications import ApplicationViewSet
from funding.api.law import LawViewSet
from funding.api.problems import no_such_address
from funding.api.views import CaseViewSet, DocumentViewSet, TaskViewSet

router = SimpleRouter()
router.register("applications", ApplicationViewSet, basename="application")
router.register("cases", CaseViewSet, basename="case")
router.register("documents", DocumentViewSet, basename="document")
router.register("law", LawViewSet, basename="law")
router.register("tasks", TaskViewSet, basename="task")

urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("", include(router.urls)),
    re_path(r"", no_such_address),
]
