#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Check that all that the command line program says comes from the catalog; report in TAP.

test-cli-untranslated.py FERRYBOARD-CLI FERRYBOARD-DEMO-SERVER LOCALE-FOLDER PSEUDO-LANGUAGE-FOLDER

In the language for tests every translation stands in brackets. What GLib says itself comes in Chinese.
"""
import locale
import os
import re
import sys

from cli_fixture import EXAMPLE, KEY_PAIR, NOWHERE, demo_server, list_with_fault, run, run_tests

LOCALE_FOLDER, PSEUDO_FOLDER = sys.argv[3:5]

# gettext looks for a language in the folder of the program, and a language that begins with a dot is taken as it is.
LANGUAGE = os.path.relpath(PSEUDO_FOLDER, LOCALE_FOLDER)
PSEUDO = {**KEY_PAIR, 'LC_ALL': 'zh_CN.UTF-8', 'LANGUAGE': f'{LANGUAGE}:zh_CN'}

# What people type, and names: options, columns, formats, styles, commands, variables, regions, codes of the service.
SAME_EVERYWHERE = re.compile(r"""
    --?[a-z][\w-]* | [A-Z]+(?:_[A-Z]+)+ | ferryboard(?:-cli)? | list | scan |
    repository | organization | (?:source|target)-region | target-organization | overwrite | automatic | created | updated |
    account | account-id | id | csv | xlsx | json | jsonl | html | markdown | table | tsv | written | local | utc |
    HTTP | request\ ID\ \w+ | [A-Z][A-Z0-9]*(?:\.[A-Z]*)*\.\d+ | [a-z]+-[a-z]+-\d | test/[\w/-]+""", re.VERBOSE)


def drop_translations(text):
    """What is outside of all brackets."""
    depth = 0
    outside = []
    for character in text:
        depth += (character == '⟦') - (character == '⟧')
        outside.append(character if depth == 0 and character != '⟧' else ' ')
    assert depth == 0, text
    return ''.join(outside)


def check(text):
    assert '⟦' in text, f'nothing is translated: {text!r}'
    left = re.findall('[A-Za-z]{2,}', SAME_EVERYWHERE.sub(' ', drop_translations(text)))
    assert not left, f'{left} in {text!r}'


def say(*arguments, **options):
    result = run(*arguments, env=PSEUDO, **options)
    return (result.stdout + result.stderr).decode()


def test_help():
    check(say('--help'))
    for command in ('list', 'scan'):
        check(say(command, '--help'))


def test_usage():
    for arguments in (('list',), ('list', 'team'), ('scan', 'team/web'), ('scan', 'team', '--names', 'file'),
                      ('list', EXAMPLE, '--format', 'json', '--columns', 'id,id'), ('list', EXAMPLE, '--at-once', '0'),
                      ('list', EXAMPLE, '--endpoint', ''), ('list', EXAMPLE, '--output', '')):
        check(say(*arguments, status=1))


def test_no_connection():
    check(say('list', EXAMPLE, '--endpoint', NOWHERE, '--no-retry', status=5))


def test_service():
    for fault, status in (('401-signature', 2), ('403', 2), ('404-repository', 3), ('500', 5)):
        text = list_with_fault(fault, '--no-retry', env=PSEUDO, status=status).stderr.decode()
        # The words of the service stay as they are, in the brackets of the sentence around them.
        check(text)


def test_warnings():
    with demo_server('--fault-at', '*/grpc-helloworld=503') as endpoint:
        check(run('scan', 'test', '--endpoint', endpoint, '--no-retry', '--format', 'jsonl', env=PSEUDO, status=4).stderr.decode())


def main():
    try:
        locale.setlocale(locale.LC_ALL, PSEUDO['LC_ALL'])
    except locale.Error:
        print(f"1..0 # SKIP the locale {PSEUDO['LC_ALL']} is not there")
        return
    if not os.path.isdir(LOCALE_FOLDER):
        print(f'1..0 # SKIP nothing is installed in {LOCALE_FOLDER}')
        return
    run_tests(globals())


main()
