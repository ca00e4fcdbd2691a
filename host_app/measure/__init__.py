"""Quality and speed: perplexity trials, products, decode steps."""
