// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;

namespace ui::push {

/// What is known of something, a name and a value on each line. Values from outside come made safe
/// to show; long ones without spaces are broken anywhere.
class FactList : public QWidget
{
    Q_OBJECT

public:
    explicit FactList(QWidget* parent = nullptr);

    /// Adds the line or changes it; one without a value is hidden.
    void set(const QString& name, const QString& value);

private:
    struct Line
    {
        QLabel* name;
        QLabel* value;
    };

    QGridLayout* m_grid;
    std::vector<Line> m_lines;
};

} // namespace ui::push
