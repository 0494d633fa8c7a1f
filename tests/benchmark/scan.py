#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measure scans: how fast ferryboard-cli is, beside a loop over the vendor's SDK, and how lightly the window does it.

scan.py FERRYBOARD-CLI BENCHMARK-SCAN-WINDOW FERRYBOARD-DEMO-SERVER

First, 1,000 repositories from the command line. The service takes 50 ms for each answer, and 8 requests go at once, so no scan can be faster than 1,000 / 8 × 50 ms. The
whole process is measured against this limit. The SDK is the official one for Python (huaweicloudsdkcore and
huaweicloudsdkswr); where it is not installed, its column is left out. It is asked in the loop that its examples
show, one call after the other, for a tenth of the repositories. Then, 5,000 repositories with 20,000 tasks in the window,
from a service that answers at once. Prints tables; the exit status is 1 when a target is missed.
"""

import contextlib
import csv
import importlib.util
import io
import os
import statistics
import subprocess
import sys
import tempfile
import time

CLI, WINDOW, DEMO_SERVER = map(os.path.abspath, sys.argv[1:])
ACCESS_KEY, SECRET_KEY = 'AKOFTHEBENCHMARK', 'secret-of-the-benchmark'
N_ORGANIZATIONS = 10
N_REPOSITORIES, N_TASKS_EACH = 1000, 2
LATENCY_MS, AT_ONCE = 50, 8
LIMIT = N_REPOSITORIES / AT_ONCE * LATENCY_MS / 1000
MOST_RATIO = 1.15
N_RUNS = 5
N_WINDOW_REPOSITORIES, N_WINDOW_TASKS_EACH = 5000, 4
MOST_TURN_MS, MOST_MEMORY_MB = 50, 120
N_WINDOW_RUNS = 3
SDK_SHARE = 10   # the SDK is asked for one repository in ten
ENVIRONMENT = {'PATH': os.environ['PATH'], 'LANG': 'C.UTF-8', 'HUAWEICLOUD_SDK_AK': ACCESS_KEY,
               'HUAWEICLOUD_SDK_SK': SECRET_KEY}


@contextlib.contextmanager
def demo_server(access_key, secret_key, n_repositories, n_tasks_each, latency):
    command = [DEMO_SERVER, '--access-key', access_key, '--secret-key', secret_key, '--latency', str(latency),
               '--organizations', str(N_ORGANIZATIONS), '--repositories', str(n_repositories), '--tasks-each', str(n_tasks_each)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield server.stdout.readline().split()[-1]
        finally:
            server.terminate()


def scan(endpoint):
    """Returns the seconds that a whole scan takes."""
    command = [CLI, 'scan', '--endpoint', endpoint, '--at-once', str(AT_ONCE), '--quiet', '--format', 'csv']
    start = time.perf_counter()
    output = subprocess.run(command, env=ENVIRONMENT, stdout=subprocess.PIPE, check=True).stdout
    seconds = time.perf_counter() - start
    n_rows = len(list(csv.reader(io.StringIO(output.decode(), newline='')))) - 1
    assert n_rows == N_REPOSITORIES * N_TASKS_EACH, f'{n_rows} tasks'
    return seconds


def create_sdk_client(endpoint):
    from huaweicloudsdkcore.auth.credentials import BasicCredentials
    from huaweicloudsdkswr.v2 import SwrClient
    credentials = BasicCredentials(ACCESS_KEY, SECRET_KEY, '0' * 32)
    return SwrClient.new_builder().with_credentials(credentials).with_endpoint(endpoint).build()


def loop_over_sdk(endpoint):
    """Returns the seconds that a loop over all repositories takes, from the time for some of them."""
    from huaweicloudsdkswr.v2 import ListImageAutoSyncReposDetailsRequest, ListReposDetailsRequest
    client = create_sdk_client(endpoint)
    start = time.perf_counter()
    repositories = client.list_repos_details(ListReposDetailsRequest(limit='1000', offset='0')).body
    listed = time.perf_counter() - start
    start = time.perf_counter()
    some = repositories[::SDK_SHARE]
    for repository in some:
        request = ListImageAutoSyncReposDetailsRequest(namespace=repository.namespace,
                                                       repository=repository.name.replace('/', '$'))
        tasks = client.list_image_auto_sync_repos_details(request).body
        assert len(tasks) == N_TASKS_EACH, f'{len(tasks)} tasks'
    return listed + (time.perf_counter() - start) * N_REPOSITORIES / len(some)


def scan_in_window(endpoint):
    """Returns the figures of one scan."""
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {
            'HOME': home, 'XDG_CONFIG_HOME': home, 'XDG_DATA_HOME': home, 'XDG_CACHE_HOME': home, 'XDG_STATE_HOME': home,
            'GSETTINGS_BACKEND': 'memory', 'GSK_RENDERER': 'cairo', 'GDK_DEBUG': 'no-portals', 'ADW_DISABLE_PORTAL': '1',
            'GIO_USE_VFS': 'local', 'GIO_USE_VOLUME_MONITOR': 'unix'}
        output = subprocess.run([WINDOW, endpoint], env=environment, stdout=subprocess.PIPE, check=True, text=True).stdout
    figures = {name: float(figure) for name, _, figure in (line.partition('\t') for line in output.splitlines())}
    assert figures['tasks'] == N_WINDOW_REPOSITORIES * N_WINDOW_TASKS_EACH, figures
    return figures


def measure_command_line():
    """Prints a table, and returns how many targets were missed."""
    has_sdk = importlib.util.find_spec('huaweicloudsdkswr') is not None
    with demo_server(ACCESS_KEY, SECRET_KEY, N_REPOSITORIES, N_TASKS_EACH, LATENCY_MS) as endpoint:
        ours = statistics.median(scan(endpoint) for _ in range(N_RUNS))
        theirs = f'{loop_over_sdk(endpoint):8.2f}' if has_sdk else 'not installed'
    missed = ours > MOST_RATIO * LIMIT
    print(f'{"":32}{"limit":>8}{"Ferryboard":>12}{"ratio":>8}  {"target":12}vendor\'s SDK in a loop')
    print(f'{f"{N_REPOSITORIES:,} repositories, s":32}{LIMIT:8.2f}{ours:12.2f}{ours / LIMIT:8.2f}'
          f'  {f"≤ {MOST_RATIO}":12}{theirs}{"   MISSED" if missed else ""}', flush=True)
    return int(missed)


def measure_window():
    """Prints a table, and returns how many targets were missed."""
    with demo_server('key', 'secret', N_WINDOW_REPOSITORIES, N_WINDOW_TASKS_EACH, 0) as endpoint:
        runs = [scan_in_window(endpoint) for _ in range(N_WINDOW_RUNS)]
    n_missed = 0
    print(f'\n{f"{N_WINDOW_REPOSITORIES:,} repositories in the window":44}{"Ferryboard":>12}  target')
    for title, name, most in [('Longest turn, ms', 'scan turn', MOST_TURN_MS), ('99 % of all turns, ms', 'turn p99', None),
                              ('Memory over the empty window, MB', 'memory', MOST_MEMORY_MB)]:
        figure = statistics.median(run[name] for run in runs)
        missed = most is not None and figure > most
        n_missed += missed
        print(f'{title:44}{figure:12.1f}  {f"≤ {most}" if most else ""}{"   MISSED" if missed else ""}')
    return n_missed


def main():
    n_missed = measure_command_line() + measure_window()
    print(f'{n_missed} targets missed.')
    return 1 if n_missed else 0


if __name__ == '__main__':
    sys.exit(main())
