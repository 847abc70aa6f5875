"""Who sits: bodies, people, posts, mandates and what sources state of delegations, each fact with its source.

Bodies and people are identities that never die; names, affiliations, compositions and mandates are dated facts that
point at them. Stated composition ("consists of 7 deputies") and entitlement (a quota) are different facts; a vacancy is
a fact that only a source makes. Stands on captures, record and lib.
"""
