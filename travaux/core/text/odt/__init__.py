"""Open Document text: read as it stands, written without any other program."""
