#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where secrets are not: in any file, message, clipboard or export that Ferryboard leaves behind."""

import base64
import pathlib

import steps
import tap
from driver import App, DemoServer, Failure

SECRET_KEY = 'the-secret-key-of-this-test'
PASSWORD = 'the-password-of-this-test'
TOKEN = 'the-token-of-this-test'
SECURITY_TOKEN = 'the/security+token=of.this-test'


def forms(secret):
    """How a secret may stand in a file."""
    data = secret.encode()
    return {data, base64.b64encode(data), secret.encode('utf-16-le'), data.hex().encode()}


def find_secrets(folder, secrets):
    """The files below FOLDER with one of the SECRETS in them."""
    files = [path for path in folder.rglob('*') if path.is_file()]
    return [f'{path.relative_to(folder)} holds “{secret}”' for path in files for secret in secrets
            if any(form in path.read_bytes() for form in forms(secret))]


def expect_no_secrets(home, *secrets):
    found = find_secrets(home, secrets)
    if found:
        raise Failure('\n'.join(found))
    # Proof that it was looked for where it could be.
    names = {str(path.relative_to(home)) for path in home.rglob('*') if path.is_file()}
    for name in '.config/ferryboard/accounts.ini', '.ferryboard.errors', 'tasks.csv', 'tasks.json':
        if name not in names:
            raise Failure(f'{name} is not among {sorted(names)}')


def list_export_and_fail(app, server, home, formats=('csv', 'json')):
    """Lists and exports with what was entered, then copies the details of a failure."""
    steps.list_repository(app, 'bulk', 'tasks')
    app.wait_rows('five tasks are listed', lambda rows: len(rows) == 5)
    for format_name in formats:
        steps.export(app, format_name, home / f'tasks.{format_name}')
        app.wait_toast(f'5 tasks exported to “tasks.{format_name}”')

    steps.list_repository(app, 'bulk', 'nothing')
    app.wait('label', 'Repository Not Found')
    app.click('button', 'Copy Details')
    app.wait_toast('Details copied')


def keeps_keys_secret(home):
    """A secret key and a security token are nowhere in the clear"""
    with DemoServer('--tasks', '5', '--access-key', 'AKOFTHISTEST', '--secret-key', SECRET_KEY, home=home) as server, \
         App(home=home, G_MESSAGES_DEBUG='all') as app:
        app.click('button', 'Add Account…')
        steps.fill_in_account(app, server, access_key='AKOFTHISTEST', secret_key=SECRET_KEY, security_token=SECURITY_TOKEN)
        list_export_and_fail(app, server, home, steps.list_export_formats())
        app.quit()

    expect_no_secrets(home, SECRET_KEY, SECURITY_TOKEN)
    if 'AKOFTHISTEST' not in (home / '.config/ferryboard/accounts.ini').read_text():
        raise Failure('the account was not kept')


def keeps_passwords_secret(home):
    """A password and a pasted token are nowhere in the clear"""
    with DemoServer('--tasks', '5', '--domain', 'example', '--user', 'alice', '--password', PASSWORD, '--token', TOKEN,
                    home=home) as server, App(home=home, G_MESSAGES_DEBUG='all') as app:
        app.click('button', 'Add Account…')
        steps.fill_in_password(app, server, 'example', 'alice', PASSWORD)
        list_export_and_fail(app, server, home)

        app.click('button', 'Add Account…')
        steps.fill_in_token(app, server, TOKEN)
        steps.list_repository(app, 'bulk', 'tasks')
        app.wait_rows('five tasks are listed', lambda rows: len(rows) == 5)
        app.quit()
    expect_no_secrets(home, PASSWORD, TOKEN)


def keeps_secret_for_next_time(home):
    """The next session needs no secret, and neither has it in the clear"""
    with DemoServer('--tasks', '5', home=home) as server:
        with App(home=home, G_MESSAGES_DEBUG='all') as app:
            app.click('button', 'Add Account…')
            steps.fill_in_account(app, server)
            list_export_and_fail(app, server, home)
            app.quit()
        with App(home=home, G_MESSAGES_DEBUG='all') as app:
            steps.list_repository(app, 'bulk', 'tasks')
            app.wait_rows('five tasks are listed', lambda rows: len(rows) == 5)
            app.quit()
        expect_no_secrets(home, server.SECRET_KEY)


def is_found(home):
    """The search of these tests finds what is there"""
    folder = pathlib.Path(home, 'planted')
    folder.mkdir()
    for number, form in enumerate(forms(SECRET_KEY)):
        (folder / str(number)).write_bytes(b'before ' + form + b' after')
    if len(find_secrets(folder, [SECRET_KEY])) != len(forms(SECRET_KEY)):
        raise Failure('a planted secret was not found')


tap.run(keeps_keys_secret, keeps_passwords_secret, keeps_secret_for_next_time, is_found)
