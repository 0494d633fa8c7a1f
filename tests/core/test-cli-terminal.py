#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run the command line program on a terminal, as a person would, and as accounts of the window; report in TAP.

test-cli-terminal.py FERRYBOARD-CLI FERRYBOARD-DEMO-SERVER
"""
import contextlib
import json
import os
import pty
import re
import subprocess
import sys
import tempfile
import threading
import tty
from pathlib import Path

from cli_fixture import (ACCESS_KEY, CLI, DEADLINE, EXAMPLE, KEY_PAIR, MEMBERS, ROW, SECRETS, Service, demo_server, make_environment,
                         make_row, read_csv, run, run_tests)

TERMINAL = {**KEY_PAIR, 'TERM': 'xterm', 'NO_COLOR': '', 'LC_ALL': 'C.UTF-8'}
BOLD, CLEAR = b'\033[1m', b'\r\033[K'
PASSWORD, PASSCODE = 'password-of-the-test', '314159'
USER_ID = '1f2e3d4c5b6a79880716253443526170'
KEEP_SECRET = """
import sys, gi
gi.require_version('Secret', '1')
from gi.repository import Secret
kind = Secret.SchemaAttributeType.STRING
schema = Secret.Schema.new('io.github.ferryboard.Account', Secret.SchemaFlags.NONE, {'application': kind, 'account': kind})
Secret.password_store_sync(schema, {'application': 'ferryboard', 'account': sys.argv[1]}, None, 'test', sys.stdin.read(), None)
"""


class Terminal:
    """A terminal that standard streams can be connected to, and what was written to it."""

    def __init__(self):
        self.ours, self.theirs = pty.openpty()
        tty.setraw(self.theirs)
        self.output = b''

    def read(self):
        """Adds what there is; an error is how a terminal ends."""
        try:
            data = os.read(self.ours, 65536)
        except OSError:
            data = b''
        self.output += data
        return data

    def wait_for(self, text):
        while text not in self.output:
            assert self.read(), f'{text!r} is not in {self.output!r}'


def run_on_terminal(*arguments, streams=('stdout',), env=TERMINAL, status=0, act=lambda terminal: None):
    """Returns what the terminal got, and what the pipes for the other streams got."""
    terminal = Terminal()
    pipes = {'stdin': subprocess.DEVNULL, 'stdout': subprocess.PIPE, 'stderr': subprocess.PIPE}
    with subprocess.Popen([CLI, *arguments], env=make_environment(env), start_new_session=True,
                          **{**pipes, **{stream: terminal.theirs for stream in streams}}) as program:
        os.close(terminal.theirs)
        act(terminal)
        while terminal.read():
            pass
        output, errors = program.communicate(timeout=DEADLINE)
    os.close(terminal.ours)
    everything = terminal.output + (output or b'') + (errors or b'')
    assert program.returncode == status, (program.returncode, everything)
    assert not any(secret.encode() in everything for secret in [*SECRETS.values(), PASSWORD]), everything
    return terminal.output, output, errors


def test_table():
    with demo_server() as endpoint:
        output, _, errors = run_on_terminal('list', EXAMPLE, '--endpoint', endpoint)
        heading, row, end = output.decode().split('\n')
        assert heading.startswith('\033[1mRepository       Organization  Source Region') and heading.endswith('\033[m')
        assert row.split() == ROW and not end and not errors
        for env in ({**TERMINAL, 'NO_COLOR': '1'}, {**TERMINAL, 'TERM': 'dumb'}, {**TERMINAL, 'TERM': ''}):
            output, _, _ = run_on_terminal('list', EXAMPLE, '--endpoint', endpoint, env=env)
            assert output.decode().split('\n') == [heading[4:-3], row, '']
        output, _, _ = run_on_terminal('list', EXAMPLE, '--endpoint', endpoint, '--format', 'csv')
        assert read_csv(output) == [MEMBERS, ROW]
        assert run('list', EXAMPLE, '--endpoint', endpoint, '--format', 'table', env=TERMINAL).stdout.decode().split('\n') == \
            [heading[4:-3], row, '']


def test_no_bytes_on_a_terminal():
    _, _, errors = run_on_terminal('list', EXAMPLE, '--endpoint', 'http://127.0.0.1:1', '--format', 'xlsx', status=1)
    assert '“xlsx” is not for a terminal'.encode() in errors, errors


def test_hostile_names():
    with Service({'cn-north-4': [make_row(domainName='\033[2J\033]0;title\a\u009b31m')]}).run() as endpoint:
        output, _, _ = run_on_terminal('list', 'team/web', '--endpoint', endpoint, '--columns', 'account')
    assert output.decode() == '\033[1mAccount\033[m\n [2J ]0;title  31m\n', output


def test_progress():
    """The line is there while somebody waits, and gone when there is something to read."""
    release = threading.Event()
    regions = ['cn-north-4', 'cn-east-3', 'me-east-1']
    service = Service({region: [make_row()] for region in regions}, lambda region: region == regions[0] or release.wait(DEADLINE))

    def act(terminal):
        terminal.wait_for('1 of 3 regions…'.encode())
        release.set()

    with service.run() as endpoint:
        output, table, _ = run_on_terminal('list', 'team/web', '--endpoint', endpoint, *(f'--region={region}' for region in regions),
                                           streams=['stderr'], act=act)
    assert output.endswith(CLEAR) and b'\n' not in output and len(read_csv(table)) == 4, output


def test_progress_of_scan():
    """Repositories are counted, and what the rows do not tell is said at the end."""
    with demo_server('--organizations', '2', '--repositories', '30', '--tasks-each', '0', '--latency', '150') as endpoint:
        output, table, _ = run_on_terminal('scan', '--endpoint', f'{endpoint}/{{region}}', '--at-once', '2', streams=['stderr'])
        assert re.search(rb'\d of 30 repositories\xe2\x80\xa6', output), output
        assert output.endswith(CLEAR + BOLD + b'ferryboard-cli:\033[m 30 of 30 repositories have no tasks.\n') and read_csv(table) == [MEMBERS], output
        output, _, _ = run_on_terminal('scan', '--endpoint', f'{endpoint}/{{region}}', '--quiet', streams=['stderr'])
        assert not output, output


def test_progress_of_names():
    """While names are listed, more repositories may come."""
    release = threading.Event()

    def answer(path):
        if 'sync_repo' in path:
            return [make_row()]
        if '/namespaces' in path:
            return {'namespaces': [{'name': 'fast'}, {'name': 'slow'}]}
        if 'slow' in path:
            assert release.wait(DEADLINE)
            return []
        return [{'name': 'web', 'namespace': 'fast', 'total_range': 1}]

    def act(terminal):
        terminal.wait_for('1 of 1 repository, more to come…'.encode())
        release.set()

    with Service({'cn-north-4': answer}).run() as endpoint:
        output, table, _ = run_on_terminal('scan', '--endpoint', endpoint, streams=['stderr'], act=act)
    assert output.endswith(CLEAR) and len(read_csv(table)) == 2, output


def test_progress_of_waiting():
    with demo_server('--fault', '429-retry-after', '--fault-count', '1') as endpoint:
        output, table, _ = run_on_terminal('list', EXAMPLE, '--endpoint', endpoint, streams=['stderr'])
    assert b'Slowed down by the service, retrying in ' in output and output.endswith(CLEAR) and read_csv(table) == [MEMBERS, ROW]


def test_quiet():
    """The service has it wait for longer than it takes until progress is shown."""
    for streams in (['stderr'], []):
        with demo_server('--fault', '429-retry-after', '--fault-count', '1') as endpoint:
            if streams:
                output, table, _ = run_on_terminal('list', EXAMPLE, '--endpoint', endpoint, '--quiet', streams=streams)
            else:
                result = run('list', EXAMPLE, '--endpoint', endpoint, '-q')
                output, table = result.stderr, result.stdout
        assert not output and read_csv(table) == [MEMBERS, ROW], output
    output, _, _ = run_on_terminal('list', 'nothing', '--quiet', streams=['stderr'], status=1)
    assert b'does not name a repository' in output


def test_errors_stand_out():
    for env, start in ((TERMINAL, BOLD + b'ferryboard-cli:\033[m '), ({**TERMINAL, 'NO_COLOR': '1'}, b'ferryboard-cli: ')):
        output, _, _ = run_on_terminal('list', 'nothing', streams=['stderr'], env=env, status=1)
        assert output.startswith(start), output


@contextlib.contextmanager
def accounts(*groups, secrets=None):
    """Yields an environment with accounts, and a keyring in a file."""
    with tempfile.TemporaryDirectory() as home:
        Path(home, 'ferryboard').mkdir()
        Path(home, 'ferryboard', 'accounts.ini').write_text('[Ferryboard]\nversion=1\n\n' + '\n\n'.join(groups) + '\n', encoding='utf-8')
        env = {'HOME': home, 'XDG_CONFIG_HOME': home, 'XDG_DATA_HOME': home, 'DBUS_SESSION_BUS_ADDRESS': f'unix:path={home}/nobody',
               'SECRET_BACKEND': 'file', 'SECRET_FILE_TEST_PATH': f'{home}/keyring', 'SECRET_FILE_TEST_PASSWORD': 'test',
               'LC_ALL': 'C.UTF-8', 'TERM': 'xterm', 'NO_COLOR': '1'}
        for account, secret in (secrets or {}).items():
            subprocess.run([sys.executable, '-c', KEEP_SECRET, account], env=make_environment({**env, 'G_DEBUG': ''}), input=secret, text=True, check=True)
        yield env


def key_account(account, name, endpoint, extra=''):
    return f'[Account {account}]\nname={name}\nkind=access-key\naccess-key={ACCESS_KEY}\nendpoint={endpoint}\n{extra}'


def test_account():
    """Its address, regions and secret are those of the window, and the environment's credentials do not count."""
    secrets = {'a1': SECRETS['HUAWEICLOUD_SDK_SK'], 'a2': 'another-secret'}
    with demo_server() as endpoint:
        groups = [key_account('a1', '生产 prod', endpoint, 'regions=cn-north-4;cn-east-3;'), key_account('a2', 'old', endpoint),
                  key_account('a3', 'twin', endpoint), key_account('a4', 'twin', endpoint)]
        with accounts(*groups, secrets=secrets) as env:
            for name in ('生产 prod', 'a1'):
                result = run('list', EXAMPLE, '--account', name, env={**env, 'FERRYBOARD_TOKEN': 'wrong'})
                assert read_csv(result.stdout) == [MEMBERS, ROW] and not result.stderr
            assert b'"account":"\xe7\x94\x9f\xe4\xba\xa7 prod"' in run('list', EXAMPLE, '-a', 'a1', '-f', 'json', env=env).stdout
            result = run('list', EXAMPLE, '--account', 'a2', env=env, status=2)
            assert b'another-secret' not in result.stderr
            result = run('list', EXAMPLE, '--account', 'a3', env=env, status=2)
            assert 'The secret of “twin” is not kept on this computer.' in result.stderr.decode(), result.stderr
            result = run('list', EXAMPLE, '--account', 'twin', env=env, status=1)
            assert result.stderr.decode().endswith('twin (a3), twin (a4)\n') and 'old' not in result.stderr.decode(), result.stderr
            result = run('list', EXAMPLE, '--account', 'nobody', env=env, status=1)
            assert '生产 prod (a1), old (a2), twin (a3), twin (a4)' in result.stderr.decode(), result.stderr
            run('list', EXAMPLE, '--account', 'a1', '--endpoint', endpoint, env=env, status=1)
    with accounts() as env:
        assert b'nor any other' in run('list', EXAMPLE, '--account', 'a1', env=env, status=1).stderr
        Path(env['XDG_CONFIG_HOME'], 'ferryboard', 'accounts.ini').write_text('[\n', encoding='utf-8')
        run('list', EXAMPLE, '--account', 'a1', env=env, status=2)


def test_account_region():
    """The first of its regions is asked, unless the path or an option names another."""
    with Service({'me-east-1': [], 'cn-east-3': []}).run() as endpoint:
        group = key_account('a1', 'prod', endpoint, 'regions=me-east-1;cn-north-4;')
        with accounts(group, secrets={'a1': SECRETS['HUAWEICLOUD_SDK_SK']}) as env:
            for arguments, region in ((['team/web'], 'me-east-1'), (['swr.cn-east-3.myhuaweicloud.com/team/web'], 'cn-east-3'),
                                      (['team/web', '--region', 'cn-east-3'], 'cn-east-3')):
                result = run('list', *arguments, '--account', 'prod', '--format', 'json', env=env)
                assert f'"sourceRegionIds":["{region}"]'.encode() in result.stdout, result.stdout


def test_accounts():
    """Each is asked in all regions of both; one that cannot be signed in to does not spoil the others."""
    asked = []

    def answer(account):
        def answer_path(path):
            asked.append((account, path.split('/')[1]))
            return (500, {}) if (account, path.split('/')[1]) == ('two', 'cn-north-4') else [make_row(domainName=account)]
        return answer_path

    regions = ['cn-north-4', 'me-east-1']
    secret = SECRETS['HUAWEICLOUD_SDK_SK']
    with contextlib.ExitStack() as stack:
        one, two = (stack.enter_context(Service({region: answer(account) for region in regions}).run()) for account in ('one', 'two'))
        names = stack.enter_context(tempfile.NamedTemporaryFile('w'))
        names.write('team/web\n')
        names.flush()
        groups = [key_account('a1', 'first', one, 'regions=cn-north-4;'), key_account('a2', 'second', two, 'regions=me-east-1;cn-north-4;'),
                  key_account('a3', 'third', two)]
        env = stack.enter_context(accounts(*groups, secrets={'a1': secret, 'a2': secret}))
        for command in (['scan', '--names', names.name], ['list', 'team/web', '-r', 'cn-north-4', '-r', 'me-east-1']):
            asked.clear()
            result = run(*command, '--no-retry', '-f', 'json', '-a', 'first', '-a', 'second', '-a', 'a1', '-a', 'third', env=env, status=4)
            document = json.loads(result.stdout)
            assert sorted(asked) == [(account, region) for account in ('one', 'two') for region in regions], asked
            assert document['account'] == 'first, second' and document['sourceRegionIds'] == regions, document
            assert [(task['domainName'], task['sourceRegionId']) for task in document['tasks']] == \
                [('one', 'cn-north-4'), ('one', 'me-east-1'), ('two', 'me-east-1')], document
            assert [(failure['account'], failure['sourceRegionId']) for failure in document['failed']] == \
                [('second', 'cn-north-4'), ('third', '')], document
            lines = result.stderr.decode().splitlines()
            assert lines[0].startswith('ferryboard-cli: second: cn-north-4 team/web: ') and len(lines) == 3, lines
            assert lines[2].startswith('ferryboard-cli: third: The secret'), lines
        result = run('scan', '-a', 'third', env=env, status=2)
        assert len(result.stderr.splitlines()) == 1 and 'The secret of “third”'.encode() in result.stderr, result.stderr
        result = run('scan', '-a', 'first', '-a', 'nobody', env=env, status=1)
        assert 'There is no account “nobody”'.encode() in result.stderr, result.stderr


@contextlib.contextmanager
def password_account(*options):
    with demo_server('--domain', 'example', '--user', 'auditor', '--password', PASSWORD, *options) as endpoint:
        group = (f'[Account p1]\nname=audit\nkind=password\ndomain-name=example\nuser-name=auditor\nuser-id={USER_ID}\n'
                 f'endpoint={endpoint}\niam-endpoint={endpoint}/iam\n')
        with accounts(group, secrets={'p1': PASSWORD}) as env:
            yield env


def test_password():
    with password_account() as env:
        assert read_csv(run('list', EXAMPLE, '--account', 'audit', env=env).stdout) == [MEMBERS, ROW]


def test_passcode():
    """It is asked for where somebody can answer, and only there."""
    def enter(code):
        def act(terminal):
            terminal.wait_for(b'One-time code:')
            os.write(terminal.ours, code.encode() + b'\n')
        return act

    with password_account('--passcode', PASSCODE) as env:
        result = run('list', EXAMPLE, '--account', 'audit', env=env, status=2)
        assert b'one-time code' in result.stderr and b'terminal' in result.stderr, result.stderr
        streams = ['stdin', 'stderr']
        _, table, _ = run_on_terminal('list', EXAMPLE, '--account', 'audit', env=env, streams=streams, act=enter(PASSCODE))
        assert read_csv(table) == [MEMBERS, ROW]
        run_on_terminal('list', EXAMPLE, '--account', 'audit', env=env, streams=streams, act=enter('271828'), status=2)
        run_on_terminal('list', EXAMPLE, '--account', 'audit', env=env, streams=streams, act=enter(''), status=2)


run_tests(globals())
