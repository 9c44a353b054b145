// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/challenge.h"

#include <QWidget>

class QButtonGroup;
class QVBoxLayout;

namespace ui::push {

/// The number that ties a request to the page which asked for it: chosen among several, typed, or
/// shown to be typed there. Nothing reads it from the screen, and nothing is chosen beforehand.
class NumberRow : public QWidget
{
    Q_OBJECT

public:
    explicit NumberRow(QWidget* parent = nullptr);

    /// Hidden where there is none.
    void showCheck(const ::push::NumberCheck& check);
    /// What was chosen or typed; empty until it is whole.
    QString number() const;
    /// Whether nothing is missing for an approval.
    bool isComplete() const;
    /// The field to type into, where there is one.
    QWidget* field() const { return m_field; }

signals:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showChoices();
    void showField();
    void showNumber();

    ::push::NumberCheck m_check;
    QVBoxLayout* m_column;
    QWidget* m_content = nullptr; ///< of the check on view
    QWidget* m_field = nullptr;
    QString m_number;
};

} // namespace ui::push
