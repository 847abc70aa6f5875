from django.apps import AppConfig


class ThingsConfig(AppConfig):
    name = "tests.record.things"
    default_auto_field = "django.db.models.BigAutoField"
