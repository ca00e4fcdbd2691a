"""The attention unit of the token program: integer products, softmax, caches, and what feeds them."""
