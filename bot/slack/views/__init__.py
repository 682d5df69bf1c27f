"""Block Kit: pure functions from an Answer or an Article to what Slack shows."""
