"""LiteX boards, through LiteX's RemoteClient."""
