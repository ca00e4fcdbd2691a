"""Models in GGUF files, as llama.cpp and bitnet.cpp write them.

    gguf_model       the file as a `Source`
    gguf_tokenizer   its tokenizer
    gguf_file        its metadata and the bytes of its tensors
    blocks           those bytes as codes, scales and offsets
"""
