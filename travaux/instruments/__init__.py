"""Works: the assembly's texts and what they are to each other. Decision, standard, recommendations and an annexed
agreement are four works, never one because their names are alike.

Titles are verbatim and by language; relations are cited facts. Stands on registry and what is under it.
"""
