"""`python -m travaux` is the `travaux` command."""

from travaux.cli import main

main()
