#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader finds in every dialog, alert and menu, and where the keyboard goes there."""

import pathlib
import re

import steps
import tap
from audit import expect_good_dialog, expect_no_faults
from driver import App, DemoServer, get_text, wait_until

PASSCODE = '123456'
# Not even the superuser can make a file there.
NO_FOLDER_TO_WRITE_TO = pathlib.Path('/dev/pts')
USER_ID = '1f2e3d4c5b6a79880716253443526170'
TWO_KEYS = {'HUAWEICLOUD_SDK_AK': 'FIRSTKEY', 'HUAWEICLOUD_SDK_SK': 'secret-of-the-first',
            'HW_ACCESS_KEY': 'SECONDKEY', 'HW_SECRET_KEY': 'secret-of-the-second'}


def close(app, role, name):
    app.press('Escape')
    app.wait_gone(role, name)


def look_at_menu(app, where):
    """Looks over the menu that has just been opened, and closes it."""
    wait_until('a menu opens', lambda: app.find('menu item'), app.dump)
    expect_no_faults(app, where)
    app.press('Escape')
    wait_until('the menu closes', lambda: not app.find('menu item'), app.dump)


def audits_windows_of_no_list(home):
    """Nothing is wrong with what belongs to no list: shortcuts, about, preferences, main menu"""
    with App(home=home) as app:
        app.wait('button', 'Try with Sample Data')
        app.press('ctrl+question')
        expect_no_faults(app, 'shortcuts', app.wait('dialog', 'Keyboard Shortcuts'))
        close(app, 'dialog', 'Keyboard Shortcuts')

        app.press('F10')
        look_at_menu(app, 'main menu')
        app.press('F10')
        wait_until('the menu opens', lambda: app.find('menu item'), app.dump)
        app.press('b')
        expect_good_dialog(app, 'About')
        close(app, 'dialog', 'About')

        app.press('ctrl+comma')
        expect_good_dialog(app, 'Preferences')
        close(app, 'dialog', 'Preferences')
        app.quit()


def make_mistakes(app):
    """Each way to sign in, and a mistake in each."""
    for kind, mistake in enumerate(['Enter both keys.',
                                    'Enter the name of the account that the user belongs to.',
                                    'Enter a token.']):
        if kind > 0:
            steps.choose_kind(app, kind)
        app.press('alt+s')
        app.wait('label', mistake)
        expect_good_dialog(app, 'Add Account', where=f'account dialog {kind}')


def import_keys(app):
    """Both keys that the environment has are offered."""
    app.tab_to('Import')
    app.press('space')
    look_at_menu(app, 'import menu')
    app.press('space')
    wait_until('the menu opens', lambda: app.find('menu item'), app.dump)
    app.press('e')
    expect_good_dialog(app, 'Which Access Key?', role='alert')
    app.click('button', 'Import', within=app.find('alert'))
    app.wait_gone('alert', 'Which Access Key?')
    app.wait_entry('Access Key (AK)', 'FIRSTKEY')


def audits_account_dialog(home):
    """Nothing is wrong with the dialog for accounts, with any of its mistakes, nor with what it imports"""
    with App(home=home, **TWO_KEYS) as app:
        app.click('button', 'Add Account…')
        app.wait('dialog', 'Add Account')
        steps.unfold(app, 'Advanced')
        steps.unfold(app, steps.CLOUD)
        app.wait('text', 'SWR Address')
        make_mistakes(app)
        steps.choose_kind(app, 0)
        import_keys(app)
        app.click('button', 'Cancel')
        app.wait_gone('dialog', 'Add Account')
        app.quit()


def test_connection(app, key, result):
    steps.enter(app, 'Secret Key (SK)', key)
    app.tab_to('Test Connection')
    app.press('Return')
    app.wait_label(f'^{result}')


def audits_connection_test(home):
    """Nothing is wrong with what a test of the connection says, be it good or bad"""
    with DemoServer(home=home) as server, App(home=home) as app:
        app.click('button', 'Add Account…')
        app.wait('dialog', 'Add Account')
        steps.enter(app, 'Access Key (AK)', server.ACCESS_KEY)
        steps.unfold(app, steps.CLOUD)
        steps.enter(app, 'SWR Address', server.address)
        for key, result in (server.SECRET_KEY, 'Answered'), ('not-the-secret-key', 'Wrong Secret Key'):
            test_connection(app, key, result)
            expect_good_dialog(app, 'Add Account', where=result)
        app.click('button', 'Cancel')
        app.wait_gone('dialog', 'Add Account')
        app.quit()


def give_user_id(app):
    """With a code, IAM wants to know the user by an id, which the dialog says."""
    app.click('button', re.compile('^Sign In Again'))
    app.wait('dialog', 'Edit Account')
    steps.enter(app, 'One-Time Code, if Asked For', PASSCODE)
    app.press('alt+s')
    app.wait('label', 'With a one-time code the user ID is needed, too.')
    expect_good_dialog(app, 'Edit Account')
    steps.enter(app, 'User ID, Needed With a One-Time Code', USER_ID)
    app.press('Return')
    app.wait_gone('dialog', 'Edit Account')


def audits_one_time_code(home):
    """Nothing is wrong with the questions for a one-time code, the first time and later"""
    with DemoServer('--passcode', PASSCODE, '--token-lifetime', '600', '--tasks', '5', home=home) as server:
        with App(home=home) as app:
            app.click('button', 'Add Account…')
            steps.fill_in_password(app, server, 'example-account', 'sample-user', 'sample-password')
            steps.list_repository(app, 'bulk', 'tasks')
            app.wait('label', 'One-Time Code Needed')
            expect_no_faults(app, 'one-time code needed')
            give_user_id(app)
            app.wait_rows('five tasks are listed', lambda rows: len(rows) == 5)
            app.quit()

        with App(home=home) as app:
            app.click('button', re.compile('^Sign In Again'))
            expect_good_dialog(app, 'One-Time Code', role='alert')
            app.tab_to('One-time code')
            app.type(PASSCODE)
            app.press('Return')
            app.wait_gone('alert', 'One-Time Code')
            app.wait_rows('five tasks are listed', lambda rows: len(rows) == 5)
            app.quit()


def audits_alerts(home):
    """Nothing is wrong with what is said of a file, a secret and an export that did not get where they should"""
    (home / 'no-list.json').write_text('{')
    with App('no-list.json', home=home, SECRET_FILE_TEST_PATH=f'{NO_FOLDER_TO_WRITE_TO}/secrets') as app, \
         DemoServer('--tasks', '5', home=home) as server:
        expect_good_dialog(app, 'File Not Opened', role='alert')
        close(app, 'alert', 'File Not Opened')

        app.click('button', 'Add Account…')
        steps.fill_in_account(app, server)
        expect_good_dialog(app, 'Kept Until Ferryboard Is Closed', role='alert')
        close(app, 'alert', 'Kept Until Ferryboard Is Closed')

        steps.list_repository(app, 'bulk', 'tasks')
        app.wait_rows('five tasks are listed', lambda rows: len(rows) == 5)
        steps.export(app, 'csv', NO_FOLDER_TO_WRITE_TO / 'tasks.csv')
        expect_good_dialog(app, 'List Not Exported', role='alert')
        close(app, 'alert', 'List Not Exported')
        app.quit()


def look_at_sidebar_menus(app):
    """Those of an account, a favorite and a recent query."""
    app.press('ctrl+d')
    for name in 'Menu of E2…01', 'Menu of E2…01 / test/samples/hello/world', 'Menu of test/samples/hello/world':
        app.tab_to(name)
        app.press('space')
        look_at_menu(app, name)


def audits_dialogs_of_a_list(home):
    """Nothing is wrong with the dialogs and menus of a list"""
    with DemoServer(home=home) as server, App(home=home) as app:
        app.click('button', 'Add Account…')
        steps.fill_in_account(app, server)
        steps.list_repository(app, 'test', 'samples/hello/world')
        app.wait_rows('two tasks are listed', lambda rows: len(rows) == 2)
        look_at_sidebar_menus(app)

        app.press('ctrl+f', 'Down', 'Menu')
        look_at_menu(app, 'menu of a row')
        app.press('alt+Return')
        app.wait('label', 'Pull Address')
        app.click('toggle button', 'Copy Task')
        look_at_menu(app, 'copies of a task')
        steps.open_export_menu(app)
        look_at_menu(app, 'export menu')

        app.press('ctrl+e')
        app.wait('dialog', 'Export Tasks')
        app.tab_to('Columns')
        app.press('space', 'End', 'Return')
        app.wait('list item', re.compile('^Chosen Columns'))
        expect_good_dialog(app, 'Export Tasks')
        close(app, 'dialog', 'Export Tasks')

        app.click('toggle button', 'Columns and Sorting')
        wait_until('the menu opens', lambda: app.find('menu item'), app.dump)
        expect_no_faults(app, 'columns and sorting')
        app.press('c')
        expect_good_dialog(app, 'Columns')
        close(app, 'dialog', 'Columns')

        app.click('button', 'List of Repositories…')
        app.wait('dialog', 'List of Repositories')
        app.type('nothing')
        app.wait('list item', 'Line 1, “nothing”: Write ORGANIZATION/REPOSITORY.')
        expect_good_dialog(app, 'List of Repositories')
        close(app, 'dialog', 'List of Repositories')
        app.quit()


def audits_snapshot(home):
    """Nothing is wrong with a saved list"""
    (home / 'saved.json').write_text('[{"repoName": "web", "namespace": "team", "override": true}]')
    with App('saved.json', home=home) as app:
        app.wait_label('^Snapshot from .*, read-only$')
        app.wait_rows('its task is there', lambda rows: len(rows) == 1)
        expect_no_faults(app, 'snapshot')
        app.quit()


tap.run(audits_windows_of_no_list, audits_account_dialog, audits_connection_test, audits_one_time_code, audits_alerts,
        audits_dialogs_of_a_list, audits_snapshot)
