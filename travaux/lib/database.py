"""Which database this is, for pages and people who ask."""

from django.db import connection


def name_and_version() -> str:
    """For example "SQLite 3.53.4"."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        return f"{connection.display_name} {cursor.fetchone()[0]}"
