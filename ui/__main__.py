"""`python -m ui`: the command line, for a process of ours that starts another one."""

import sys

from ui.command import main

if __name__ == "__main__":
    sys.exit(main())
