# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks over everything on the screen as somebody does who cannot see it, or who cannot aim well."""

import re

from driver import Atspi, Failure, get_extents, get_text, has_state, walk

# What the GNOME guidelines and WCAG 2.2 ask for.
SMALLEST_TARGET = 24

TARGETS = {'button', 'toggle button', 'check box', 'radio button', 'combo box', 'link'}

ENTRIES = {'text', 'entry', 'combo box'}

# A screen reader says what it is by itself.
TELLS_ROLE = re.compile(r'\b(button|entry|check ?box|menu item|image|icon)$', re.IGNORECASE)


def find_relation(accessible, kind):
    """What ACCESSIBLE is in a relation of this KIND to."""
    return [relation.get_target(i) for relation in accessible.get_relation_set()
            if relation.get_relation_type() == kind for i in range(relation.get_n_targets())]


def is_inside(accessible, role):
    parent = accessible.get_parent()
    return parent is not None and (parent.get_role_name() == role or is_inside(parent, role))


def is_spoken_otherwise(accessible):
    """Whether a widget without a name is one of those about which nothing can be done with GTK 4.18."""
    role = accessible.get_role_name()
    if role in ('panel', 'scroll pane'):
        # They take the keyboard only to hand it to what is in them.
        return True
    if role in ('menu item', 'check menu item', 'radio menu item'):
        # The words of a menu that comes from a GMenu are in a label that is text without being a name.
        return any(get_text(label) for label in find_relation(accessible, Atspi.RelationType.LABELLED_BY))
    if role == 'list':
        # That of a group of rows is called as the group is, if it has a title; the others are parts of what has a name.
        return (bool(find_relation(accessible, Atspi.RelationType.LABELLED_BY))
                or any(is_inside(accessible, whole) for whole in ('tree table', 'combo box', 'list item')))
    if role == 'list item':
        # What is chosen, within a combo box that has a name; and an item around that of a row that unfolds.
        return (is_inside(accessible, 'combo box')
                or any(node.get_role_name() == 'list item' for node in list(walk(accessible))[1:]))
    return False


def find_name_fault(accessible, role, name):
    if name:
        return 'has a name that tells its role, which is said anyway' if TELLS_ROLE.search(name) else None
    if role in ('dialog', 'frame', 'image'):
        return 'has no name'
    if has_state(accessible, Atspi.StateType.FOCUSABLE) and not is_spoken_otherwise(accessible):
        return 'takes the keyboard and has no name'
    return None


def find_size_fault(accessible):
    _, _, width, height = get_extents(accessible)
    return f'has only {width} × {height} pixels' if min(width, height) < SMALLEST_TARGET else None


def find_error_fault(accessible):
    """What is wrong with an entry is to be found from there, and not only its color."""
    if not has_state(accessible, Atspi.StateType.INVALID_ENTRY):
        return None
    messages = find_relation(accessible, Atspi.RelationType.ERROR_MESSAGE)
    return None if any(message.get_name() or get_text(message) for message in messages) else 'is wrong, and nothing says why'


def find_fault(accessible):
    role, name = accessible.get_role_name(), accessible.get_name()
    fault = find_name_fault(accessible, role, name)
    if fault is None and role in TARGETS:
        fault = find_size_fault(accessible)
    if fault is None and role in ENTRIES:
        fault = find_error_fault(accessible)
    return f'{role} “{name}” at {get_extents(accessible)} {fault}' if fault else None


def expect_no_faults(app, where, within=None):
    """Looks over all windows, or one part of them."""
    faults = [fault for part in ([within] if within else app.windows()) for node in walk(part, into_tables=True)
              if (fault := find_fault(node))]
    if faults:
        raise Failure('\n'.join([f'{where}:'] + faults + [app.dump()]))


def is_below(accessible, ancestor):
    return accessible is not None and (accessible == ancestor or is_below(accessible.get_parent(), ancestor))


def go_around(app, where):
    """Goes on by Tab until the keyboard is again where it was after the first step, and returns the places."""
    app.focus_window()
    places = [app.step()]
    for _ in range(120):
        place = app.step()
        if place is None:
            raise Failure(f'{where}: the keyboard does not get on from {places[-1]}\n{app.dump()}')
        if place == places[0]:
            return places
        places.append(place)
    raise Failure(f'{where}: the keyboard does not get back to {places[0]}: {[str(place) for place in places]}')


def expect_good_dialog(app, name, role='dialog', where=None):
    """Looks over a dialog, and goes once around in it by the keyboard, which has to stay in it."""
    where, dialog = where or name, app.wait(role, name)
    expect_no_faults(app, where, dialog)
    strays = [str(place) for place in go_around(app, where) if not is_below(place.accessible, dialog)]
    if strays:
        raise Failure(f'{where}: the keyboard gets out of it, to {strays}\n{app.dump()}')
