"""The `travaux` command. Each command is a module here; none is imported before it is asked for.

A command whose module does not call `travaux.cli.start.django` runs without Django and without a database.
Exit codes: 0 done; 1 done, and the answer is no (a check failed); 2 refused, nothing was changed; 130 interrupted.
"""


def main() -> None:
    from travaux.cli.run import run  # inline: `import travaux.cli` stays free for tests and for the server

    run()
