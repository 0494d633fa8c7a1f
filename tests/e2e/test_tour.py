#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is shown to somebody who runs Ferryboard on a machine without a display."""

import os
import pathlib
import subprocess
import sys

import tap
from driver import Failure

TOUR = pathlib.Path(__file__).with_name('tour.py')
# It finds the programs as a shell does, and nothing but the session tells it anything.
PROGRAMS = 'FERRYBOARD', 'FERRYBOARD_CLI'


def dup_environment():
    environment = {name: value for name, value in os.environ.items() if not name.startswith('FERRYBOARD')}
    folders = [os.path.dirname(os.environ[name]) for name in PROGRAMS if name in os.environ]
    return environment | {'PATH': os.pathsep.join(folders + [environment['PATH']])}


def plays_tour(home):
    """The tour lists a sample, exports it and leaves a picture"""
    output = home / 'tour'
    result = subprocess.run([sys.executable, TOUR, output], env=dup_environment(), capture_output=True, text=True,
                            timeout=300, check=False)
    files = sorted(path.name for path in output.iterdir()) if output.exists() else []
    if result.returncode != 0 or files != ['sync-tasks.csv', 'window.png']:
        raise Failure(f'it ended with status {result.returncode} and left {files}\n{result.stdout}{result.stderr}')


tap.run(plays_tour)
