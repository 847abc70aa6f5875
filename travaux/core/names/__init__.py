"""Names of people and places, to be found and put in order; never to be written for anyone.

A person is found by any attested form, in any script, and by any usual transliteration of it: `search_keys` go into an
index, `query_keys` into the question, `matches` does both at once. `sort_key` orders names by the alphabet of the
page's language on any database. Nothing here makes a name that is shown: keys lose most of what a name is.
"""

from travaux.core.names.folding import fold
from travaux.core.names.search import matches, query_keys, search_keys
from travaux.core.names.sorting import sort_key

__all__ = ["fold", "matches", "query_keys", "search_keys", "sort_key"]
