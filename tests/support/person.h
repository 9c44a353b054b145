// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QString>
#include <QStringList>

class QWidget;

namespace support {

/// Somebody in front of the program: sees only what is visible, and acts by clicks and keys on the
/// window that is in front. Things are found by the name a screen reader says or by their text.
class Person
{
public:
    /// The widget in front: an open dialog, a menu, else the active or only window.
    static QWidget* window();

    /// Whether `text` is to be read somewhere in the window in front: labels, buttons, fields
    /// (what they display), rows of lists, names.
    static bool sees(const QString& text);
    /// All of it, for the message of a failing test.
    static QStringList everythingSeen();

    /// Clicks the visible, enabled control of that name; false if there is none.
    static bool press(const QString& name);
    /// Clicks into the field of that name and types; false if there is none.
    static bool fill(const QString& name, const QString& text);
    /// Types on the widget that has the focus.
    static void type(const QString& text);
    static void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    static void tab(int times = 1);
    /// Presses Tab until the focus is on the control of that name; false if it never is.
    static bool tabTo(const QString& name);

    /// The name of the control that has the focus.
    static QString focused();
    /// The names of all controls met by Tab until the first comes again.
    static QStringList tabOrder();

    /// Saves what the window in front looks like to <build folder>/shots/NAME.png.
    static bool saveShot(const QString& name);
};

/// The visible control of that name in the window in front, or none.
QWidget* findControl(const QString& name);

/// What a screen reader calls a widget, without the mark of its shortcut.
QString spokenName(QWidget* widget);

} // namespace support
