"""The conversation: what is carried from turn to turn, and a follow-up made a question that stands alone."""
