#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Check what the options of the command line program choose, and how it asks several regions; report in TAP.

test-cli-options.py FERRYBOARD-CLI FERRYBOARD-DEMO-SERVER
"""
import json
import tempfile
import threading
from pathlib import Path

from cli_fixture import DEADLINE, KEY_PAIR, MEMBERS, NOWHERE, Service, make_row, read_csv, run, run_tests

REGION = 'cn-north-4'
ROWS = [make_row(id=1, repoName='web-10', override=True, domainName='=1+1'),
        make_row(id=2, repoName='web-9', remoteRegionId='ap-southeast-3', updatedAt='some day'),
        make_row(id=3, repoName='api', remoteNamespace='镜像')]
UTF8 = {**KEY_PAIR, 'LC_ALL': 'C.UTF-8'}
# What the service says when a token belongs to another region, which is no reason to stop asking the others.
OTHER_REGION = (401, {'error_code': 'APIGW.0307', 'error_msg': 'The token must be updated'})


def list_rows(*arguments, rows=None, **options):
    with Service({REGION: ROWS if rows is None else rows}).run() as endpoint:
        return run('list', 'team/web', '--endpoint', endpoint, *arguments, **options)


def list_ids(*arguments, **options):
    return [row[0] for row in read_csv(list_rows('--columns', 'id', *arguments, **options).stdout)[1:]]


def test_columns():
    for columns in ('repository,id,target-region', 'repoName,id,remoteRegionId', ' repository, id ,remoteRegionId '):
        assert read_csv(list_rows('--columns', columns).stdout)[:2] == [['repoName', 'id', 'remoteRegionId'], ['web-10', '1', 'cn-east-3']]
    for member in MEMBERS:
        assert read_csv(list_rows('-c', member).stdout)[0] == [member]
    refusal = run('list', 'team/web', '--endpoint', NOWHERE, '--columns', 'id,size', status=1).stderr.decode()
    for column in ('repository', 'target-organization', 'account-id'):
        assert column in refusal, refusal


def test_sort():
    assert list_ids() == ['1', '2', '3']
    assert list_ids('--sort', 'repository') == ['3', '2', '1']
    assert list_ids('--sort=-repository') == ['1', '2', '3']
    assert list_ids('--sort', 'target-region,-id') == ['2', '3', '1']
    # What is no time is not known, and comes last.
    assert list_ids('--sort', 'updated,id') == ['1', '3', '2']


def test_filter():
    assert list_ids('--filter', 'web', '--columns', 'id,repository') == ['1', '2']
    for env in UTF8, {**KEY_PAIR, 'LC_ALL': 'C'}:
        assert list_ids('--filter', '镜', '--columns', 'id,target-organization', env=env) == ['3']
    assert list_ids('--filter', 'repository:web -overwrite:overwrites') == ['2']
    assert list_ids('--filter', 'nothing at all', '--sort', 'id') == []
    # Words look at what is written, as in a table they look at what is shown.
    assert list_ids('--filter', 'web') == []
    document = json.loads(list_rows('--filter', 'web', '--sort=-id', '--format', 'json').stdout)
    assert [task['id'] for task in document['tasks']] == [2, 1]
    assert document['filter'] == 'web' and document['order'] == '-id'
    assert (document['rows'], document['rowsBeforeFilter']) == (2, 3)


def test_times():
    env = {**KEY_PAIR, 'TZ': 'Asia/Shanghai'}
    for style, expected in (('written', '2020-04-17T02:11:03.5Z'), ('utc', '2020-04-17T02:11:03'), ('local', '2020-04-17T10:11:03')):
        [written, unreadable, _] = read_csv(list_rows('--times', style, '--columns', 'created,updated', env=env).stdout)[1:]
        assert written[0].startswith(expected) and ('+08:00' in written[0]) == (style == 'local'), written
        assert unreadable[1] == 'some day', unreadable
    assert read_csv(list_rows('--columns', 'created').stdout)[1] == ['2020-04-17T02:11:03.5Z']


def test_guard():
    assert read_csv(list_rows('--columns', 'account').stdout)[1] == ["'=1+1"]
    assert read_csv(list_rows('--columns', 'account', '--no-guard').stdout)[1] == ['=1+1']


def test_mark():
    """Files begin with it, since spreadsheets open them; what another program reads does not."""
    with tempfile.TemporaryDirectory() as folder:
        for arguments, has_mark in (([], True), (['--no-bom'], False)):
            list_rows('--output', f'{folder}/tasks.csv', *arguments)
            assert Path(folder, 'tasks.csv').read_bytes().startswith(b'\xef\xbb\xbf') == has_mark
    for arguments in ([], ['--output', '-'], ['--format', 'csv']):
        assert list_rows(*arguments).stdout.startswith(b'repoName,')


def test_facts():
    with_facts, without = (list_rows('--format', 'json', *arguments).stdout for arguments in ([], ['--no-facts']))
    assert b'"asOf"' in with_facts and b'"asOf"' not in without
    assert b'web-10' in with_facts and b'web-10' in without


def test_regions():
    """Rows come in the order in which the regions were given, whoever answers first, and nobody is asked twice."""
    last = threading.Event()

    def wait(region):
        if region == 'cn-east-3':
            assert last.wait(DEADLINE)
        elif region == 'af-south-1':
            last.set()

    answers = {'me-east-1': [], 'cn-east-3': [make_row(id=1)], 'af-south-1': [make_row(id=2), make_row(id=3)]}
    service = Service(answers, wait)
    with service.run() as endpoint:
        result = run('list', 'team/web', '--endpoint', endpoint, '--columns', 'id,source-region', '-r', 'me-east-1', '--region',
                     'cn-east-3', '--region', 'af-south-1', '--region', 'me-east-1')
    assert read_csv(result.stdout)[1:] == [['1', 'cn-east-3'], ['2', 'af-south-1'], ['3', 'af-south-1']] and not result.stderr
    assert sorted(service.asked) == sorted(answers)


def test_few_at_once():
    """The first region tells whether the sign-in is accepted. Then some wait for each other, so that no fewer can be asked
    at once, and the others must wait for them."""
    for n_at_once, arguments in ((8, []), (3, ['--at-once', '3'])):
        barrier = threading.Barrier(n_at_once)
        regions = [f'region-{number}' for number in range(2 * n_at_once + 1)]

        def wait(region, barrier=barrier):
            if region != 'region-0':
                barrier.wait(DEADLINE)

        service = Service({region: [] for region in regions}, wait)
        with service.run() as endpoint:
            run('list', 'team/web', '--endpoint', endpoint, *arguments, *(f'--region={region}' for region in regions))
        assert service.asked[0] == 'region-0' and sorted(service.asked) == sorted(regions), service.asked
        assert set(service.asked[1:n_at_once + 1]) == set(regions[1:n_at_once + 1]), service.asked


def test_partial():
    answers = {'cn-north-4': [make_row(id=1)], 'cn-east-3': OTHER_REGION, 'me-east-1': (500, {}), 'af-south-1': [make_row(id=2), 5]}
    with Service(answers).run() as endpoint:
        result = run('list', 'team/web', '--endpoint', endpoint, '--format', 'json', '--no-retry', '--quiet',
                     *(f'--region={region}' for region in answers), status=4)
    document = json.loads(result.stdout)
    assert [task['id'] for task in document['tasks']] == [1, 2] and document['sourceRegionIds'] == list(answers)
    assert [failure['sourceRegionId'] for failure in document['failed']] == ['cn-east-3', 'me-east-1'], document['failed']
    lines = result.stderr.decode().splitlines()
    assert lines[0].startswith('ferryboard-cli: cn-east-3 team/web: '), lines
    assert lines[1].startswith('ferryboard-cli: HTTP 401, APIGW.0307'), lines
    assert lines[2].startswith('ferryboard-cli: me-east-1 team/web: '), lines
    assert lines[3] == 'ferryboard-cli: HTTP 500' and '1 of 3 entries could not be read.' in lines[4] and len(lines) == 5, lines


def test_partial_file():
    with tempfile.TemporaryDirectory() as folder, Service({'cn-north-4': [], 'cn-east-3': (500, {})}).run() as endpoint:
        run('list', 'team/web', '--endpoint', endpoint, '--no-retry', '--output', f'{folder}/tasks.csv', '--region', 'cn-north-4',
            '--region', 'cn-east-3', status=4)
        assert read_csv(Path(folder, 'tasks.csv').read_bytes()) == [MEMBERS]


def test_all_failed():
    """The first region decides, as it would alone, and no file is made."""
    not_found = (404, {'errors': [{'errorCode': 'SVCSTG.SWR.4040010', 'errorMessage': 'not here'}]})
    for regions, status in ((['cn-north-4', 'cn-east-3'], 5), (['cn-east-3', 'cn-north-4'], 3)):
        with tempfile.TemporaryDirectory() as folder, Service({'cn-north-4': (500, {}), 'cn-east-3': not_found}).run() as endpoint:
            result = run('list', 'team/web', '--endpoint', endpoint, '--no-retry', '--output', f'{folder}/tasks.csv',
                         *(f'--region={region}' for region in regions), status=status)
            assert not list(Path(folder).iterdir())
        for region in regions:
            assert f'{region} team/web: '.encode() in result.stderr, result.stderr


def test_bad_region_asks_nobody():
    service = Service({'cn-north-4': []})
    with service.run() as endpoint:
        run('list', 'team/web', '--endpoint', endpoint, '--region', 'cn-north-4', '--region', 'evil.example', status=1)
    assert not service.asked


run_tests(globals())
