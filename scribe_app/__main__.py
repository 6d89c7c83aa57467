"""`python -m scribe_app` is the same as `scribe`."""

import sys

from scribe_app.cli import main

if __name__ == "__main__":
    sys.exit(main())
