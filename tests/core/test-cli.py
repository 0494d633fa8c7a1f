#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run the command line program as a script would, against the demo service, and report in TAP.

test-cli.py FERRYBOARD-CLI FERRYBOARD-DEMO-SERVER
"""
import csv
import io
import json
import os
import re
import resource
import signal
import subprocess
import tempfile
from pathlib import Path

from cli_fixture import (ACCESS_KEY, BYTE_ORDER_MARK, CLI, DEADLINE, EXAMPLE, KEY_PAIR, MEMBERS, NOWHERE, ROW, SECRETS, TOKEN,
                         demo_server, list_with_fault, listening_socket, make_environment, read_csv, receive_request, run,
                         run_tests, start)


def test_no_display_library():
    libraries = subprocess.run(['ldd', CLI], capture_output=True, text=True, check=True).stdout
    assert 'libsoup-3.0' in libraries
    for name in ('gtk', 'gdk', 'adwaita', 'libX', 'wayland', 'pango', 'cairo'):
        assert name not in libraries, libraries


def test_help_and_version():
    for arguments in (['--help'], ['-h'], ['help'], ['list', '--help']):
        result = run(*arguments, env={})
        assert b'ferryboard-cli' in result.stdout and not result.stderr, result
    assert b'Exit status: 0' in result.stdout
    assert run('--version', env={}).stdout.startswith(b'ferryboard-cli ')


def test_bad_usage():
    for arguments in (['copy'], ['--list'], ['list'], ['list', EXAMPLE, '--names', '-'], ['list', EXAMPLE, '--at-once', '0'], ['list', EXAMPLE, EXAMPLE], ['list', '--region'],
                      ['list', EXAMPLE, '--tables'], ['list', EXAMPLE, '--format', 'abacus'], ['list', EXAMPLE, '--format', ''],
                      ['list', EXAMPLE, '--sort', 'repository,size'], ['list', EXAMPLE, '--times', 'soon'],
                      ['list', EXAMPLE, '--columns', 'repository,size'], ['list', EXAMPLE, '--columns', ''], ['list', EXAMPLE, '--output', ''],
                      ['list', EXAMPLE, '--columns', 'id,id'], ['list', EXAMPLE, '--account', 'prod']):
        run(*arguments, *(['--endpoint', NOWHERE] if arguments[0] == 'list' and arguments[-1] != '--region' else []), status=1)
    for arguments in ([], ['']):
        result = subprocess.run([CLI, *arguments], env=make_environment({}), capture_output=True, timeout=DEADLINE)
        assert result.returncode == 1 and result.stderr.startswith(b'Usage:') and not result.stdout, result


def test_bad_names():
    names = ['', ' ', '/', 'web', '/web', 'team/', 'te?am/web', 'team/web?a=b', 'team/web#a', 'team/web%2Fa', 'team/web\\a',
             'team/web\na', 'team/web\x7fa', 'team/..', '../web', 'team/a/../../b', 'team/a$..$b', 'a' * 65 + '/web',
             'team/' + 'a' * 129, b'team/web\xff', b'te\xffam/web']
    for locale in ('C', 'C.UTF-8'):
        for name in names:
            run('list', name, '--endpoint', NOWHERE, env={**KEY_PAIR, 'LC_ALL': locale}, status=1)


def test_bad_region():
    for region in ('', 'CN-NORTH-4', 'cn north', 'evil.example', 'evil.example/', 'a@evil.example', 'a#', 'a' * 64):
        run('list', EXAMPLE, '--region', region, '--endpoint', NOWHERE, status=1)


def test_bad_endpoint():
    for endpoint in ('', 'host.example', 'ftp://127.0.0.1', 'http://host.example', 'https://', 'https://user@host.example',
                     'https://host.example?a=b', 'https://host.example#a', 'http://127.0.0.1.evil.example', 'http://127.0.0.1:port'):
        run('list', EXAMPLE, '--endpoint', endpoint, status=1)


def test_no_credentials():
    for env in ({}, {'HUAWEICLOUD_SDK_AK': ACCESS_KEY}, {'HUAWEICLOUD_SDK_SK': SECRETS['HUAWEICLOUD_SDK_SK']},
                {'HUAWEICLOUD_SDK_AK': ' ', 'HUAWEICLOUD_SDK_SK': ' '}, {'FERRYBOARD_TOKEN': '\n'},
                {'FERRYBOARD_TOKEN': 'two\nlines'}):
        run('list', EXAMPLE, '--endpoint', NOWHERE, env=env, status=2)


def test_refused_sign_in():
    with demo_server() as endpoint:
        for env in ({'FERRYBOARD_TOKEN': 'other'}, {**KEY_PAIR, 'HUAWEICLOUD_SDK_AK': 'other'},
                    {**KEY_PAIR, 'HUAWEICLOUD_SDK_SK': 'other'}):
            run('list', EXAMPLE, '--endpoint', endpoint, env=env, status=2)
    for fault in ('401-expired', '401-region', '401-signature', '401-clock', '401-unknown-key', '401-locked-key', '401-swr',
                  '403', 'iam-error', 'iam-os-error'):
        result = list_with_fault(fault, status=2)
        assert b'SAMPLE-SECURITY-TOKEN' not in result.stderr


def test_not_found():
    for fault in ('404-organization', '404-repository'):
        list_with_fault(fault, status=3)
    with demo_server() as endpoint:
        result = run('list', 'test/not/there', '--endpoint', endpoint, status=3)
    lines = result.stderr.decode().splitlines()
    assert len(lines) == 2 and lines[0] == 'ferryboard-cli: The repository was not found. The service says: “repository not found”'
    assert lines[1].startswith('ferryboard-cli: HTTP 404, SVCSTG.SWR.4040010, request ID '), lines


def test_failing_service():
    for fault in ('400', '403-throttled', '404-gateway', '429', '429-retry-after', '500', '500-array', '500-flat', '502', '503',
                  '504', 'html-error', 'text-error', 'not-json', 'truncated-json', 'empty-body', 'no-content', 'json-object',
                  'redirect', 'reset', 'cut-body', 'cut-chunks', 'huge-body', 'huge-length'):
        with tempfile.TemporaryDirectory() as folder:
            list_with_fault(fault, '--no-retry', '--output', f'{folder}/tasks.csv', status=5)
            assert not os.listdir(folder), fault


def test_slowed_down():
    """The program says that it waits, and ends well when the service is ready again."""
    with demo_server('--fault', '429-retry-after', '--fault-count', '1') as endpoint:
        result = run('list', EXAMPLE, '--endpoint', endpoint)
    assert read_csv(result.stdout) == [MEMBERS, ROW]
    assert result.stderr == b'ferryboard-cli: Slowed down by the service, retrying in 2 seconds\n', result.stderr


def test_nobody_there():
    assert b'127.0.0.1' in run('list', EXAMPLE, '--endpoint', NOWHERE, status=5).stderr


def test_csv():
    with demo_server() as endpoint:
        for env in (KEY_PAIR, TOKEN, {**KEY_PAIR, 'HUAWEICLOUD_SDK_SECURITY_TOKEN': SECRETS['HUAWEICLOUD_SDK_SECURITY_TOKEN'],
                                      'HUAWEICLOUD_SDK_PROJECT_ID': '0a1b'}):
            result = run('list', EXAMPLE, '--endpoint', endpoint, env=env)
            assert read_csv(result.stdout) == [MEMBERS, ROW], result.stdout
            assert not result.stderr, result.stderr
    assert read_csv(list_with_fault('empty-list').stdout) == [MEMBERS]


def test_json():
    with demo_server() as endpoint:
        result = run('list', EXAMPLE, '--endpoint', endpoint, '--format', 'json')
    document = json.loads(result.stdout)
    assert document['scope'] == EXAMPLE and document['sourceRegionIds'] == ['cn-north-4'] and document['unreadableEntries'] == 0
    [task] = document['tasks']
    assert list(task) == MEMBERS
    assert task['id'] == 45 and task['override'] is True and task['createdAt'] == '2020-04-17T02:11:03.53183Z'
    big_ids = json.loads(list_with_fault('big-ids', '--format', 'json').stdout)
    assert [task['id'] for task in big_ids['tasks']] == [2**31 - 1, 2**31, 2**53 + 1, 2**63 - 1]


def test_formats():
    """What the help names is what there is."""
    usage = run('list', '--help', env={}).stdout.decode()
    names = re.search(r'^Formats: (.*)$', usage, re.M)[1]
    with demo_server() as endpoint:
        outputs = {name: run('list', EXAMPLE, '--endpoint', endpoint, '--format', name).stdout for name in names.split(', ')}
    assert {'csv', 'tsv', 'json', 'markdown', 'table'} <= set(outputs) and len(set(outputs.values())) == len(outputs)
    assert list(csv.reader(io.StringIO(outputs['tsv'].decode(), newline=''), 'excel-tab')) == [MEMBERS, ROW]
    assert f'| {" | ".join(f"`{value}`" for value in ROW)} |' in outputs['markdown'].decode().splitlines()
    assert outputs['table'].decode().splitlines()[1].split() == ROW
    refusal = run('list', EXAMPLE, '--endpoint', NOWHERE, '--format', 'abacus', env={**KEY_PAIR, 'LC_ALL': 'C.UTF-8'},
                  status=1).stderr.decode()
    assert refusal == f'ferryboard-cli: “abacus” is not a format. There are: {names}\n', refusal


def test_request():
    """The region of an image path counts, unless another one is given."""
    for arguments, path in (
            ([EXAMPLE], '/cn-north-4/v2/manage/namespaces/test/repos/grpc-helloworld/sync_repo'),
            (['a/b/c'], '/cn-north-4/v2/manage/namespaces/a/repos/b%24c/sync_repo'),
            (['swr.cn-east-3.myhuaweicloud.com/a/b/c:1@sha256:2'], '/cn-east-3/v2/manage/namespaces/a/repos/b%24c/sync_repo'),
            (['swr.cn-east-3.myhuaweicloud.com/a/b', '--region', 'me-east-1'], '/me-east-1/v2/manage/namespaces/a/repos/b/sync_repo')):
        with listening_socket() as (listener, endpoint):
            program = start('list', *arguments, '--endpoint', endpoint + '/{region}', stdout=subprocess.PIPE)
            connection, request = receive_request(listener)
            with connection:
                connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]')
                output, errors = program.communicate(timeout=DEADLINE)
        assert program.returncode == 0, errors
        assert request.startswith(f'GET {path} HTTP/1.1\r\n'), request
        assert '\r\nContent-Type: application/json\r\n' in request, request
        assert SECRETS['HUAWEICLOUD_SDK_SK'] not in request


def test_warnings():
    result = list_with_fault('wrong-types', '--format', 'json', status=4)
    assert json.loads(result.stdout)['unreadableEntries'] == 3
    assert b'3 of 4 entries could not be read. An entry is not a task.' in result.stderr, result.stderr
    for fault, rows in (('100-rows', 100), ('250-rows', 250)):
        result = list_with_fault(fault)
        assert len(read_csv(result.stdout)) == rows + 1
        assert b'may have cut this list at 100' in result.stderr, result.stderr


def test_output_file():
    with tempfile.TemporaryDirectory() as folder, demo_server() as endpoint:
        for name, arguments, is_json in (
                ('a.csv', [], False), ('a.json', [], True), ('a.list', [], False), ('a', [], False), ('a:b.csv', [], False),
                ('b.csv', ['--format', 'json'], True), ('b.json', ['--format', 'csv'], False), ('c.JSON', [], True)):
            result = run('list', EXAMPLE, '--endpoint', endpoint, '--output', name, *arguments, cwd=folder)
            assert not result.stdout and not result.stderr
            data = Path(folder, name).read_bytes()
            assert data.startswith(BYTE_ORDER_MARK) != is_json, (name, data)
            assert (json.loads(data)['rows'] == 1) if is_json else (read_csv(data) == [MEMBERS, ROW]), (name, data)
        Path(folder, 'a.csv').write_text('old')
        run('list', EXAMPLE, '--endpoint', endpoint, '--output', f'{folder}/a.csv')
        assert read_csv(Path(folder, 'a.csv').read_bytes()) == [MEMBERS, ROW]
        assert sorted(os.listdir(folder)) == ['a', 'a.csv', 'a.json', 'a.list', 'a:b.csv', 'b.csv', 'b.json', 'c.JSON']
        for name, start in (('d.tsv', 'repoName\tnamespace\t'), ('d.md', '- Scope: `test/grpc-helloworld`\n'), ('d.txt', 'Repository       Organization  ')):
            run('list', EXAMPLE, '--endpoint', endpoint, '--output', f'{folder}/{name}')
            assert Path(folder, name).read_text().startswith(start)


def test_failing_output():
    """Each in a way that root cannot write either."""
    with tempfile.TemporaryDirectory() as folder, demo_server() as endpoint:
        Path(folder, 'file').write_text('old')
        for path in (folder, f'{folder}/missing/tasks.csv', f'{folder}/file/tasks.csv', '/proc/tasks.csv', '/dev/full'):
            run('list', EXAMPLE, '--endpoint', endpoint, '--output', path, status=6)
        with open('/dev/full', 'wb') as full:
            run('list', EXAMPLE, '--endpoint', endpoint, stdout=full, status=6)
        run('list', EXAMPLE, '--endpoint', endpoint, stdout=None, preexec_fn=lambda: os.close(1), status=6)
        assert os.listdir(folder) == ['file'] and Path(folder, 'file').read_text() == 'old'


def test_full_disk():
    """Where there is room for a beginning only, what was there before stays."""
    def limit_files():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    with tempfile.TemporaryDirectory() as folder, demo_server('--tasks', '2000') as endpoint:
        Path(folder, 'old.csv').write_text('old')
        for name in ('old.csv', 'new.json'):
            run('list', 'bulk/tasks', '--endpoint', endpoint, '--output', f'{folder}/{name}', preexec_fn=limit_files, status=6)
        assert os.listdir(folder) == ['old.csv'] and Path(folder, 'old.csv').read_text() == 'old'


def test_large_list():
    with demo_server('--tasks', '5000') as endpoint:
        rows = read_csv(run('list', 'bulk/tasks', '--endpoint', endpoint).stdout)
    assert len(rows) == 5001 and len({row[-1] for row in rows}) == 5001
    assert all(len(row) == len(MEMBERS) for row in rows)


def test_broken_pipe():
    with demo_server('--tasks', '5000') as endpoint:
        program = start('list', 'bulk/tasks', '--endpoint', endpoint, stdout=subprocess.PIPE)
        assert program.stdout.read(8) == b'repoName'
        program.stdout.close()
        assert program.wait(DEADLINE) in (0, -signal.SIGPIPE)
        # The list is long, which it may say; a complaint about the pipe it may not.
        assert b'pipe' not in program.stderr.read().lower()


def test_interrupted_while_waiting():
    with tempfile.TemporaryDirectory() as folder, listening_socket() as (listener, endpoint):
        program = start('list', EXAMPLE, '--endpoint', endpoint, '--output', f'{folder}/tasks.csv', stdout=subprocess.PIPE)
        connection, _ = receive_request(listener)
        with connection:
            program.send_signal(signal.SIGINT)
            output, errors = program.communicate(timeout=DEADLINE)
        assert program.returncode in (130, -signal.SIGINT), program.returncode
        assert not output and not errors and not os.listdir(folder), errors


def test_interrupted_after_an_answer():
    """What one region said is not the list that was asked for."""
    with listening_socket() as (listener, endpoint):
        program = start('list', EXAMPLE, '--endpoint', endpoint, '-r', 'cn-north-4', '-r', 'cn-east-3', stdout=subprocess.PIPE)
        first, _ = receive_request(listener)
        with first:
            first.sendall(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: 2\r\n\r\n[]')
            second, _ = receive_request(listener)
        with second:
            program.send_signal(signal.SIGINT)
            output, errors = program.communicate(timeout=DEADLINE)
        assert program.returncode == 130, program.returncode
        assert not output and not errors, output + errors


def test_interrupted_while_writing():
    """Nobody reads on, so only the signal can end it."""
    with demo_server('--tasks', '5000') as endpoint:
        program = start('list', 'bulk/tasks', '--endpoint', endpoint, stdout=subprocess.PIPE)
        assert program.stdout.read(8) == b'repoName'
        program.send_signal(signal.SIGINT)
        assert program.wait(DEADLINE) in (130, -signal.SIGINT)
        program.stdout.close()


def test_no_secrets():
    """Not with every debug message that the libraries have either."""
    env = {**KEY_PAIR, **SECRETS, 'G_MESSAGES_DEBUG': 'all', 'SOUP_DEBUG': '1', 'GNUTLS_DEBUG_LEVEL': '9'}
    with demo_server() as endpoint:
        for extra in ({}, {'HUAWEICLOUD_SDK_AK': ''}):
            result = run('list', EXAMPLE, '--endpoint', endpoint, env={**env, **extra})
            assert b'DEBUG' in result.stdout + result.stderr
    with listening_socket() as (listener, endpoint):
        program = subprocess.Popen([CLI, 'list', EXAMPLE, '--endpoint', endpoint], env=make_environment({**KEY_PAIR, **SECRETS}),
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        connection, request = receive_request(listener)
        with connection:
            body = json.dumps({'error_code': 'APIGW.0301', 'error_msg': 'canonicalRequest:' + request.replace('\r\n', '|')}).encode()
            connection.sendall(b'HTTP/1.1 401 Unauthorized\r\nContent-Length: %d\r\n\r\n%s' % (len(body), body))
            output, errors = program.communicate(timeout=DEADLINE)
    assert program.returncode == 2 and 'X-Security-Token: security-token-of-the-test' in request
    assert b'canonicalRequest' in errors and not any(secret.encode() in output + errors for secret in SECRETS.values()), errors


run_tests(globals())
