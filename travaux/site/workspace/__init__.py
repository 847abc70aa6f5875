"""Pages of the secretariat: its desk, claims to rule on, facts to enter. Every button is one action."""
