# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the command line program share: running it, services for it, and reporting in TAP."""
import contextlib
import csv
import http.server
import io
import json
import os
import socket
import subprocess
import sys
import threading
import traceback

CLI, DEMO_SERVER = map(os.path.abspath, sys.argv[1:3])
DEADLINE = 120  # Ends what hangs, and measures nothing.

# Nothing listens there: whoever gets as far as sending ends with status 5.
NOWHERE = 'http://127.0.0.1:1'
EXAMPLE = 'test/grpc-helloworld'

ACCESS_KEY = 'ACCESSKEYOFTHETEST'
SECRETS = {
    'HUAWEICLOUD_SDK_SK': 'secret-key-of-the-test',
    'HUAWEICLOUD_SDK_SECURITY_TOKEN': 'security-token-of-the-test',
    'FERRYBOARD_TOKEN': 'token-of-the-test',
}
KEY_PAIR = {'HUAWEICLOUD_SDK_AK': ACCESS_KEY, 'HUAWEICLOUD_SDK_SK': SECRETS['HUAWEICLOUD_SDK_SK']}
TOKEN = {'FERRYBOARD_TOKEN': SECRETS['FERRYBOARD_TOKEN']}
BYTE_ORDER_MARK = b'\xef\xbb\xbf'
MEMBERS = ['repoName', 'namespace', 'sourceRegionId', 'remoteRegionId', 'remoteNamespace', 'override', 'syncAuto',
           'createdAt', 'updatedAt', 'domainName', 'domainID', 'id']
ROW = ['grpc-helloworld', 'test', 'cn-north-4', 'cn-north-1', 'sdsad', 'true', 'true', '2020-04-17T02:11:03.53183Z',
       '2020-04-17T02:11:03.531831Z', 'p*********59', '8b1e81************************633fb', '45']


def make_environment(extra):
    kept = {name: value for name, value in os.environ.items()
            if not name.startswith(('HUAWEICLOUD_', 'FERRYBOARD_')) and name not in ('DISPLAY', 'WAYLAND_DISPLAY')}
    return {**kept, 'LANG': 'C', 'LC_ALL': 'C', 'LANGUAGE': '', **extra}


def run(*arguments, env=KEY_PAIR, status=0, **options):
    """Run the program, and check how it ends and that no secret comes out."""
    options.setdefault('stdout', subprocess.PIPE)
    result = subprocess.run([CLI, *arguments], env=make_environment(env), stdin=subprocess.DEVNULL,
                            stderr=subprocess.PIPE, timeout=DEADLINE, **options)
    output = (result.stdout or b'') + result.stderr
    assert result.returncode == status, f'status {result.returncode}, not {status}: {output!r}'
    for name, secret in SECRETS.items():
        assert secret.encode() not in output, f'{name} is in the output: {output!r}'
    if status != 0:
        assert status == 4 or not result.stdout, f'not only data on stdout: {result.stdout!r}'
        assert result.stderr.startswith(b'ferryboard-cli: '), result.stderr
    return result


@contextlib.contextmanager
def demo_server(*options):
    command = [DEMO_SERVER, '--access-key', ACCESS_KEY, '--secret-key', SECRETS['HUAWEICLOUD_SDK_SK'],
               '--token', SECRETS['FERRYBOARD_TOKEN'], *options]
    # libsoup warns of clients that have gone, which must not end the service.
    env = {name: value for name, value in os.environ.items() if name != 'G_DEBUG'}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            yield server.stdout.readline().split()[-1]
        finally:
            server.terminate()


@contextlib.contextmanager
def listening_socket():
    with socket.create_server(('127.0.0.1', 0)) as listener:
        listener.settimeout(DEADLINE)
        yield listener, f'http://127.0.0.1:{listener.getsockname()[1]}'


def receive_request(listener):
    connection = listener.accept()[0]
    request = b''
    while b'\r\n\r\n' not in request:
        request += connection.recv(65536)
    return connection, request.decode()


def start(*arguments, **options):
    return subprocess.Popen([CLI, *arguments], env=make_environment(KEY_PAIR), stdin=subprocess.DEVNULL,
                            stderr=subprocess.PIPE, **options)


def list_with_fault(fault, *arguments, **options):
    with demo_server('--fault', fault) as endpoint:
        return run('list', EXAMPLE, '--endpoint', endpoint, *arguments, **options)


def read_csv(data):
    return list(csv.reader(io.StringIO(data.decode('utf-8-sig'), newline='')))


def make_row(**changes):
    """A task as the service tells of it."""
    return {'id': 1, 'namespace': 'team', 'repoName': 'web', 'remoteRegionId': 'cn-east-3', 'remoteNamespace': 'copies',
            'syncAuto': True, 'override': False, 'domainID': '0a1b', 'domainName': 'example', 'createdAt': '2020-04-17T02:11:03.5Z',
            'updatedAt': '2021-04-17T02:11:03Z', **changes}


class Service:
    """Answers below /REGION with what was set for the region: rows, a status and a body, or what a function makes of the
    path."""

    def __init__(self, answers, wait=None):
        self.answers = answers
        self.wait = wait or (lambda region: None)
        self.asked = []
        self.lock = threading.Lock()

    @contextlib.contextmanager
    def run(self):
        service = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = 'HTTP/1.1'

            def do_GET(self):  # pylint: disable=invalid-name
                region = self.path.split('/')[1]
                with service.lock:
                    service.asked.append(region)
                service.wait(region)
                answer = service.answers[region]
                if callable(answer):
                    answer = answer(self.path)
                status, body = answer if isinstance(answer, tuple) else (200, answer)
                data = json.dumps(body).encode()
                self.send_response(status)
                self.send_header('Content-Type', 'application/json')
                self.send_header('Content-Length', str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format, *args):  # pylint: disable=redefined-builtin
                pass

        server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        try:
            yield f'http://127.0.0.1:{server.server_port}/{{region}}'
        finally:
            server.shutdown()
            server.server_close()


def run_tests(names):
    tests = [(name[5:].replace('_', '-'), function) for name, function in names.items() if name.startswith('test_')]
    print(f'1..{len(tests)}')
    for number, (name, function) in enumerate(tests, 1):
        try:
            function()
            print(f'ok {number} {name}', flush=True)
        except Exception:  # pylint: disable=broad-except
            for line in traceback.format_exc().splitlines():
                print(f'# {line}')
            print(f'not ok {number} {name}', flush=True)
