"""The messages of a conversation, which all kinds of conversations keep alike."""

from __future__ import annotations


class Transcript:
    """Messages so far, behind instructions that precede them all; Conversations derive from it."""

    def __init__(self, system: str | None) -> None:
        """system: the instructions; None leaves them to the chat template."""
        self._system: list[dict[str, str]] = []
        self._messages: list[dict[str, str]] = []
        self.instruct(system or "")

    @property
    def messages(self) -> list[dict[str, str]]:
        """Return all messages so far, with role and content."""
        return [dict(message) for message in self._messages]

    def reset(self) -> None:
        """Forget all messages except the system's."""
        self._messages = list(self._system)

    def instruct(self, system: str) -> None:
        """Begin again with other instructions; an empty text means none."""
        self._system = [{"role": "system", "content": system}] if system else []
        self.reset()
