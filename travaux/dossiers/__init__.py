"""The path: one instrument's journey through one procedure, as dated events that sources report.

Status is computed from events and never typed; what was decided is not shown as done. The procedure advises and never
blocks the recording of what happened. Stands on instruments, registry and what is under them.
"""
