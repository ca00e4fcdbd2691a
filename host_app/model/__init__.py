"""The transformer: configuration, layers, sampling."""
