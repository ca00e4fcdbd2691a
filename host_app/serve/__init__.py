"""`lutcore serve`: models behind HTTP, for clients that speak OpenAI's API."""
