// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;

namespace ui::widgets {

/// A line that says what is going on while something long runs. It keeps its place while idle, so
/// that nothing on the page jumps, and nothing moves then.
class BusyLine : public QWidget
{
    Q_OBJECT

public:
    explicit BusyLine(QWidget* parent = nullptr);

    void start(const QString& sentence);
    void stop();

private:
    QProgressBar* m_bar;
    QLabel* m_sentence;
};

} // namespace ui::widgets
