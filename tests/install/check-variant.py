#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Set up the other variant in a folder of its own, and check its desktop file and its installed tree.

Only what has the id in its name is made. Compiling the rest would take minutes and find nothing new, so the programs, and
what they make, are those of the build that is there.

check-variant.py BUILD-DIR PREFIX MESON APPSTREAMCLI NINJA DESKTOP-FILE-VALIDATE SETUP-OPTION… -- EXPECTED-FILE…
"""
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE_DIR = Path(__file__).resolve().parents[2]


def prepare(folder, build_dir, ninja, targets):
    """Make what is installed and has another name in the other build, and take the rest from there."""
    made = []
    for target in targets:
        for path in map(Path, target['filename'] if target['installed'] else []):
            name = path.relative_to(folder)
            if (build_dir / name).exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(build_dir / name, path)
            else:
                made.append(name)
    subprocess.run([ninja, '-C', folder, '--quiet', *made], check=True)
    return made


def main(build_dir, prefix, meson, appstreamcli, ninja, desktop_file_validate, *others):
    options, expected = others[:others.index('--')], others[others.index('--') + 1:]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        subprocess.run([meson, 'setup', '--prefix', prefix, *options, folder, SOURCE_DIR], check=True,
                       stdout=subprocess.DEVNULL)
        targets = json.loads(subprocess.run([meson, 'introspect', '--targets', folder], check=True,
                                            capture_output=True).stdout)
        made = prepare(folder, Path(build_dir), ninja, targets)
        desktop_file, = (path for path in made if path.suffix == '.desktop')
        subprocess.run([desktop_file_validate, folder / desktop_file], check=True)
        return subprocess.run([sys.executable, Path(__file__).with_name('check-install.py'), folder, prefix, meson,
                               appstreamcli, *expected]).returncode


sys.exit(main(*sys.argv[1:]))
