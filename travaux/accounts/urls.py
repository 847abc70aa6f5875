"""Where people sign in: allauth's own addresses. The page behind an invitation's link belongs to the site."""

from django.urls import include, path

urlpatterns = [path("", include("allauth.urls"))]
