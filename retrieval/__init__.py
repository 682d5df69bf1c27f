"""Finding the evidence: what a question asks for, where it stands, and the short answer in it."""
