"""Accounts of the people who work here, and the one-time links by which they come. There is no public sign-up.

An account is a key and a role, not a person of the registry. Who invited whom is recorded; passwords, sessions and
second factors are plumbing and are not.
"""
