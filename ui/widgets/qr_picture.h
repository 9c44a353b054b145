// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QImage>
#include <QWidget>

namespace ui::widgets {

/// A QR code, black on white in every theme, as large as there is room in whole steps, so that
/// every module has the same size on every screen. The picture may be a secret: its pixels are
/// overwritten when it goes.
class QrPicture : public QWidget
{
    Q_OBJECT

public:
    explicit QrPicture(QWidget* parent = nullptr);
    ~QrPicture() override;

    /// One pixel a module, with the quiet zone.
    void setPicture(QImage picture);
    void wipe(); ///< shows nothing
    /// Takes the room that is left on a page, instead of asking for a size at which it is easily
    /// scanned.
    void takeRoomThatIsLeft();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QImage m_picture;
    int m_pixelsPerModule;
};

} // namespace ui::widgets
