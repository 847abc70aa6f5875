"""Two kinds of recorded rows that only these tests know."""
