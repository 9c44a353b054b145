// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/person.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>

namespace support {
namespace {

/// Shown, and not scrolled or stacked out of sight. Not by visibleRegion(): that one leaves out
/// what children cover, and a list is all children.
bool isInSight(const QWidget* widget)
{
    if (!widget->isVisible())
        return false;
    QRect left = widget->rect();
    for (; !left.isEmpty() && !widget->isWindow(); widget = widget->parentWidget())
        left = left.translated(widget->pos()) & widget->parentWidget()->rect();
    return !left.isEmpty();
}

QString withoutMark(QString text)
{
    return text.remove(u'&');
}

void collectRows(const QAbstractItemView* view, QStringList& seen)
{
    const QAbstractItemModel* model = view->model();
    if (!model)
        return;
    for (int row = 0; row < model->rowCount(view->rootIndex()); ++row) {
        const QModelIndex index = model->index(row, 0, view->rootIndex());
        if (view->visualRect(index).intersects(view->viewport()->rect()))
            seen << index.data(Qt::DisplayRole).toString()
                 << index.data(Qt::AccessibleTextRole).toString();
    }
}

void collect(QWidget* widget, QStringList& seen)
{
    if (const auto* label = qobject_cast<QLabel*>(widget))
        seen << withoutMark(label->text());
    else if (const auto* button = qobject_cast<QAbstractButton*>(widget))
        seen << withoutMark(button->text());
    else if (const auto* edit = qobject_cast<QLineEdit*>(widget))
        seen << edit->displayText()
             << (edit->text().isEmpty() ? edit->placeholderText() : QString());
    else if (const auto* text = qobject_cast<QPlainTextEdit*>(widget))
        seen << text->toPlainText();
    else if (const auto* combo = qobject_cast<QComboBox*>(widget))
        seen << combo->currentText();
    else if (const auto* view = qobject_cast<QAbstractItemView*>(widget))
        collectRows(view, seen);
    seen << spokenName(widget);
}

QList<QWidget*> widgetsInSight()
{
    QWidget* const window = Person::window();
    if (!window)
        return {};
    QList<QWidget*> inSight { window };
    for (QWidget* widget : window->findChildren<QWidget*>()) {
        if (widget->window() == window && isInSight(widget))
            inSight << widget;
    }
    return inSight;
}

/// Keys go to the focus, or to the window while nothing has it.
QWidget* target()
{
    QWidget* const window = Person::window();
    QWidget* const focus = window ? window->focusWidget() : nullptr;
    return focus ? focus : window;
}

bool isControl(const QWidget* widget)
{
    return widget->focusPolicy() != Qt::NoFocus || qobject_cast<const QAbstractButton*>(widget);
}

} // namespace

QString spokenName(QWidget* widget)
{
    QAccessibleInterface* const spoken = QAccessible::queryAccessibleInterface(widget);
    return spoken ? withoutMark(spoken->text(QAccessible::Name)) : QString();
}

QWidget* findControl(const QString& name)
{
    for (QWidget* widget : widgetsInSight()) {
        if (isControl(widget) && widget->isEnabled() && spokenName(widget) == name)
            return widget;
    }
    return nullptr;
}

QWidget* Person::window()
{
    if (QWidget* popup = QApplication::activePopupWidget())
        return popup;
    if (QWidget* modal = QApplication::activeModalWidget())
        return modal;
    if (QWidget* active = QApplication::activeWindow())
        return active;
    for (QWidget* top : QApplication::topLevelWidgets()) {
        if (top->isVisible() && top->isWindow())
            return top;
    }
    return nullptr;
}

bool Person::sees(const QString& text)
{
    return !everythingSeen().filter(text).isEmpty();
}

QStringList Person::everythingSeen()
{
    QStringList seen;
    for (QWidget* widget : widgetsInSight())
        collect(widget, seen);
    seen.removeAll(QString());
    seen.removeDuplicates();
    return seen;
}

bool Person::press(const QString& name)
{
    QWidget* const control = findControl(name);
    if (control)
        QTest::mouseClick(control, Qt::LeftButton);
    return control != nullptr;
}

bool Person::fill(const QString& name, const QString& text)
{
    if (!press(name))
        return false;
    type(text);
    return true;
}

void Person::type(const QString& text)
{
    for (const QChar character : text) {
        QTest::sendKeyEvent(QTest::Click, target(), Qt::Key_unknown, QString(character), {});
    }
}

void Person::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(target(), key, modifiers);
}

void Person::tab(int times)
{
    for (int i = 0; i < times; ++i)
        key(Qt::Key_Tab);
}

bool Person::tabTo(const QString& name)
{
    constexpr int MoreThanAnyPage = 100;
    for (int i = 0; i < MoreThanAnyPage; ++i) {
        if (focused() == name)
            return true;
        tab();
    }
    return false;
}

QString Person::focused()
{
    QWidget* const focus = target();
    return focus ? spokenName(focus) : QString();
}

QStringList Person::tabOrder()
{
    constexpr int MoreThanAnyPage = 100;
    QStringList names { focused() };
    const QWidget* const first = target();
    for (int i = 0; i < MoreThanAnyPage; ++i) {
        tab();
        if (target() == first)
            break;
        names << focused();
    }
    return names;
}

bool Person::saveShot(const QString& name)
{
    const QDir folder(QStringLiteral(TEST_SHOTS));
    return folder.mkpath(QStringLiteral("."))
        && window()->grab().save(folder.filePath(name + QStringLiteral(".png")));
}

} // namespace support
