"""The attention unit of the token program: integer products, softmax, caches, what feeds them."""
