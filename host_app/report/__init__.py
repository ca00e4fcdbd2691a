"""`lutcore report`: what a model on a board costs and brings, as one page for a decision."""
