"""``python -m offline``."""

from offline.cli import main

raise SystemExit(main())
