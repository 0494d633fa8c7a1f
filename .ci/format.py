#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Format C as .clang-format says, and line up the parameters of functions as GTK does.

usage: format.py [--check] FOLDER…

With --check nothing is written; what would be is shown, and the exit status is 1 if that is anything. It is 77 where
there is no clang-format of the version that all of us have to use: others break lines elsewhere.
"""
import difflib
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

VERSION = '19'

# What clang-format would do otherwise than we do is something else of the same width while it is at work:
# a list that ends with a comma gets a line for each item, and those of strings may be packed;
LAST_COMMA = re.compile(r'^(\s*(?:"(?:[^"\\\n]|\\.)*", ?)*"(?:[^"\\\n]|\\.)*)",(?=\s*\n\s*\})', re.M)
HIDDEN_COMMA = re.compile('\x01"')
# a macro is taken for a call, which has a space before its parenthesis.
TYPE = re.compile(r'\b(g_auto[a-z]*)\((\w+)\)')
HIDDEN_TYPE = re.compile(r'\b(g_auto[a-z]*)0(\w+)0\b')
OPERATORS = {'_': '!', 'N_': '!!', 'C_': '~!', 'NC_': '~~!'}
MESSAGE = re.compile(r'\b(NC_|C_|N_|_)\((?=")')
HIDDEN_MESSAGE = re.compile(r'(~~!|~!|!!|!)\((?=")')
SPACED_MESSAGE = re.compile(r'\b(NC_|C_|N_|_) \(')

# A definition, from its name to its brace, and what stands on a line of its parameters.
DEFINITION = re.compile(r'^(?P<name>\w+ \()(?P<parameters>(?:(?!\n\n)[^{};])*,\n(?:(?!\n\n)[^{};])*)\)\n\{', re.M)
PARAMETER = re.compile(r'\s*(?:(?P<rest>\.\.\.)|(?P<type>.*?)\s*(?P<stars>\(?\**)(?P<name>\w+(?:\[\w*\])*|\w+\) \(.*\)))')


def hide(text):
    text = LAST_COMMA.sub('\\1\x01"', text)
    text = TYPE.sub(r'\g<1>0\g<2>0', text)
    return MESSAGE.sub(lambda match: OPERATORS[match[1]] + '(', text)


def show(text):
    macros = {operators: macro for macro, operators in OPERATORS.items()}
    text = HIDDEN_COMMA.sub('",', text)
    text = HIDDEN_TYPE.sub(r'\1(\2)', text)
    text = HIDDEN_MESSAGE.sub(lambda match: macros[match[1]] + '(', text)
    return SPACED_MESSAGE.sub(r'\1(', text)


def line_up(match):
    """The parameters of a function that is defined: types, stars and names below each other."""
    start = match['name']
    parameters = [PARAMETER.fullmatch(line) for line in match['parameters'].split(',\n')]
    if not all(parameters):
        return match[0]
    width = max(len(parameter['type'] or '') for parameter in parameters)
    stars = max(len(parameter['stars'] or '') for parameter in parameters)
    lines = [parameter['rest'] or f'{parameter["type"]:<{width}} {parameter["stars"]:>{stars}}{parameter["name"]}' for parameter in parameters]
    return start + (',\n' + ' ' * len(start)).join(lines) + ')\n{'


def format_text(path, text):
    result = subprocess.run(['clang-format', f'--assume-filename={path}'], input=hide(text), capture_output=True, text=True, check=True)
    return DEFINITION.sub(line_up, show(result.stdout))


def has_clang_format():
    try:
        version = subprocess.run(['clang-format', '--version'], capture_output=True, text=True, check=True).stdout
    except FileNotFoundError:
        return False
    return f' version {VERSION}.' in version


def main(*arguments):
    is_check = arguments[:1] == ('--check',)
    paths = sorted(path for name in arguments[is_check:] for path in Path(name).rglob('*.[ch]'))
    if not has_clang_format():
        print(f'This takes clang-format {VERSION}.', file=sys.stderr)
        return 77
    is_good = True
    with ThreadPoolExecutor() as pool:
        old_texts = [path.read_text(encoding='utf-8') for path in paths]
        for path, old, new in zip(paths, old_texts, pool.map(format_text, paths, old_texts)):
            if new != old and is_check:
                sys.stdout.writelines(difflib.unified_diff(old.splitlines(True), new.splitlines(True), str(path), 'formatted', n=1))
                is_good = False
            elif new != old:
                path.write_text(new, encoding='utf-8')
    return 0 if is_good else 1


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
