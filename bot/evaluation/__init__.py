"""Evaluation: how good the answers to a question set are, and whether this version is better than the last."""
