#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measure how fast ferryboard-cli makes CSV of a list, beside curl and jq.

cli.py FERRYBOARD-CLI FERRYBOARD-DEMO-SERVER

Whole processes, from the start of the first to the end of the last, against the same service. Both sides run in turn,
several times, and medians are compared, so that a slow or busy machine makes the figures larger but hardly changes
their ratio. Prints a table; the exit status is 1 when a target is missed.
"""

import contextlib
import csv
import io
import os
import shutil
import statistics
import subprocess
import sys
import time
from typing import NamedTuple

CLI, DEMO_SERVER = map(os.path.abspath, sys.argv[1:])
TOKEN = 'token-of-the-benchmark'
SCOPE = 'bulk/tasks'
PATH = '/v2/manage/namespaces/bulk/repos/tasks/sync_repo'
MEMBERS = ['repoName', 'namespace', 'remoteRegionId', 'remoteNamespace', 'override', 'syncAuto', 'createdAt',
           'updatedAt', 'domainName', 'domainID', 'id']
ENVIRONMENT = {'PATH': os.environ['PATH'], 'LANG': 'C.UTF-8', 'FERRYBOARD_TOKEN': TOKEN}


class Measure(NamedTuple):
    """How many tasks, how often both sides list them, and what part of the other side's time ours may take."""
    n_tasks: int
    n_runs: int
    most_ratio: float


MEASURES = [Measure(100, 41, 1.0), Measure(10_000, 15, 0.35)]


@contextlib.contextmanager
def demo_server(n_tasks):
    command = [DEMO_SERVER, '--token', TOKEN, '--tasks', str(n_tasks)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield server.stdout.readline().split()[-1]
        finally:
            server.terminate()


def make_commands(endpoint):
    """The same job on both sides: headings and the same columns, and the token sent."""
    headings = ','.join(f'"{member}"' for member in MEMBERS)
    values = ','.join(f'.{member}' for member in MEMBERS)
    pipeline = (f'curl -s -H "X-Auth-Token: $FERRYBOARD_TOKEN" -H "Content-Type: application/json" {endpoint}{PATH} '
                f"| jq -r '[{headings}], (.[] | [{values}]) | @csv'")
    return {'curl | jq': ['sh', '-c', pipeline],
            'Ferryboard': [CLI, 'list', SCOPE, '--endpoint', endpoint, '--quiet', '--format', 'csv',
                           '--columns', ','.join(MEMBERS)]}


def run(command):
    start = time.perf_counter()
    output = subprocess.run(command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout
    return (time.perf_counter() - start) * 1000, output


def check(outputs, n_tasks):
    """A side that did something else would be compared in vain."""
    tables = [sorted(csv.reader(io.StringIO(output.decode(), newline=''))) for output in outputs]
    assert len(tables[0]) == n_tasks + 1 and tables[0] == tables[1], [table[:2] for table in tables]


def measure(row):
    """Returns the median of each side in milliseconds."""
    with demo_server(row.n_tasks) as endpoint:
        commands = make_commands(endpoint)
        check([run(command)[1] for command in commands.values()], row.n_tasks)
        times = {name: [] for name in commands}
        for _ in range(row.n_runs):
            for name, command in commands.items():
                times[name].append(run(command)[0])
    return [statistics.median(values) for values in times.values()]


def main():
    for program in ('curl', 'jq'):
        if shutil.which(program) is None:
            sys.exit(f'{program} is not installed.')
    n_missed = 0
    print(f'{"":28}{"curl | jq":>12}{"Ferryboard":>12}{"ratio":>8}  target')
    for row in MEASURES:
        other, ours = measure(row)
        missed = ours > row.most_ratio * other
        n_missed += missed
        print(f'{f"{row.n_tasks:,} tasks to CSV, ms":28}{other:12.1f}{ours:12.1f}{ours / other:8.2f}'
              f'  ≤ {row.most_ratio} × curl | jq{"   MISSED" if missed else ""}', flush=True)
    print(f'{n_missed} of {len(MEASURES)} targets missed.')
    return 1 if n_missed else 0


if __name__ == '__main__':
    sys.exit(main())
