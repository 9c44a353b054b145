// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/coach/names_edit.h"

#include <QKeyEvent>

namespace ui::coach {

namespace {

constexpr int LinesSeen = 3;

} // namespace

NamesEdit::NamesEdit(QWidget* parent) : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize NamesEdit::sizeHint() const
{
    const int frame = static_cast<int>(document()->documentMargin()) + frameWidth();
    return { QPlainTextEdit::sizeHint().width(),
        LinesSeen * fontMetrics().lineSpacing() + 2 * frame };
}

QSize NamesEdit::minimumSizeHint() const
{
    return { QPlainTextEdit::minimumSizeHint().width(), sizeHint().height() };
}

void NamesEdit::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!isEnter || event->modifiers().testFlag(Qt::ShiftModifier))
        return QPlainTextEdit::keyPressEvent(event);
    event->accept();
    emit entered();
}

} // namespace ui::coach
