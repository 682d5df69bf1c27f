"""Words: what counts as one, its forms and spellings, and which others mean the same, from the data files."""
