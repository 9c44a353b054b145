// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QWidget>

namespace ui::add {

/// A code that runs: large digits and the seconds left, to be tried before anything is saved.
class LiveCode : public QWidget
{
    Q_OBJECT

public:
    explicit LiveCode(QWidget* parent = nullptr);
    ~LiveCode() override;

    /// A time-based code; a period of 0 means that time does not matter.
    void showCode(const QString& code, int secondsLeft, int period);
    /// A sentence where there is no code.
    void showText(const QString& sentence);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QFont codeFont() const;

    QString m_code;
    QString m_sentence;
    int m_secondsLeft = 0;
    int m_period = 0;
};

} // namespace ui::add
