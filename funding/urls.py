from django.urls import include, path

from funding.api import problems
from funding.web import limits

urlpatterns = [
    path("api/v1/", include("funding.api.urls")),
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("funding.web.urls")),
]


def handler400(request, exception):
    """Each door answers in its own way."""
    door = problems if request.path.startswith("/api/") else limits
    return door.not_understood(request, exception)
