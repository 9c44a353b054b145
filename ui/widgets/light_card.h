// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/widgets/status_light.h"

#include <QFrame>

namespace ui::widgets {

/// How something stands, as a framed part of a page: the light, what is the matter, what to do.
class LightCard : public QFrame
{
    Q_OBJECT

public:
    explicit LightCard(QWidget* parent = nullptr);

    void setState(Light light, const QString& sentence, const QString& next);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    StatusLight* m_light;
    QLabel* m_sentence;
    QLabel* m_next;
};

} // namespace ui::widgets
