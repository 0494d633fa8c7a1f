#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Check how the command line program ends with every error of the service, and report in TAP.

test-cli-errors.py FERRYBOARD-CLI TESTS/DATA/ERRORS.INI
"""
import configparser
import http.server
import os
import subprocess
import sys
import threading
import time
from email.utils import formatdate
from pathlib import Path

CLI, TABLE = map(os.path.abspath, sys.argv[1:])
DEADLINE = 120  # Ends what hangs, and measures nothing.

SECRET_KEY = 'secret-key-of-the-test'
SECURITY_TOKEN = 'security/token/of-the-test'
ENVIRONMENT = {**{name: value for name, value in os.environ.items() if not name.startswith(('HUAWEICLOUD_', 'FERRYBOARD_'))},
               'LANG': 'C.UTF-8', 'LC_ALL': 'C.UTF-8', 'LANGUAGE': '',
               'HUAWEICLOUD_SDK_AK': 'ACCESSKEYOFTHETEST', 'HUAWEICLOUD_SDK_SK': SECRET_KEY,
               'HUAWEICLOUD_SDK_SECURITY_TOKEN': SECURITY_TOKEN}


def load_cases():
    """The cases that this program can meet: it never asks IAM."""
    table = configparser.ConfigParser(interpolation=None, delimiters='=')
    table.read(TABLE, encoding='utf-8')
    return {name: table[name] for name in table.sections() if 'iam' not in table[name]}


class Service(http.server.BaseHTTPRequestHandler):
    """Gives one answer to everything, and echoes a secret in a header."""
    protocol_version = 'HTTP/1.1'
    case = None

    def do_GET(self):  # pylint: disable=invalid-name
        body = Path(TABLE).with_name('errors').joinpath(self.case['body']).read_bytes()
        self.send_response_only(int(self.case['status']))
        self.send_header('Date', formatdate(time.time() + int(self.case.get('clock', 0)), usegmt=True))
        self.send_header('X-Request-Id', '0a1b')
        self.send_header('X-Echo', self.headers.get('X-Security-Token'))
        if 'headers' in self.case:
            self.send_header(*self.case['headers'].split(': '))
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format, *args):  # pylint: disable=redefined-builtin
        pass


def check(case, port):
    names = f"{case.get('organization', 'team-a')}/{case.get('repository', 'web/frontend')}"
    Service.case = case
    result = subprocess.run([CLI, 'list', names, '--no-retry', '--endpoint', f'http://127.0.0.1:{port}'], env=ENVIRONMENT,
                            stdin=subprocess.DEVNULL, capture_output=True, timeout=DEADLINE, check=False)
    text = result.stderr.decode()
    code = case.get('code') if case.get('code') != case['status'] else None
    reference = ', '.join(part for part in (f"HTTP {case['status']}", code, 'request ID 0a1b') if part)

    if result.returncode != int(case['exit']) or result.stdout:
        return f"status {result.returncode} instead of {case['exit']}: {text}"
    # The clock goes on while it is asked.
    if 'clock' not in case and case['message'] not in text:
        return f"“{case['message']}” is not in: {text}"
    if not text.endswith(f'\nferryboard-cli: {reference}\n'):
        return f'“{reference}” is not at the end of: {text}'
    if SECRET_KEY in text or SECURITY_TOKEN in text:
        return f'a secret is in: {text}'
    return None


def main():
    cases = load_cases()
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f'1..{len(cases)}')
    for number, (name, case) in enumerate(cases.items(), 1):
        problem = check(case, server.server_port)
        if problem:
            print('# ' + problem.replace('\n', '\n# '))
        print(f"{'not ok' if problem else 'ok'} {number} {name}", flush=True)


main()
