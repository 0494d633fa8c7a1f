#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scan organizations, regions and lists of repositories from the command line, and report in TAP.

test-cli-scan.py FERRYBOARD-CLI FERRYBOARD-DEMO-SERVER
"""
import contextlib
import json
import signal
import subprocess
import tempfile
from pathlib import Path

from cli_fixture import (CLI, DEADLINE, KEY_PAIR, MEMBERS, NOWHERE, Service, demo_server, listening_socket, make_environment, make_row,
                         read_csv, receive_request, run, run_tests, start)

WORLD = ['--organizations', '5', '--repositories', '257', '--tasks-each', '2']
SMALL_WORLD = ['--organizations', '3', '--repositories', '75', '--tasks-each', '2']
UTF8 = {**KEY_PAIR, 'LC_ALL': 'C.UTF-8'}


def scan(endpoint, *arguments, **options):
    return run('scan', '--endpoint', f'{endpoint}/{{region}}', '--no-retry', *arguments, **options)


def scan_json(endpoint, *arguments, **options):
    result = scan(endpoint, '--format', 'json', *arguments, **options)
    return json.loads(result.stdout), result.stderr.decode().splitlines()


def count_repositories(document):
    return len({(task['sourceRegionId'], task['namespace'], task['repoName']) for task in document['tasks']})


@contextlib.contextmanager
def names_file(text):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, 'names')
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        yield str(path)


def test_everything():
    with demo_server(*WORLD, '--latency', '2') as endpoint:
        document, errors = scan_json(endpoint)
        assert document['scope'] == '*/*' and len(document['tasks']) == 2 * 257 and count_repositories(document) == 257
        assert len({task['namespace'] for task in document['tasks']}) == 5 and not errors
        for arguments in ([], ['--at-once', '1', '--sort', 'id']):
            rows = read_csv(scan(endpoint, '--columns', 'organization,repository,id', *arguments).stdout)[1:]
            assert len({row[2] for row in rows}) == 514
        filtered = read_csv(scan(endpoint, '--columns', 'organization', '--filter', 'organization:team-2').stdout)[1:]
        assert filtered and all(row == ['team-2'] for row in filtered)


def test_organization():
    with demo_server(*SMALL_WORLD) as endpoint:
        document, errors = scan_json(endpoint, 'team-3')
        assert document['scope'] == 'team-3/*' and count_repositories(document) == 25 and not errors
        assert {task['namespace'] for task in document['tasks']} == {'team-3'}


def test_regions():
    with demo_server(*SMALL_WORLD, '--regions', 'cn-north-4,cn-east-3') as endpoint:
        document, errors = scan_json(endpoint, '-r', 'cn-east-3', '-r', 'cn-north-4')
        assert document['sourceRegionIds'] == ['cn-east-3', 'cn-north-4'] and len(document['tasks']) == 150 and not errors
        regions = [task['sourceRegionId'] for task in document['tasks']]
        assert regions == sorted(regions) and set(regions) == {'cn-east-3', 'cn-north-4'}


def test_refused_region():
    """What one region refuses does not spoil the other."""
    with demo_server(*SMALL_WORLD, '--regions', 'cn-north-4,cn-east-3', '--fault-at', 'cn-east-3=401-region') as endpoint:
        document, errors = scan_json(endpoint, '-r', 'cn-north-4', '-r', 'cn-east-3', status=4)
    assert {task['sourceRegionId'] for task in document['tasks']} == {'cn-north-4'}
    assert [(failure['sourceRegionId'], failure['scope']) for failure in document['failed']] == [('cn-east-3', '*/*')]
    assert errors[0].startswith('ferryboard-cli: cn-east-3 */*: ') and 'HTTP 401' in errors[1] and len(errors) == 2, errors


def test_partial():
    """Each part that could not be read has a line, and what the service's support asks for."""
    with demo_server(*SMALL_WORLD, '--fault-at', 'cn-north-4/team-2=500', '--fault-at', 'cn-north-4/team-1/service-1?=500') as endpoint:
        document, errors = scan_json(endpoint, status=4)
    failed = [f"{failure['sourceRegionId']} {failure['scope']}: " for failure in document['failed']]
    lines = [line.removeprefix('ferryboard-cli: ') for line in errors[::2]]
    assert 2 < len(failed) < 6 and {'cn-north-4 team-1/service-13: ', 'cn-north-4 team-2/*: '} <= set(failed), failed
    assert len(lines) == len(failed) and all(line.startswith(start) for line, start in zip(lines, failed)), errors
    assert all(line.startswith('ferryboard-cli: HTTP 500') for line in errors[1::2]), errors


def test_many_failures():
    """Those with the same reason share a line."""
    with demo_server(*SMALL_WORLD, '--fault-at', 'cn-north-4/team-1/*=500') as endpoint:
        document, errors = scan_json(endpoint, status=4)
    assert len(document['failed']) > 20 and len(errors) == 1, errors
    assert f" and {len(document['failed']) - 1} others in cn-north-4 could not be read: " in errors[0], errors


def test_forbidden():
    """Who may not list names is told which permission that takes, and how to do without it."""
    hint = 'This needs the permission swr:repo:listRepos. Without it, name the repositories: “ferryboard-cli scan --names FILE”.'
    with demo_server(*SMALL_WORLD, '--fault-at', 'cn-north-4/*=403') as endpoint:
        for arguments in ([], ['team-1']):
            errors = scan(endpoint, *arguments, env=UTF8, status=2).stderr.decode()
            assert errors.count(hint) == 1, errors
    with demo_server(*SMALL_WORLD, '--fault-at', 'cn-north-4=403') as endpoint:
        assert 'swr:namespace:listNamespaces. Without it' in scan(endpoint, env=UTF8, status=2).stderr.decode()
        with names_file('team-1/missing\n') as path:
            scan(endpoint, '--names', path, status=3)
    with demo_server(*SMALL_WORLD, '--fault-at', 'cn-north-4/*/*=403') as endpoint:
        errors = scan(endpoint, 'team-1', env=UTF8, status=4).stderr.decode()
        assert errors.count('This needs the permission swr:repo:listAutoSyncRepoJobs.') == 1 and '--names' not in errors, errors


def test_names():
    service = Service({'cn-north-4': [make_row()], 'cn-east-3': [make_row(id=2)], 'me-east-1': []})
    text = '\ufeff# ours\r\nteam/web\r\n\r\nteam/web\r\n  swr.cn-east-3.myhuaweicloud.com/team/web:1.0 # in use\r\n'
    with service.run() as endpoint, names_file(text) as path:
        endpoint = endpoint.removesuffix('/{region}')
        for arguments, regions in (([], ['cn-east-3']), (['-r', 'me-east-1', '-r', 'cn-north-4'], ['me-east-1', 'cn-north-4'])):
            service.asked.clear()
            document, errors = scan_json(endpoint, '--names', path, *arguments)
            assert document['scope'] == 'team/web' and document['sourceRegionIds'] == regions and not errors, document
            assert sorted(service.asked) == sorted(regions), service.asked


def test_names_from_standard_input():
    with demo_server(*SMALL_WORLD) as endpoint:
        rows = read_csv(scan(endpoint, '--columns', 'organization,repository').stdout)[1:]
        names = sorted({'/'.join(row) for row in rows})[:7]
        program = subprocess.run([CLI, 'scan', '--names', '-', '--endpoint', f'{endpoint}/{{region}}', '--format', 'json'], check=True,
                                 input='\n'.join(names).encode(), env=make_environment(KEY_PAIR), capture_output=True, timeout=DEADLINE)
    document = json.loads(program.stdout)
    assert document['scope'] == '7 repositories' and len(document['tasks']) == 14 and not program.stderr
    assert sorted({f"{task['namespace']}/{task['repoName']}" for task in document['tasks']}) == names


def test_bad_lines():
    """They are told with their numbers, and nothing is asked."""
    service = Service({'cn-north-4': []})
    with service.run() as endpoint:
        with names_file('team/web\n\nweb\nte?am/web\n') as path:
            errors = run('scan', '--names', path, '--endpoint', endpoint, env=UTF8, status=1).stderr.decode().splitlines()
        assert [error.removeprefix('ferryboard-cli: ').split(':')[0] for error in errors[:2]] == ['Line 3, “web”', 'Line 4, “te?am/web”']
        assert errors[2:] == ['ferryboard-cli: 2 lines of the list name no repository, so nothing was asked.'], errors
        with names_file('web\n' * 100) as path:
            errors = run('scan', '--names', path, '--endpoint', endpoint, env=UTF8, status=1).stderr.decode().splitlines()
        assert len(errors) == 22 and errors[20] == 'ferryboard-cli: … and 80 more', errors
        for text, problem in (('team/web\n'.encode('utf-16'), 'UTF-16'), (b'team/w\xffb\n', 'not UTF-8'), ('# nothing\n', 'no repository'),
                              ('\n' * (4 * 1024 * 1024 + 1), 'too large')):
            with names_file(text) as path:
                errors = run('scan', '--names', path, '--endpoint', endpoint, env=UTF8, status=1).stderr.decode()
            assert problem in errors, errors
    assert not service.asked


def test_bad_usage():
    for arguments in (['team/web'], ['team', 'other'], [''], [' '], ['te?am'], ['--names', ''], ['--names', '/nowhere/names'], ['--names', '/'],
                      ['team', '--names', '-'], ['--at-once', '0'], ['--at-once', '33'], ['--at-once', 'many'], ['--region', ''],
                      ['--format', 'abacus']):
        run('scan', *arguments, '--endpoint', NOWHERE, status=1)
    assert b'ferryboard-cli list' in run('scan', 'team/web', '--endpoint', NOWHERE, status=1).stderr


def test_nobody_there():
    assert b'127.0.0.1' in run('scan', '--no-retry', '--endpoint', NOWHERE, status=5).stderr


def test_nothing_there():
    """No row and no repository look the same in the list."""
    for arguments in (['--organizations', '0'], ['--organizations', '2', '--repositories', '0']):
        with demo_server(*arguments) as endpoint:
            result = scan(endpoint)
            assert read_csv(result.stdout) == [MEMBERS] and b'No repository was found' in result.stderr, result.stderr
            assert not scan(endpoint, '--quiet').stderr
    with demo_server('--organizations', '1', '--repositories', '3', '--tasks-each', '0') as endpoint:
        result = scan(endpoint)
        assert read_csv(result.stdout) == [MEMBERS] and not result.stderr, result.stderr


def answer(connection, rows):
    body = json.dumps(rows).encode()
    connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s' % (len(body), body))


def test_interrupted():
    """What was read is written, and that it is not all is told."""
    with names_file('team/web\nteam/api\nteam/cli\n') as path, tempfile.TemporaryDirectory() as folder:
        for output in ('-', f'{folder}/tasks.json'):
            with listening_socket() as (listener, endpoint):
                program = start('scan', '--names', path, '--endpoint', endpoint, '--at-once', '1', '-f', 'json', '-o', output, stdout=subprocess.PIPE)
                first, _ = receive_request(listener)
                with first:
                    answer(first, [make_row()])
                    second, _ = receive_request(listener)
                with second:
                    program.send_signal(signal.SIGINT)
                    data, errors = program.communicate(timeout=DEADLINE)
            assert program.returncode == 130, program.returncode
            document = json.loads(data if output == '-' else Path(output).read_bytes())
            assert [task['repoName'] for task in document['tasks']] == ['web'], document
            assert errors == b'ferryboard-cli: 2 of 3 repositories were not asked about.\n', errors


def test_interrupted_without_an_answer():
    with tempfile.TemporaryDirectory() as folder, listening_socket() as (listener, endpoint):
        program = start('scan', '--endpoint', endpoint, '--output', f'{folder}/tasks.csv', stdout=subprocess.PIPE)
        connection, _ = receive_request(listener)
        with connection:
            program.send_signal(signal.SIGINT)
            output, errors = program.communicate(timeout=DEADLINE)
        assert program.returncode == 130 and not output and not errors and not list(Path(folder).iterdir()), errors


run_tests(globals())
