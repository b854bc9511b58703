"""``python -m dev.bench``."""

from dev.bench.cli import main

raise SystemExit(main())
