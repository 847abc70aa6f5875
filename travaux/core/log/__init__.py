"""The record as mathematics: canonical JSON, hash chain, commitments, checkpoints.

A line names its place, its time, the line before it and a salted commitment to its body. The body can be withheld or
lawfully erased while the chain holds. Pure values in, values out; `verify_offline.py` checks an exported record with
nothing but Python.
"""
