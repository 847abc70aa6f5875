"""Addresses of pages, under /en/ and /ru/."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
