"""The offline kit: one signed zip for a chamber without network, and what comes back in it.

A kit holds the letter, the draft, the form and a manifest with the SHA-256 of each file, signed with the Ed25519 key of
this installation (RFC 8032). Who receives it can check it with any tool; who gets it back knows which files are as
they went and which were filled in. The answer is the same zip, its form filled in and the signed letter added.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from travaux.core.log.canonical import canonical
from travaux.core.text.gate import unzip
from travaux.core.text.refusals import NotReadable
from travaux.instruments.reading import sha256_of
from travaux.lib.zips import zipped

MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"


@dataclass(frozen=True, slots=True)
class Kit:
    """A kit as it came back. `about` is the manifest without its files: round, addressee, version, lang, made."""

    about: dict[str, Any]
    unchanged: tuple[str, ...]  # names
    changed: dict[str, bytes]  # files of the kit that say something else now
    added: dict[str, bytes]  # files that were not in it
    missing: tuple[str, ...]


def signing_key(secret: str) -> Ed25519PrivateKey:
    """The key of this installation, made of its secret: the same secret gives the same key."""
    seed = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"travaux offline kit 1").derive(secret.encode())
    return Ed25519PrivateKey.from_private_bytes(seed)


def public_key(key: Ed25519PrivateKey) -> str:
    """What to publish so that others can check a kit: 32 bytes in base64."""
    raw = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return base64.b64encode(raw).decode()


def make_kit(files: dict[str, bytes], *, about: dict[str, Any], key: Ed25519PrivateKey) -> bytes:
    """The bytes of the zip; the same files, manifest and key give the same bytes."""
    listed = [{"name": name, "sha256": sha256_of(data), "bytes": len(data)} for name, data in sorted(files.items())]
    manifest = canonical({**about, "v": 1, "key": public_key(key), "files": listed})
    signature = base64.b64encode(key.sign(manifest))
    return zipped({**dict(sorted(files.items())), MANIFEST: manifest, SIGNATURE: signature})


def open_kit(data: bytes, *, key: Ed25519PublicKey, name: str = "") -> Kit:
    """What came back. Raises `NotReadable` when the zip is broken, is no kit, or its manifest is not ours."""
    parts = _flat(unzip(data, name=name))
    manifest, signature = parts.pop(MANIFEST, None), parts.pop(SIGNATURE, None)
    if manifest is None or signature is None:
        raise NotReadable(f"The zip file holds no {MANIFEST} and {SIGNATURE}: it is no offline kit.", where=name,
                          remedy="File its letter and its table one by one.")  # fmt: skip
    try:
        key.verify(base64.b64decode(signature, validate=True), manifest)
        about = json.loads(manifest)
        listed = {each["name"]: each["sha256"] for each in about.pop("files")}
    except (InvalidSignature, ValueError, KeyError, TypeError):
        raise NotReadable(
            "The manifest does not bear the signature of this installation: it was changed, or made elsewhere.",
            where=f"{name}, {MANIFEST}", remedy="File its letter and its table one by one, and ask the sender.",
        ) from None  # fmt: skip
    same = tuple(n for n, digest in listed.items() if n in parts and sha256_of(parts[n]) == digest)
    return Kit(
        about=about, unchanged=same,
        changed={n: parts[n] for n in listed if n in parts and n not in same},
        added={n: content for n, content in parts.items() if n not in listed},
        missing=tuple(n for n in listed if n not in parts),
    )  # fmt: skip


def _flat(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The files by name, out of the folder that some programs put a whole zip into."""
    folder = next((path[: -len(MANIFEST)] for path in parts if path.endswith("/" + MANIFEST)), "")
    return {path.removeprefix(folder): data for path, data in parts.items()}
