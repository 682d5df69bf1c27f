"""How sure the bot is that a hit answers the question, and what speaks against it."""
