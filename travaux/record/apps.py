from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "travaux.record"
    default_auto_field = "django.db.models.BigAutoField"
