"""`python -m irman_ledger.cli` is the command `irman`."""

from __future__ import annotations

import sys

from irman_ledger.cli.main import main

sys.exit(main())
