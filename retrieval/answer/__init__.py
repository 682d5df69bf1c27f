"""The short answer in the evidence: an exact span, and the quote that is shown around it."""
