"""What keeps an installation well without anybody thinking of it: backups, checkpoints, cleaning, and the doctor."""
