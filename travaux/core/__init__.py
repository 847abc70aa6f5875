"""Pure Python, never Django: values in, values out; no clock, no settings, no database, no translation."""
