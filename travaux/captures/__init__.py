"""Sources: captured pages, documents and letters; the claims read from them; the citations that facts stand on.

A capture is immutable: the bytes, their SHA-256, the address, and three dates kept apart (of the event, of the
publication, of the capture). A claim is a proposal with a span; a person's ruling makes it a fact of another room.
Stands on record and lib; knows nothing of the rooms whose facts cite it.
"""
