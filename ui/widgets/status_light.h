// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QIcon>
#include <QLabel>

namespace ui::widgets {

/// How something stands.
enum class Light {
    Good, ///< a green disc with a tick
    Attention, ///< an amber triangle with an exclamation mark
    Bad, ///< a red octagon with a cross
};

/// A picture of the light. Shape and sign differ as well as the colour, and the edge is that of
/// text, so that it is to be seen on every palette and told by everybody.
QPixmap lightPicture(Light light, const QPalette& palette, int side, qreal pixelRatio);

/// The light as a label, as high as a line of large text. It is for the eye alone: words beside it
/// say the same.
class StatusLight : public QLabel
{
    Q_OBJECT

public:
    explicit StatusLight(QWidget* parent = nullptr);

    void setLight(Light light);
    Light light() const { return m_light; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void redraw();

    Light m_light = Light::Good;
};

} // namespace ui::widgets
