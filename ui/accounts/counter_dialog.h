// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QDialog>

class QSpinBox;

namespace ui::accounts {

/// The counter of an account may be behind what the service has seen: skip codes, or say that one
/// was taken.
class CounterDialog : public QDialog
{
    Q_OBJECT

public:
    /// `account` is what the account is called.
    explicit CounterDialog(const QString& account, QWidget* parent = nullptr);

signals:
    void skipRequested(int codes);
    void codeWorked();

private:
    QSpinBox* m_codes;
};

} // namespace ui::accounts
