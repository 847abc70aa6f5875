"""Word files: read with the numbers that Word shows, their tracked changes resolved and listed, redlines written."""
