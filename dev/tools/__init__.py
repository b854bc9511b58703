"""The development tools that the Makefile runs."""

from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
