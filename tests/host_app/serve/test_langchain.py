"""LangChain's OpenAI model talks to the server: nothing but the address is ours."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, Literal

import pytest

langchain_openai = pytest.importorskip("langchain_openai", reason="pip install langchain-openai")


@pytest.fixture
def model(server: SimpleNamespace) -> Any:
    return langchain_openai.ChatOpenAI(base_url=f"{server.url}/v1", api_key="any", model="stories",
                                       temperature=0, max_tokens=80, max_retries=0)


def test_it_answers_and_streams(model: Any) -> None:
    answer = model.invoke("tell a story", max_tokens=12)
    assert answer.content and answer.usage_metadata["output_tokens"] == 12
    pieces = list(model.stream("tell a story", max_tokens=12))
    assert "".join(piece.content for piece in pieces) == answer.content and len(pieces) > 5


def test_a_chain_of_messages_and_a_batch(model: Any) -> None:
    from langchain_core.output_parsers import StrOutputParser
    from langchain_core.prompts import ChatPromptTemplate
    prompt = ChatPromptTemplate([("system", "You tell stories."), ("user", "About {thing}.")])
    chain = prompt | model | StrOutputParser()
    texts = chain.batch([{"thing": "a goat"}, {"thing": "an owl"}])
    assert texts == [chain.invoke({"thing": "a goat"}), chain.invoke({"thing": "an owl"})]


def test_structured_output(model: Any) -> None:
    schema = {"title": "Place", "type": "object", "required": ["size"],
              "properties": {"size": {"type": "integer", "minimum": 0, "maximum": 9}},
              "additionalProperties": False}
    found = model.with_structured_output(schema, method="json_schema").invoke("how large?")
    assert 0 <= found["size"] <= 9


def test_tools(model: Any) -> None:
    from langchain_core.tools import tool

    @tool
    def look(place: Literal["north", "south"]) -> str:
        """Look somewhere."""
        return place

    (call,) = model.bind_tools([look], tool_choice="required").invoke("look around").tool_calls
    assert call["name"] == "look" and call["args"]["place"] in ("north", "south")


def test_embeddings(server: SimpleNamespace) -> None:
    made = langchain_openai.OpenAIEmbeddings(base_url=f"{server.url}/v1", api_key="any",
                                             model="stories", check_embedding_ctx_length=False)
    (one, two) = made.embed_documents(["a goat", "an owl"])
    assert len(one) == len(two) == 256 and one != two
    assert made.embed_query("a goat") == pytest.approx(one)
