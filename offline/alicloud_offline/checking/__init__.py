"""``offline check`` and ``offline report``: policy verdicts on a program, without the engine or from what it wrote."""

VERSION = "0.1.0"
"""Of the distribution."""
