"""The Slack face. Nothing is imported here: Bolt and SQLAlchemy load only when the Slack command runs."""
