"""Django helpers without a domain noun. What only one app uses does not live here."""
