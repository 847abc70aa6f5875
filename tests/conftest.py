"""The shared cast and what every test may use."""
