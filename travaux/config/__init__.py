"""Settings, addresses and the WSGI door. Imported by nobody: Django and the server load these modules by name."""
