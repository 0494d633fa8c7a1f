# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the files of gettext as far as the checks here need it."""
import ast
import re
from dataclasses import dataclass, field

LINE = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?) (".*")')


@dataclass
class Message:
    context: str | None
    text: str
    plural: str | None
    translations: list[str] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)

    @property
    def key(self):
        return self.context, self.text


def read_fields(block):
    """The strings of one message by their names, in the order in which they stand."""
    fields = {}
    name = None
    for line in block.splitlines():
        if match := LINE.fullmatch(line):
            name = match[1]
            fields[name] = ast.literal_eval(match[2])
        elif line.startswith('"'):
            fields[name] += ast.literal_eval(line)
    return fields


def read_messages(path):
    """All messages, the header, which is that of the empty text, among them. What is commented out is none."""
    messages = []
    for block in path.read_text(encoding='utf-8').split('\n\n'):
        fields = read_fields(block)
        if 'msgid' in fields:
            flags = {flag.strip() for line in block.splitlines() if line.startswith('#,') for flag in line[2:].split(',')}
            translations = [value for name, value in fields.items() if name.startswith('msgstr')]
            messages.append(Message(fields.get('msgctxt'), fields['msgid'], fields.get('msgid_plural'), translations, flags))
    return messages
