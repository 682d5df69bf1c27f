"""Learning the weights from question sets: ``python -m retrieval.training FOLDER …``. Needs the extra "training"."""
