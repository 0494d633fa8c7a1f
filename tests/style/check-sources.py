#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Check that every file says its license, and that it is as .editorconfig has it: UTF-8, no tab, no space at the end
of a line, and a line feed at the end of each.

check-sources.py PROJECT
"""
import re
import sys
from pathlib import Path

# What is built, and hidden files but for our own.
NOT_OURS = re.compile(r'build/|(?:.*/)?__pycache__/|(?:.*/)?\.(?!ci/|clang-format$|editorconfig$)')
# Images, the template of translations, and what is compared byte by byte with what others write.
NO_TEXT = re.compile(r'.*\.(?:png|pot)$|tests/data/')
# JSON has no comments, and these two say it in their own way.
WITHOUT_LICENCE = re.compile(r'.*\.json$|README\.md$|LICENSE$')


def find_problems(name, text):
    beginning = text.split('\n', 8)[:8]
    if not WITHOUT_LICENCE.match(name) and not any('SPDX-License-Identifier: ' in line for line in beginning):
        yield 'no SPDX-License-Identifier in the first lines'
    if not text.endswith('\n') or text.endswith('\n\n'):
        yield 'does not end with exactly one line feed'
    for number, line in enumerate(text.split('\n'), 1):
        if '\t' in line or '\r' in line:
            yield f'line {number}: a tab or a carriage return'
        if line.endswith(' '):
            yield f'line {number}: a space at the end'


def main(project):
    names = sorted(str(path.relative_to(project)) for path in project.rglob('*') if path.is_file())
    names = [name for name in names if not NOT_OURS.match(name) and not NO_TEXT.match(name)]
    problems = [f'{name}: {problem}' for name in names for problem in find_problems(name, (project / name).read_text(encoding='utf-8'))]
    if 'src/main.c' not in names:
        problems.append(f'{project} is not the project')
    if problems:
        print(*problems, sep='\n', file=sys.stderr)
    return 1 if problems else 0


sys.exit(main(Path(sys.argv[1])))
