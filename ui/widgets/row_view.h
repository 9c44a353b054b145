// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QListView>

namespace ui::widgets {

/// A list that looks like RowList, over a model whose rows are rowText(): for what may be
/// thousands. Beyond some hundred rows all are as high as the first, because measuring each text
/// would stop the window; long titles are shortened then.
class RowView : public QListView
{
    Q_OBJECT

public:
    /// `name` is what screen readers say.
    explicit RowView(const QString& name, QWidget* parent = nullptr);

    void reset() override;

protected:
    void changeEvent(QEvent* event) override;
};

} // namespace ui::widgets
