"""Addresses: machine twins and health without a language, pages under /en/ and /ru/.

An address without its language is permanent: LocaleMiddleware redirects it by the reader's language.
"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from health_check.views import HealthCheckView

urlpatterns = [
    path("healthz", HealthCheckView.as_view(checks=["health_check.checks.Database"]), name="healthz"),
    path("", include("travaux.api.urls")),
    *i18n_patterns(
        path("account/", include("travaux.accounts.urls")),
        path("", include("travaux.site.urls")),
    ),
]

handler404 = "travaux.site.refusals.not_found"
handler500 = "travaux.site.refusals.server_error"
