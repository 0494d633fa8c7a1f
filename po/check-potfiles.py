#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Check that po/POTFILES.in names exactly the files with text to translate.

A file that is missing there loses its text without any warning, and one that is gone breaks the
extraction only when somebody next updates the translations.
"""
import re
import sys
from pathlib import Path

C_CALL = re.compile(r'\b(?:N?C?_|n?gettext)\s*\(\s*"')
UI_ATTRIBUTE = re.compile(r'\btranslatable=["\'](?:yes|true|1)["\']')
MARKS = {
    '.c': C_CALL,
    '.h': C_CALL,
    '.ui': UI_ATTRIBUTE,
    '.desktop.in': re.compile(r'^(?:Name|GenericName|Comment|Keywords)=', re.MULTILINE),
    '.gschema.xml.in': re.compile(r'<(?:summary|description)>'),
    '.metainfo.xml.in': re.compile(r'<(?:name|summary|caption|p|li)>'),
}


def has_text(path):
    for suffix, mark in MARKS.items():
        if path.name.endswith(suffix):
            return mark.search(path.read_text(encoding='utf-8')) is not None
    return False


def main(root):
    lines = (root / 'po/POTFILES.in').read_text(encoding='utf-8').splitlines()
    listed = [line for line in lines if line and not line.startswith('#')]
    wanted = {str(path.relative_to(root))
              for folder in ('data', 'src') for path in (root / folder).rglob('*')
              if path.is_file() and has_text(path)}

    problems = [f'not listed: {name}' for name in sorted(wanted - set(listed))]
    problems += [f'nothing to translate in it: {name}' for name in sorted(set(listed) - wanted)]
    if listed != sorted(set(listed)):
        problems.append('the list is not sorted, or names a file twice')
    if not wanted:
        problems.append('found no text to translate at all')

    for problem in problems:
        print(f'po/POTFILES.in: {problem}', file=sys.stderr)
    return 1 if problems else 0


sys.exit(main(Path(sys.argv[1])))
