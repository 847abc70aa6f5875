"""The record: who did what, when, for whom.

Nouns: act (one deed, one transaction), line (its place in the chain), body (what was done, by whom, to what, why),
touch (which object a line names). Every domain write goes through `actions.act`; the line is written with the act or
not at all. Lines are never changed; a body may be erased by an act that says so, and the chain still holds.
Stands on `core.log` for the mathematics and on `lib` for rows, viewers and triggers.
"""
