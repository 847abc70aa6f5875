"""Opaque identifiers: random, never derived from what they name, never reused."""

import secrets

# Crockford's alphabet in lower case, without vowels but a and e: ids are read over the telephone, and spell nothing.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 12


def new_id() -> str:
    """Twelve characters, 60 random bits.

    >>> len(new_id()), set(new_id()) <= set(ALPHABET)
    (12, True)
    """
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in secrets.token_bytes(LENGTH))  # 32 letters: no bias
