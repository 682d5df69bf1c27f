"""What a question asks for: mended, unframed, and split into what the evidence must hold."""
