"""What can be asked of a circulation, by the noun that is asked about."""
