"""The machine twins of pages: JSON, CSV, Atom and their schemas, at addresses without a language."""
