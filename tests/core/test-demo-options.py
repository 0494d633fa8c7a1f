#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run the demo service alone, as somebody would who writes a client, and report in TAP.

test-demo-options.py FERRYBOARD-DEMO-SERVER DATA-FOLDER
"""
import contextlib
import json
import ssl
import subprocess
import sys
import traceback
import urllib.error
import urllib.request
from pathlib import Path

DEMO_SERVER, DATA = sys.argv[1:]
CERTIFICATE = str(Path(DATA) / 'self-signed.pem')
DEADLINE = 120  # Ends what hangs, and measures nothing.
USER_ID = '1f2e3d4c5b6a79880716253443526170'
TOKEN = {'X-Auth-Token': 'sample-token'}
EXAMPLE = '/v2/manage/namespaces/test/repos/grpc-helloworld/sync_repo'


@contextlib.contextmanager
def demo_server(*options):
    with subprocess.Popen([DEMO_SERVER, *options], stdout=subprocess.PIPE, text=True) as server:
        try:
            yield server.stdout.readline().split()[-1]
        finally:
            server.terminate()
    assert server.returncode == 0, f'the service ended with status {server.returncode}'


def send(url, headers, body=None):
    """Give status, headers and decoded body of the answer."""
    request = urllib.request.Request(url, json.dumps(body).encode() if body else None, headers)
    handlers = [urllib.request.ProxyHandler({}),
                urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=CERTIFICATE))]
    try:
        answer = urllib.request.build_opener(*handlers).open(request, timeout=DEADLINE)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status, answer.headers, json.load(answer)


def sign_in(endpoint, user, password, domain, passcode=None):
    identity = {'methods': ['password'],
                'password': {'user': {'name': user, 'password': password, 'domain': {'name': domain}}}}
    if passcode:
        identity['methods'].append('totp')
        identity['totp'] = {'user': {'id': USER_ID, 'passcode': passcode}}
    return send(endpoint + '/v3/auth/tokens?nocatalog=true', {'Content-Type': 'application/json;charset=utf8'},
                {'auth': {'identity': identity, 'scope': {'project': {'name': 'cn-north-4'}}}})


def test_sign_in():
    with demo_server() as endpoint:
        status, headers, body = sign_in(endpoint, 'sample-user', 'sample-password', 'example-account')
        assert status == 201, body
        status, headers, body = send(endpoint + EXAMPLE, {'X-Auth-Token': headers['X-Subject-Token']})
        assert (status, body[0]['id']) == (200, 45), body


def test_every_option():
    options = ['--user', '王芳', '--password', 'p"w', '--domain', '示例', '--passcode', '777777',
               '--token-lifetime', '3600', '--certificate', CERTIFICATE, '--fault', 'iam-big-token']
    with demo_server(*options) as endpoint:
        assert endpoint.startswith('https://127.0.0.1:'), endpoint
        assert sign_in(endpoint, '王芳', 'p"w', '示例')[0] == 401
        assert sign_in(endpoint, '王芳', 'p"w', '示例', '777778')[2]['error_code'] == 'IAM.1061'
        status, headers, body = sign_in(endpoint + '/iam/cn-north-4', '王芳', 'p"w', '示例', '777777')
        assert status == 201, body
        assert len(headers['X-Subject-Token']) == 32 * 1024
        issued_at, expires_at = (body['token'][name] for name in ('issued_at', 'expires_at'))
        assert int(expires_at[11:13]) == (int(issued_at[11:13]) + 1) % 24, body
        assert issued_at[13:] == expires_at[13:], body


def test_world():
    with demo_server('--organizations', '3', '--repositories', '7', '--tasks-each', '11',
                     '--regions', 'cn-east-3,la-south-2', '--tasks', '2') as endpoint:
        east = send(endpoint + '/cn-east-3/v2/manage/namespaces?filter=mode::visible', TOKEN)[2]['namespaces']
        assert [(row['name'], row['repo_count']) for row in east] == [('team-1', 3), ('team-3', 2), ('bulk', 1)], east
        status, headers, body = send(endpoint + '/la-south-2/v2/manage/repos?namespace=team-2', TOKEN)
        assert (status, headers['Content-Range'], len(body)) == (200, '0-2/2', 2), body
        tasks = send(endpoint + '/la-south-2/v2/manage/namespaces/team-2/repos/service-5/sync_repo', TOKEN)[2]
        assert len(tasks) == 11, tasks

    with demo_server('--regions', 'cn-north-9') as endpoint:
        status, headers, body = send(endpoint + '/cn-north-9/v2/manage/repos', TOKEN)
        assert headers['Content-Range'] == '0-50/50', headers


def test_trouble():
    with demo_server('--rate-limit', '3/h', '--rate-limit-fault', '403-throttled-else',
                     '--fault-at', '*/test/grpc-*=503:1', '--fault-at', '/v2/manage/repos?limit=1&*=404-gateway',
                     '--latency', '1') as endpoint:
        assert send(endpoint + EXAMPLE, TOKEN)[0] == 503
        assert send(endpoint + EXAMPLE, TOKEN)[0] == 200
        assert send(endpoint + '/v2/manage/repos?limit=1&offset=0', TOKEN)[2]['error_code'] == 'APIGW.0101'
        assert send(endpoint + EXAMPLE, TOKEN)[2]['error_code'] == 'SVCSTG.SWR.4031042'


def test_mistakes():
    for options in (['--certificate', DATA], ['--certificate', __file__], ['--token-lifetime', '-1'],
                    ['--fault', 'no-such-fault'], ['--fault-at', 'x'], ['--fault-at', 'x='], ['--fault-at', '=503'],
                    ['--fault-at', 'x=no-such-fault'], ['--fault-at', 'x=503:0'], ['--rate-limit', '10'],
                    ['--rate-limit', 'x/min'], ['--rate-limit', '10/week'], ['--rate-limit-fault', 'hang'],
                    ['--regions', ''], ['--regions', 'a,,b'], ['--organizations', '-2'], ['--port', '65536'], ['more']):
        result = subprocess.run([DEMO_SERVER, *options], capture_output=True, text=True, timeout=DEADLINE)
        assert result.returncode == 1, result
        assert result.stderr.startswith('ferryboard-demo-server: '), result


def main():
    tests = [(name[5:].replace('_', '-'), function)
             for name, function in globals().items() if name.startswith('test_')]
    print(f'1..{len(tests)}')
    for number, (name, function) in enumerate(tests, 1):
        try:
            function()
            print(f'ok {number} {name}', flush=True)
        except Exception:  # pylint: disable=broad-except
            for line in traceback.format_exc().splitlines():
                print(f'# {line}')
            print(f'not ok {number} {name}', flush=True)


main()
