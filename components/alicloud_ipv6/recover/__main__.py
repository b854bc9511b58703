"""Run the command."""

from .command import main

raise SystemExit(main())
