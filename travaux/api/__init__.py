"""The same summaries for machines: JSON and CSV twins of pages, feeds, and the schemas they obey.

A twin stands at the page's permanent address with a suffix. It asks the same query of the room as the page does, so it
can show nothing that the page hides.
"""
