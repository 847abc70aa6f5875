"""Parts of addresses: a row's opaque id, and a SHA-256. What is neither is no address, so a twin's suffix is no id."""

from django.urls import register_converter

from .ids import ALPHABET, LENGTH


class RowId:
    """Twelve characters of our alphabet."""

    regex = f"[{ALPHABET}]{{{LENGTH}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Sha256(RowId):
    """Sixty-four hexadecimal figures."""

    regex = "[0-9a-f]{64}"


register_converter(RowId, "row")
register_converter(Sha256, "sha256")
