# SPDX-License-Identifier: GPL-3.0-or-later
"""What people do in Ferryboard, each step as they would do it."""

from driver import get_text, wait_until

EXPORT_DIALOG = 'Export Synchronization Tasks'
EXPORT_FORMATS = ['csv', 'json']
SERVICE_ADDRESS = 'Service Address, With {region} for the Region'


def fill_in_sign_in(app, server, secret_key=None):
    """Fills in the dialog, which is open, and sends it off."""
    app.wait('dialog', 'Sign In')
    app.fill('Access Key (AK)', server.ACCESS_KEY)
    app.fill('Secret Key (SK)', secret_key or server.SECRET_KEY)
    app.click('list item', 'Advanced')
    app.fill(SERVICE_ADDRESS, server.address)
    app.click('button', 'Sign In')
    app.wait_gone('dialog', 'Sign In')


def list_repository(app, organization, repository):
    app.fill('Organization', organization)
    app.fill('Repository', repository)
    app.click('button', 'List')


def show_bulk_tasks(app, server):
    """Signs in to the demo service and lists its repository of many tasks."""
    app.click('button', 'Sign In…')
    fill_in_sign_in(app, server)
    list_repository(app, 'bulk', 'tasks')
    return app.wait_rows('the tasks are listed', lambda rows: rows[0].cells['Repository'] == 'tasks')


def click_heading(app, title):
    header = next(row for row in app.find_all('table row') if app.find('filler', title, within=row))
    app.click('filler', title, within=header)


def export(app, format_name, path):
    """Exports by the menu in the header bar. Its items have no names for AT-SPI in GTK 4.18, but their order."""
    app.click('toggle button', 'Export')
    items = wait_until('the menu opens', lambda: app.find_all('menu item'), app.dump)
    app.click_accessible(items[EXPORT_FORMATS.index(format_name)])
    choose_file(app, path)


def choose_file(app, path):
    """Answers the file dialog with the mouse."""
    dialog = app.wait('dialog', EXPORT_DIALOG)
    entry = app.wait('text', 'Name:', within=dialog)
    wait_until('the dialog suggests a name', lambda: get_text(entry), app.dump)
    # Not typed: the entry completes names while one does.
    entry.get_editable_text_iface().set_text_contents(str(path))
    app.click('button', 'Export', within=dialog)
    app.wait_gone('dialog', EXPORT_DIALOG)
