"""Reports of errors: numbered, answered in public, and never a reason to overwrite the old value."""
