"""Readers of checkpoints, each a `Source`, and the packed file that `lutcore pack` writes.

    source          what every reader offers, and the model that is made of it
    hugging_face    folders; hf_quantised and hf_bitnet: how quantised matrices lie in them
    gguf            files of llama.cpp and bitnet.cpp
    packed          quantises and packs a checkpoint; the packed file
    tensors         safetensors files
    tokenizer, chat_template
"""
