"""Travaux: software on which an inter-parliamentary assembly makes law together.

The floors of the house, lowest first: core, lib, record, captures, registry, accounts, instruments, dossiers,
corrections, site and api, cli, config. A floor imports only what is under it; `make check` holds the order.
"""

__version__ = "0.1.0"
