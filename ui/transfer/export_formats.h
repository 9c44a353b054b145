// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/writer.h"

#include <QWidget>

class QLabel;

namespace ui::widgets {
class RowList;
}

namespace ui::transfer {

/// The kinds of files that can be written, and what there is to know about the one at hand. Our own
/// backup is named as the other way.
class ExportFormats : public QWidget
{
    Q_OBJECT

public:
    /// The first is the default.
    using List = std::span<const ::transfer::ExportFormat* const>;

    explicit ExportFormats(List formats, QWidget* parent = nullptr);

    const ::transfer::ExportFormat& chosen() const;
    void reset(); ///< to the default

signals:
    void confirmed(); ///< Enter in the list
    void backupsWanted();

protected:
    void focusInEvent(QFocusEvent* event) override;

private:
    void build();
    void layOut();
    void showCurrent();

    List m_formats;
    widgets::RowList* m_list;
    QLabel* m_about;
};

} // namespace ui::transfer
