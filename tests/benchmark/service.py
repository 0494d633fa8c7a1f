# SPDX-License-Identifier: GPL-3.0-or-later
"""A service that answers at once with as many tasks as the name of the repository asks for: tasks-NUMBER."""

import json
import random
import re
import threading
from datetime import datetime, timedelta, timezone
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

REGIONS = ['cn-north-1', 'cn-east-3', 'cn-south-1', 'cn-southwest-2', 'ap-southeast-1', 'ap-southeast-2',
           'ap-southeast-3', 'eu-west-101', 'af-south-1']
N_ORGANIZATIONS = 50
# What is typed into the filter, "quart" letter by letter, occurs in ever fewer of them, and nowhere else.
AREAS = ['quartz', 'quartz', 'quarry', 'quality', 'queue', 'qos', 'ledger', 'routing', 'search', 'billing', 'fleet',
         'orders', 'events', 'reports', 'identity', 'catalog', 'metrics', 'wallet', 'notebook', 'scheduler']
PARTS = ['api', 'worker', 'jobs/nightly', 'cache', 'web', 'proxy']
START = datetime(2021, 3, 1, tzinfo=timezone.utc)
YEARS = 4 * 365 * 24 * 3600


def make_repository(chance):
    organization = f'team-{chance.randrange(N_ORGANIZATIONS):02}'
    return organization, f'{chance.choice(AREAS)}-{chance.randrange(100000)}/{chance.choice(PARTS)}'


def make_time(chance, start):
    time = start + timedelta(seconds=chance.randrange(YEARS), microseconds=chance.randrange(1, 1000000))
    return time, time.strftime('%Y-%m-%dT%H:%M:%S.%f').rstrip('0') + 'Z'


def make_tasks(n_tasks):
    """Tasks with what repeats in a real account: one to three of a repository, to regions and organizations that
    others have, too. Always the same ones."""
    chance = random.Random(n_tasks)
    while n_tasks > 0:
        organization, repository = make_repository(chance)
        for region in chance.sample(REGIONS, min(chance.randint(1, 3), n_tasks)):
            created, created_at = make_time(chance, START)
            yield {
                'createdAt': created_at,
                'domainID': '0a1b2c3d4e5f60718293a4b5c6d7e8f9',
                'domainName': 'example-account',
                'id': n_tasks,
                'namespace': organization,
                'override': chance.random() < 0.2,
                'remoteNamespace': organization + chance.choice(['', '', '-mirror']),
                'remoteRegionId': region,
                'repoName': repository,
                'syncAuto': chance.random() < 0.95,
                'updatedAt': make_time(chance, created)[1],
            }
            n_tasks -= 1


@cache
def make_answer(n_tasks):
    return json.dumps(list(make_tasks(n_tasks)), separators=(',', ':')).encode()


class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def do_GET(self):
        body = make_answer(int(re.search(r'/repos/tasks-(\d+)/', self.path)[1]))
        self.send_response(200)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


def start():
    """Starts the service in a thread, and returns its address."""
    server = ThreadingHTTPServer(('127.0.0.1', 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f'http://127.0.0.1:{server.server_port}'
