"""`python -m openrouter "PROMPT"` streams an answer to the terminal."""

import sys

from .cli import main

if __name__ == "__main__":
    sys.exit(main())
