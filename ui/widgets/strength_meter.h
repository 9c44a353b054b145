// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QWidget>

class QLabel;

namespace ui::widgets {

/// Three bars and a sentence about how hard something is to guess. The sentence says all that the
/// bars do, so colour is never the only sign.
class StrengthMeter : public QWidget
{
    Q_OBJECT

public:
    enum class Level { None, Weak, Fair, Strong };

    explicit StrengthMeter(QWidget* parent = nullptr);

    Level level() const { return m_level; }
    void setLevel(Level level);

private:
    class Bars;
    Level m_level = Level::None;
    Bars* m_bars;
    QLabel* m_sentence;
};

} // namespace ui::widgets
