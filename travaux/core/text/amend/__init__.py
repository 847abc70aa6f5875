"""Amendments: formulae in two languages to operations, operations to a new text with a log, and back to formulae."""
