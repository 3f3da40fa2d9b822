"""`python -m bot`: the same as the `haki` command."""

import sys

from bot.cli import main

sys.exit(main(sys.argv[1:]))
