"""The vector unit of the token program: floating point operators, lanes, and what feeds them."""
