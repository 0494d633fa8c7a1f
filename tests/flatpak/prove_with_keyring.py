#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the Flatpak does on a desk with the portals for files, secrets and programs."""

import configparser
import json
import pathlib
import re
import shutil
import tempfile

import desk
from sandbox import (ID, SandboxedApp, SandboxedServer, answer_file_portal, data_folder, expect, expect_secret_nowhere,
                     find_viewer, find_x_windows, play, run, run_inside)

import steps
from driver import dump, wait_until

# Its key by number: by name, xdotool comes with Alt where the keyboard has more than F1 on that key.
F1 = 67

CERTIFICATE = pathlib.Path(__file__).resolve().parent.parent / 'data' / 'self-signed.pem'

PERMISSIONS = {
    'shared': {'network', 'ipc'},
    'sockets': {'wayland', 'fallback-x11'},
    'devices': {'dri'},
}


def expect_sample(app):
    rows = app.wait_rows('the sample is listed', lambda rows: len(rows) == 1)
    expect(rows[0].cells['Repository'] == 'grpc-helloworld', 'it is the documented example', rows)


def has_no_more_permissions_than_said(home):
    """Its permissions are the network, the display and graphics, and nothing else"""
    metadata = configparser.ConfigParser()
    metadata.read_string(run(home, 'flatpak', 'info', '--show-permissions', ID).stdout)
    found = {name: {*value.strip(';').split(';')} for name, value in metadata.items('Context')}
    expect(found == PERMISSIONS and metadata.sections() == ['Context'], 'its permissions are as said', found, metadata.sections())


def sees_no_files(home):
    """It sees no file of the home, and none that it writes there is seen outside"""
    (home / 'diary.txt').write_text('mine')
    inside = run_inside(home, 'sh', '-c', f'ls -A "{home}" /app/bin; cat "{home}/diary.txt"; echo left > "{home}/left.txt"')
    expect('ferryboard-cli' in inside.stdout, 'a shell runs in the sandbox', inside)
    expect('diary' not in inside.stdout and 'mine' not in inside.stdout, 'the file is not seen', inside)
    expect(not (home / 'left.txt').exists(), 'what it writes there is not seen outside')


def has_its_translations(home):
    """What is installed from a bundle has the translations, too"""
    inside = run_inside(home, 'test', '-s', '/app/share/locale/zh_CN/LC_MESSAGES/ferryboard.mo')
    expect(inside.returncode == 0, 'the Chinese texts are there', inside)


def lists_sample_on_x11(home):
    """It lists the sample account on X11"""
    with SandboxedApp('--sample', home=home) as app:
        expect_sample(app)
        expect(find_x_windows('Ferryboard'), 'the window is one of the X server')
        app.quit()


def lists_sample_on_wayland(home):
    """It lists the sample account on Wayland"""
    with desk.Weston(home) as weston, \
         SandboxedApp('--sample', home=home, DISPLAY=None, WAYLAND_DISPLAY=weston.NAME) as app:
        expect_sample(app)
        expect(not find_x_windows('Ferryboard'), 'the window is none of the X server')


def is_activated_by_the_bus(home):
    """The desktop starts it over D-Bus, by the exported service file"""
    activated = run(home, 'gdbus', 'call', '--session', '--dest', ID, '--object-path', '/' + ID.replace('.', '/'),
                    '--method', 'org.freedesktop.Application.Activate', '{}')
    expect(activated.returncode == 0, 'it is activated', activated)
    wait_until('its window is there', lambda: find_x_windows('Ferryboard'))
    run(home, 'flatpak', 'kill', ID)
    wait_until('it is gone', lambda: not find_x_windows('Ferryboard'))


def exports_through_the_portal(home):
    """It exports to a file that the file portal hands it"""
    with tempfile.TemporaryDirectory(prefix='ferryboard-exported-') as folder, SandboxedApp('--sample', home=home) as app:
        expect_sample(app)
        path = pathlib.Path(folder, 'tasks.csv')
        app.press('ctrl+e')
        app.click('button', 'Export…')
        answer_file_portal(steps.EXPORT_DIALOG, path)
        app.wait_toast('1 task exported to “tasks.csv”')
        expect('grpc-helloworld' in path.read_text(encoding='utf-8-sig'), 'the file is there and has the task', path.read_text())
        app.quit()


def opens_a_file_that_it_is_given(home):
    """It opens a saved list that is handed over by the document portal"""
    with tempfile.TemporaryDirectory(prefix='ferryboard-saved-') as folder:
        path = pathlib.Path(folder, 'saved.json')
        path.write_text(json.dumps([{'repoName': 'web', 'namespace': 'team'}]))
        with SandboxedApp('@@u', path.as_uri(), '@@', home=home, options=['--file-forwarding']) as app:
            app.wait('frame', 'saved.json – Ferryboard')
            app.wait_rows('its task is listed', lambda rows: [row.cells['Repository'] for row in rows] == ['web'])
            app.quit()


def keeps_a_secret(home):
    """It keeps a secret by the Secret portal, encrypted, and needs none the next time"""
    with SandboxedServer('--tasks', '5', home=home) as server:
        with SandboxedApp(home=home) as app:
            app.click('button', 'Add Account…')
            steps.fill_in_account(app, server)
            steps.list_repository(app, 'bulk', 'tasks')
            app.wait_rows('five tasks are listed', lambda rows: len(rows) == 5)
            app.quit()
        keyring = data_folder(home) / 'data' / 'keyrings' / 'default.keyring'
        expect(keyring.exists(), 'the keyring of the sandbox is there', *data_folder(home).rglob('*'))
        expect_secret_nowhere(home, server.SECRET_KEY)

        # The last answer would be shown without a secret, too.
        shutil.rmtree(data_folder(home) / 'cache' / 'ferryboard')
        with SandboxedApp(home=home) as app:
            steps.list_repository(app, 'bulk', 'tasks')
            app.wait_rows('five tasks are listed without a question', lambda rows: len(rows) == 5)
            app.quit()


def list_from(home, server, *options):
    """Lists from a service by the command line in the sandbox."""
    return run_inside(home, 'ferryboard-cli', 'list', 'bulk/tasks', '--endpoint', server.address, '--output', '-', '--format', 'csv',
                      options=[f'--env=HUAWEICLOUD_SDK_AK={server.ACCESS_KEY}', f'--env=HUAWEICLOUD_SDK_SK={server.SECRET_KEY}', *options])


def runs_on_the_command_line(home):
    """The command line program runs in the sandbox, with the network only if it may"""
    version = run_inside(home, 'ferryboard-cli', '--version')
    expect(version.returncode == 0 and re.match(r'\S+ \d+\.\d+', version.stdout), 'it tells its version', version)
    with SandboxedServer('--tasks', '5', home=home) as server:
        listed = list_from(home, server)
        expect(listed.returncode == 0 and len(listed.stdout.splitlines()) == 6, 'it lists five tasks', listed)
        refused = list_from(home, server, '--unshare=network')
        expect(refused.returncode == 5 and refused.stderr, 'it fails without the network', refused)


def needs_the_network(home):
    """It says what is wrong where it may not use the network"""
    with SandboxedServer('--tasks', '5', home=home) as server, \
         SandboxedApp(home=home, options=['--unshare=network']) as app:
        app.click('button', 'Add Account…')
        steps.fill_in_account(app, server)
        steps.list_repository(app, 'bulk', 'tasks')
        app.wait('label', 'Connection Refused')
        app.quit()


def refuses_a_self_signed_service(home):
    """It refuses a service whose certificate nobody vouches for, and says so"""
    with SandboxedServer('--certificate', str(CERTIFICATE), home=home, options=[f'--filesystem={CERTIFICATE}:ro']) as server, \
         SandboxedApp(home=home) as app:
        app.click('button', 'Add Account…')
        steps.fill_in_account(app, server)
        steps.list_repository(app, 'bulk', 'tasks')
        app.wait('label', 'Certificate Not Accepted')
        app.quit()


def shows_the_manual(home):
    """F1 shows the manual, in the program that the runtime has for that"""
    with SandboxedApp(home=home) as app:
        app.wait('label', 'See Where Your Images Are Copied')
        app.press(F1)
        viewer = wait_until('the viewer opens', find_viewer, app.dump)
        # What is below the title belongs to WebKit, which shows it to nobody from a sandbox in a sandbox.
        wait_until('the manual is on the screen', lambda: 'label “Ferryboard”' in dump(viewer), lambda: dump(viewer))


desk.set_up_with_keyring()
play(has_no_more_permissions_than_said, sees_no_files, has_its_translations, lists_sample_on_x11, lists_sample_on_wayland,
     is_activated_by_the_bus, exports_through_the_portal, opens_a_file_that_it_is_given, keeps_a_secret, runs_on_the_command_line,
     needs_the_network, refuses_a_self_signed_service, shows_the_manual)
