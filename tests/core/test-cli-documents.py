#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Check that the manual page and the completions of shells say what the program's help says; report in TAP.

test-cli-documents.py FERRYBOARD-CLI FERRYBOARD-DEMO-SERVER MANUAL-PAGE COMPLETION-FOR-BASH COMPLETION-FOR-ZSH
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from cli_fixture import DEADLINE, run, run_tests

MANUAL, BASH, ZSH = map(os.path.abspath, sys.argv[3:6])
COMMANDS = re.findall(r'^  (\w+) +\w', run('--help', env={}).stdout.decode().partition('Commands:')[2], re.M)
HELPS = {command: run(command, '--help', env={}).stdout.decode() for command in COMMANDS}
HELP = HELPS['list']
OPTIONS = {command: re.findall(r'^  (?:-(\w), )?--([\w-]+)(=)?', text, re.M) for command, text in HELPS.items()}
COMPLETE = 'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _ferryboard_cli; printf "%s\\n" "${COMPREPLY[@]}"'


def read_manual():
    """As it would be read: without what keeps hyphens from becoming dashes."""
    return Path(MANUAL).read_text(encoding='utf-8').replace('\\-', '-')


def list_names(title):
    """What the help lists below the options."""
    return re.search(rf'^{title}: (.*)$', HELP, re.M)[1].split(', ')


def complete(*words, env=None):
    """What bash proposes for the last word."""
    result = subprocess.run(['bash', '--norc', '-c', COMPLETE, BASH, 'ferryboard-cli', *words], env={**os.environ, **(env or {})},
                            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=DEADLINE, check=True)
    assert not result.stderr, result.stderr
    return result.stdout.split('\n')[:-1] if result.stdout != '\n' else []


def test_every_option():
    assert ('', 'names', '=') in OPTIONS['scan'] and ('', 'names', '=') not in OPTIONS['list'], OPTIONS
    manual, zsh = read_manual(), Path(ZSH).read_text(encoding='utf-8')
    for command, options in OPTIONS.items():
        assert len(options) > 10 and ('a', 'account', '=') in options, options
        for letter, name, equals in options:
            heading = f'-{letter}, --{name}' if letter else f'--{name}'
            assert re.search(rf'^\.B {heading}{"=" if equals else "$"}', manual, re.M) or name == 'help', name
            assert f'--{name}' in complete(command, f'--{name}'), name
            assert f'--{name}{equals}' in zsh, name
            if letter:
                assert f'-{letter}' in complete(command, '-') and f'{{-{letter}' in zsh, name


def test_nothing_else():
    """No document knows an option that the program does not."""
    known = set()
    for command, options in OPTIONS.items():
        own = {f'--{name}' for _, name, _ in options} | {f'-{letter}' for letter, _, _ in options if letter}
        assert set(complete(command, '-')) == own, command
        known |= own
    named = set(re.findall(r'(?<![\w-])--[a-z-]+', read_manual() + Path(ZSH).read_text(encoding='utf-8')))
    assert named <= known | {'--version'}, named - known


def test_manual():
    manual = read_manual()
    assert not re.search(r'@[A-Z_]+@', manual)
    for name in [*COMMANDS, *list_names('Formats')]:
        assert re.search(rf'^\.B {name}\b', manual, re.M), name
    for name in list_names('Columns'):
        assert re.search(rf'^\.B {name}(, \w+)?$', manual, re.M), name
    for name in list_names('Styles of times'):
        assert name in manual, name
    statuses = re.search(r'^Exit status: (.*)\.$', HELP, re.M)[1]
    for number in re.findall(r'(?:^|, )(\d) ', statuses):
        assert f'\n.B {number}\n' in manual, number
    macros = set(re.findall(r'^\.(\S+)', manual, re.M))
    assert macros <= {'\\"', 'B', 'BI', 'BR', 'EE', 'EX', 'I', 'IB', 'IR', 'PP', 'RE', 'RI', 'RS', 'SH', 'TH', 'TP'}, macros


def test_manual_without_warning():
    """By whichever program for manual pages there is."""
    for command in (['mandoc', '-Tlint', '-Wwarning'], ['groff', '-ww', '-z', '-man', '-Kutf8']):
        if shutil.which(command[0]):
            result = subprocess.run([*command, MANUAL], capture_output=True, text=True, timeout=DEADLINE, check=False)
            problems = [line for line in (result.stdout + result.stderr).splitlines() if 'missing date' not in line]
            assert not problems, problems


def test_commands():
    assert complete('') == [*COMMANDS, '--help', '--version']
    assert complete('li') == ['list'] and not complete('x') and not complete('list', 'team')


def test_words():
    for option, title in (('--format', 'Formats'), ('--times', 'Styles of times'), ('--columns', 'Columns')):
        assert complete('list', option, '') == list_names(title)
    assert complete('list', '-f', 'cs') == ['csv'] and complete('list', '-r', 'cn-north-4') == ['cn-north-4']
    # Bash takes the sign for a word.
    assert complete('list', '--format', '=', 'cs') == ['csv'] and complete('list', '--times', '=') == list_names('Styles of times')
    assert not complete('list', '--filter', '') and not complete('list', '--endpoint', '-')


def test_lists():
    assert complete('list', '--columns', 'id,cre') == ['id,created']
    assert complete('list', '--sort', 'repository,-up') == ['repository,-updated']
    assert complete('list', '--sort', '=', '-i') == ['-id']


def test_files():
    with tempfile.TemporaryDirectory() as folder:
        for name in ('my tasks.csv', 'my $(tasks).json', 'other'):
            Path(folder, name).touch()
        for words in (['list', '--output'], ['scan', '--names']):
            assert sorted(complete(*words, f'{folder}/my')) == [f'{folder}/my $(tasks).json', f'{folder}/my tasks.csv']


def test_accounts():
    """By name only, and a name cannot do anything."""
    with tempfile.TemporaryDirectory() as folder:
        assert not complete('list', '--account', '', env={'XDG_CONFIG_HOME': folder})
        Path(folder, 'ferryboard').mkdir()
        Path(folder, 'ferryboard', 'accounts.ini').write_text(
            f'[Account a1]\nname=prod\naccess-key=AK\n[Account a2]\nname=$(touch {folder}/made)\n[Account a3]\nname=prod old\n', encoding='utf-8')
        env = {'XDG_CONFIG_HOME': folder}
        assert complete('list', '--account', 'pr', env=env) == ['prod', 'prod\\ old']
        assert len(complete('list', '-a', '', env=env)) == 3 and os.listdir(folder) == ['ferryboard']


def test_syntax():
    for shell, path in (('bash', BASH), ('zsh', ZSH)):
        if shell == 'bash' or shutil.which(shell):
            subprocess.run([shell, '-n', path], timeout=DEADLINE, check=True)
    result = subprocess.run(['bash', '--norc', '-c', f'source "{BASH}"; complete -p ferryboard-cli'], capture_output=True, text=True,
                            timeout=DEADLINE, check=True)
    assert result.stdout == 'complete -F _ferryboard_cli ferryboard-cli\n'


run_tests(globals())
