"""``alicloud-offline``."""

from alicloud_offline.cli import main

raise SystemExit(main())
