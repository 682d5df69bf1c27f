"""The article as evidence: its units, and the dates, amounts, names and phrases in them."""
