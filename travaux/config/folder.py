"""The one folder that holds all state: what lies where in `TRAVAUX_DATA`, and the secret made on first start."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class DataFolder:
    """Where everything that must be kept lies. Copy this folder (or `travaux backup`) and nothing is lost."""

    root: Path

    @property
    def database(self) -> Path:
        """The SQLite file; its -wal and -shm companions lie beside it."""
        return self.root / "travaux.sqlite3"

    @property
    def files(self) -> Path:
        """Uploaded files, named by their SHA-256."""
        return self.root / "files"

    @property
    def uploads(self) -> Path:
        """Files that come in parts and are not whole or not filed yet; forgotten after two days."""
        return self.root / "uploads"

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    @property
    def mailbox(self) -> Path:
        """Letters that go by e-mail, one file each, where no mail server is named: nothing is lost."""
        return self.root / "mailbox"

    @property
    def checkpoints(self) -> Path:
        """Checkpoints of the record, one file each: copies of these belong in other hands."""
        return self.root / "checkpoints"

    @property
    def cache(self) -> Path:
        """Sign-in limits shared by the worker processes; may be deleted at any time."""
        return self.root / "cache"

    @property
    def static(self) -> Path:
        """Style sheets, scripts and fonts under hashed names; rebuilt by `travaux serve`."""
        return self.root / "static"

    @property
    def secret_key_file(self) -> Path:
        return self.root / "secret-key"

    def secret_key(self) -> str:
        """The key that signs sessions and links: kept in the folder, made there once, readable by its owner only."""
        if not self.secret_key_file.exists():
            self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
            try:
                door = os.open(self.secret_key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            except FileExistsError:  # another process of the same start was quicker
                pass
            else:
                with os.fdopen(door, "w") as file:
                    file.write(secrets.token_urlsafe(64))
        return self.secret_key_file.read_text().strip()
