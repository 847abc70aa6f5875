"""What can be done in a circulation, by the noun that it is done to."""
