#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the Flatpak does on a desk where no portal keeps secrets."""

import desk
from sandbox import SandboxedApp, SandboxedServer, data_folder, expect, expect_secret_nowhere, play

import steps


def keeps_secret_for_the_session(home):
    """It says that nobody keeps the secret, goes on with it, and asks for it the next time"""
    with SandboxedServer('--tasks', '5', home=home) as server:
        with SandboxedApp(home=home) as app:
            app.click('button', 'Add Account…')
            steps.fill_in_account(app, server)
            app.wait('alert', 'Kept Until Ferryboard Is Closed')
            app.press('Escape')
            app.wait_gone('alert', 'Kept Until Ferryboard Is Closed')
            steps.list_repository(app, 'bulk', 'tasks')
            app.wait_rows('five tasks are listed', lambda rows: len(rows) == 5)
            app.quit()
        expect((data_folder(home) / 'config/ferryboard/accounts.ini').exists(), 'the account is kept')
        expect_secret_nowhere(home, server.SECRET_KEY)

        with SandboxedApp(home=home) as app:
            app.wait_label('^The secret of “E2…01” is not kept on this computer')
            app.quit()


desk.set_up_without_keyring()
play(keeps_secret_for_the_session)
