// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QPlainTextEdit>

namespace ui::coach {

/// A small field for lines. Enter is the wish to take them; Shift+Enter and a paste make more of
/// them. Tab leaves it.
class NamesEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit NamesEdit(QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void entered();

protected:
    void keyPressEvent(QKeyEvent* event) override;
};

} // namespace ui::coach
