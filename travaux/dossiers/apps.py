"""Where the room is made known to what is under it."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "travaux.dossiers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Places and titles of the register go with every act, whatever room it is of."""
        from travaux.record.actions import keep_beside  # inline: models are known only now

        from .index import follow  # inline: as above

        keep_beside(follow)
