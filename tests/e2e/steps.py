# SPDX-License-Identifier: GPL-3.0-or-later
"""What people do in Ferryboard, each step as they would do it."""

import os
import re
import subprocess

from driver import get_text, is_gone, wait_until

EXPORT_DIALOG = 'Export Synchronization Tasks'
CLOUD = 'Other Cloud or Private Stack'


def list_export_formats():
    """The ids of all formats, in the order of the menu: those of the command line but for its table, and PDF."""
    text = subprocess.run([os.environ.get('FERRYBOARD_CLI', 'ferryboard-cli'), 'list', '--help'], capture_output=True, text=True,
                          check=True, env=os.environ | {'LC_ALL': 'C', 'LANGUAGE': ''}).stdout
    return [name for name in re.search(r'^Formats: (.*)$', text, re.M)[1].split(', ') if name != 'table'] + ['pdf']


def unfold(app, name):
    """Unfolds a row of the dialog."""
    app.tab_to(name)
    app.press('space')


def enter(app, name, text):
    """Goes to an entry of the dialog, which may lie below what is in sight, and types."""
    app.tab_to(name)
    app.press('ctrl+a')
    app.type(text)


def fill_in_account(app, server, access_key=None, secret_key=None, security_token=None, address=None):
    """Fills in the dialog for an account, which is open, and saves it."""
    app.wait('dialog', re.compile('Account'))
    app.fill('Access Key (AK)', access_key or server.ACCESS_KEY)
    app.fill('Secret Key (SK)', secret_key or server.SECRET_KEY)
    if security_token:
        unfold(app, 'Advanced')
        enter(app, 'Security Token of Temporary Keys', security_token)
    unfold(app, CLOUD)
    enter(app, 'SWR Address', address or server.address)
    app.click('button', 'Save')
    app.wait_gone('dialog', re.compile('Account'))


def type_in_account(app, server, address=None):
    """Fills in the dialog for an account, which is open, and saves it, by the keyboard alone."""
    app.wait('dialog', 'Add Account')
    enter(app, 'Access Key (AK)', server.ACCESS_KEY)
    enter(app, 'Secret Key (SK)', server.SECRET_KEY)
    unfold(app, CLOUD)
    enter(app, 'SWR Address', address or server.address)
    app.wait_entry('SWR Address', address or server.address)
    app.press('Return')
    app.wait_gone('dialog', 'Add Account')


def choose_kind(app, position):
    """Chooses by the keyboard how to sign in: the choices are 0 access key, 1 user and password, 2 token."""
    app.tab_to('Sign In With')
    app.press('space')
    app.press('Home', *['Down'] * position, 'Return')


def fill_in_password(app, server, domain, user, password):
    """Fills in the dialog for an account, which is open, for an IAM user, and saves it."""
    app.wait('dialog', 'Add Account')
    choose_kind(app, 1)
    enter(app, 'Account Name', domain)
    enter(app, 'User Name', user)
    enter(app, 'Password', password)
    unfold(app, CLOUD)
    enter(app, 'SWR Address', server.address)
    enter(app, 'IAM Address', server.address)
    app.click('button', 'Save')
    app.wait_gone('dialog', 'Add Account')


def fill_in_token(app, server, token):
    """Fills in the dialog for an account, which is open, for a token, and saves it."""
    app.wait('dialog', 'Add Account')
    choose_kind(app, 2)
    enter(app, 'Token', token)
    unfold(app, CLOUD)
    enter(app, 'SWR Address', server.address)
    app.click('button', 'Save')
    app.wait_gone('dialog', 'Add Account')


def mend_secret_key(app, secret_key):
    """Enters another secret key in the dialog, which is open, and saves it."""
    app.wait('dialog', re.compile('Account'))
    app.fill('Secret Key (SK)', secret_key)
    app.click('button', 'Save')
    app.wait_gone('dialog', re.compile('Account'))


def list_repository(app, organization, repository):
    app.fill('Organization', organization)
    app.fill('Repository', repository)
    app.click('button', 'List')


def show_bulk_tasks(app, server):
    """Adds an account for the demo service and lists its repository of many tasks."""
    app.click('button', 'Add Account…')
    fill_in_account(app, server)
    list_repository(app, 'bulk', 'tasks')
    return app.wait_rows('the tasks are listed', lambda rows: rows[0].cells['Repository'] == 'tasks')


def click_heading(app, title):
    app.click('filler', re.compile(title.replace(' ', r'\s')), within=app.wait('tree table'))


def open_export_menu(app):
    """Opens the menu in the header bar, and returns its items. The arrow is narrower than what AT-SPI is wrong by about
    places in the header bar."""
    app.wait('toggle button', 'Export and Print')
    app.click('toggle button', 'Details', to_left=23)
    return wait_until('the menu opens', lambda: app.find_all('menu item'), app.dump)


def export(app, format_name, path):
    """Exports by the menu in the header bar. Its items have no names for AT-SPI in GTK 4.18, but their order."""
    items = open_export_menu(app)
    # The dialog with all options comes first.
    app.click_accessible(items[1 + list_export_formats().index(format_name)])
    choose_file(app, path)


def choose_file(app, path):
    """Answers the file dialog with the mouse."""
    dialog = app.wait('dialog', EXPORT_DIALOG)
    entry = app.wait('text', 'Name:', within=dialog)
    wait_until('the dialog suggests a name', lambda: get_text(entry), app.dump)
    # Not typed: the entry completes names while one does.
    entry.get_editable_text_iface().set_text_contents(str(path))
    app.click('button', 'Export', within=dialog)
    wait_until('the file dialog closes', lambda: is_gone(dialog), app.dump)


def make_narrow(app):
    """Makes the window as narrow as a phone, past one change of its layout after the other. Where it jumps, libadwaita
    has no room for the layout before for a moment, and complains."""
    app.resize(704, 600)
    app.wait('list', 'Synchronization tasks')
    app.resize(470, 600)
    app.wait_gone('button', 'Refresh')
    app.resize(410, 600)
