"""Legal text that can be read, named, compared, amended, merged and written.

A pure Python room: it knows no database and no web. A text is an immutable tree that maps one to one on Akoma Ntoso
3.0; what is computed from trees (differences, amendments, merges) is a value too, and applying it gives another tree.
"""
