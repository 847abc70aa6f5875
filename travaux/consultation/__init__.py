"""Circulation for opinion: rounds and those who were asked, letters in and out, opinions, comments and their answers.

A round is opened from a decision, on one version of a text; whom it asks is frozen when it is sent. What comes in is
kept as it was filed, and comments are an analysis of it: one point, one place, one author. What leaves the house leaves
by a row of the outbox, written in the same transaction as the act. Stands on `dossiers`, `instruments` and `accounts`.
"""
