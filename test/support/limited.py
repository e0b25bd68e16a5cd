"""Runs a command with little: `limited.py SECONDS MEGABYTES COMMAND...` (processor time, memory that it allocates)."""

import os
import resource
import sys

seconds, megabytes = int(sys.argv[1]), int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, megabytes << 20))
os.execvp(sys.argv[3], sys.argv[3:])
