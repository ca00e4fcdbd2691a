"""Lets pages link to files of the checkout that the site does not have: the text of the link stays.

A link whose file does not exist is a warning, and with that an error of `mkdocs build --strict`.
"""

import logging
import re
from pathlib import Path

LOG  = logging.getLogger("mkdocs.plugins.lutcore")
LINK = re.compile(r"(?<!!)\[([^\]\n]+)\]\(((?:\.\./)+[^)#\s]+)\)")


def on_page_markdown(markdown, page, config, **_others):
    docs = Path(config.docs_dir).resolve()
    folder = Path(page.file.abs_src_path).resolve().parent

    def without_link(match):
        target = (folder / match[2]).resolve()
        if target.is_relative_to(docs):
            return match[0]
        if not target.exists():
            LOG.warning("%s links to %s, which does not exist", page.file.src_uri, match[2])
        return match[1]

    return LINK.sub(without_link, markdown)
