"""Kill the engine and the sandbox again and again while stacks are built and destroyed, and check what remains.

Run `python -m dev.soak --help`.
"""
