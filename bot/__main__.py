"""``python -m bot``, the same as ``article-bot``."""

import sys

from bot.cli import main

sys.exit(main())
