#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write a translation that nobody could take for the original: in brackets, and longer by its vowels.

make-pseudo.py TEMPLATE FOLDER LANGUAGE

What is on screen without brackets has not been translated, and what no longer has room needs more of it.
"""
import re
import subprocess
import sys
from pathlib import Path

from po_file import read_messages

HEADER = 'Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=n != 1;\n'
# What is filled in, markup, and addresses have to stay as they are.
KEPT = re.compile(r"""(%[-+ #0']*(?:\d+\$)?\w+|%%|\{\w+\}|<[^>]*>|&\w+;|https?://\S+)""")


def stretch(text):
    body = text.strip('\n')   # line breaks at the ends have to be at the ends of both
    parts = KEPT.split(body)
    longer = ''.join(part if index % 2 else re.sub('[aeiou]', r'\g<0>\g<0>', part) for index, part in enumerate(parts))
    return text.replace(body, f'⟦{longer}⟧')


def quote(text):
    return '"' + text.replace('\\', r'\\').replace('"', r'\"').replace('\n', r'\n').replace('\t', r'\t') + '"'


def write(message):
    lines = [f'msgctxt {quote(message.context)}'] if message.context is not None else []
    lines.append(f'msgid {quote(message.text)}')
    if message.plural is None:
        lines.append(f'msgstr {quote(stretch(message.text) if message.text else HEADER)}')
    else:
        lines += [f'msgid_plural {quote(message.plural)}',
                  f'msgstr[0] {quote(stretch(message.text))}',
                  f'msgstr[1] {quote(stretch(message.plural))}']
    return '\n'.join(lines)


def main(template, folder, language):
    catalog = Path(folder) / language / 'LC_MESSAGES' / Path(template).with_suffix('.mo').name
    catalog.parent.mkdir(parents=True, exist_ok=True)
    text = '\n\n'.join(map(write, read_messages(Path(template)))) + '\n'
    subprocess.run(['msgfmt', '--output-file', catalog, '-'], input=text, encoding='utf-8', check=True)
    Path(folder).touch()   # which is the time that counts for what depends on it


main(*sys.argv[1:])
