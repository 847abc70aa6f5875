"""The table of comments: out with the provisions filled in, back with rows on the right provisions.

Pure functions over `core.text`; they store nothing. `write` makes the Word file, `read` takes one back (also `.xlsx`
and `.csv`, in whatever columns a parliament uses), `place` says which provision of a version each row is about, and
what could not be placed. Nothing that stands in a file is dropped: what is not understood comes back as residue.
"""
