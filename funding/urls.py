from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("funding.api.urls")),
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("funding.web.urls")),
]
