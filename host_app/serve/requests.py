"""What clients may ask: OpenAI's requests, checked. Fields that OpenAI does not have are ignored.

What a field means is in OpenAI's API reference; top_k, min_p, repetition_penalty and grammar are
those of other open servers.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from lutcore.host_app.model.sampler import BIAS, PENALTY

MAX_CHOICES, MAX_STOPS, MAX_STOP, MAX_TOP, MAX_INPUTS = 16, 4, 256, 20, 256
MAX_TOKENS = 1 << 20

Count = Annotated[int, Field(ge=1, le=MAX_TOKENS)]
Stop  = Annotated[str, Field(min_length=1, max_length=MAX_STOP)]
Token = Annotated[int, Field(ge=0, lt=1 << 31)]


class Body(BaseModel):
    """A request; numbers must be finite."""

    model_config = ConfigDict(allow_inf_nan=False, extra="ignore")

    model: str = Field(description="Name of a model, as /v1/models lists them.")
    user: str | None = Field(None, description="Ignored.")


class StreamOptions(BaseModel):
    """What a stream carries beside the text."""

    include_usage: bool = False


class Generation(Body):
    """Fields of all requests that generate text."""

    n: Annotated[int, Field(ge=1, le=MAX_CHOICES)] = 1
    max_tokens: Count | None = None
    stop: Stop | Annotated[list[Stop], Field(max_length=MAX_STOPS)] | None = None
    seed: Annotated[int, Field(ge=-(1 << 63), lt=1 << 63)] | None = None
    temperature: Annotated[float, Field(ge=0, le=2)] | None = None
    top_p: Annotated[float, Field(gt=0, le=1)] | None = None
    top_k: Annotated[int, Field(ge=0, le=MAX_TOKENS)] | None = None
    min_p: Annotated[float, Field(ge=0, le=1)] | None = None
    presence_penalty: Annotated[float, Field(ge=-PENALTY, le=PENALTY)] | None = None
    frequency_penalty: Annotated[float, Field(ge=-PENALTY, le=PENALTY)] | None = None
    repetition_penalty: Annotated[float, Field(ge=0.01, le=10)] | None = None
    logit_bias: dict[Annotated[str, Field(pattern=r"^[0-9]{1,9}$")],
                     Annotated[float, Field(ge=-BIAS, le=BIAS)]] | None = None
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    grammar: Annotated[str, Field(min_length=1, max_length=1 << 16)] | None = Field(
        None, description="A grammar in Lark's notation that the text must follow.")

    @property
    def stops(self) -> tuple[str, ...]:
        return (self.stop,) if isinstance(self.stop, str) else tuple(self.stop or ())


class CompletionRequest(Generation):
    """POST /v1/completions: continue a text."""

    prompt: str | list[str] | list[Token] | list[list[Token]] = Field(
        description="A text, several, or the same in tokens.")
    logprobs: Annotated[int, Field(ge=0, le=MAX_TOP)] | None = None
    echo: bool | None = None
    suffix: str | None = Field(None, description="Not supported: must be left out.")
    best_of: int | None = Field(None, description="Not supported: must be n, or left out.")


class Part(BaseModel):
    """A part of a message; only text is supported."""

    type: str
    text: str | None = None


class Function(BaseModel):
    """A function's name and its arguments, as JSON in a text."""

    name: Annotated[str, Field(min_length=1, max_length=64)]
    arguments: str = "{}"


class ToolCall(BaseModel):
    """A call that the assistant made."""

    id: str
    type: Literal["function"] = "function"
    function: Function


class Message(BaseModel):
    """A message of a conversation."""

    role: Literal["system", "developer", "user", "assistant", "tool"]
    content: str | list[Part] | None = None
    name: str | None = None
    tool_calls: list[ToolCall] | None = None
    tool_call_id: str | None = None


class FunctionSpec(BaseModel):
    """A function that the model may call; parameters are a JSON Schema."""

    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
    description: str | None = None
    parameters: dict[str, Any] | None = None
    strict: bool | None = None


class Tool(BaseModel):
    """A tool; only functions are supported."""

    type: Literal["function"] = "function"
    function: FunctionSpec


class NamedFunction(BaseModel):
    """The name of one of the functions."""

    name: str


class ToolChoice(BaseModel):
    """The one tool that must be called."""

    type: Literal["function"] = "function"
    function: NamedFunction


class JsonSchema(BaseModel):
    """A schema with a name."""

    model_config = ConfigDict(populate_by_name=True)

    name: str | None = None
    schema_: dict[str, Any] | None = Field(None, alias="schema")
    strict: bool | None = None


class ResponseFormat(BaseModel):
    """The form of an answer."""

    type: Literal["text", "json_object", "json_schema"]
    json_schema: JsonSchema | None = None


class ChatRequest(Generation):
    """POST /v1/chat/completions: the next message of a conversation."""

    messages: Annotated[list[Message], Field(min_length=1)]
    max_completion_tokens: Count | None = None
    logprobs: bool | None = None
    top_logprobs: Annotated[int, Field(ge=0, le=MAX_TOP)] | None = None
    response_format: ResponseFormat | None = None
    tools: Annotated[list[Tool], Field(max_length=128)] | None = None
    tool_choice: Literal["none", "auto", "required"] | ToolChoice | None = None
    parallel_tool_calls: bool | None = Field(None, description="Ignored.")


class EmbeddingRequest(Body):
    """POST /v1/embeddings: the mean of the last layer's outputs, of length one."""

    input: (str | Annotated[list[str], Field(min_length=1, max_length=MAX_INPUTS)]
            | Annotated[list[Token], Field(min_length=1)]
            | Annotated[list[list[Token]], Field(min_length=1, max_length=MAX_INPUTS)])
    encoding_format: Literal["float", "base64"] | None = None
    dimensions: int | None = Field(None, description="Not supported: must be left out.")
