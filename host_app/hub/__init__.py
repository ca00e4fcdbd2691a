"""Models of the Hugging Face hub: their names, which files of them are needed, and fetching those.

`huggingface_hub` is imported inside functions: it takes a third of a second, and is an extra.
"""
