"""Chat templates write what transformers writes, and run in a sandbox."""

from __future__ import annotations

import json

import pytest

from lutcore.host_app.checkpoints.chat_template import ChatTemplate, read_chat
from lutcore.host_app.checkpoints.hugging_face import Checkpoint
from lutcore.host_app.checkpoints.packed import pack_model, read_packed, write_packed
from lutcore.host_app.errors import ChatTemplateError, ModelFileDamagedError

CHATML = ("{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' }}"
          "{% generation %}{{ message['content'] }}{% endgeneration %}"
          "{{ '<|im_end|>\\n' }}{% endfor %}"
          "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}")
TALK = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hi <b>"}]


def write(folder, **values):
    (folder / "tokenizer_config.json").write_text(json.dumps(values))


def test_a_conversation_is_written_as_the_template_says(tmp_path):
    write(tmp_path, chat_template=CHATML)
    assert read_chat(tmp_path).render(TALK) == (
        "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi <b><|im_end|>\n"
        "<|im_start|>assistant\n")


def test_special_tokens_are_known_in_both_spellings(tmp_path):
    write(tmp_path, chat_template="{{ bos_token }}{{ eos_token }}{{ pad_token }}",
          bos_token="<s>", eos_token={"content": "</s>", "lstrip": False}, pad_token=None)
    assert read_chat(tmp_path).render(TALK) == "<s></s>"


def test_the_file_beside_comes_first(tmp_path):
    write(tmp_path, chat_template="old", bos_token="<s>")
    (tmp_path / "chat_template.jinja").write_text("{{ bos_token }} new")
    assert read_chat(tmp_path).render(TALK) == "<s> new"


def test_the_default_of_several(tmp_path):
    write(tmp_path, chat_template=[{"name": "rag", "template": "a"},
                                   {"name": "default", "template": "b"}])
    assert read_chat(tmp_path).render(TALK) == "b"


def test_no_template_is_none(tmp_path):
    assert read_chat(tmp_path) is None
    write(tmp_path, chat_template=3)
    assert read_chat(tmp_path) is None


def test_json_is_not_escaped():
    assert ChatTemplate("{{ messages[1] | tojson }}").render(TALK) == (
        '{"role": "user", "content": "Hi <b>"}')


@pytest.mark.parametrize("source", [
    "{{ ''.__class__.__mro__ }}", "{{ messages.append(1) }}",
    "{{ self.__init__.__globals__ }}", "{{ lipsum.__globals__['os'].popen('id') }}",
    "{{ raise_exception('only one system message') }}", "{{ 1 / 0 }}",
    "{% include 'config.json' %}", "{{ undefined.attribute }}", "{{ messages[0] + 1 }}",
])
def test_templates_that_fail_or_break_out_are_one_error(source):
    with pytest.raises(ChatTemplateError, match="refuses"):
        ChatTemplate(source).render(TALK)


@pytest.mark.parametrize("source", ["{% if %}", "{{", "{% for x in y %}", "{% nosuch %}"])
def test_templates_that_do_not_parse(source):
    with pytest.raises(ChatTemplateError, match="line 1"):
        ChatTemplate(source)


def test_a_damaged_configuration(tmp_path):
    (tmp_path / "tokenizer_config.json").write_text("{")
    with pytest.raises(ModelFileDamagedError, match="tokenizer_config.json"):
        read_chat(tmp_path)


def test_the_template_is_packed_with_the_model(folder, tmp_path):
    write(folder, chat_template=CHATML, bos_token="<s>")
    model = pack_model(Checkpoint(folder), None, lambda done, total: None)
    write_packed(model, tmp_path / "x.safetensors")
    assert read_packed(tmp_path / "x.safetensors").chat == model.chat is not None
