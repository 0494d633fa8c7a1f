#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Install into an empty folder and check the tree that comes out, file by file.

check-install.py BUILD-DIR PREFIX MESON APPSTREAMCLI EXPECTED-FILE…
"""
import subprocess
import sys
import tempfile
from pathlib import Path


def main(build_dir, prefix, meson, appstreamcli, *expected):
    with tempfile.TemporaryDirectory() as destdir:
        subprocess.run([meson, 'install', '-C', build_dir, '--destdir', destdir, '--no-rebuild', '--quiet'],
                       check=True)

        sizes = {f'/{path.relative_to(destdir)}': path.stat().st_size
                 for path in Path(destdir).rglob('*') if not path.is_dir()}
        problems = [f'not installed: {name}' for name in sorted(set(expected) - set(sizes))]
        problems += [f'installed but not expected: {name}' for name in sorted(set(sizes) - set(expected))]
        problems += [f'empty: {name}' for name, size in sizes.items() if size == 0]
        for problem in problems:
            print(problem, file=sys.stderr)

        validation = subprocess.run([appstreamcli, 'validate-tree', '--strict', '--no-net', '--explain',
                                     destdir + prefix])
        return 1 if problems or validation.returncode else 0


sys.exit(main(*sys.argv[1:]))
