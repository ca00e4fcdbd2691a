"""Models in GGUF files, as llama.cpp and bitnet.cpp have them."""
