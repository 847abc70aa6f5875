"""How often the long tests repeat: one file, so that `make soak` (TRAVAUX_SOAK) runs the full figures of all."""

import os

SOAK = bool(os.environ.get("TRAVAUX_SOAK"))

TAMPERINGS = 100_000 if SOAK else 1_000  # random edits of a record, each of which must be named
RACING_HANDS = 12 if SOAK else 6  # connections that write at once
RACING_ACTS = 200 if SOAK else 12  # acts of each
KILLS = 200 if SOAK else 5  # of a writing program, with SIGKILL
PROCEDURES = 5_000 if SOAK else 250  # small random procedures, each run against a second engine
MUTATIONS = 2_000 if SOAK else 120  # files of texts changed at random, each of which must be read or refused
ROUND_TRIPS = 1_000 if SOAK else 60  # generated texts written to files of every format and read again
EXAMPLES = 5_000 if SOAK else 100  # of each law that a test states over generated input and gives no own figure
