// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/push/browser.h"

#include <QWidget>

class QLabel;

namespace ui::push {

/// What to do while a sign-in in the browser is waited for. Hidden while there is none.
class SignInHelp : public QWidget
{
    Q_OBJECT

public:
    explicit SignInHelp(Browser browser, QWidget* parent = nullptr);

    /// Opens the address, and says what to do where nothing opens it.
    void begin(const QUrl& address);
    void end();

private:
    void open();

    Browser m_browser;
    QUrl m_address;
    QLabel* m_sentence;
};

} // namespace ui::push
