"""What nobody else listens to is acknowledged and left alone: unacknowledged, Slack would send it again."""

from __future__ import annotations

import re

from slack_bolt import Ack, App

ANY = re.compile(".*")


def register(app: App) -> None:
    """Acknowledge everything that is left."""

    def leave(ack: Ack) -> None:
        ack()

    app.event(ANY)(leave)
    app.action(ANY)(leave)
    app.shortcut(ANY)(leave)
    app.command(ANY)(leave)
    app.view(ANY)(leave)
    app.view_closed(ANY)(leave)
    app.options(ANY)(leave)
