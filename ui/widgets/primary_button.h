// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QPushButton>

namespace ui::widgets {

/// The one main action of a page, in the colours of the selection, so that it stands out in every
/// palette.
class PrimaryButton : public QPushButton
{
    Q_OBJECT

public:
    explicit PrimaryButton(const QString& text, QWidget* parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// A button of the same height for what is not the main action.
QPushButton* newSecondaryButton(const QString& text);

} // namespace ui::widgets
