"""Writes something else in place of its port."""

import sys

sys.stdout.write("hello\n")
sys.stderr.write("what it says of itself\n")
