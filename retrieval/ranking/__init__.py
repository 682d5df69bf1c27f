"""Which evidence comes first: BM25 over all units, then named signals of the best, weighed linearly."""
