#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measure how fast Ferryboard's table is, beside the barest table that GTK allows.

run.py BENCHMARK-BARE BENCHMARK-FERRYBOARD [--cpu]

Both programs run in turn, several times, and medians are compared, so that a slow or busy machine makes the
figures larger but hardly changes their ratio. With --cpu what counts is the time that the programs compute, which
tells more on a machine that has other things to do; but nobody can see it. Prints a table; the exit status is 1 when a target is missed.
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from typing import NamedTuple

import service

PROGRAMS = sys.argv[1:3]
CPU = {'BENCHMARK_CPU': '1'} if '--cpu' in sys.argv else {}
SIZES = [1_000, 10_000, 100_000]
LARGEST = SIZES[-1]
N_STARTS = 9
N_RUNS = 3


class Measure(NamedTuple):
    """A row of the table: where the figure comes from, and what it must not exceed, if anything."""
    title: str
    n_tasks: int        # 0 for a start only
    name: str
    most: float = None
    most_ratio: float = None


MEASURES = [
    Measure('First frame, ms', 0, 'first frame', most_ratio=1.3),
    *(Measure(f'Bytes to rows, {n:,} tasks, ms', n, 'list', most_ratio=1.5) for n in SIZES),
    Measure('Sort by repository, ms', LARGEST, 'sort', most=250),
    Measure('Filter, slowest keystroke, ms', LARGEST, 'filter', most=100),
    *(Measure(f'Longest turn, {title}, ms', LARGEST, f'{name} turn', most=50)
      for title, name in [('load', 'list'), ('sort', 'sort'), ('filter', 'filter'), ('leave', 'leave')]),
    Measure('99 % of all turns, ms', LARGEST, 'turn p99', most=16),
    Measure('Memory of a task, loaded, bytes', LARGEST, 'memory'),
    Measure('Memory of a task, used, bytes', LARGEST, 'memory used', most=330),
]


def make_environment(home):
    """Nothing of the caller's is read or changed. Cairo draws alike on every machine."""
    return os.environ | CPU | {
        'HOME': home,
        'XDG_CONFIG_HOME': home, 'XDG_DATA_HOME': home, 'XDG_CACHE_HOME': home, 'XDG_STATE_HOME': home,
        'GSETTINGS_BACKEND': 'memory',
        'SECRET_BACKEND': 'file', 'SECRET_FILE_TEST_PATH': f'{home}/secrets', 'SECRET_FILE_TEST_PASSWORD': 'benchmark',
        'GSK_RENDERER': 'cairo',
        'GDK_DEBUG': 'no-portals', 'ADW_DISABLE_PORTAL': '1', 'GIO_USE_VFS': 'local', 'GIO_USE_VOLUME_MONITOR': 'unix',
        'BENCHMARK_STARTED_AT': str(time.monotonic_ns() // 1000),
    }


def measure(program, *arguments):
    """Runs a program once. Of what it did several times over, such as sorting, all figures are in the list."""
    figures = defaultdict(list)
    with tempfile.TemporaryDirectory() as home:
        output = subprocess.run([program, *arguments], env=make_environment(home), stdout=subprocess.PIPE, check=True,
                                text=True).stdout
    for line in output.splitlines():
        name, _, figure = line.partition('\t')
        figures[name].append(float(figure))
    return figures


def measure_all(address):
    """Maps a program, a number of tasks and a name to all figures."""
    figures = defaultdict(list)
    for n_tasks, n_runs in [(0, N_STARTS), *((size, N_RUNS) for size in SIZES)]:
        if n_tasks:
            service.make_answer(n_tasks)
        for _ in range(n_runs):
            for program in PROGRAMS:
                for name, values in measure(program, *([address, str(n_tasks)] if n_tasks else [])).items():
                    figures[program, n_tasks, name] += values
    return figures


def summarize(figures, program, row):
    """The median; of the keystrokes, each of which does other work, the largest of their medians."""
    pattern = re.compile(row.name.replace('filter', r'filter \d'))
    return max(statistics.median(values) for (other, n_tasks, name), values in figures.items()
               if other == program and n_tasks == row.n_tasks and pattern.fullmatch(name))


def is_missed(row, figure, ratio):
    return (row.most is not None and figure > row.most) or (row.most_ratio is not None and ratio > row.most_ratio)


def describe_target(row):
    if row.most_ratio is not None:
        return f'≤ {row.most_ratio} × bare'
    return f'≤ {row.most}' if row.most is not None else ''


def report(figures):
    n_missed = 0
    print(f'{"":34}{"bare":>9}{"Ferryboard":>12}{"ratio":>8}  target')
    for row in MEASURES:
        bare, ours = (summarize(figures, program, row) for program in PROGRAMS)
        missed = is_missed(row, ours, ours / bare)
        n_missed += missed
        print(f'{row.title:34}{bare:9.1f}{ours:12.1f}{ours / bare:8.2f}  {describe_target(row)}'
              f'{"   MISSED" if missed else ""}')
    print(f'{n_missed} of {sum(bool(describe_target(row)) for row in MEASURES)} targets missed.')
    return n_missed


if __name__ == '__main__':
    sys.exit(1 if report(measure_all(service.start())) else 0)
