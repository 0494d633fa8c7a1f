#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Install into an empty folder and check the tree that comes out, file by file.

check-install.py BUILD-DIR PREFIX MESON APPSTREAMCLI EXPECTED-FILE…
"""
import configparser
import subprocess
import sys
import tempfile
from pathlib import Path


def check_files(destdir, expected):
    sizes = {f'/{path.relative_to(destdir)}': path.stat().st_size
             for path in destdir.rglob('*') if not path.is_dir()}
    problems = [f'not installed: {name}' for name in sorted(set(expected) - set(sizes))]
    problems += [f'installed but not expected: {name}' for name in sorted(set(sizes) - set(expected))]
    problems += [f'empty: {name}' for name, size in sizes.items() if size == 0]
    return problems


def read(destdir, suffix):
    """Reads the one file of this kind."""
    path, = destdir.rglob('*' + suffix)
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(path, encoding='utf-8')
    return parser, path.name.removesuffix(suffix)


def check_launching(destdir, prefix):
    """Check that what a desktop is told to start is there, by the names under which it looks."""
    desktop, application_id = read(destdir, '.desktop')
    service, service_id = read(destdir, '.service')
    program = service['D-BUS Service']['Exec'].split()[0]
    names = {path.stem for path in destdir.rglob('*.svg')}
    claims = {
        'the service file is named as the desktop file': service_id == application_id,
        'the service file has its own name': service['D-BUS Service']['Name'] == application_id,
        'the service starts what is installed': Path(program).is_relative_to(prefix) and (destdir / program[1:]).exists(),
        'the desktop file has an icon': desktop['Desktop Entry']['Icon'] == application_id,
        'both icons are there': names == {application_id, application_id + '-symbolic'},
    }
    for section in desktop.sections():
        claims[f'“{section}” starts the same program'] = desktop[section]['Exec'].split()[0] == Path(program).name
    return [f'it does not hold that {claim}' for claim, holds in claims.items() if not holds]


def main(build_dir, prefix, meson, appstreamcli, *expected):
    with tempfile.TemporaryDirectory() as folder:
        destdir = Path(folder)
        subprocess.run([meson, 'install', '-C', build_dir, '--destdir', destdir, '--no-rebuild', '--quiet'],
                       check=True)

        problems = check_files(destdir, expected)
        # The names of files that are not there would only be in the way.
        problems = problems or check_launching(destdir, prefix)
        for problem in problems:
            print(problem, file=sys.stderr)

        validation = subprocess.run([appstreamcli, 'validate-tree', '--strict', '--no-net', '--explain',
                                     folder + prefix])
        return 1 if problems or validation.returncode else 0


sys.exit(main(*sys.argv[1:]))
