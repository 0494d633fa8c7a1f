#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measure how fast ferryboard-cli scans 1,000 repositories, beside a loop over the vendor's SDK.

scan.py FERRYBOARD-CLI FERRYBOARD-DEMO-SERVER

The service takes 50 ms for each answer, and 8 requests go at once, so no scan can be faster than 1,000 / 8 × 50 ms. The
whole process is measured against this limit. The SDK is the official one for Python (huaweicloudsdkcore and
huaweicloudsdkswr); where it is not installed, its column is left out. It is asked in the loop that its examples
show, one call after the other, for a tenth of the repositories. Prints a table; the exit status is 1 when the target is
missed.
"""

import contextlib
import csv
import importlib.util
import io
import os
import statistics
import subprocess
import sys
import time

CLI, DEMO_SERVER = map(os.path.abspath, sys.argv[1:])
ACCESS_KEY, SECRET_KEY = 'AKOFTHEBENCHMARK', 'secret-of-the-benchmark'
N_ORGANIZATIONS, N_REPOSITORIES, N_TASKS_EACH = 10, 1000, 2
LATENCY_MS, AT_ONCE = 50, 8
LIMIT = N_REPOSITORIES / AT_ONCE * LATENCY_MS / 1000
MOST_RATIO = 1.15
N_RUNS = 5
SDK_SHARE = 10   # the SDK is asked for one repository in ten
ENVIRONMENT = {'PATH': os.environ['PATH'], 'LANG': 'C.UTF-8', 'HUAWEICLOUD_SDK_AK': ACCESS_KEY,
               'HUAWEICLOUD_SDK_SK': SECRET_KEY}


@contextlib.contextmanager
def demo_server():
    command = [DEMO_SERVER, '--access-key', ACCESS_KEY, '--secret-key', SECRET_KEY, '--latency', str(LATENCY_MS),
               '--organizations', str(N_ORGANIZATIONS), '--repositories', str(N_REPOSITORIES), '--tasks-each', str(N_TASKS_EACH)]
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


def main():
    has_sdk = importlib.util.find_spec('huaweicloudsdkswr') is not None
    with demo_server() as endpoint:
        ours = statistics.median(scan(endpoint) for _ in range(N_RUNS))
        theirs = f'{loop_over_sdk(endpoint):8.2f}' if has_sdk else 'not installed'
    missed = ours > MOST_RATIO * LIMIT
    print(f'{"":32}{"limit":>8}{"Ferryboard":>12}{"ratio":>8}  {"target":12}vendor\'s SDK in a loop')
    print(f'{f"{N_REPOSITORIES:,} repositories, s":32}{LIMIT:8.2f}{ours:12.2f}{ours / LIMIT:8.2f}'
          f'  {f"≤ {MOST_RATIO}":12}{theirs}{"   MISSED" if missed else ""}')
    return 1 if missed else 0


if __name__ == '__main__':
    sys.exit(main())
