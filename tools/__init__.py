"""Checks that `make` runs and no other program already makes. Not shipped with the product."""
